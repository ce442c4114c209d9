"""Journeys through the whole program in a terminal, checked in the database and in what is exported."""

import os
import signal
import sqlite3
import subprocess
from pathlib import Path
from typing import Any


def test_chinese_typed_and_confirmed_is_there_the_next_day(terminal: Any, command: Any, tmp_path: Path) -> None:
    """Open the sample, switch to Chinese, translate its title, confirm, quit; start again, and export."""
    terminal.open_sample()
    terminal.press("C-n")
    terminal.sees("NL 2 title")
    terminal.press("F9")
    terminal.sees("EN · new")
    terminal.press("F9")
    terminal.sees("ZH · new")
    terminal.type("联邦社会保障部与中国部委签署合作协议")
    terminal.sees("签署合作协议")
    terminal.press("Enter")
    terminal.sees("NL 3 lead")
    terminal.press("C-q")
    terminal.ended()
    assert terminal.text_of(2, "zh") == "联邦社会保障部与中国部委签署合作协议"
    assert terminal.ask("SELECT state FROM variant WHERE text = '联邦社会保障部与中国部委签署合作协议'") == [("translated",)]

    terminal.open_sample(at="NL 3 lead")  # where she left
    terminal.sees("ZH ≈ draft")
    terminal.press("C-o")
    terminal.sees("ZH ✔ translated")
    terminal.press("C-q")
    terminal.ended()
    page = tmp_path / "paneel.html"
    command("export", "3", "--format", "aligned-html", "-o", str(page))
    assert "联邦社会保障部与中国部委签署合作协议" in page.read_text("utf-8")


def test_a_match_is_inserted_corrected_and_confirmed(terminal: Any) -> None:
    terminal.open_sample((120, 40))
    terminal.press("C-n", "C-n")
    terminal.sees("NL 3 lead")
    terminal.sees("[-veertien-]{+zeventien+}")
    terminal.press("C-t")
    terminal.sees("▸")
    terminal.type(" Oui.")
    terminal.press("F2")
    terminal.sees("NL 4 lead")
    terminal.press("C-q")
    terminal.ended()
    assert terminal.text_of(3, "fr").endswith(" Oui.")


def test_kill_9_while_typing_loses_nothing_but_the_last_moment(terminal: Any, command: Any, wait_until: Any) -> None:
    terminal.open_sample()
    terminal.press("C-n")
    terminal.sees("NL 2 title")
    terminal.type("Le SPF signe")
    wait_until(lambda: terminal.text_of(2, "fr") == "Le SPF signe", lambda: f"only {terminal.text_of(2, 'fr')!r} is saved")
    terminal.type(" un accord")
    os.kill(terminal.pid(), signal.SIGKILL)
    terminal.ended()
    assert "Le SPF signe un accord".startswith(terminal.text_of(2, "fr"))
    assert terminal.text_of(2, "fr").startswith("Le SPF signe")
    assert command("doctor").returncode == 0
    terminal.open_sample(at="Le SPF signe")


def test_a_closed_connection_saves_the_last_word_and_ends_the_program(terminal: Any, wait_until: Any) -> None:
    terminal.open_sample()
    terminal.press("C-n")
    terminal.sees("NL 2 title")
    terminal.type("Le SPF")
    terminal.sees("Le SPF")
    program = terminal.pid()
    terminal.tmux("kill-server")
    wait_until(lambda: not is_running(program), lambda: "the program goes on without its terminal")
    assert terminal.text_of(2, "fr") == "Le SPF"


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


HOSTILE = "[/] [bold]vet[/bold] [@click=app.quit]knop[/] \x1b]0;gekaapt\x07 \x1b[2J \x9b31m \u202eomgekeerd \u200b"


def test_hostile_text_never_reaches_the_terminal(terminal: Any, raw_terminal: Any) -> None:
    """The database is poisoned behind the program's back; what it writes to the terminal is read byte by byte."""
    with sqlite3.connect(terminal.workspace / "vierluik.db") as connection:
        for table, column in (("release", "title"), ("placement", "source"), ("target", "text"), ("variant", "text")):
            connection.execute(f"UPDATE {table} SET {column} = rowid || ?", (HOSTILE,))
    connection.close()
    written = raw_terminal(terminal.workspace, [b"\r", b"\x0e", b"\x14", b"\x1bOS"], b"[bold]vet")
    assert b"[@click=app.quit]knop[/]" in written
    for forbidden in (b"\x1b]0;gekaapt", b"\x1b[2J \xc2", "\x9b31m".encode(), "\u202e".encode(), "\u200b".encode()):
        assert forbidden not in written


def test_without_a_terminal_the_workbench_says_so(terminal: Any, command: Any) -> None:
    done = command()
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr


def test_a_read_only_workspace_is_refused_with_a_hint(terminal: Any, as_ordinary_user: Any) -> None:
    before = (terminal.workspace / "vierluik.db").read_bytes()
    paths = [terminal.workspace, *terminal.workspace.iterdir()]
    for path in paths:
        path.chmod(0o555)
    try:
        for arguments in (("releases",), ("target", "3", "2", "fr", "x"), ("pretranslate", "3")):
            done: subprocess.CompletedProcess[str] = as_ordinary_user(*arguments)
            assert done.returncode == 2
            assert "read-only" in done.stderr
    finally:
        for path in paths:
            path.chmod(0o755)
    assert (terminal.workspace / "vierluik.db").read_bytes() == before
