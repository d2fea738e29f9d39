"""The form of the page, read with limits and without trusting anybody.

What makes it safe against other sites: a conversation is named by the signed token **inside the form**, never by the
cookie alone (the cookie only shows the conversation again), and a post that comes from elsewhere is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request

from bot.channels.web.errors import BadFormError

LONGEST = 1_000  # characters of one message: the contract's limit
LIMIT = 500  # characters that the field takes
BODY = 16_384  # bytes: a full form, percent-encoded, with room to spare
FORM_TYPE = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Form:
    """What the person sent.

    `choice`: a button was pressed, its words stand for the message. `rephrase`: « plus simple » was pressed, the last
    answer is asked for again. `sent`: the form's own id. `site`: the slug of the site that frames the page.
    """

    text: str = ""
    choice: str = ""
    token: str = ""
    sent: str = ""
    lang: str = ""
    simpler: bool = False
    rephrase: bool = False
    site: str = ""
    lat: float | None = None
    lon: float | None = None

    @property
    def words(self) -> str:
        """What is asked: the button's words, else the typed ones."""
        return "" if self.rephrase else (self.choice or self.text).strip()

    @property
    def message_id(self) -> str | None:
        """The same for a retry of the same words, another one for other words (after Back, say)."""
        return f"{self.sent}-{sha256(self.words.encode()).hexdigest()[:12]}" if self.sent else None


async def read_form(request: Request, public_url: str = "") -> Form:
    """The form of a POST. `public_url`: our address as browsers know it, when a proxy hides it.

    Raises `BadFormError` (403, 413, 415, 422) when it cannot be taken.
    """
    if not same_site(request, public_url):
        raise BadFormError(403, "refused")
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != FORM_TYPE:
        raise BadFormError(415, "unreadable")
    return _form(await _body(request))


def check(form: Form) -> None:
    """Raise `BadFormError` when there is nothing to answer (422) or too much (413)."""
    if not form.words and not form.rephrase:
        raise BadFormError(422, "empty")
    if len(form.words) > LONGEST:
        raise BadFormError(413, "too_long", limit=LIMIT)


def same_site(request: Request, public_url: str = "") -> bool:
    """Whether the browser says that the post comes from our own pages (a client that says nothing is no browser)."""
    fetched = request.headers.get("sec-fetch-site")
    if fetched:
        return fetched in {"same-origin", "none"}
    origin = request.headers.get("origin")
    ours = {request.headers.get("host"), urlsplit(public_url).netloc or None}
    return origin is None or urlsplit(origin).netloc in ours


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY:
            raise BadFormError(413, "too_long", limit=LIMIT)
    return bytes(body)


def _form(body: bytes) -> Form:
    try:
        fields = parse_qs(body.decode("utf-8"), max_num_fields=20, errors="strict")
        return _typed({name: values[-1] for name, values in fields.items()})
    except ValueError as error:
        raise BadFormError(422, "unreadable") from error


def _typed(fields: dict[str, str]) -> Form:
    lat, lon = _degrees(fields.get("lat"), 90), _degrees(fields.get("lon"), 180)
    return Form(
        text=fields.get("message", "").replace("\r\n", "\n"),
        choice=fields.get("choice", ""),
        token=fields.get("session", ""),
        sent=fields.get("sent", "")[:64],
        lang=fields.get("lang", ""),
        simpler=fields.get("simpler") == "1",
        rephrase=fields.get("rephrase") == "1",
        site=fields.get("site", "")[:64],
        lat=lat if lon is not None else None,
        lon=lon if lat is not None else None,
    )


def _degrees(text: str | None, most: float) -> float | None:
    value = float(text) if text else None
    if value is not None and not abs(value) <= most:
        raise ValueError(f"not degrees: {text}")
    return value
