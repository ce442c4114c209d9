"""What is true of the languages, and where a language is registered.

Adding one means adding its module and its line in `LANGUAGES`. Nothing outside this package asks which language it has in hand.
"""

from languages.en import EN
from languages.fr import FR
from languages.model import Language
from languages.nl import NL
from languages.zh import ZH
from workspace.errors import VierluikError

LANGUAGES: dict[str, Language] = {language.code: language for language in (NL, FR, EN, ZH)}

SOURCE = NL
"""Releases are written in Dutch."""

_BY_CODE = {alias: language for language in LANGUAGES.values() for alias in (language.code, *language.aliases)}


def language(code: str) -> Language:
    """The language meant by a code as files and people write it: `NL`, `fr_BE`, `zh-Hans`.

    Raises VierluikError for a code that means none of ours (`zh-TW` does not mean `zh`: that is written in other characters).
    """
    found = _BY_CODE.get(code.strip().lower().replace("_", "-"))
    if found is None:
        raise VierluikError(f"{code!r} is not a language of vierluik", f"Known are {', '.join(LANGUAGES)}.")
    return found


def target_languages(codes: str | tuple[str, ...]) -> tuple[Language, ...]:
    """The languages of a list such as `fr,en,zh`, in its order, each once. Raises VierluikError for Dutch and unknown codes."""
    parts = codes.split(",") if isinstance(codes, str) else codes
    found = tuple(dict.fromkeys(language(part) for part in parts if part.strip()))
    if not found:
        raise VierluikError("No target language is named", "Name some, such as fr,en,zh.")
    if SOURCE in found:
        raise VierluikError(f"{SOURCE.code} is the language of the source", "Translate into fr, en or zh.")
    return found
