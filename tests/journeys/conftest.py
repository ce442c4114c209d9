"""The installed program in a real terminal: a tmux session of its own, and a bare pty."""

import ctypes
import fcntl
import os
import pty
import select
import shutil
import sqlite3
import struct
import subprocess
import sys
import termios
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

DEADLINE = 30.0
"""Seconds. Never waited for in full unless something is broken."""


def environment(home: Path) -> dict[str, str]:
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "VIERLUIK_MEMBER": "anna",
    }


def wait_until(condition: Callable[[], bool], what: Callable[[], str]) -> None:
    """Poll until the condition holds; fail with what was seen instead."""
    end = time.monotonic() + DEADLINE
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(what())
        time.sleep(0.05)  # between two looks at another process


@dataclass
class Terminal:
    """A tmux session."""

    socket: str
    workspace: Path

    def tmux(self, *arguments: str) -> str:
        command = ["tmux", "-L", self.socket, "-f", "/dev/null", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=DEADLINE, check=False)
        return done.stdout

    def start(self, size: tuple[int, int] = (80, 24)) -> None:
        """Open the workbench in a new session."""
        home = self.workspace.parent / "home"
        variables = [f"{name}={value}" for name, value in environment(home).items()]
        command = ["env", "-i", *variables, "TERM=tmux-256color", "vierluik", "--workspace", str(self.workspace)]
        self.tmux("new-session", "-d", "-x", str(size[0]), "-y", str(size[1]), " ".join(f"'{part}'" for part in command))

    def open_sample(self, size: tuple[int, int] = (80, 24), at: str = "NL 1 dateline") -> None:
        """Open the workbench, and the release that is left to translate; it comes up where `at` is on the screen."""
        self.start(size)
        self.sees("2026-02-03")
        self.press("Enter")
        self.sees(at)

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p")

    def sees(self, text: str) -> None:
        """Wait until a text is on the screen."""
        wait_until(lambda: text in self.screen(), lambda: f"{text!r} did not come; the screen is\n{self.screen()}")

    def press(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        self.tmux("send-keys", "-l", text)

    def pid(self) -> int:
        return int(self.tmux("display-message", "-p", "#{pane_pid}"))

    def ended(self) -> None:
        """Wait until the program has ended and its session with it."""
        wait_until(lambda: not self.screen().strip(), lambda: f"it is still there:\n{self.screen()}")

    def ask(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """What the database file says."""
        connection = sqlite3.connect(self.workspace / "vierluik.db", timeout=DEADLINE)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    def text_of(self, segment: int, language: str, release: int = 3) -> str:
        """What is saved for a segment, or nothing."""
        rows = self.ask(
            "SELECT target.text FROM target JOIN segment ON segment.id = target.segment_id "
            "WHERE segment.release_id = ? AND segment.number = ? AND language = ?",
            release,
            segment,
            language,
        )
        return str(rows[0][0]) if rows else ""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """A terminal with the demo workspace ready to be opened."""
    if shutil.which("tmux") is None:
        if os.environ.get("CI"):
            pytest.fail("tmux is missing")
        pytest.skip("tmux is not installed")
    workspace = tmp_path / "demo"
    command = ["vierluik", "demo", str(workspace), "--no-open"]
    subprocess.run(command, env=environment(tmp_path / "home"), check=True, capture_output=True, timeout=120)
    made = Terminal(f"vierluik-{uuid.uuid4().hex[:8]}", workspace)
    yield made
    made.tmux("kill-server")


@pytest.fixture(name="wait_until")
def wait_until_fixture() -> Callable[..., None]:
    return wait_until


@pytest.fixture
def command(terminal: Terminal, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a verb on the terminal's workspace."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return _run(terminal.workspace, tmp_path / "home", arguments)

    return run


@pytest.fixture
def as_ordinary_user(terminal: Terminal, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The same, without root's power to write what is read-only."""

    def give_up_power() -> None:
        pr_capbset_drop, cap_dac_override = 24, 1
        ctypes.CDLL(None).prctl(pr_capbset_drop, cap_dac_override, 0, 0, 0)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        preexec = give_up_power if os.geteuid() == 0 else None
        return _run(terminal.workspace, tmp_path / "home", arguments, preexec)

    return run


def _run(
    workspace: Path, home: Path, arguments: tuple[str, ...], preexec: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["vierluik", "--workspace", str(workspace), *arguments],
        env=environment(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
        preexec_fn=preexec,
    )


@pytest.fixture
def raw_terminal() -> Callable[[Path, list[bytes], bytes], bytes]:
    """Runs the workbench on a bare pty, presses keys one by one, and returns every byte that it wrote."""

    def run(workspace: Path, keys: list[bytes], awaited: bytes) -> bytes:
        process, terminal = pty.fork()
        if process == 0:
            os.environ.update(environment(workspace.parent / "home"), TERM="xterm-256color")
            os.execvp("vierluik", ["vierluik", "--workspace", str(workspace)])
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        written = _read_until(terminal, lambda seen: awaited in seen)
        for key in keys:
            os.write(terminal, key)
            written += _read_until(terminal, lambda seen: len(seen) > 200)
        os.write(terminal, b"\x11")  # Ctrl+Q
        written += _read_until(terminal, lambda _: False)
        os.waitpid(process, 0)
        os.close(terminal)
        return written

    return run


def _read_until(terminal: int, enough: Callable[[bytes], bool]) -> bytes:
    """What comes until it is enough and nothing more follows at once, or the program has ended."""
    seen, end = b"", time.monotonic() + DEADLINE
    while time.monotonic() < end:
        ready = select.select([terminal], [], [], 0.3)[0]
        if not ready and enough(seen):
            return seen
        if ready:
            try:
                seen += os.read(terminal, 65536)
            except OSError:  # the other side is closed
                return seen
    raise AssertionError(f"waited in vain; the last that came is {seen[-500:]!r}")
