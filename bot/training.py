"""`python -m bot.training …`: `bot.rasa_train`, without the libraries that nothing here uses (`bot.unused`): a second less."""

from __future__ import annotations

from bot.unused import leave_out

if __name__ == "__main__":
    leave_out()
    from bot.rasa_train import run

    run()
