"""What an import did: a product, not a log line. `report_html` and `report_json` give it its form."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime

from directory.importer.draft import Draft, Note, Refused
from directory.importer.rules.people import without_people

# Enough to see what a rule does; and enough to correct a file by hand, without holding 200,000 refusals in memory.
_EXAMPLES = 5
_REFUSALS_NAMED = 5_000
_PERSONAL = "personal_"


@dataclass(frozen=True)
class Refusal:
    """A record that was not kept: its line (CSV) or rank (JSON), what it calls itself, and why."""

    line: int
    name: str
    reason: str
    detail: str


@dataclass
class Report:
    """Counts and examples of one import."""

    file: str
    source: str
    licence: str
    producer: str
    started_at: datetime
    read: int = 0
    kept: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    returned: int = 0
    retired: int = 0
    repeated: int = 0
    merged: int = 0
    seconds: float = 0.0
    rules: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[Note]] = field(default_factory=dict)
    example_lines: dict[str, list[int]] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    refusals: list[Refusal] = field(default_factory=list)
    columns_ignored: tuple[str, ...] = ()
    departements: Counter[str] = field(default_factory=Counter)
    months_old: Counter[str] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)
    merges: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """How many records were not kept."""
        return sum(self.reasons.values())

    @property
    def mended(self) -> int:
        """How many repairs were made."""
        return sum(self.rules.values())

    @property
    def changes(self) -> int:
        """How many records of the directory this import touched."""
        return self.added + self.changed + self.returned + self.retired

    def note_kept(self, draft: Draft) -> None:
        """Count a record that is kept, and what was mended in it. No person's data stays in an example."""
        self.kept += 1
        for note in draft.notes:
            self.rules[note.rule] += 1
            shown = self.examples.setdefault(note.rule, [])
            if len(shown) < _EXAMPLES and all(one.before != note.before for one in shown):
                shown.append(replace(note, before=without_people(note.before), after=without_people(note.after)))
                self.example_lines.setdefault(note.rule, []).append(draft.line)

    def note_refused(self, line: int, name: str, refused: Refused) -> None:
        """Count and name a record that is not kept."""
        self.reasons[refused.reason] += 1
        if len(self.refusals) < _REFUSALS_NAMED:
            told = without_people(name[:120]), without_people(refused.detail[:160])
            self.refusals.append(Refusal(line, told[0], refused.reason, told[1]))

    def note_content(self, values: dict[str, object], today: datetime) -> None:
        """Count what the report draws: départements, age, columns filled."""
        code = str(values.get("code_insee") or values.get("code_postal") or "")
        self.departements[code[:3] if code.startswith(("97", "98")) else code[:2]] += 1
        self.months_old[_age(values.get("date_maj"), today)] += 1
        self.filled.update(values.keys())

    @property
    def personal(self) -> int:
        """How many pieces of personal data were left out."""
        return sum(count for rule, count in self.rules.items() if rule.startswith(_PERSONAL))

    def summary(self) -> str:
        """One French line for the command line."""
        if self.changes == 0:
            return f"{self.kept} lieux lus, aucun changement. {self.refused} refusés."
        parts = [f"{self.added} ajoutés", f"{self.changed} modifiés", f"{self.unchanged} inchangés"]
        parts += [f"{self.returned} revenus"] if self.returned else []
        parts += [f"{self.retired} retirés"] if self.retired else []
        return f"{self.kept} lieux gardés : {', '.join(parts)}. {self.refused} refusés, {self.mended} réparations."


def _age(day: object, today: datetime) -> str:
    """The class of age of an ISO date."""
    if not isinstance(day, str):
        return "inconnue"
    year, month = int(day[:4]), int(day[5:7])
    months = (today.year - year) * 12 + today.month - month
    for limit, name in ((6, "moins de 6 mois"), (12, "6 à 12 mois"), (24, "1 à 2 ans"), (48, "2 à 4 ans")):
        if months < limit:
            return name
    return "plus de 4 ans"
