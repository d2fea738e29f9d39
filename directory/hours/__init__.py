"""Opening hours: open, closed or unknown at the site's own clock, holidays, and how to say it in French.

`opening` decides, `wording` says. Unknown is never closed; a string that may not mean what it seems to is unknown.
"""

from directory.hours.opening import Opening, When, Where, matches, opening_at, state_at
from directory.hours.wording import describe_day, describe_week, short, speak
from directory.hours.zones import holidays, zone

__all__ = [
    "Opening",
    "When",
    "Where",
    "describe_day",
    "describe_week",
    "holidays",
    "matches",
    "opening_at",
    "short",
    "speak",
    "state_at",
    "zone",
]
