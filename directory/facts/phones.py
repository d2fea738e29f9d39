"""Phone numbers as people read, dial and hear them. In: E.164 ("+33327700102"), or a short number ("3939")."""

from __future__ import annotations

import re

# Numbers of the whole country plan: mainland and the five départements overseas are dialled with 0 and nine digits.
_TEN_DIGITS = re.compile(r"\+(?:33|590|594|596|262)(\d{9})")
# Places with a plan of their own: New Caledonia, Polynesia, Wallis, Saint-Pierre-et-Miquelon.
_OWN_PLAN = re.compile(r"\+(508|681|687|689)(\d{6,9})")
_SPECIAL = re.compile(r"08\d{8}")
_UNITS = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize"),
    *("quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
)
_TENS = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt")


def display(e164: str) -> str:
    """ "+33327700102" → "03 27 70 01 02"; "+596596596785" → "05 96 59 67 85"; "+33805805817" → "0 805 805 817".

    A number with a plan of its own keeps its prefix: "+687 25 65 00". Anything else comes back as it is.
    """
    if found := _OWN_PLAN.fullmatch(e164):
        return f"+{found[1]} {_pairs(found[2])}"
    national = dialled(e164)
    if _SPECIAL.fullmatch(national):
        return f"{national[0]} {national[1:4]} {national[4:7]} {national[7:]}"
    return _pairs(national) if len(national) == 10 and national.isdigit() else national


def dialled(e164: str) -> str:
    """What one dials in France: "0327700102", "3939"; other numbers as they are."""
    found = _TEN_DIGITS.fullmatch(e164)
    return f"0{found[1]}" if found else e164


def tel_link(e164: str) -> str:
    """The `tel:` address that a phone understands."""
    return f"tel:{re.sub(r'[^+0-9]', '', e164)}"


def spoken(e164: str) -> str:
    """The number to read aloud, in pairs and in words: "zéro trois, vingt-sept, soixante-dix, zéro un, zéro deux"."""
    shown = display(e164)
    digits = re.sub(r"\D", "", shown)
    if shown.startswith("+"):
        return f"plus {shown[1:4]}, {_say_pairs(digits[3:])}"
    if len(digits) == 3:
        return _say_number(digits)
    return _say_pairs(digits)


def _pairs(digits: str) -> str:
    # An odd number of digits keeps its first one apart.
    odd = len(digits) % 2
    return " ".join(filter(None, [digits[:odd], *(digits[at : at + 2] for at in range(odd, len(digits), 2))]))


def _say_pairs(digits: str) -> str:
    return ", ".join(_say_pair(pair) for pair in _pairs(digits).split())


def _say_number(digits: str) -> str:
    # 112, 114, 119 are said as numbers, not as pairs.
    hundreds, rest = int(digits[0]), digits[1:]
    head = "cent" if hundreds == 1 else f"{_UNITS[hundreds]} cent" if hundreds else "zéro"
    return head if rest == "00" else f"{head} {_say_pair(rest) if rest[0] != '0' else _UNITS[int(rest)]}"


def _say_pair(pair: str) -> str:
    if len(pair) == 1:
        return _UNITS[int(pair)]
    if pair[0] == "0":
        return f"zéro {_UNITS[int(pair[1])]}"
    number = int(pair)
    if number < 20:
        return _UNITS[number]
    tens, unit = divmod(number, 10)
    if tens in (7, 9):
        unit += 10
    if unit == 0:
        return f"{_TENS[tens]}{'s' if tens == 8 else ''}"
    joint = " et " if unit in (1, 11) and tens < 8 else "-"
    return f"{_TENS[tens]}{joint}{_UNITS[unit]}"
