"""Not understood: a town in the words is enough to go on; else choices; then a person."""

from __future__ import annotations

from dataclasses import replace

from actions.base import Ability
from actions.explain import about_the_last_card, card_reply
from actions.find import completed, find
from actions.people import human_answer
from actions.places import resolve
from actions.safety import after_safety
from actions.turn import Reply, Turn
from actions.wanted import to_json

# Two misses in a row: choices to press. Three: a person.
_MISSES_TO_HUMAN = 3
_ALONE, _LETTERS = 3, 4


class Fallback(Ability):
    """Nothing was understood with enough confidence."""

    action_name = "action_fallback"
    yields = True
    amends = True

    def answer(self, turn: Turn) -> Reply:
        """What can still be read from the words, else an honest "I did not understand"."""
        new = to_json(turn.needs)
        # A word or two on their own may be a misspelt town: "Denin".
        alone = turn.state.place is None and len(turn.text.split()) <= _ALONE and len(turn.text) >= _LETTERS
        resolution = resolve(turn, expecting=alone)
        if resolution.status in ("found", "confirm", "ambiguous") or (new and turn.state.place):
            return find(turn, completed(turn, new), expecting=alone)
        return _explained(turn) or (after_safety(turn) or _missed(turn))


def _explained(turn: Turn) -> Reply | None:
    """The last card's precise answer, else the scheme that the words name."""
    card = next(iter(turn.house.cards.find(turn.text)), None)
    again = about_the_last_card(turn)
    return card_reply(turn, card) if again is None and card is not None and card.kind == "scheme" else again


def _missed(turn: Turn) -> Reply:
    """Not understood: choices, then a person."""
    misses = turn.state.misses + 1
    state = replace(turn.state, misses=misses)
    if misses >= _MISSES_TO_HUMAN:
        return human_answer(turn, replace(state, misses=0), intro="human_instead")
    known = "_here" if turn.state.place else ""
    said = turn.say(f"fallback{known}" if misses == 1 else "fallback_again")
    return turn.reply(
        turn.answer("fallback", said, state=state, choices=turn.choices("find", "explain", "human")), state
    )
