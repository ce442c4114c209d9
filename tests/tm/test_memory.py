"""What goes into the memory, and what it answers."""

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql

from languages import SOURCE
from tm.memory import Memory, fold
from tm.model import Basis, Context, Provenance, Unit, Variant
from tm.scoring import analyse, compare
from workspace.directory import Workspace, create_workspace
from workspace.errors import VierluikError


def remember(
    workspace: Workspace,
    source: str,
    target: str,
    *,
    language: str = "fr",
    state: str = "translated",
    release: int | None = None,
    segment: int | None = None,
    around: tuple[str, str] | None = None,
    block: str = "",
    provenance: Provenance = Provenance.HUMAN,
    at: str = "2026-03-02T09:00:00+00:00",
) -> int:
    """Put one translation into the memory; returns the unit's id."""
    context = Context(*around, release, block) if around else (Context("", "", release) if release else None)
    variant = Variant(language, target, state, provenance, "anna", at)
    with workspace.db.write() as connection:
        return Memory(workspace).add(connection, Unit(source, (variant,), context, "r", segment))


class TestMatching:
    def test_the_same_text_is_an_exact_match(self, workspace: Workspace) -> None:
        remember(workspace, "Meer informatie", "En savoir plus")
        (match,) = Memory(workspace).match("Meer informatie", "fr")
        assert (match.score, match.basis, match.target) == (100, Basis.EXACT, "En savoir plus")

    def test_the_same_neighbours_make_it_a_context_match(self, workspace: Workspace) -> None:
        remember(workspace, "Zin.", "Phrase.", release=1, segment=2, around=("Voor.", "Na."))
        (match,) = Memory(workspace).match("Zin.", "fr", Context("Voor.", "Na.", release=9))
        assert (match.score, match.basis) == (101, Basis.CONTEXT)

    def test_in_the_same_release_it_is_102(self, workspace: Workspace) -> None:
        remember(workspace, "Zin.", "Phrase.", release=1, segment=2, around=("Voor.", "Na."))
        assert Memory(workspace).match("Zin.", "fr", Context("Voor.", "Na.", release=1))[0].score == 102

    def test_in_the_same_boilerplate_it_is_102(self, workspace: Workspace) -> None:
        remember(workspace, "Zin.", "Phrase.", release=1, segment=2, around=("Voor.", "Na."), block="abc")
        assert Memory(workspace).match("Zin.", "fr", Context("Voor.", "Na.", 9, "abc"))[0].score == 102
        assert Memory(workspace).match("Zin.", "fr", Context("Voor.", "Na.", 9, "xyz"))[0].score == 101

    @pytest.mark.parametrize("around", [("Anders.", "Na."), ("Voor.", "Anders."), ("", "")])
    def test_other_neighbours_leave_it_exact(self, workspace: Workspace, around: tuple[str, str]) -> None:
        remember(workspace, "Zin.", "Phrase.", release=1, segment=2, around=("Voor.", "Na."))
        assert Memory(workspace).match("Zin.", "fr", Context(*around, release=1))[0].score == 100

    def test_a_changed_number_is_95_to_99_and_a_changed_word_less(self, workspace: Workspace) -> None:
        remember(workspace, "Er komen 120 deskundigen naar Brussel.", "120 experts viennent à Bruxelles.")
        memory = Memory(workspace)
        assert memory.match("Er komen 85 deskundigen naar Brussel.", "fr")[0].score == 99
        assert memory.match("Er komen 120 deskundigen naar Gent.", "fr")[0].score == 85

    def test_below_the_threshold_nothing_is_offered(self, workspace: Workspace) -> None:
        remember(workspace, "De minister opent de workshop.", "La ministre ouvre l’atelier.")
        memory = Memory(workspace)
        assert memory.match("De minister sluit de vergadering.", "fr") == []
        assert [match.score for match in memory.match("De minister sluit de vergadering.", "fr", min_score=60)] == [66]

    def test_what_only_characters_find_is_offered_and_says_so(self, workspace: Workspace) -> None:
        remember(workspace, "Sociale zekerheid", "Sécurité sociale")
        (match,) = Memory(workspace).match("Sociale zekerheids", "fr")
        assert (match.basis, match.score, match.comparison.tokens) == (Basis.CHARACTERS, 94, 50)

    def test_only_the_language_asked_for_is_offered(self, workspace: Workspace) -> None:
        remember(workspace, "Meer informatie", "更多信息", language="zh")
        assert Memory(workspace).match("Meer informatie", "fr") == []
        assert Memory(workspace).match("Meer informatie", "zh")[0].target == "更多信息"

    def test_text_without_tokens_has_no_match(self, workspace: Workspace) -> None:
        remember(workspace, "Zin.", "Phrase.")
        assert Memory(workspace).match("   ", "fr") == []


