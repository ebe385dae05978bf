"""Several papers that carry one report (``same-origin``).

Where two sources of a record go back to one first publisher, their agreement is no confirmation:
they count once. Info: nothing is wrong with it. Sources of one publisher are not told, nor one
source beside itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dealmodel.calculators.accounts import Path
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Finding, Mention
from dealmodel.records.agreement import Agreement
from dealmodel.records.source import Source


def same_origin(context: Context) -> Iterator[Finding]:
    """A finding for each record and first publisher that several papers carry in it."""
    sources = context.book.sources
    by_record: dict[Path, dict[str, list[Mention]]] = {}
    for mention in _mentions(context):
        voice = sources[mention.source].voice.casefold()
        by_record.setdefault(mention.path[:2], {}).setdefault(voice, []).append(mention)
    for path, voices in by_record.items():
        for mentions in voices.values():
            if len({sources[each.source].publisher for each in mentions}) > 1:
                voice = sources[mentions[0].source].voice
                yield _finding(context, path, voice, mentions, sources)


def _finding(
    context: Context,
    path: Path,
    voice: str,
    mentions: list[Mention],
    sources: Mapping[str, Source],
) -> Finding:
    papers = dict.fromkeys(sources[each.source].publisher for each in mentions)
    by = ", ".join(dict.fromkeys(each.source for each in mentions))
    told = f"{' and '.join(papers)} both go back to {voice}: one voice, not {len(papers)} ({by})"
    if len(papers) > 2:
        told = told.replace("both", "all")
    return context.finding(
        "same-origin",
        "info",
        path,
        told,
        verdict="compatible",
        claims=mentions,
        details={"origin": voice},
    )


def _mentions(context: Context) -> Iterator[Mention]:
    for each in context.lists:
        for index, claim in enumerate(each.claims):
            yield Mention(claim.says, claim.source, (*each.path, index))
    for path, agreement in context.records(Agreement):
        for index, event in enumerate(agreement.status):
            yield Mention(event.says or event.stage, event.source, (*path, "status", index))
