"""What an imported table changes in a glossary. Pure: it compares and proposes; reading and storing are done elsewhere.

A file adds, corrects and fills in. It takes nothing away, overrules no person, and never makes a forbidden or rejected term
usable again: such terms are kept as they are, and reported.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from glossary.model import (
    BANNED,
    Concept,
    ConceptKind,
    Counts,
    ImportAs,
    ImportedConcept,
    Kept,
    Preference,
    Term,
    TermStatus,
)


@dataclass
class Merge:
    """The changes that an import comes to; concepts are without their terms' changes."""

    new_concepts: list[Concept] = field(default_factory=list)
    changed_concepts: list[Concept] = field(default_factory=list)
    new_terms: list[Term] = field(default_factory=list)
    changed_terms: list[Term] = field(default_factory=list)
    unchanged_concepts: int = 0
    unchanged_terms: int = 0
    kept: list[Kept] = field(default_factory=list)

    @property
    def concepts(self) -> Counts:
        return Counts(len(self.new_concepts), len(self.changed_concepts), self.unchanged_concepts)

    @property
    def terms(self) -> Counts:
        return Counts(len(self.new_terms), len(self.changed_terms), self.unchanged_terms)


@dataclass
class _Candidate:
    """A term on its way through an import."""

    old: Term | None
    new: Term
    mentioned: bool = False
    kept: bool = False


def merge(existing: Mapping[str, Concept], imported: Iterable[ImportedConcept], mode: ImportAs, member: str) -> Merge:
    """What to write so that the glossary holds what the file says; `existing` by concept id, `member` imports."""
    result = Merge()
    for incoming in imported:
        old = existing.get(incoming.id)
        fields: dict[str, Any] = dict(incoming.fields)
        if "kind" in fields:
            fields["kind"] = ConceptKind(fields["kind"])
        if old is None:
            result.new_concepts.append(Concept(incoming.id, **fields))
        elif (changed := replace(old, **fields)) != old:
            result.changed_concepts.append(changed)
        else:
            result.unchanged_concepts += 1
        _merge_terms(old, incoming, mode, member, result)
    return result


def arriving(status: TermStatus, mode: ImportAs) -> TermStatus:
    """The status that a term of this status in the file is imported with."""
    if mode is ImportAs.FROM_FILE or status in BANNED or status is TermStatus.OBSOLETE:
        return status
    return TermStatus.PROPOSED if mode is ImportAs.PROPOSED else TermStatus.APPROVED


def obstacle(term: Term, status: TermStatus, mode: ImportAs) -> str:
    """Why an import may not give a stored term the status it arrives with, in words; empty when it may, or need not."""
    if status is term.status or _says_nothing(status, mode):
        return ""
    if term.decided_by:
        return f"{term.decided_by} decided that it is {term.status}"
    if term.status in BANNED and status not in BANNED:
        return f"it is {term.status}, and only a person may allow it again"
    if term.status is TermStatus.APPROVED and mode is ImportAs.PROPOSED:
        return f"it is approved, and an import of proposals does not make it {status}"
    return ""


def _says_nothing(status: TermStatus, mode: ImportAs) -> bool:
    """Everything arrives as proposed in that mode, so this tells nothing about a term that was there before."""
    return mode is ImportAs.PROPOSED and status is TermStatus.PROPOSED


def _merge_terms(concept: Concept | None, incoming: ImportedConcept, mode: ImportAs, member: str, result: Merge) -> None:
    candidates = [_Candidate(term, term) for term in (concept.terms if concept else ())]
    by_name: dict[tuple[str, str], list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_name[candidate.new.language, candidate.new.text].append(candidate)
    for read in incoming.terms:
        term = replace(read, concept_id=incoming.id, status=arriving(read.status, mode), proposed_by=member)
        namesakes = by_name[term.language, term.text]
        # A ban is on the name, whatever its form; anything else is said of one form of it.
        meant = [one for one in namesakes if one.new.form is term.form or (term.status in BANNED and one.old)]
        banned = next((one.new for one in namesakes if one.new.status in BANNED), None)
        if not meant and banned is not None and term.status not in BANNED:
            result.kept.append(Kept(banned, f"it is {banned.status}, and only a person may allow it again"))
        elif not meant:
            new = _Candidate(None, term, mentioned=True)
            candidates.append(new)
            namesakes.append(new)
        for candidate in meant:
            _update(candidate, term, mode, result)
    _leave_one_preferred(candidates)
    for candidate in candidates:
        if candidate.old is None:
            result.new_terms.append(candidate.new)
        elif candidate.new != candidate.old:
            result.changed_terms.append(candidate.new)
        elif candidate.mentioned and not candidate.kept:
            result.unchanged_terms += 1


def _update(candidate: _Candidate, term: Term, mode: ImportAs, result: Merge) -> None:
    """Make a stored term what the file says, as far as it may."""
    stored = candidate.new
    candidate.mentioned = True
    reason = obstacle(stored, term.status, mode)
    if not reason and stored.decided_by and term.source not in ("", stored.source):
        reason = f"{stored.decided_by} decided on it with another source"
    if reason:
        candidate.kept = True
        result.kept.append(Kept(stored, reason))
    elif not stored.decided_by:
        status = stored.status if _says_nothing(term.status, mode) else term.status
        preference = term.preference if status is TermStatus.APPROVED else stored.preference
        candidate.new = replace(stored, status=status, preference=preference, source=term.source or stored.source)


def _leave_one_preferred(candidates: Iterable[_Candidate]) -> None:
    """Of several approved and preferred terms of one language and form, all but one become admitted.

    The one that a person decided stays, else the one the file names, else the oldest.
    """
    rivals: dict[tuple[str, str], list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.new.status is TermStatus.APPROVED and candidate.new.preference is Preference.PREFERRED:
            rivals[candidate.new.language, candidate.new.form].append(candidate)
    for group in rivals.values():
        group.sort(key=lambda one: (not one.new.decided_by, not one.mentioned))
        for candidate in group[1:]:
            if not candidate.new.decided_by:
                candidate.new = replace(candidate.new, preference=Preference.ADMITTED)
