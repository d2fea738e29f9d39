"""The resolutions that a reading leads to: one function a way of saying where."""

from __future__ import annotations

from collections.abc import Sequence

from directory.places.gazetteer import Place
from directory.places.mentions import Mention
from directory.places.rank import MOST, Ranked
from directory.places.reading import Reading
from directory.places.results import Candidate, Resolution, Status, of_place
from directory.places.scene import kilometres
from directory.places.spelling import Guess

# A postal code shared by communes farther apart than this is asked about, unless one is five times the others.
FAR_APART_KM, MAIN = 25.0, 5


def of_choice(text: str, picked: tuple[Candidate, ...]) -> Resolution:
    """The answer to a question just asked."""
    status: Status = "found" if len(picked) == 1 else "ambiguous"
    return Resolution(status, picked, text.strip(), None, "réponse à la question posée")


def of_ranked(reading: Reading, ranked: Ranked, mention: Mention) -> Resolution:
    """A name settled between its bearers."""
    confidence = 0.97 if ranked.sure else 0.8
    candidates = tuple(of_place(place, confidence, ranked.why) for place in ranked.places)
    status: Status = "ambiguous" if len(candidates) > 1 else "found" if ranked.sure else "confirm"
    span = reading.span(mention.first, mention.last)
    address = reading.address(mention.first) if len(candidates) == 1 else None
    return Resolution(status, candidates, span, address, ranked.why)


def of_code(place: Place, confidence: float, why: str, span: str) -> Resolution:
    """A place given by its INSEE code."""
    return Resolution("found", (of_place(place, confidence, why),), span, None, why)


def of_district(reading: Reading) -> Resolution:
    """An arrondissement, or the question of which city."""
    number = reading.districts[0]
    span = reading.span(number.first, number.last)
    candidates = tuple(of_place(place, 0.97, "arrondissement") for place in number.places[:MOST])
    if len(candidates) > 1:
        return Resolution("ambiguous", candidates, span, None, "arrondissement de quelle ville ?")
    return Resolution("found", candidates, span, reading.address(number.first), "arrondissement")


def at_code(place: Place, code: str) -> bool:
    """Whether a place has this postal code."""
    return code in place.postcodes


def of_postcode(reading: Reading) -> Resolution | None:
    """A postal code: its commune, or the main one of those that share it."""
    number = reading.postcodes[0]
    span = reading.span(number.first, number.last)
    if not number.places:
        return None
    main = number.places[0]
    far = [
        place
        for place in number.places[1:]
        if kilometres(place, main) > FAR_APART_KM and MAIN * place.population > main.population
    ]
    if far:
        candidates = tuple(of_place(place, 0.8, f"code postal {number.code}") for place in (main, *far)[:MOST])
        return Resolution("ambiguous", candidates, span, None, "ce code postal couvre des communes éloignées")
    precision = "postcode" if len(number.places) > 1 else None
    why = f"code postal {number.code}" + (f", partagé par {len(number.places)} communes" if precision else "")
    candidate = of_place(main, 0.97, why, precision)
    return Resolution("found", (candidate,), span, reading.address(number.first), why)


def of_guesses(reading: Reading, guesses: Sequence[Guess], span: str) -> Resolution:
    """A near miss to confirm, or several to ask about."""
    candidates = tuple(of_place(one.place, min(one.likeness, 0.9), "orthographe proche") for one in guesses)
    status: Status = "confirm" if len(candidates) == 1 else "ambiguous"
    return Resolution(
        status, candidates, span, reading.address() if status == "confirm" else None, "orthographe proche"
    )