class TestPenaltiesAndOrder:
    def test_machine_and_aligned_units_lose_points_and_say_why(self, workspace: Workspace) -> None:
        remember(workspace, "Zin een.", "Phrase un.", provenance=Provenance.MACHINE)
        remember(workspace, "Zin twee.", "Phrase deux.", provenance=Provenance.ALIGNED)
        memory = Memory(workspace)
        assert [(m.score, m.penalties) for m in memory.match("Zin een.", "fr", limit=1)] == [(85, (("machine", 15),))]
        assert [(m.score, m.penalties) for m in memory.match("Zin twee.", "fr", limit=1)] == [(99, (("aligned", 1),))]

    def test_one_source_with_two_translations_is_ambiguous(self, workspace: Workspace) -> None:
        remember(workspace, "Zin.", "Phrase.", release=1, segment=1, around=("A", "B"))
        remember(workspace, "Zin.", "Sentence.", release=2, segment=1, around=("C", "D"))
        memory = Memory(workspace)
        assert [m.score for m in memory.match("Zin.", "fr")] == [99, 99]
        with_context = memory.match("Zin.", "fr", Context("A", "B", release=3))
        assert [(m.score, m.target) for m in with_context] == [(101, "Phrase."), (99, "Sentence.")]

    def test_the_same_translation_is_offered_once(self, workspace: Workspace) -> None:
        for release in (1, 2, 3):
            remember(workspace, "Zin.", "Phrase.", release=release, segment=1, around=("A", "B"))
        assert [m.score for m in Memory(workspace).match("Zin.", "fr")] == [100]

    def test_reviewed_comes_before_translated_and_new_before_old(self, workspace: Workspace) -> None:
        remember(workspace, "Zin.", "oud", release=1, segment=1, at="2020-01-01T00:00:00+00:00")
        remember(workspace, "Zin.", "nieuw", release=2, segment=1, at="2026-01-01T00:00:00+00:00")
        remember(workspace, "Zin.", "nagelezen", release=3, segment=1, state="reviewed", at="2019-01-01T00:00:00+00:00")
        assert [m.target for m in Memory(workspace).match("Zin.", "fr")] == ["nagelezen", "nieuw", "oud"]


class TestAdding:
    def test_a_place_keeps_its_unit_and_gathers_languages(self, workspace: Workspace) -> None:
        first = remember(workspace, "Zin.", "Phrase.", release=1, segment=4, around=("A", "B"))
        second = remember(workspace, "Zin.", "句子。", language="zh", release=1, segment=4, around=("A", "B"))
        assert first == second
        (unit,) = Memory(workspace).units()
        assert [variant.text for variant in unit.variants] == ["Phrase.", "句子。"]

    def test_a_changed_source_is_a_unit_of_its_own(self, workspace: Workspace) -> None:
        remember(workspace, "Zin.", "Phrase.", release=1, segment=4)
        remember(workspace, "Nieuwe zin.", "Nouvelle phrase.", release=1, segment=4)
        assert len(Memory(workspace).units()) == 2

    def test_the_next_look_up_finds_what_was_added(self, workspace: Workspace) -> None:
        memory = Memory(workspace)
        assert memory.match("Zin.", "fr") == []
        remember(workspace, "Zin.", "Phrase.")
        assert memory.match("Zin.", "fr")[0].target == "Phrase."

    def test_what_another_process_added_is_found_too(self, workspace: Workspace) -> None:
        memory = Memory(workspace)
        assert memory.match("Zin.", "fr") == []
        program = (
            "import sys; from pathlib import Path; from workspace.directory import open_workspace\n"
            "from tm.memory import Memory; from tm.model import Unit, Variant\n"
            "with open_workspace(Path(sys.argv[1]), 'anna') as w, w.db.write() as c:\n"
            "    Memory(w).add(c, Unit('Zin.', (Variant('fr', 'Phrase.'),)))\n"
        )
        subprocess.run([sys.executable, "-c", program, str(workspace.root)], check=True, timeout=60)
        assert memory.match("Zin.", "fr")[0].target == "Phrase."

    def test_a_transaction_that_fails_adds_nothing(self, workspace: Workspace) -> None:
        memory = Memory(workspace)

        def add_and_fail() -> None:
            with workspace.db.write() as connection:
                memory.add(connection, Unit("Zin.", (Variant("fr", "Phrase."),)))
                raise RuntimeError

        with pytest.raises(RuntimeError):
            add_and_fail()
        assert memory.match("Zin.", "fr") == []
        assert memory.stats().units == 0

    def test_a_withdrawn_variant_is_no_longer_offered_but_stays_in_the_history(self, workspace: Workspace) -> None:
        memory = Memory(workspace)
        remember(workspace, "Zin.", "Phrase.", release=1, segment=4)
        remember(workspace, "Zin.", "句子。", language="zh", release=1, segment=4)
        assert memory.match("Zin.", "fr")
        with workspace.db.write() as connection:
            memory.withdraw(connection, 1, 4, "Zin.", "fr")
        assert memory.match("Zin.", "fr") == []
        assert memory.match("Zin.", "zh")
        with workspace.db.write() as connection:
            memory.withdraw(connection, 1, 4, "Zin.", "zh")
            actions = connection.execute(sql("SELECT action FROM variant_history ORDER BY id")).scalars().all()
        assert memory.match("Zin.", "zh") == []
        assert memory.stats().units == 0
        assert actions == ["added", "added", "withdrawn", "withdrawn"]


