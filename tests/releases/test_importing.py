"""Bringing a source file in: what is stored, what is known already, and what leaves no trace."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text as sql

from releases.desk import Desk
from releases.importing import Imported, ReleaseDetails, import_file, import_source
from releases.library import find_release, list_releases
from releases.model import Release, SourceText
from workspace.database import metadata
from workspace.directory import Workspace, open_workspace
from workspace.errors import VierluikError
from workspace.people import Role
from workspace.text import clean

TEXT = """\
Brussel, 2 maart 2026 10:00

De dienst opent een loket

De dienst opent een nieuw loket. Iedereen is er welkom.

Contact
02 555 01 23 | pers@example.be
"""


def dump(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with workspace.db.read() as connection:
        return {
            name: [tuple(row) for row in connection.execute(sql(f'SELECT * FROM "{name}" ORDER BY 1, 2'))]
            for name in metadata.tables
        }


def source(text: str = TEXT, name: str = "loket.txt") -> SourceText:
    return SourceText(text, name, "txt", "utf-8", "")


def imported(workspace: Workspace, text: str = TEXT, name: str = "loket.txt", **details: object) -> Release:
    return import_source(workspace, source(text, name), ReleaseDetails(**details)).release  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "loket.txt"
    file.write_text(TEXT, "utf-8")
    return file


class TestAFile:
    def test_it_becomes_a_release_with_title_date_and_slug(self, workspace: Workspace, path: Path) -> None:
        done = import_file(workspace, path)
        assert done == Imported(find_release(workspace, "1"), False, 6, "")
        release = done.release
        assert (release.title, release.issued_at) == ("De dienst opent een loket", "2026-03-02T10:00")
        assert release.slug == "2026-03-02-de-dienst-opent-een-loket"
        assert (release.source_name, release.source_format, release.encoding) == ("loket.txt", "txt", "utf-8")
        assert (release.version, release.confidential, release.embargo_until) == (1, False, "")
        assert release.created_by == "anna"
        assert release.created_at.startswith("2026-03-02T09:00:")

    def test_its_text_and_segments_come_back_as_they_were(self, workspace: Workspace, path: Path) -> None:
        panels = Desk(workspace, import_file(workspace, path).release.id).panels
        assert panels.text == TEXT
        assert [one.id for one in panels.segments] == list(range(1, len(panels.segments) + 1))
        assert all(TEXT[one.start : one.end] == one.source for one in panels.segments)

    def test_what_had_to_go_is_reported_to_the_one_who_brought_it(self, workspace: Workspace, path: Path) -> None:
        path.write_text("Een \x1b[1mtitel\x1b[0m\n\nEen zin.\n", "utf-8")
        done = import_file(workspace, path)
        assert done.removed == "2 × ESC"
        assert done.release.title == "Een [1mtitel[0m"

    @pytest.mark.parametrize("data", [b"", b"\0", b"12345", b"%PDF-1.7"])
    def test_one_that_cannot_be_read_leaves_no_trace(self, workspace: Workspace, path: Path, data: bytes) -> None:
        before = dump(workspace)
        path.write_bytes(data)
        with pytest.raises(VierluikError):
            import_file(workspace, path)
        assert dump(workspace) == before

    def test_one_that_is_not_there_leaves_no_trace(self, workspace: Workspace, tmp_path: Path) -> None:
        before = dump(workspace)
        with pytest.raises(VierluikError, match="does not exist"):
            import_file(workspace, tmp_path / "weg.txt")
        assert dump(workspace) == before

    def test_a_name_that_is_no_unicode_is_stored_without_what_cannot_be(self, workspace: Workspace, tmp_path: Path) -> None:
        file = tmp_path / "loket-\udcff.txt"
        file.write_text(TEXT, "utf-8")
        assert import_file(workspace, file).release.source_name == "loket-.txt"


class TestTheSameAgain:
    def test_the_same_file_is_there_already_and_nothing_changes(self, workspace: Workspace, path: Path) -> None:
        first = import_file(workspace, path)
        before = dump(workspace)
        again = import_file(workspace, path)
        assert (again.already_there, again.release, again.segments) == (True, first.release, first.segments)
        assert dump(workspace) == before

    def test_it_is_the_text_that_counts_not_its_encoding_or_line_ends(self, workspace: Workspace, path: Path) -> None:
        import_file(workspace, path)
        path.write_bytes(TEXT.replace("\n", "\r\n").encode("utf-16"))
        assert import_file(workspace, path).already_there

    def test_other_details_do_not_change_what_is_there(self, workspace: Workspace, path: Path) -> None:
        first = import_file(workspace, path).release
        assert import_file(workspace, path, ReleaseDetails(title="Anders", confidential=True)).release == first

    def test_the_same_text_under_another_name_is_another_release(self, workspace: Workspace) -> None:
        first, other = imported(workspace), imported(workspace, name="loket-2.txt")
        assert (first.id, other.id) == (1, 2)
        assert (first.slug, other.slug) == ("2026-03-02-de-dienst-opent-een-loket", "2026-03-02-de-dienst-opent-een-loket-2")

    def test_another_text_under_the_same_name_is_another_release(self, workspace: Workspace) -> None:
        assert imported(workspace).id != imported(workspace, text=TEXT + "Nog iets.\n").id

    def test_two_processes_import_it_once(self, workspace: Workspace, path: Path) -> None:
        with open_workspace(workspace.root, "anna", workspace.clock) as other:
            assert not import_file(workspace, path).already_there
            assert import_file(other, path).already_there


class TestWhatThePersonKnowsBetter:
    def test_title_date_confidentiality_and_embargo_are_theirs(self, workspace: Workspace) -> None:
        release = imported(
            workspace, title="Mijn titel", issued_at="2027-01-02", confidential=True, embargo_until="2027-01-02T06:00"
        )
        assert (release.title, release.issued_at) == ("Mijn titel", "2027-01-02")
        assert (release.confidential, release.embargo_until) == (True, "2027-01-02T06:00")
        assert release.slug == "2027-01-02-mijn-titel"
        assert find_release(workspace, "1") == release

    @pytest.mark.parametrize(
        ("written", "stored"),
        [
            ("", "2026-03-02T10:00"),  # as the text says
            ("2027-01-02", "2027-01-02"),
            ("20270102", "2027-01-02"),
            ("2027-W01-6", "2027-01-09"),
            ("2027-01-02T09:05", "2027-01-02T09:05"),
            ("2027-01-02 09:05", "2027-01-02T09:05"),
            ("20270102T0905", "2027-01-02T09:05"),
            ("2027-01-02T09:05:59", "2027-01-02T09:05"),
        ],
    )
    def test_a_date_is_stored_in_the_one_way_that_sorts(self, workspace: Workspace, written: str, stored: str) -> None:
        assert imported(workspace, issued_at=written).issued_at == stored

    @pytest.mark.parametrize("field", ["issued_at", "embargo_until"])
    @pytest.mark.parametrize("value", ["morgen", "31/08/2016", "2026-02-30", "2026-03-02T25:00", "2026", " ", "2026-03-02\x1b"])
    def test_what_is_not_a_date_is_refused_and_nothing_is_stored(self, workspace: Workspace, field: str, value: str) -> None:
        before = dump(workspace)
        with pytest.raises(VierluikError, match="is not a date") as caught:
            imported(workspace, **{field: value})
        assert "2016-08-31" in caught.value.hint
        assert dump(workspace) == before

    @pytest.mark.parametrize(
        ("given", "stored"),
        [
            ("  Een \n titel  ", "Een titel"),
            ("\x1b]0;weg\x07Een titel", "]0;wegEen titel"),
            ("\ud800Een titel", "Een titel"),
            ("<script>[/b]", "<script>[/b]"),
            ("'; DROP TABLE release; --", "'; DROP TABLE release; --"),
            ("新闻稿", "新闻稿"),
            (" \x1b ", "De dienst opent een loket"),  # nothing is left of it
        ],
    )
    def test_a_hostile_title_is_cleaned_and_stays_text(self, workspace: Workspace, given: str, stored: str) -> None:
        release = imported(workspace, title=given)
        assert release.title == find_release(workspace, "1").title == stored
        assert re.fullmatch(r"[a-z0-9-]+", release.slug)


class TestTheTitle:
    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("Een titel\n\nEen zin. Nog een.\n\nSlot.", "Een titel"),
            ("2 maart 2026\n\nEen titel\n\nEen zin.", "Een titel"),
            ("Een titel\n2 maart 2026\n\nEen zin.", "Een titel"),
            ("Een\u00a0 titel\n\nEen zin.", "Een titel"),
            ("Een zin. Nog een.", "Een zin."),  # no title: how the text begins
            ("2 maart 2026\n\nEen zin. Nog een.\n\nSlot.", "Een zin."),  # a date is no title
            ("2 maart 2026", "2 maart 2026"),  # unless there is nothing else
            pytest.param("Woord " * 100 + "slot.", "Woord " * 40 + "Woord…", id="a long sentence"),
            pytest.param("x" * 300 + ".", "x" * 250 + "…", id="a long word"),
        ],
    )
    def test_it_is_the_line_that_is_one_or_how_the_text_begins(self, workspace: Workspace, text: str, title: str) -> None:
        assert imported(workspace, text).title == title

    @pytest.mark.parametrize(
        ("text", "issued_at"),
        [
            ("31 aug 2016 15:46\n\nTitel\n\nZin.", "2016-08-31T15:46"),
            ("Titel\n\nBrussel, 31 augustus 2016\n\nZin.", "2016-08-31"),
            ("31/08/2016\n\nTitel\n\nZin.", "2016-08-31"),
            ("Titel\n\nOp 31 augustus 2016 was het warm.", ""),
            ("31 september 2016\n\nTitel\n\nZin.", ""),
        ],
    )
    def test_the_date_is_that_of_the_date_line(self, workspace: Workspace, text: str, issued_at: str) -> None:
        assert imported(workspace, text).issued_at == issued_at


class TestTheSlug:
    @pytest.mark.parametrize(
        ("title", "date", "slug"),
        [
            ("Een titel van zes woorden lang", "2026-03-02", "2026-03-02-een-titel-van-zes-woorden"),
            ("Coöperatie in België: één plan", "", "cooperatie-in-belgie-een-plan"),
            ("../../etc/passwd", "", "etc-passwd"),
            ("新闻稿", "2026-03-02", "2026-03-02"),
            ("新闻稿", "", "release"),
            ("‘…’", "", "release"),
            pytest.param("a" * 300, "2026-03-02T10:00", "2026-03-02-" + "a" * 69, id="a long word"),
        ],
    )
    def test_it_is_a_short_plain_file_name(self, workspace: Workspace, title: str, date: str, slug: str) -> None:
        assert imported(workspace, "Een zin.", title=title, issued_at=date).slug == slug

    def test_no_two_releases_have_the_same(self, workspace: Workspace) -> None:
        slugs = [imported(workspace, name=f"{number}.txt", title="Een loket").slug for number in range(4)]
        slugs.append(imported(workspace, name="twee.txt", title="Een loket 2").slug)
        assert slugs == [f"2026-03-02-een-loket{end}" for end in ("", "-2", "-3", "-4", "-2-2")]

    def test_an_underscore_or_a_percent_sign_is_no_wildcard(self, workspace: Workspace) -> None:
        assert imported(workspace, name="a.txt", title="loket_1 %").slug == "2026-03-02-loket-1"
        assert imported(workspace, name="b.txt", title="loket 10").slug == "2026-03-02-loket-10"


class TestWhoMay:
    @pytest.mark.parametrize("role", [Role.TERMINOLOGIST, Role.REVIEWER])
    def test_only_a_translator_brings_releases_in(self, workspace: Workspace, path: Path, role: Role) -> None:
        workspace.save_member("tess", frozenset({role}))
        before = dump(workspace)
        with open_workspace(workspace.root, "tess", workspace.clock) as hers:
            for act in (lambda: import_file(hers, path), lambda: import_source(hers, source())):
                with pytest.raises(VierluikError, match="not a translator"):
                    act()
        assert dump(workspace) == before


def test_the_newest_release_stands_first_on_the_shelf(workspace: Workspace) -> None:
    for name, date in (("a", "2026-03-02"), ("b", "20270101"), ("c", ""), ("d", "2026-03-02 12:00")):
        imported(workspace, "Een zin.", name, issued_at=date)
    assert [one.release.source_name for one in list_releases(workspace)] == ["b", "d", "a", "c"]


@given(st.lists(st.text(max_size=80).filter(lambda text: any(map(str.isalpha, clean(text).text))), min_size=1, max_size=3))
def test_any_text_with_a_letter_can_be_imported_and_comes_back(workspace: Workspace, texts: list[str]) -> None:
    for text in (clean(text).text for text in texts):
        release = imported(workspace, text, f"{len(list_releases(workspace))}.txt")
        panels = Desk(workspace, release.id).panels
        assert panels.text == text
        assert release.title.strip()
        assert all(text[one.start : one.end] == one.source for one in panels.segments)
