"""A review as one HTML file: the text with its figures marked, each relation beneath.

No outside address, no scripts, light and dark, printable. All text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from dealmodel.articles.verdicts import VERDICTS, Verdict

if TYPE_CHECKING:
    from dealmodel.articles.relation import Relation, Review

_STYLE = """
:root{color-scheme:light dark;--wrong:#b3261e;--doubtful:#9a6700;--holds:#1a7f37;--untestable:#666}
@media(prefers-color-scheme:dark){:root{--wrong:#ff8a80;--doubtful:#e3b341;--holds:#56d364;
--untestable:#aaa}}
body{font:16px/1.5 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
h1,h2,dl,li,footer{font-family:system-ui,sans-serif}h1{font-size:1.4rem}h2{font-size:1.1rem}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
mark{background:none;color:inherit;border-bottom:2px solid var(--untestable)}
mark sup{font:.65rem system-ui,sans-serif;margin-left:.1em}
.wrong{--tone:var(--wrong)}.doubtful{--tone:var(--doubtful)}.holds{--tone:var(--holds)}
.untestable{--tone:var(--untestable)}
mark.wrong,mark.doubtful,mark.holds{border-bottom-color:var(--tone)}
mark.wrong{border-bottom-style:double;border-bottom-width:4px}
mark.doubtful{border-bottom-style:dashed}
ol{padding:0;list-style:none}li{border-left:4px solid var(--tone);padding:.2rem .8rem;
margin:.8rem 0;break-inside:avoid}
li b{color:var(--tone)}li p{margin:.2rem 0}.rule{font-size:.85rem;opacity:.8}
""".replace("\n", "")


def review_page(reviews: Sequence[tuple[str, Review]], receipt: str = "") -> str:
    """The file; each review under the name of its article."""
    body = "".join(
        f"<section><h1>{escape(name)}</h1>{review_fragment(each)}</section>"
        for name, each in reviews
    )
    foot = f"<footer><small>{escape(receipt)}</small></footer>" if receipt else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(', '.join(name for name, _ in reviews[:3]))}: review</title>"
        f"<style>{_STYLE}</style></head><body>{body}{foot}</body></html>"
    )


def review_fragment(review: Review) -> str:
    """One review: a line of verdicts, the text with its marks, the relations."""
    counted = ", ".join(
        f"{len(found)} {verdict}" for verdict in VERDICTS if (found := review.of(verdict))
    )
    head = f"<p>{escape(counted or 'no relation between its figures')}</p>"
    items = "".join(_item(number, each) for number, each in enumerate(review, 1))
    return f'{head}<div class="text">{"".join(_marked(review))}</div><ol>{items}</ol>'


def _marked(review: Review) -> Iterator[str]:
    """The text, each figure of a relation marked with its verdict and number."""
    told: dict[tuple[int, int], list[tuple[Verdict, int]]] = {}
    for number, relation in enumerate(review, 1):
        for figure in relation.figures:
            told.setdefault(figure.span, []).append((relation.verdict, number))
    at = 0
    for figure in review.figures:
        start, end = figure.span
        if start < at:
            continue
        yield escape(review.text[at:start])
        verdicts = told.get(figure.span, [])
        worst = min((each for each, _ in verdicts), key=VERDICTS.index, default="")
        numbers = ", ".join(f'<a href="#r{number}">{number}</a>' for _, number in verdicts)
        note = f"<sup>{numbers}</sup>" if numbers else ""
        yield f'<mark class="{worst}">{escape(review.text[start:end])}{note}</mark>'
        at = end
    yield escape(review.text[at:])


def _item(number: int, relation: Relation) -> str:
    remedies = "".join(f"<p>Mend: {escape(each)}</p>" for each in relation.remedies[:1])
    figures = "; ".join(" ".join(each.verbatim.split()) for each in relation.figures)
    return (
        f'<li class="{relation.verdict}" id="r{number}"><b>{number}. {relation.verdict}</b> '
        f"{escape(relation.kind)}: {escape(figures)}<p>{escape(relation.message)}</p>{remedies}"
        f'<p class="rule">{escape(relation.rule)}</p></li>'
    )