words = st.sampled_from("de het een minister opent sluit workshop zitting in Brussel Gent 12 3.500 5 . , ( ) 中 文".split())
sentences = st.lists(words, min_size=1, max_size=9).map(" ".join)


@settings(max_examples=40)
@given(sources=st.lists(sentences, min_size=1, max_size=25), query=sentences, threshold=st.integers(50, 100))
def test_no_match_that_a_full_scan_finds_is_missing(
    tmp_path_factory: pytest.TempPathFactory, sources: list[str], query: str, threshold: int
) -> None:
    """The oracle compares the query with every source there is."""
    with create_workspace(tmp_path_factory.mktemp("scan") / "w", "anna") as workspace:
        memory = Memory(workspace)
        with workspace.db.write() as connection:
            for number, source in enumerate(sources):
                memory.add(connection, Unit(source, (Variant("fr", f"t{source}"),), Context("x", "y", 1), segment=number))
        found = {match.unit.source for match in memory.match(query, "fr", min_score=threshold, limit=100)}
        analysed = analyse(query, SOURCE)
        wanted = {source for source in sources if compare(analysed, analyse(source, SOURCE)).tokens >= threshold}
        assert wanted <= found


class TestConcordance:
    @pytest.fixture(autouse=True)
    def filled(self, workspace: Workspace) -> None:
        remember(workspace, "De Federale Coöperatie groeit.", "La coopération croît.", release=1, segment=1)
        remember(workspace, "De Federale Coöperatie groeit.", "联邦合作正在发展。", language="zh", release=1, segment=1)
        remember(workspace, "Groei van 100 %_x.", "Croissance de 100 %.", release=1, segment=2)

    @pytest.mark.parametrize(
        ("text", "language", "found"),
        [
            ("coöperatie", "nl", ["De Federale Coöperatie groeit."]),
            ("cooperatie", "nl", ["De Federale Coöperatie groeit."]),
            ("FEDERALE COÖ", "nl", ["De Federale Coöperatie groeit."]),
            ("groei", "nl", ["Groei van 100 %_x.", "De Federale Coöperatie groeit."]),
            ("cooperation", "fr", ["De Federale Coöperatie groeit."]),
            ("展", "zh", ["De Federale Coöperatie groeit."]),
            ("合作", "zh", ["De Federale Coöperatie groeit."]),
            ("%_x", "nl", ["Groei van 100 %_x."]),
            ("%", "zh", []),
            ("bestaat niet", "nl", []),
            ("  ", "nl", []),
        ],
    )
    def test_it_finds_text_whatever_case_and_accents(
        self, workspace: Workspace, text: str, language: str, found: list[str]
    ) -> None:
        assert [hit.unit.source for hit in Memory(workspace).concordance(text, language)] == found

    def test_it_says_where(self, workspace: Workspace) -> None:
        (hit,) = Memory(workspace).concordance("合作", "zh")
        assert "联邦合作正在发展。"[slice(*hit.span)] == "合作"

    def test_a_regular_expression_finds_too(self, workspace: Workspace) -> None:
        assert len(Memory(workspace).concordance(r"groei\w*\.", regex=True)) == 1

    def test_a_broken_expression_is_told(self, workspace: Workspace) -> None:
        with pytest.raises(VierluikError, match="not a regular expression"):
            Memory(workspace).concordance("(", regex=True)


@given(st.text())
def test_folding_keeps_positions(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_statistics_count_what_is_there(workspace: Workspace) -> None:
    remember(workspace, "Een zin van vijf woorden.", "Phrase.", release=1, segment=1)
    remember(workspace, "Een zin van vijf woorden.", "Autre.", release=2, segment=1)
    remember(workspace, "Twee woorden", "两个词", language="zh", release=2, segment=2)
    stats = Memory(workspace).stats()
    assert (stats.units, stats.variants, stats.ambiguous, stats.words) == (3, {"fr": 2, "zh": 1}, {"fr": 1}, 12)
    assert json.dumps(stats.newest)
