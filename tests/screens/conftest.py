"""A workspace with two small releases, and the workbench on it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from glossary.glossary import Glossary
from glossary.model import ImportAs
from releases.desk import Desk
from releases.importing import import_source
from releases.model import SourceText
from tui import VierluikApp
from workspace.directory import Workspace

FIRST = """\
2 maart 2026 10:00

De RSZ opent een loket

De RSZ opent een nieuw loket in Gent. Iedereen is er welkom. Het loket kost 1.250 euro.

De dienst zoekt nog plaatsen. Iedereen is er welkom.

Contact
Persdienst | 02 555 01 23 | pers@example.be
"""
SECOND = FIRST.replace("1.250", "2.500").replace("2 maart", "9 maart").replace("nog plaatsen", "nog andere plaatsen")

NAMES = "concept,nl_acronym,fr_acronym,en_acronym,zh\nrsz,RSZ,ONSS,NSSO,国家社会保障局\n"

Open = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


@pytest.fixture
def stocked(workspace: Workspace) -> Workspace:
    """Release 1 is translated into French and Chinese, release 2 is not."""
    workspace.settings = replace(workspace.settings, autosave_seconds=0.05)
    Glossary(workspace).import_table(NAMES, ImportAs.APPROVED)
    for number, text in enumerate((FIRST, SECOND), 1):
        import_source(workspace, SourceText(text, f"{number}.txt", "txt", "utf-8", ""))
    desk = Desk(workspace, 1)
    for segment in desk.panels.segments:
        contact = segment.source.partition("|")[2]
        desk.confirm(segment.id, "fr", f"fr {segment.id}{contact}")
        desk.confirm(segment.id, "zh", f"第{segment.id}句话。{contact}")
    return workspace


@pytest.fixture
def open_app(stocked: Workspace) -> Open:
    """Opens the workbench, on a release or on the list."""

    @asynccontextmanager
    async def open_workbench(release: int | None = 2, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
        app = VierluikApp(stocked, release)
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            yield pilot
            await settled(pilot)

    return open_workbench


async def settled(pilot: Pilot[Any]) -> None:
    """Until the look-ups have been answered and drawn. A look-up that failed fails the test."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.fixture
def settle() -> Callable[[Pilot[Any]], Awaitable[None]]:
    return settled


@pytest.fixture
def until() -> Callable[..., Awaitable[None]]:
    """Waits for a condition; says what it waited for when it does not come."""

    async def wait(pilot: Pilot[Any], condition: Callable[[], bool], what: str) -> None:
        for _ in range(200):
            if condition():
                return
            await pilot.pause(0.02)
        raise AssertionError(f"waited in vain for {what}")

    return wait
