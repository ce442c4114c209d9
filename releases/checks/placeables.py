"""What must be carried over as it is: e-mails, URLs, phone numbers, handles. Numbers and dates are not here."""

import re
from collections import defaultdict
from collections.abc import Iterator

from languages import SOURCE, language
from languages.model import Language
from languages.tokens import TokenKind, tokens
from releases.model import Finding, Segment, Target

_CARRIED = {
    TokenKind.EMAIL: "e-mail address",
    TokenKind.URL: "URL",
    TokenKind.PHONE: "phone number",
    TokenKind.HANDLE: "handle",
}


def placeable(segment: Segment, target: Target) -> Iterator[Finding]:
    wanted, there = _carried(segment.source, SOURCE), _carried(target.text, language(target.language))
    digits = re.sub(r"\D", "", target.text)
    for (kind, value), written in wanted.items():
        missing = len(written) - len(there[kind, value])
        if missing <= 0 or (kind is TokenKind.PHONE and value in digits):
            continue  # the same digits may stand in other groups
        if kind is not TokenKind.PHONE and _stands_in(value, target.text) >= len(written):
            continue  # as in 请关注@FODSZ和, where no space says where it ends
        message = f"The {_CARRIED[kind]} {written[0]} is missing" + (f" {missing} times." if missing > 1 else ".")
        yield Finding(segment.id, target.language, "placeable", "error", message)


def _carried(text: str, spoken: Language) -> defaultdict[tuple[TokenKind, str], list[str]]:
    """What has to be carried over: what it comes down to, and how it is written each time."""
    found = defaultdict(list)
    for token in tokens(text, spoken):
        if token.kind in _CARRIED:
            found[token.kind, _plain(token.kind, token.text)].append(token.text)
    return found


def _stands_in(value: str, text: str) -> int:
    """How often an address is there that is not a piece of a longer one."""
    pattern = rf"(?<![A-Za-z0-9._%+@#-]){re.escape(value)}(?![.]?[A-Za-z0-9_/@-])"
    return len(re.findall(pattern, text.casefold()))


def _plain(kind: TokenKind, text: str) -> str:
    """`+32 473 63 61 24` and `0473/63.61.24` are one number; case means nothing in addresses."""
    if kind is not TokenKind.PHONE:
        return text.casefold()
    digits = re.sub(r"\D", "", re.sub(r"\(0\)", "", text))
    return digits.removeprefix("32") if text.startswith("+32") else digits.removeprefix("0")
