"""The JSON that the command line prints for scripts: plain dictionaries made from the dataclasses. Their shape is stable."""

from collections.abc import Iterable, Sequence

from glossary.model import Hit, Term
from releases.library import Listed
from releases.model import Finding, Panels, Release
from tm.model import ConcordanceHit, Match

Json = dict[str, object]


def release_json(release: Release) -> Json:
    return {
        "id": release.id,
        "slug": release.slug,
        "title": release.title,
        "issued_at": release.issued_at,
        "source": release.source_name,
        "version": release.version,
        "confidential": release.confidential,
        "embargo_until": release.embargo_until,
    }


def listed_json(listed: Listed) -> Json:
    progress = {
        code: {"segments": one.total, "confirmed": one.confirmed, "drafts": one.drafts} for code, one in listed.progress.items()
    }
    return release_json(listed.release) | {"progress": progress}


def panels_json(panels: Panels, languages: Sequence[str]) -> Json:
    """`show --json`: every segment with its targets; a target that was never begun is empty and new."""
    segments = []
    for segment in panels.segments:
        targets = {code: panels.target(segment.id, code) for code in languages}
        segments.append(
            {
                "id": segment.id,
                "block": segment.block,
                "kind": segment.kind,
                "source": segment.source,
                "targets": {
                    code: {
                        "text": target.text,
                        "state": target.state,
                        "origin": target.origin,
                        "score": target.score,
                        "outdated": target.outdated,
                    }
                    for code, target in targets.items()
                },
            }
        )
    return {"release": release_json(panels.release), "segments": segments}


def findings_json(panels: Panels, findings: Iterable[Finding], checked: int) -> Json:
    """`check --json`. `checked` counts the targets that were looked at."""
    sources = {segment.id: segment.source for segment in panels.segments}
    return {
        "findings": [
            {
                "release": panels.release.id,
                "segment": finding.segment,
                "language": finding.language,
                "check": finding.check,
                "severity": finding.severity,
                "message": finding.message,
                "source": sources[finding.segment],
                "target": panels.target(finding.segment, finding.language).text,
                "span": finding.span,
                "fix": finding.fix,
            }
            for finding in findings
        ],
        "checked": checked,
    }


def match_json(match: Match) -> Json:
    """One of the `matches` of `tm match`."""
    unit = match.unit
    return {
        "score": match.score,
        "basis": match.basis,
        "tokens": match.comparison.tokens,
        "characters": match.comparison.characters,
        "source": unit.source,
        "target": match.target,
        "penalties": dict(match.penalties),
        "state": match.variant.state,
        "author": match.variant.author,
        "date": match.variant.at,
        "release": unit.release_name,
        "segment": unit.segment,
        "difference": [[edit.kind, list(edit.query), list(edit.source)] for edit in match.comparison.edits],
    }


def concordance_json(hit: ConcordanceHit) -> Json:
    unit = hit.unit
    return {
        "source": unit.source,
        "targets": {variant.language: variant.text for variant in unit.variants},
        "language": hit.language,
        "span": list(hit.span),
        "release": unit.release_name,
        "segment": unit.segment,
        "author": unit.changed_by,
        "date": unit.changed_at,
    }


def hit_json(hit: Hit, targets: dict[str, list[Term]]) -> Json:
    """One of the `hits` of `glossary find`; `targets` holds the best name in each language that has one."""
    return {
        "concept": hit.concept.id,
        "term": hit.term.text,
        "start": hit.start,
        "end": hit.end,
        "status": hit.term.status,
        "targets": {code: terms[0].text for code, terms in targets.items() if terms},
    }
