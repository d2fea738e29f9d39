"""Sessions are issued and signed by the server: nobody can pick another person's."""

from __future__ import annotations

import itsdangerous.timed
import pytest

from bot.sessions import Sessions

SESSIONS = Sessions(b"a secret of this deployment", hours=24)


def test_a_token_finds_its_session_again() -> None:
    """The token given out leads back to the same conversation."""
    first = SESSIONS.open(None)
    again = SESSIONS.open(first.token)
    assert first.is_new
    assert not again.is_new
    assert again.id == first.id


@pytest.mark.parametrize("forged", ["", "default", "x" * 22, "abc.def.ghi", "é", "\x00", "null"])
def test_a_forged_token_gets_a_new_session(forged: str) -> None:
    """What the server did not sign is not an error for the person: it starts a new conversation."""
    session = SESSIONS.open(forged)
    assert session.is_new
    assert forged not in (session.id, session.token)


def test_another_deployments_token_is_refused() -> None:
    """A token signed with another secret is not accepted."""
    other = Sessions(b"the secret of another town", hours=24).open(None)
    assert SESSIONS.open(other.token).is_new


def test_a_changed_token_is_refused() -> None:
    """One changed character breaks the signature."""
    token = SESSIONS.open(None).token
    assert SESSIONS.open(("A" if token[0] != "A" else "B") + token[1:]).is_new


def test_a_session_ends_with_the_retention(monkeypatch: pytest.MonkeyPatch) -> None:
    """After 24 hours the token opens a new conversation; used before, it is prolonged."""
    first = SESSIONS.open(None)
    now = itsdangerous.timed.time.time()
    monkeypatch.setattr(itsdangerous.timed.time, "time", lambda: now + 23 * 3600)
    renewed = SESSIONS.renew(SESSIONS.open(first.token))
    monkeypatch.setattr(itsdangerous.timed.time, "time", lambda: now + 25 * 3600)
    assert SESSIONS.open(first.token).is_new
    assert SESSIONS.open(renewed.token).id == first.id


def test_sessions_cannot_be_guessed() -> None:
    """A thousand sessions are all different and carry 128 random bits."""
    ids = {SESSIONS.open(None).id for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(identity) >= 22 for identity in ids)
