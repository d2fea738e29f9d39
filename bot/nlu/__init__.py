"""Understanding: Rasa graph components, each a thin glue around a pure function.

Importing this package imports no Rasa: `bot.nlu.safety`, `bot.nlu.commands` and `bot.nlu.detection` work when Rasa is down.
"""
