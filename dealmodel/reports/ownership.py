"""Ownership for people: what the command prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dealmodel.calculators.control import Votes
from dealmodel.calculators.holdings import Holding
from dealmodel.calculators.ownership import EffectiveInterest, Holder, Path
from dealmodel.calculators.standing import standing
from dealmodel.derivations.ownership import in_short, percent, shown, summary
from dealmodel.records.book import Book
from dealmodel.records.naming import name_of, who_says


def interest_text(found: EffectiveInterest, book: Book) -> str:
    """An effective interest for people: the number, the paths, control, what is doubtful."""
    return "\n".join(_interest_lines(found, book))


def holders_text(holders: Sequence[Holder], held: str, book: Book) -> str:
    """The holders of a company for people."""
    if not holders:
        return f"no source tells of a holder of {name_of(held, book)}"
    width = max(len(name_of(each.party, book)) for each in holders)
    lines = (
        f"  {name_of(each.party, book):<{width}}  {in_short(each.point, each.points, each.bounds)}"
        for each in holders
    )
    return "\n".join([f"Holders of {name_of(held, book)}, direct and through others", *lines])


def control_text(found: Sequence[Votes], owner: str, book: Book) -> str:
    """The companies that are, or may be, controlled, for people."""
    if not found:
        return f"no source makes {name_of(owner, book)} control a company"
    width = max(len(name_of(each.company, book)) for each in found)
    lines = (
        f"  {name_of(each.company, book):<{width}}  {each.control:<8}  "
        f"{shown(each.bounds)} of the votes  {_word(each)}"
        for each in found
    )
    return "\n".join([f"Controlled by {name_of(owner, book)}", *lines])


def _interest_lines(found: EffectiveInterest, book: Book) -> Iterator[str]:
    owner, held = name_of(found.owner, book), name_of(found.held, book)
    measure = "votes" if found.measure == "votes" else "economic interest"
    when = f"as of {found.as_of}" if found.as_of else "all holdings that have not ended"
    yield f"{owner} in {held}: {summary(found)}"
    yield f"  {measure}, {when}"
    if found.paths:
        yield "  paths, the largest first"
        for path in found.paths:
            share = shown(path.bounds) if path.share is None else percent(path.share)
            yield f"    {share:<20}  {_way(path, book)}  [{who_says(_sources(path), book)}]"
        if found.remainder:
            yield f"    {percent(found.remainder):<20}  by all other ways"
    else:
        yield "  no path leads there"
    for move in found.moves:
        yield (
            f"  {move.says} ({who_says((move.source,), book) if move.source else 'no source'}) "
            f"alone makes it {percent(move.interest)}"
        )
    yield f"  control: {_control(found)}"
    if found.paths:
        yield f"  weakest link: {percent(found.weakest_link)}"
    for loop in found.loops:
        yield f"  solved with a loop: {', '.join(name_of(each, book) for each in loop)}"
    for each in found.dropped:
        yield (
            f"  left out as its own treasury: {name_of(each.holder, book)} in {owner}, "
            f"{_says(each)}"
        )


def _control(found: EffectiveInterest) -> str:
    if found.votes is None:
        return "no"
    return f"{found.control}, {shown(found.votes.bounds)} of the votes; {_word(found.votes)}"


def _word(votes: Votes) -> str:
    found = standing(votes)
    if found.word is None:
        return f"undetermined ({found.rule})"
    return f"{'presumed ' if found.is_presumed else 'stated: '}{found.word} ({found.rule})"


def _way(path: Path, book: Book) -> str:
    steps = (f"{_says(each)} → {name_of(each.held, book)}" for each in path.holdings)
    return " ".join([name_of(path.via[0], book), *steps])


def _says(holding: Holding) -> str:
    if holding.is_unstated:
        return "share not stated"
    return " or ".join(dict.fromkeys(account.says for account in holding.used))


def _sources(path: Path) -> tuple[str, ...]:
    named = (source for holding in path.holdings for source in holding.sources)
    return tuple(dict.fromkeys(named))
