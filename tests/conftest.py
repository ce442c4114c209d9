"""What every test stands on: nobody's home, nobody's network, a clock that moves when told."""

import io
import json
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import cli
from workspace.directory import Workspace, create_workspace

# Before Textual is imported by anything: a person's colour wishes change every screenshot.
for name in ("NO_COLOR", "TEXTUAL_THEME", "COLORTERM"):
    os.environ.pop(name, None)
# Times on the screen are local ones.
os.environ["TZ"] = "UTC"
time.tzset()

settings.register_profile("vierluik", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("vierluik")

ROOT = Path(__file__).parent.parent


class Clock:
    """A clock that goes a second forward each time it is asked, so that every stamp differs and every run is the same."""

    def __init__(self, start: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)) -> None:
        self.time = start

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def sleep(self, **duration: float) -> None:
        """Let time pass, as `timedelta` counts it."""
        self.time += timedelta(**duration)


@pytest.fixture(autouse=True)
def nobodys_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's files, or is somebody in particular."""
    home = tmp_path / "home"
    home.mkdir()
    for name in [name for name in os.environ if name.startswith(("XDG_", "VIERLUIK_")) and name != "VIERLUIK_TEST_DATA"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("VIERLUIK_MEMBER", "anna")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuses every connection beyond this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = str(address[0]) if isinstance(address, tuple) else str(address)
            if host not in ("127.0.0.1", "::1", "localhost"):
                raise AssertionError(f"a test wants to connect to {host}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make_workspace(tmp_path: Path, clock: Clock) -> Iterator[Callable[..., Workspace]]:
    """Makes workspaces; those it made are closed afterwards."""
    made: list[Workspace] = []

    def make(name: str = "workspace", member: str = "anna") -> Workspace:
        made.append(create_workspace(tmp_path / name, member, clock))
        return made[-1]

    yield make
    for workspace in made:
        workspace.close()


@pytest.fixture
def workspace(make_workspace: Callable[..., Workspace]) -> Workspace:
    """A fresh workspace in which anna may do everything."""
    return make_workspace()


@dataclass(frozen=True)
class Outcome:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def vierluik(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Runs the `vierluik` command in this process, in an empty directory, through its outermost door."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object, stdin: str = "") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["vierluik", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8")), "utf-8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as exit_:
            cli.main()
        captured = capsys.readouterr()
        return Outcome(int(exit_.value.code or 0), captured.out, captured.err)

    return run
