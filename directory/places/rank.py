"""Which of several bearers of a name is meant: by the hints, the territory, the conversation; by size only on one's own side
of the ocean. When none of these settles it, the person is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from directory.places.gazetteer import Area, Place
from directory.places.results import of_place
from directory.places.scene import NEAR_KM, Scene
from directory.places.words import article

MOST = 4
DOMINANT, WORTH = 10, 2_000
BIG_NAMESAKE, TOO_SMALL = 20_000, 100
# A town this much bigger, whose name only begins so, may be meant as well: Nogent-sur-Marne for "nogent".
MUCH_BIGGER, TOWN = 3, 10_000
# A name that is only the beginning of a longer one, or a former one, weighs less than the same name in full.
PARTLY = 0.3


@dataclass(frozen=True)
class Ranked:
    """`places`: one, or those to ask about (best first, at most four). `sure`: false where it deserves a confirmation."""

    places: tuple[Place, ...]
    sure: bool
    why: str


@dataclass(frozen=True)
class Hints:
    """What else the message says: areas that must hold the place, the article said before it, a landmark beside it."""

    departements: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    article: str = ""
    landmark: Place | None = None

    def allow(self, place: Place) -> bool:
        """Whether the place stands where the message says."""
        if self.departements and place.departement not in self.departements:
            return False
        return not self.regions or place.region in self.regions

    def with_area(self, area: Area) -> Hints:
        """The same hints and one area more."""
        if area.kind == "d":
            return Hints(self.departements | {area.code}, self.regions, self.article, self.landmark)
        return Hints(self.departements, self.regions | {area.code}, self.article, self.landmark)


def rank(exact: Sequence[Place], longer: Sequence[Place], hints: Hints, scene: Scene) -> Ranked:
    """Settle between the bearers of a name (`exact`) and of longer names that begin with it (`longer`)."""
    exact, longer = _current(exact, hints), [place for place in longer if hints.allow(place) and place.kind == "c"]
    exact = _with_article(exact, hints.article) + _named_with_article(exact, longer, hints.article)
    for settle in (_by_territory, _by_conversation):
        if chosen := settle(exact, longer, hints, scene):
            return chosen
    return _by_size(exact, longer, scene)


def _current(exact: Sequence[Place], hints: Hints) -> list[Place]:
    """Those the hints allow; former names only where no commune of today bears the name there."""
    allowed = [place for place in exact if hints.allow(place)]
    today = [place for place in allowed if place.kind != "o"]
    return today or _once(allowed)


def _once(places: Iterable[Place]) -> list[Place]:
    return list({place.parent: place for place in places}.values())


def _with_article(exact: list[Place], said: str) -> list[Place]:
    """ "Au Lamentin" is Le Lamentin, not Lamentin; without an article, both may be meant."""
    if not said or len(exact) < 2:
        return exact
    same = [place for place in exact if article(place.name) == said]
    return same or exact


def _named_with_article(exact: Sequence[Place], longer: Sequence[Place], said: str) -> list[Place]:
    """ "La Baule" is rather La Baule-Escoublac than Baule: the article said counts as much as the missing end."""
    if not said or not exact or any(article(place.name) == said for place in exact):
        return []
    biggest = max(place.population for place in exact)
    return [place for place in longer if article(place.name) == said and place.population > biggest]


def _by_territory(exact: list[Place], longer: list[Place], hints: Hints, scene: Scene) -> Ranked | None:
    if not scene.territories:
        return None
    near = scene.departements()
    for inside, why in ((scene.here, "dans le territoire"), (lambda p: p.departement in near, "dans le département")):
        if ours := [place for place in exact if inside(place)]:
            return _settled(ours, why, True)
        ours = [place for place in longer if inside(place)]
        if ours and why == "dans le territoire":
            return _against_namesakes(ours, exact, why)
    return None


def _against_namesakes(ours: list[Place], exact: list[Place], why: str) -> Ranked | None:
    """A short form of here against a town elsewhere that bears just that name: ask when that town is big."""
    ours = sorted(ours, key=lambda place: -place.population)
    big = [place for place in exact if place.population >= BIG_NAMESAKE]
    if not big:
        return _settled(_dominant(ours) or ours, why, False)
    if big[0].population > TOO_SMALL * ours[0].population:
        return None
    return Ranked((*ours[: MOST - 1], *big[:1]), False, "forme courte d'ici, et nom d'une grande ville")


def _by_conversation(exact: list[Place], longer: list[Place], hints: Hints, scene: Scene) -> Ranked | None:
    if hints.landmark:
        scene = scene.beside(of_place(hints.landmark, 1.0, "repère"))
    if scene.near is None or not exact or len(exact) == 1:
        return None
    close = sorted((place for place in exact if scene.close(place) <= NEAR_KM), key=scene.close)
    return _settled(close[:1], f"près de {scene.near.name}", True) if close else None


def _by_size(exact: list[Place], longer: list[Place], scene: Scene) -> Ranked:
    weights = {place: place.population * PARTLY for place in longer}
    weights |= {place: float(place.population) for place in exact}
    ordered = sorted(weights, key=lambda place: (-weights[place], place.insee))
    if exact:
        floor = max(MUCH_BIGGER * max(place.population for place in exact), TOWN)
        ordered = [place for place in ordered if place in exact or place.population >= floor]
    if len(ordered) == 1:
        return Ranked(tuple(ordered), True, "seule commune de ce nom" if exact else "seule commune qui commence ainsi")
    if ordered and (top := _dominant(ordered, weights)):
        return Ranked(tuple(top), top[0] in exact, "de loin la plus peuplée de ce nom")
    return Ranked(tuple(ordered[:MOST]), False, "plusieurs communes de ce nom")


def _dominant(ordered: Sequence[Place], weights: dict[Place, float] | None = None) -> list[Place]:
    """The first alone, if it is ten times the next and no namesake stands across an ocean."""
    first, *others = ordered
    weights = weights or {place: float(place.population) for place in ordered}
    if not others:
        return [first]
    if any(ocean(place) != ocean(first) for place in others):
        return []
    return [first] if first.population >= WORTH and weights[first] >= DOMINANT * weights[others[0]] else []


def ocean(place: Place) -> str:
    """Which side of which ocean: the mainland with Corsica, or the overseas département."""
    return place.departement if place.departement.startswith(("97", "98")) else "metropole"


def _settled(places: Sequence[Place], why: str, sure: bool) -> Ranked:
    ordered = sorted(places, key=lambda place: -place.population)
    return Ranked(tuple(ordered[:MOST]), sure and len(ordered) == 1, f"la seule {why}" if len(ordered) == 1 else why)
