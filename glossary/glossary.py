"""The glossary of a workspace: what the desk and the command line ask it for, and all they may do to it.

Reading leans on a snapshot that is renewed when the database has changed, whoever changed it. Each change is one transaction.
The rules are in `approval`, `importing` and `recognition`; here they meet the store.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from glossary import store
from glossary.approval import decided, may_decide, must_decide, permit
from glossary.csv import read_file, read_table, write_table
from glossary.importing import merge
from glossary.model import (
    BANNED,
    Concept,
    ConceptKind,
    Hit,
    ImportAs,
    ImportReport,
    Preference,
    Term,
    TermAction,
    TermEvent,
    TermForm,
    TermStatus,
)
from glossary.naming import checked_name, slug, tidy, tidy_line
from glossary.recognition import Recogniser
from languages import SOURCE
from languages import language as language_of
from languages.model import Language
from workspace.directory import Workspace
from workspace.errors import ConflictError, VierluikError
from workspace.store import list_members

_OFFERED = (TermStatus.APPROVED, TermStatus.PROPOSED)

# What to use for a form that the other language lacks: the next best in length.
_NEAREST = {
    TermForm.FULL: (TermForm.FULL, TermForm.SHORT, TermForm.ACRONYM),
    TermForm.SHORT: (TermForm.SHORT, TermForm.FULL, TermForm.ACRONYM),
    TermForm.ACRONYM: (TermForm.ACRONYM, TermForm.SHORT, TermForm.FULL),
}


@dataclass(frozen=True)
class _Snapshot:
    """The glossary as it was at a revision."""

    revision: int
    concepts: tuple[Concept, ...]
    recognisers: dict[str, Recogniser] = field(default_factory=dict)
    """By language code, filled as they are asked for."""


def targets(hit: Hit, language: Language) -> list[Term]:
    """The terms to use for a hit in another language, best first.

    Approved ones come before proposed ones; then those of the hit's own form (an acronym for an acronym), then the preferred.
    Rejected, deprecated and obsolete terms are never among them.
    """
    nearest = _NEAREST[hit.term.form]
    offered = [term for term in hit.concept.terms if term.language == language.code and term.status in _OFFERED]
    return sorted(
        offered,
        key=lambda term: (
            _OFFERED.index(term.status),
            nearest.index(term.form),
            term.preference is Preference.ADMITTED,
            term.id,
        ),
    )


class Glossary:
    """The glossary of an open workspace, as its member at work may use it."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._latest = _Snapshot(-1, ())

    # Reading

    def concepts(self) -> tuple[Concept, ...]:
        """Every concept, by id."""
        return self._snapshot().concepts

    def concept(self, concept_id: str) -> Concept:
        """Raises VierluikError when there is none of this id."""
        with self.workspace.db.read() as connection:
            found = store.find_concept(connection, concept_id)
        if found is None:
            raise VierluikError(f"There is no concept {concept_id}", "vierluik glossary find TEXT shows the ids.")
        return found

    def term(self, term_id: int) -> Term:
        """Raises VierluikError when there is none of this id."""
        with self.workspace.db.read() as connection:
            return _existing(store.find_term(connection, term_id), term_id)

    def history(self, term_id: int) -> list[TermEvent]:
        """What happened to a term, oldest first. Raises VierluikError when there is none of this id."""
        self.term(term_id)
        with self.workspace.db.read() as connection:
            return store.term_history(connection, term_id)

    def queue(self) -> list[tuple[Concept, Term]]:
        """The proposals that wait for a decision."""
        return [(concept, term) for concept in self.concepts() for term in concept.terms if term.status is TermStatus.PROPOSED]

    def recogniser(self, language: Language = SOURCE) -> Recogniser:
        """What finds the terms of a language, as the glossary is now. For many texts, ask it once and use it for all."""
        snapshot = self._snapshot()
        found = snapshot.recognisers.get(language.code)
        if found is None:
            found = snapshot.recognisers[language.code] = Recogniser(snapshot.concepts, language)
        return found

    def find(self, text: str, language: Language = SOURCE) -> list[Hit]:
        """The terms of a language in a text, in its order."""
        return self.recogniser(language).find(text)

    def targets(self, hit: Hit, language: Language) -> list[Term]:
        """The terms to use for a hit in another language, best first: see the function of this name."""
        return targets(hit, language)

    def export_table(self, tabs: bool = False) -> str:
        """The whole glossary as CSV, or as TSV."""
        return write_table(self.concepts(), tabs)

    # Changing

    def import_table(self, source: Path | str, mode: ImportAs = ImportAs.PROPOSED) -> ImportReport:
        """Add the concepts and terms of a table: of a file, or of a text in CSV.

        Everything that is right in it is imported at once; what is not, is reported. Importing it again changes nothing.
        Raises VierluikError when the table cannot be used at all, and when a member who may not decide on terms wants more
        than to propose.
        """
        if mode is not ImportAs.PROPOSED:
            must_decide(self.workspace.member)
        table = read_file(source) if isinstance(source, Path) else read_table(source)
        name = source.name if isinstance(source, Path) else "a table"
        change = self._change(TermAction.IMPORTED, f"{name}, as {mode}")
        with self.workspace.db.write() as connection:
            existing = {concept.id: concept for concept in store.load_concepts(connection)}
            merged = merge(existing, table.concepts, mode, self.workspace.member.name)
            store.add_concepts(connection, merged.new_concepts, change)
            for concept in merged.changed_concepts:
                store.save_concept(connection, concept, change)
            store.add_terms(connection, merged.new_terms, change)
            for term in merged.changed_terms:
                store.save_term(connection, term, change)
        return ImportReport(merged.concepts, merged.terms, tuple(merged.kept), table.problems, table.removed)

    def propose(
        self,
        names: Mapping[str, str],
        concept_id: str = "",
        *,
        form: TermForm = TermForm.FULL,
        kind: ConceptKind = ConceptKind.INSTITUTION,
        context: str = "",
        source: str = "",
        usage_note: str = "",
    ) -> list[Term]:
        """Propose names of one form, by language code, for a concept: one that exists, or a new one of this id or none.

        `kind` is that of a new concept; `context` the sentence the names come from; `source` where they are documented.
        Raises VierluikError when a name cannot be a term, is one of this concept already, or would make a concept that exists.
        """
        texts = {language_of(code).code: checked_name(text) for code, text in names.items()}
        if not texts:
            raise VierluikError("There is no name to propose", "Give at least one, in one language.")
        wanted = tidy_line(concept_id) or next(filter(None, map(slug, texts.values())), "")
        if not wanted:
            raise VierluikError("No concept id can be made from these names", "Give the id of a concept, or of a new one.")
        change = self._change(TermAction.PROPOSED)
        with self.workspace.db.write() as connection:
            concept = store.find_concept(connection, wanted)
            if concept is None:
                concept = Concept(wanted, kind)
                store.add_concepts(connection, [concept], change)
            elif not concept_id:
                raise VierluikError(
                    f"There is a concept {wanted} already", "Name it to add a term to it, or give the new one another id."
                )
            for code, text in texts.items():
                _must_be_new(concept, code, text, form)
            terms = [
                Term(
                    0,
                    concept.id,
                    code,
                    text,
                    form,
                    preference=Preference.ADMITTED if _has_preferred(concept, code, form) else Preference.PREFERRED,
                    usage_note=tidy(usage_note),
                    context=tidy(context),
                    source=tidy_line(source),
                    proposed_by=self.workspace.member.name,
                )
                for code, text in texts.items()
            ]
            return store.add_terms(connection, terms, change)

    def may_decide(self) -> bool:
        """Whether the member at work may decide on terms at all."""
        return may_decide(self.workspace.member)

    def decide(
        self,
        term_id: int,
        status: TermStatus,
        comment: str = "",
        preference: Preference | None = None,
        version: int | None = None,
    ) -> Term:
        """Approve, reject, deprecate or retire a term; returns it as it is then.

        `preference` is for an approval: without it, the term gets what it was proposed with, but a second preferred term of
        one language and form becomes admitted; with it, the older one does.
        `version` is the one the decision is about, where a person looked at it for a while. Raises VierluikError when the
        member may not decide so, ConflictError when somebody else was first.
        """
        now, member = self.workspace.now(), self.workspace.member
        with self.workspace.db.write() as connection:
            term = _existing(store.find_term(connection, term_id), term_id)
            remark = permit(term, status, member, list_members(connection))
            if version not in (None, term.version):
                raise ConflictError(f"{term.text} was changed in the meantime", "Look at it again, then decide.")
            concept = store.find_concept(connection, term.concept_id)
            siblings = concept.terms if concept else ()
            first, *others = decided(term, siblings, status, preference, member, now)
            words = "; ".join(filter(None, (tidy(comment), remark)))
            saved = store.save_term(connection, first, store.Change(TermAction.DECIDED, member.name, now, words))
            why = store.Change(TermAction.CHANGED, member.name, now, f"{saved.text} is preferred now")
            for other in others:
                store.save_term(connection, other, why)
        return saved

    def _snapshot(self) -> _Snapshot:
        with self.workspace.db.read() as connection:
            if store.revision(connection) != self._latest.revision:
                self._latest = _Snapshot(store.revision(connection), tuple(store.load_concepts(connection)))
            return self._latest

    def _change(self, action: TermAction, comment: str = "") -> store.Change:
        return store.Change(action, self.workspace.member.name, self.workspace.now(), comment)


def _existing(term: Term | None, term_id: int) -> Term:
    if term is None:
        raise VierluikError(f"There is no term {term_id}", "vierluik glossary queue lists the proposals with their numbers.")
    return term


def _must_be_new(concept: Concept, code: str, text: str, form: TermForm) -> None:
    for term in concept.terms:
        if (term.language, term.text) == (code, text) and (term.form is form or term.status in BANNED):
            raise VierluikError(
                f"{text} is a term of {concept.id} already: {term.status}",
                f"Decide on that one instead: it is number {term.id}.",
            )


def _has_preferred(concept: Concept, code: str, form: TermForm) -> bool:
    return any(
        (term.language, term.form, term.preference) == (code, form, Preference.PREFERRED) and term.status in _OFFERED
        for term in concept.terms
    )
