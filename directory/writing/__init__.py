"""How people write: folding accents and apostrophes, reading texted French, patterns that editors can write.

Three pure parts, no Rasa: `fold` (one alphabet), `texted` (abbreviations, glued and phonetic words), `phrases` (the small pattern
language of data/needs and data/safety).
"""
