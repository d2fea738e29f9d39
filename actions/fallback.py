"""Not understood: a town in the words is enough to go on; else choices; then a person."""

from __future__ import annotations

from dataclasses import replace

from actions.base import Ability
from actions.find import find
from actions.people import human_answer
from actions.places import resolve
from actions.turn import Reply, Turn
from actions.wanted import merge, to_json

# Two misses in a row: choices to press. Three: a person.
_MISSES_TO_HUMAN = 3
_ALONE, _LETTERS = 3, 4


def _about_the_last_card(turn: Turn) -> Reply | None:
    """ "On peut me rembourser ?" after a card: its precise answer, when it has one for these words."""
    from actions.explain import card_reply, precise

    topic = (turn.state.last_answer or {}).get("topic")
    card = turn.house.cards.get(topic) if topic else None
    detail = precise(turn, card) if card else None
    return card_reply(turn, card, detail=detail) if card and detail else None


class Fallback(Ability):
    """Nothing was understood with enough confidence."""

    action_name = "action_fallback"
    yields = True

    def answer(self, turn: Turn) -> Reply:
        """What can still be read from the words, else an honest "I did not understand"."""
        new = to_json(turn.needs)
        # A word or two on their own may be a misspelt town: "Denin".
        alone = turn.state.place is None and len(turn.text.split()) <= _ALONE and len(turn.text) >= _LETTERS
        resolution = resolve(turn, expecting=alone)
        if resolution.status in ("found", "confirm", "ambiguous") or (new and turn.state.place):
            return find(turn, merge(turn.state.wanted, new), expecting=alone)
        again = _about_the_last_card(turn)
        if again is not None:
            return again
        card = next(iter(turn.house.cards.find(turn.text)), None)
        if card is not None and card.kind == "scheme":
            from actions.explain import card_reply

            return card_reply(turn, card)
        misses = turn.state.misses + 1
        state = replace(turn.state, misses=misses)
        if misses >= _MISSES_TO_HUMAN:
            return human_answer(turn, replace(state, misses=0))
        said = turn.say("fallback" if misses == 1 else "fallback_again")
        return turn.reply(
            turn.answer("fallback", said, state=state, choices=turn.choices("find", "explain", "human")), state
        )
