"""What the channel remembers of one conversation between two messages: a small JSON document, bounded."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

_MENUS = 4
_RECENT = 6
MENU_LIFE = timedelta(hours=2)


@dataclass(frozen=True)
class Menu:
    """A menu as it was shown: what each digit sends to the assistant, or the site that it names. Times in ISO 8601."""

    shown_at: str
    messages: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()

    def open_at(self, moment: datetime) -> bool:
        """Whether a digit sent at `moment` can answer it: it was there already, and not for more than two hours."""
        shown = datetime.fromisoformat(self.shown_at)
        return shown <= moment <= shown + MENU_LIFE

    def __len__(self) -> int:
        return len(self.messages or self.sites)


@dataclass(frozen=True)
class Memory:
    """Menus (oldest first), pages left to read, digests of the last texts with their times, whether we said who we are."""

    greeted: bool = False
    menus: tuple[Menu, ...] = ()
    pages: tuple[str, ...] = ()
    recent: tuple[tuple[str, str], ...] = field(default=())

    def menu_at(self, moment: datetime) -> Menu | None:
        """The last menu that the person had before them at `moment`: a digit belongs to it, even when it comes late."""
        return next((menu for menu in reversed(self.menus) if menu.open_at(moment)), None)

    @property
    def last_list(self) -> Menu | None:
        """The last list of sites: the one that the assistant has in mind too."""
        return next((menu for menu in reversed(self.menus) if menu.sites), None)

    def with_menu(self, menu: Menu) -> Memory:
        """The same, with a new last menu."""
        return replace(self, menus=(*self.menus, menu)[-_MENUS:])

    def saying(self, digest: str, at: datetime) -> Memory:
        """The same, after one more text."""
        return replace(self, recent=(*self.recent, (digest, at.isoformat()))[-_RECENT:])

    def repeats(self, digest: str, since: datetime) -> int:
        """How many of the last texts are that one."""
        return sum(known == digest and datetime.fromisoformat(at) >= since for known, at in self.recent)

    def dump(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, written: str | None) -> Memory:
        """From JSON; empty when there is none."""
        if not written:
            return cls()
        read: dict[str, Any] = json.loads(written)
        menus = tuple(
            Menu(menu["shown_at"], tuple(menu["messages"]), tuple(menu["sites"])) for menu in read.get("menus", ())
        )
        recent = tuple((str(digest), str(at)) for digest, at in read.get("recent", ()))
        return cls(bool(read.get("greeted")), menus, tuple(read.get("pages", ())), recent)
