"""Who decides on a term, and what follows from a decision. Pure: storing it is done in `glossary`.

A reviewer or a terminologist decides, and never approves a term that they proposed themselves, unless nobody else is there:
then the history says so. A decision may be revised by a later one; a decided term never becomes a proposal again.
"""

from collections.abc import Iterable
from dataclasses import replace

from glossary.model import Preference, Term, TermStatus
from workspace.errors import ConflictError, VierluikError
from workspace.people import Member, Role

ALONE = "proposed and approved by the only member"
"""What a history says, beside the member's own comment, when the rule of two could not be kept."""


def may_decide(member: Member) -> bool:
    return member.may_act_as(Role.REVIEWER) or member.may_act_as(Role.TERMINOLOGIST)


def must_decide(member: Member) -> None:
    """Raises VierluikError when the member may not decide on terms."""
    if not may_decide(member):
        member.must_act_as(Role.TERMINOLOGIST)


def permit(term: Term, status: TermStatus, member: Member, members: Iterable[Member]) -> str:
    """What the history has to say of this decision besides the member's comment; mostly nothing.

    Raises VierluikError when the member may not give the term this status.
    """
    must_decide(member)
    if status is TermStatus.PROPOSED:
        raise VierluikError(f"{term.text} cannot become a proposal again", "Approve, reject or deprecate it.")
    if status is not TermStatus.APPROVED or term.proposed_by != member.name:
        return ""
    if any(other.name != member.name for other in members):
        raise VierluikError(
            f"{member.name} proposed {term.text}, and does not approve it too", "Let another reviewer or terminologist decide."
        )
    return ALONE


def decided(
    term: Term, siblings: Iterable[Term], status: TermStatus, preference: Preference | None, member: Member, now: str
) -> list[Term]:
    """The term as decided, and after it the siblings (terms of the same concept) that this changes, none of them stored yet.

    A language and form has one preferred term: when `preference` makes this one preferred, the other becomes admitted; without
    `preference`, this one does. Raises ConflictError when it was decided so before.
    """
    rivals = [
        one
        for one in siblings
        if (one.language, one.form) == (term.language, term.form)
        and (one.status, one.preference) == (TermStatus.APPROVED, Preference.PREFERRED)
        and one.id != term.id
    ]
    chosen = term.preference
    if status is TermStatus.APPROVED:
        chosen = preference or (Preference.ADMITTED if rivals else term.preference)
    if term.decided_by and (status, chosen) == (term.status, term.preference):
        raise ConflictError(f"{term.text} is {status} already: {term.decided_by} decided so", "Nothing is left to do.")
    changed = [replace(term, status=status, preference=chosen, decided_by=member.name, decided_at=now)]
    if status is TermStatus.APPROVED and chosen is Preference.PREFERRED:
        changed += [replace(one, preference=Preference.ADMITTED) for one in rivals]
    return changed
