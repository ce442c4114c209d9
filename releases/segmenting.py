"""From text to blocks and segments, losing nothing: segments and the gaps between them are the text again."""

import hashlib
from collections.abc import Iterable, Iterator

from languages.model import Language
from languages.sentences import sentences
from releases.blocks import find_blocks
from releases.model import BlockSpan, Segment, SegmentSpan
from releases.txt import paragraphs


def segment(text: str, language: Language) -> list[BlockSpan]:
    """The blocks of a clean text with their segments, in order. Between segments there is white space and list markers."""
    blocks = []
    for block in find_blocks(text, paragraphs(text), language):
        content = text[block.start : block.end]
        spans = [(0, len(content))]
        if block.kind.prose:
            spans = [(sentence.start, sentence.end) for sentence in sentences(content, language)]
        segments = tuple(SegmentSpan(content[a:b], block.start + a, block.start + b) for a, b in spans)
        fingerprint = _fingerprint(content) if block.kind.recurs else ""
        blocks.append(BlockSpan(block.kind, block.start, block.end, segments, fingerprint))
    return blocks


def gaps(text: str, segments: Iterable[SegmentSpan | Segment]) -> Iterator[str]:
    """What stands before the first segment, between each two, and after the last: one more than there are segments."""
    position = 0
    for one in segments:
        yield text[position : one.start]
        position = one.end
    yield text[position:]


def _fingerprint(content: str) -> str:
    """The same for the same words, however they are spaced."""
    return hashlib.sha256(" ".join(content.split()).encode("utf-8")).hexdigest()[:16]
