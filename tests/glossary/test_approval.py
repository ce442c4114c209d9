"""Who may decide what, and what the history says of it."""

from itertools import product

import pytest

from glossary.approval import ALONE, decided, permit
from glossary.model import Preference, Term, TermForm, TermStatus
from workspace.errors import ConflictError, VierluikError
from workspace.people import Member, Role

PROPOSED, APPROVED, REJECTED, DEPRECATED, OBSOLETE = TermStatus
PREFERRED, ADMITTED = Preference

YES, NO = True, False


def member(role: Role, name: str = "me") -> Member:
    return Member(name, frozenset({role}))


OTHER = member(Role.TRANSLATOR, "other")


@pytest.mark.parametrize("status", TermStatus)
@pytest.mark.parametrize(
    ("role", "proposer", "decision", "allowed"),
    [
        (Role.TRANSLATOR, "other", APPROVED, NO),
        (Role.TRANSLATOR, "other", REJECTED, NO),
        (Role.TRANSLATOR, "other", DEPRECATED, NO),
        (Role.TRANSLATOR, "me", REJECTED, NO),
        (Role.REVIEWER, "other", APPROVED, YES),
        (Role.REVIEWER, "other", REJECTED, YES),
        (Role.REVIEWER, "other", DEPRECATED, YES),
        (Role.REVIEWER, "other", OBSOLETE, YES),
        (Role.TERMINOLOGIST, "other", APPROVED, YES),
        (Role.TERMINOLOGIST, "other", REJECTED, YES),
        (Role.ADMIN, "other", APPROVED, YES),
        # One does not approve one's own proposal, but may withdraw or forbid it.
        (Role.REVIEWER, "me", APPROVED, NO),
        (Role.TERMINOLOGIST, "me", APPROVED, NO),
        (Role.ADMIN, "me", APPROVED, NO),
        (Role.REVIEWER, "me", REJECTED, YES),
        (Role.TERMINOLOGIST, "me", DEPRECATED, YES),
        # Nobody turns a decision into a proposal.
        (Role.ADMIN, "other", PROPOSED, NO),
    ],
)
def test_who_may_decide(role: Role, proposer: str, decision: TermStatus, allowed: bool, status: TermStatus) -> None:
    """It is the same whatever the term's status is: a decision may be revised."""
    term = Term(1, "x", "nl", "Een", status=status, proposed_by=proposer)
    me = member(role)
    if allowed:
        assert permit(term, decision, me, [me, OTHER]) == ""
    else:
        with pytest.raises(VierluikError):
            permit(term, decision, me, [me, OTHER])


def test_who_works_alone_approves_their_own_and_the_history_says_so() -> None:
    me = member(Role.ADMIN)
    assert permit(Term(1, "x", "nl", "Een", proposed_by="me"), APPROVED, me, [me]) == ALONE
    assert permit(Term(1, "x", "nl", "Een", proposed_by=""), APPROVED, me, [me]) == ""


def decide(term: Term, siblings: list[Term], status: TermStatus, preference: Preference | None = None) -> list[Term]:
    return decided(term, siblings, status, preference, member(Role.REVIEWER), "2016-08-31")


@pytest.mark.parametrize(("before", "after"), [pair for pair in product(TermStatus, TermStatus) if pair[1] is not PROPOSED])
def test_a_decision_says_who_and_when(before: TermStatus, after: TermStatus) -> None:
    (term,) = decide(Term(1, "x", "nl", "Een", status=before), [], after)
    assert (term.status, term.decided_by, term.decided_at) == (after, "me", "2016-08-31")


@pytest.mark.parametrize(
    ("wish", "rival", "asked", "becomes", "rival_becomes"),
    [
        (PREFERRED, None, None, PREFERRED, None),
        (ADMITTED, None, None, ADMITTED, None),
        (PREFERRED, PREFERRED, None, ADMITTED, PREFERRED),
        (PREFERRED, ADMITTED, None, PREFERRED, ADMITTED),
        (ADMITTED, PREFERRED, PREFERRED, PREFERRED, ADMITTED),
        (PREFERRED, PREFERRED, ADMITTED, ADMITTED, PREFERRED),
    ],
)
def test_a_language_and_form_has_one_preferred_term(
    wish: Preference,
    rival: Preference | None,
    asked: Preference | None,
    becomes: Preference,
    rival_becomes: Preference | None,
) -> None:
    term = Term(1, "x", "nl", "Een", preference=wish)
    siblings = [
        term,
        Term(3, "x", "nl", "E.", TermForm.ACRONYM, APPROVED),
        Term(4, "x", "fr", "Un", TermForm.FULL, APPROVED),
        Term(5, "x", "nl", "Eén", TermForm.FULL, PROPOSED),
    ]
    if rival is not None:
        siblings.append(Term(2, "x", "nl", "Twee", TermForm.FULL, APPROVED, rival))
    first, *others = decide(term, siblings, APPROVED, asked)
    assert first.preference is becomes
    assert [(one.id, one.preference) for one in others] == ([(2, rival_becomes)] if rival_becomes is not rival else [])


def test_deciding_the_same_twice_is_a_conflict_with_who_did() -> None:
    term = Term(1, "x", "nl", "Een", status=APPROVED, decided_by="ann")
    with pytest.raises(ConflictError, match="ann decided so"):
        decide(term, [term], APPROVED)


def test_a_term_that_was_only_imported_as_approved_can_still_be_approved_by_a_person() -> None:
    term = Term(1, "x", "nl", "Een", status=APPROVED)
    assert decide(term, [term], APPROVED)[0].decided_by == "me"
