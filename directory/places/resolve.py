"""From what a person writes to a place, or to a question. Pure and offline: the same message gives the same answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from directory.places import choices as clarification
from directory.places.gazetteer import Gazetteer
from directory.places.lexicon import load_lexicon
from directory.places.mentions import Mention
from directory.places.misspelt import find_misspelt, find_wider
from directory.places.numbers import insee_of
from directory.places.outcomes import at_code, of_choice, of_code, of_district, of_guesses, of_postcode, of_ranked
from directory.places.rank import MOST, Hints, Ranked, rank
from directory.places.reading import Reading, read
from directory.places.results import Candidate, Resolution, of_area
from directory.places.scene import Scene, local_words
from directory.places.spelling import Speller
from directory.territories import Territory

LONGEST_MESSAGE = 600
HAMLET, NEARER_HOME = 2_000, 0.88


@dataclass(frozen=True)
class _Settled:
    ranked: Ranked
    mention: Mention


class Resolver:
    """Resolves places for one deployment.

    `territories`: the deployment's, in order; `others`: territories whose local words are known too.
    """

    def __init__(
        self, gazetteer: Gazetteer, territories: Sequence[Territory] = (), *, others: Sequence[Territory] = ()
    ) -> None:
        elsewhere = [territory for territory in others if territory not in territories]
        words = local_words(territories, elsewhere)
        self._scene = Scene(gazetteer, load_lexicon(), tuple(territories), None, words)
        self._speller = Speller(gazetteer, self._scene)

    def resolve(
        self,
        text: str,
        *,
        expecting_place: bool = False,
        near: Candidate | None = None,
        choices: Sequence[Candidate] = (),
    ) -> Resolution:
        """Find the place of a message.

        `expecting_place`: the person is answering "dans quelle commune ?". `near`: the conversation's place so far, which
        settles homonyms and arrondissements. `choices`: the candidates of a question just asked.
        """
        text = text[:LONGEST_MESSAGE]
        scene = self._scene.beside(near)
        picked = clarification.choose(text, choices, scene.gazetteer, scene.lexicon) if choices else None
        if picked:
            return of_choice(text, picked)
        return self._resolve(text, expecting_place or bool(choices), scene)

    def _resolve(self, text: str, asked: bool, scene: Scene) -> Resolution:
        if (code := insee_of(text)) and (place := scene.gazetteer.commune(code)):
            return of_code(place, 1.0, "code INSEE", code)
        reading = read(text, asked, scene)
        for attempt in (self._coded, self._named, self._misspelt, self._area_alone):
            if resolution := attempt(reading):
                return resolution
        near = scene.near
        if reading.street and reading.street.number and near and near.insee:
            return Resolution(
                "found", (near,), None, reading.address(), f"une rue de {near.name}, ville de la conversation"
            )
        why = "une rue, mais pas de commune" if reading.street else "aucun lieu dans ce message"
        return Resolution("none", address=reading.address(), why=why)

    def _coded(self, reading: Reading) -> Resolution | None:
        """Arrondissements and postal codes; a commune named beside its code wins over the code's other communes."""
        if reading.districts:
            return of_district(reading)
        if not reading.postcodes:
            return None
        number = reading.postcodes[0]
        if number.places and number.places[0].kind == "a":
            return of_postcode(reading)
        inside = [m for m in reading.named() if any(at_code(place, number.code) for place in m.places)]
        if inside:
            places = [place for place in inside[0].places if at_code(place, number.code)]
            return of_ranked(reading, Ranked((places[0],), True, f"nom et code postal {number.code}"), inside[0])
        same = [m for m in reading.named() if any(place.departement == number.departement for place in m.places)]
        if (same and same[0].strength >= same[0].strength.PREPOSITION) or (same and not number.places):
            return None
        return of_postcode(reading)

    def _named(self, reading: Reading) -> Resolution | None:
        chosen = reading.chosen()
        if len(chosen) == 1 and (wider := find_wider(reading.message, chosen[0], reading.hints, self._speller)):
            return of_guesses(reading, wider.guesses, reading.span(wider.first, wider.last))
        if len(chosen) == 1 and (doubt := self._nearer_home(reading, chosen[0])):
            return doubt
        settled = [_settle(reading, mention) for mention in chosen]
        settled = [one for one in settled if one.ranked.places]
        if not settled:
            return None
        if len(settled) == 1 or _same(settled):
            return of_ranked(reading, settled[0].ranked, settled[0].mention)
        places = [place for one in settled for place in one.ranked.places[: max(1, MOST // len(settled))]]
        ranked = Ranked(tuple(dict.fromkeys(places))[:MOST], False, "plusieurs lieux dans le message")
        return of_ranked(reading, ranked, settled[0].mention)

    def _nearer_home(self, reading: Reading, mention: Mention) -> Resolution | None:
        """Ask when a hamlet far away bears just what may be a misspelt town of here: "theus" in Pas-de-Calais."""
        scene = reading.scene
        if not scene.territories or mention.how != "name" or reading.hints.departements or reading.hints.regions:
            return None
        where = scene.departements()
        if any(p.departement in where or scene.here(p) or p.population >= HAMLET for p in mention.places):
            return None
        words = reading.message.words[mention.first : mention.last]
        guesses = self._speller.guesses(words, reading.hints, scene)
        ours = [one for one in guesses if scene.here(one.place) and one.likeness >= NEARER_HOME][:2]
        if not ours or any(one.place.key.startswith(mention.places[0].key + " ") for one in ours):
            return None  # a short form of here: ranking settles it
        there = sorted(mention.places, key=lambda place: -place.population)[: MOST - len(ours)]
        places = (*(one.place for one in ours), *there)
        return of_ranked(reading, Ranked(tuple(dict.fromkeys(places)), False, "un nom voisin est plus près"), mention)

    def _misspelt(self, reading: Reading) -> Resolution | None:
        if reading.areas() and not reading.message.asked and not reading.hints_beside_words():
            return None
        found = find_misspelt(reading.without_areas(), reading.hints, self._speller)
        if found is None:
            return None
        span = reading.span(found.first, found.last)
        if not found.guesses:
            if reading.areas():
                return None
            return Resolution("unknown", span=span, why=f"« {span} » ne ressemble à aucune commune")
        return of_guesses(reading, found.guesses, span)

    def _area_alone(self, reading: Reading) -> Resolution | None:
        areas = reading.areas()
        if not areas:
            return None
        area, span = areas[0]
        seat = reading.scene.gazetteer.commune(area.seat)
        if seat is None:
            return None
        return Resolution(
            "found", (of_area(area, seat, "seulement un département ou une région"),), span, None, area.name
        )


def _settle(reading: Reading, mention: Mention) -> _Settled:
    if mention.how in {"local", "other"} and len(mention.places) == 1:
        why = "mot d'ici" if mention.how == "local" else "autre nom"
        return _Settled(Ranked(mention.places, mention.sure, why), mention)
    hints = reading.hints_for(mention)
    key = mention.places[0].key if mention.how != "beginning" else ""
    longer = mention.places if mention.how == "beginning" else reading.scene.gazetteer.beginning_with(key)
    exact = () if mention.how == "beginning" else mention.places
    ranked = rank(exact, longer, hints, reading.scene)
    if not ranked.places and (hints.departements or hints.regions):
        ranked = rank(exact, longer, Hints(article=hints.article), reading.scene)
    return _Settled(_official_first(reading, mention, ranked, hints), mention)


def _official_first(reading: Reading, mention: Mention, ranked: Ranked, hints: Hints) -> Ranked:
    """A name typed exactly as the register writes it is among the choices, first; with its département it is certain."""
    official = reading.official(mention)
    if len(official) != 1 or ranked.places == tuple(official) or reading.scene.territories:
        return ranked
    if hints.departements:
        return Ranked(tuple(official), True, "nom exact et département")
    others = [place for place in ranked.places if place != official[0]]
    return Ranked((official[0], *others)[:MOST], False, "nom exact, mais d'autres s'appellent presque ainsi")


def _same(settled: Sequence[_Settled]) -> bool:
    return len({place.parent for one in settled for place in one.ranked.places}) == 1
