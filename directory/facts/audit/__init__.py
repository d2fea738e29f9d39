"""The audit: every number, price, date, phone and web address that may be said is traced to a card.

`audit(root, today)` gives the faults; `review(cards, today)` gives what to verify again, by date.
"""

from directory.facts.audit.check import audit
from directory.facts.audit.fault import Fault
from directory.facts.audit.review import review

__all__ = ["Fault", "audit", "review"]
