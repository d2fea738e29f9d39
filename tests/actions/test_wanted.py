"""What stays and what goes when a person asks for something else."""

from __future__ import annotations

from actions.wanted import merge, of_the_person, taught

LEARN = "Maîtrise des outils numériques du quotidien"
PRINT = "Accès internet et matériel informatique"


def test_another_need_takes_its_own_wishes_away() -> None:
    """The procedure and the equipment of the first need go with it; the price and the day stay."""
    held = {"services": [PRINT], "procedure": "caf", "equipment": True, "cost": ["Gratuit"]}
    assert merge(held, {"services": [LEARN], "learn": True}) == {
        "services": [LEARN],
        "learn": True,
        "cost": ["Gratuit"],
    }


def test_also_adds_a_need() -> None:
    """ "Et aussi imprimer": both, in the order they were said, each once."""
    assert merge({"services": [LEARN]}, {"services": [PRINT, LEARN]}, also=True)["services"] == [LEARN, PRINT]


def test_by_phone_replaces_at_home() -> None:
    """Who asks "par téléphone alors" no longer asks for somebody to come."""
    assert merge({"at_home": True}, {"remote": True}) == {"remote": True}


def test_what_is_true_of_the_person_stays_theirs() -> None:
    """A handicap is kept for the same person, not for another one."""
    held = {"services": [PRINT], "special_care": ["Surdité"], "publics": ["Seniors"], "cost": ["Gratuit"], "when": {}}
    kept = of_the_person(held, someone_else=False)
    assert kept == {"special_care": ["Surdité"], "publics": ["Seniors"], "cost": ["Gratuit"]}
    assert of_the_person(held, someone_else=True) == {"cost": ["Gratuit"]}


def test_a_course_after_something_else_is_learning() -> None:
    """ "Et un cours" after "imprimer" is a need of its own; after a course already, a detail."""
    assert taught({"learn": True}, {"services": [PRINT]})["services"] == [LEARN]
    assert "services" not in taught({"learn": True}, {"services": [LEARN]})
