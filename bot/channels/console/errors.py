"""Errors of the console.

AideNumError
├── ConsoleClosed        nobody may enter from there
├── NotSignedIn          the agent must give the site's key first
├── WrongToken           the key is not one of this deployment
└── NotSendable          the text message cannot be sent: the number, the text, or the gateway
"""

from __future__ import annotations

from directory.errors import AideNumError


class ConsoleClosed(AideNumError):
    """The console is off, or not offered to this address."""

    def __init__(self) -> None:
        super().__init__("La console n'est pas ouverte ici. Voyez docs/console.md.")


class NotSignedIn(AideNumError):
    """A key or a single sign-on is set up, and the caller has shown neither."""

    def __init__(self) -> None:
        super().__init__("Identifiez-vous pour ouvrir la console.")


class WrongToken(AideNumError):
    """The key given is not one of `AIDENUM_CONSOLE_TOKENS`."""

    def __init__(self) -> None:
        super().__init__("Cette clé n'est pas la bonne. Demandez-la à votre responsable.")


class NotSendable(AideNumError):
    """A text message that cannot be sent; the sentence says why."""
