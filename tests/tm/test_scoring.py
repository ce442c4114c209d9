"""What 85 % means: the worked examples of docs/matching.md, and more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from languages import SOURCE
from tm.model import EditKind
from tm.scoring import analyse, compare

TOKEN_SCORES = [
    # the same text
    ("De minister opent de workshop.", "De minister opent de workshop.", 100),
    # 95 to 99: the same words
    ("Er komen 85 deskundigen.", "Er komen 120 deskundigen.", 99),
    ("Op 3 mei komen 85 deskundigen.", "Op 4 juni komen 120 deskundigen.", 98),
    ("De minister opent de workshop", "De minister opent de workshop.", 99),
    ("de Minister opent de workshop.", "De minister opent de workshop.", 99),
    ("De  minister opent de workshop.", "De minister opent de workshop.", 99),
    ("De\u00a0minister opent de workshop.", "De minister opent de workshop.", 99),
    ("Mail naar pers@example.be.", "Mail naar info@example.org.", 99),
    ("Bel 02 555 01 23.", "Bel 0470 55 01 02.", 99),
    ("Zie www.example.be/a voor meer.", "Zie https://example.org/b voor meer.", 99),
    ("“Ja”, zegt hij (nu); 1, 2, 3, 4, 5, 6!", "Ja zegt hij nu 7 8 9 10 11 12", 95),
    # below 95: other words, one edit in six tokens, and so on
    ("De minister opent de vergadering.", "De minister opent de workshop.", 83),
    ("De minister sluit de vergadering.", "De minister opent de workshop.", 66),
    ("Een heel andere zin", "De minister opent de workshop.", 0),
    # a word more: six tokens against seven
    ("De nieuwe minister opent de workshop.", "De minister opent de workshop.", 85),
    # another word and another number: a point for the number
    ("Er komen 85 deskundigen naar Gent.", "Er komen 120 deskundigen naar Luik.", 84),
    # one word of twenty-six: never 95 or more
    (
        " ".join(f"woord{n}x" for n in "abcdefghijklmnopqrstuvwxyz"),
        " ".join(f"woord{n}x" for n in "abcdefghijklmnopqrstuvwxyq"),
        94,
    ),
    # the words are the same, but a number more is not only another number
    ("Er komen deskundigen", "Er komen 120 deskundigen", 75),
    # no words at all
    ("0473 63 61 24", "02 555 01 23", 99),
    ("- - -", "- -", 66),
]


@pytest.mark.parametrize(("query", "source", "score"), TOKEN_SCORES)
def test_the_token_score_is_as_documented(query: str, source: str, score: int) -> None:
    assert compare(analyse(query, SOURCE), analyse(source, SOURCE)).tokens == score


@pytest.mark.parametrize(("query", "source", "score"), TOKEN_SCORES)
def test_the_token_score_is_the_same_both_ways(query: str, source: str, score: int) -> None:
    assert compare(analyse(source, SOURCE), analyse(query, SOURCE)).tokens == score


@pytest.mark.parametrize(
    ("query", "source", "score"),
    [("zekerheid", "zekerheids", 90), ("Contact", "Contacten", 77), ("a", "b", 0), ("Contact", "Contact", 100)],
)
def test_the_character_score_counts_characters(query: str, source: str, score: int) -> None:
    assert compare(analyse(query, SOURCE), analyse(source, SOURCE)).characters == score


def test_the_difference_says_what_to_take_out_and_what_to_put_in() -> None:
    query, source = "De nieuwe minister opent de zitting.", "De minister opent vandaag de workshop."
    edits = compare(analyse(query, SOURCE), analyse(source, SOURCE)).edits
    told = [(edit.kind, query[slice(*edit.query)], source[slice(*edit.source)]) for edit in edits]
    assert told == [
        (EditKind.EQUAL, "De", "De"),
        (EditKind.INSERT, "nieuwe", ""),
        (EditKind.EQUAL, "minister opent", "minister opent"),
        (EditKind.DELETE, "", "vandaag"),
        (EditKind.EQUAL, "de", "de"),
        (EditKind.REPLACE, "zitting", "workshop"),
        (EditKind.EQUAL, ".", "."),
    ]


@given(st.text(max_size=60), st.text(max_size=60))
def test_scores_and_differences_hold_for_all_text(one: str, other: str) -> None:
    query, source = analyse(one, SOURCE), analyse(other, SOURCE)
    comparison = compare(query, source)
    assert (comparison.tokens == 100) == (one == other)
    assert 0 <= comparison.tokens <= 100
    assert 0 <= comparison.characters <= 100
    for edit in comparison.edits:
        assert 0 <= edit.query[0] <= edit.query[1] <= len(one)
        assert 0 <= edit.source[0] <= edit.source[1] <= len(other)
    assert comparison.tokens < 95 or query.words == source.words


def test_another_number_or_date_is_told_in_the_difference_though_it_counts_as_equal() -> None:
    query, source = "Op 3 mei 2026 komen 85 deskundigen.", "Op 4 juni 2026 komen 120 deskundigen."
    edits = compare(analyse(query, SOURCE), analyse(source, SOURCE)).edits
    told = [(query[slice(*one.query)], source[slice(*one.source)]) for one in edits if one.kind is EditKind.REPLACE]
    assert told == [("3 mei 2026", "4 juni 2026"), ("85", "120")]
