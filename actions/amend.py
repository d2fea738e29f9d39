"""What amends a search under way, whatever the sentence is: a wish let go of, a radius, the list again, a town refused."""

from __future__ import annotations

from actions import wanted as wants
from actions.heard import heard, hears
from actions.safety import after_safety
from actions.turn import Reply, Turn


def serve_amendment(turn: Turn) -> Reply | None:
    """The reply when the words amend the search under way, else None."""
    if hears("it_is_over", turn.text) and not wants.to_json(turn.needs):
        return after_safety(turn)
    if turn.state.place is None:
        return None
    return (
        _list_again(turn) or _reported(turn) or _none_fits(turn) or _without(turn) or _within(turn) or _not_here(turn)
    )


def _list_again(turn: Turn) -> Reply | None:
    """ "Revenir à la liste"."""
    from actions.search import show_again

    return show_again(turn) if turn.state.results and hears("list_again", turn.text) else None


def _reported(turn: Turn) -> Reply | None:
    """ "Le premier n'existe plus": a report, even when the rank made it look like a choice."""
    from actions.report import TakeReport

    return TakeReport().answer(turn) if turn.state.results and hears("gone", turn.text) else None


def _none_fits(turn: Turn) -> Reply | None:
    """ "Aucun ne me convient" after a list: others."""
    from actions.follow_up import MoreResults

    listed = turn.state.results and turn.last("kind") in ("places", "place")
    return MoreResults().answer(turn) if listed and hears("none_of_them", turn.text) else None


def _without(turn: Turn) -> Reply | None:
    """ "Pas forcément gratuit", "peu importe le jour": the same search without that wish."""
    from actions.find import find

    if not hears("let_go", turn.text):
        return None
    named = {*wants.to_json(turn.needs), *heard("let_go_names", turn.text)}
    held = turn.state.wanted or {}
    kept = {name: value for name, value in held.items() if name not in named}
    return find(turn, kept) if kept != held else None


def _within(turn: Turn) -> Reply | None:
    """ "5 km maximum": one radius, when nothing else is said."""
    from actions.follow_up import WidenSearch
    from actions.places import resolve

    alone = turn.needs.radius_km and not wants.to_json(turn.needs) and resolve(turn).status == "none"
    return WidenSearch().answer(turn) if alone else None


def _not_here(turn: Turn) -> Reply | None:
    """ "Non, pas à Lens": the question again."""
    from actions.asking import ask_other_town
    from actions.places import refuses_here

    return ask_other_town(turn) if refuses_here(turn) else None
