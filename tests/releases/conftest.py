"""What the tests of this room share: releases without a database, and the real material beside the project."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from languages import SOURCE
from releases.model import Origin, Panels, Release, Segment, State, Target
from releases.segmenting import segment

ROOT = Path(__file__).parents[2]

RELEASE = Release(
    id=7,
    slug="2026-03-02-een-loket",
    title="Een loket",
    issued_at="2026-03-02T10:00",
    source_name="loket.txt",
    source_format="txt",
    encoding="utf-8",
    version=1,
    confidential=False,
    embargo_until="",
    created_at="2026-03-02T09:00:00.000000+00:00",
    created_by="anna",
)

MakePanels = Callable[..., Panels]


@pytest.fixture
def test_data() -> Path:
    """The directory of real material; its content never enters the repository."""
    path = Path(os.environ.get("VIERLUIK_TEST_DATA") or ROOT.parent / "shared" / "data")
    if not path.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"the test data are not there: {path}")
        pytest.skip(f"the test data are not there: {path}")
    return path


@pytest.fixture
def make_panels() -> MakePanels:
    """A release with targets, made from a clean text.

    `targets` holds, by language, the texts of the segments in order; None and what is beyond the end have no target.
    """

    def make(
        text: str,
        targets: Mapping[str, Sequence[str | None]] | None = None,
        states: Mapping[tuple[int, str], State] | None = None,
        origin: Origin = Origin.TYPED,
        **facts: object,
    ) -> Panels:
        spans = [(number, block, one) for number, block in enumerate(segment(text, SOURCE)) for one in block.segments]
        segments = tuple(
            Segment(position, number, block.kind, one.text, one.start, one.end, block.fingerprint)
            for position, (number, block, one) in enumerate(spans, 1)
        )
        made = {
            (position, code): Target(
                segment=position,
                language=code,
                text=target,
                state=(states or {}).get((position, code), State.TRANSLATED),
                origin=origin,
                author="bo",
                updated_at=f"2026-03-02T10:00:{position:02}.000000+00:00",
                version=1,
            )
            for code, texts in (targets or {}).items()
            for position, target in enumerate(texts, 1)
            if target is not None
        }
        return Panels(replace(RELEASE, **facts), text, segments, made)  # type: ignore[arg-type]

    return make
