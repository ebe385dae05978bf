"""The plainest command lines, understood at sight: one text, and options spelt out.

To load what parses options, and writes help and completions, takes longer than to answer. So a line
that leaves nothing to be understood is answered without: ``figure TEXT``, ``calc TEXT``, ``convert
TEXT --to CUR --on DATE``, with flags. Every other line, a wrong one among them, is left to the
parser; a test holds that what is understood here is understood there alike.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dealmodel.cli.answer import Answer

COMPLETE = "_DEALMODEL_COMPLETE"
"""Set by a shell's completion script when it asks for completions."""

FLAGS = {
    "figure": ("--json", "--exact"),
    "calc": ("--json", "--exact", "--explain"),
    "convert": ("--json", "--exact", "--explain"),
}
_WITH_RATES = ("calc", "convert")
_ARGUMENTS = {"figure": "text", "calc": "formula", "convert": "amount"}


def plain_answer(arguments: Sequence[str]) -> Answer | None:
    """What a plain line answers; ``None`` if it is not plain.

    >>> plain_answer(["calc", "2 + 3"]).records()[0]["point"], plain_answer(["calc", "--help"])
    ('5', None)
    """
    if not arguments or arguments[0] not in FLAGS or COMPLETE in os.environ:
        return None
    name, *words = arguments
    texts: list[str] = []
    to: list[str] = []
    given: dict[str, Any] = {}
    rest = iter(words)
    for word in rest:
        if word in FLAGS[name]:
            given[word[2:]] = True
        elif word in ("--to", "--on") and name in _WITH_RATES:
            value = next(rest, "")
            if not value or value.startswith("-") or (word == "--on" and "on" in given):
                return None
            if word == "--to":
                to.append(value)
            else:
                given["on"] = value
        elif not word or word.startswith("-"):
            return None
        else:
            texts.append(word)
    if len(texts) != 1:
        return None
    given.pop("json", None)
    from dealmodel.cli import calculating
    from dealmodel.cli.asked import EMBEDDED, LOCALE
    from dealmodel.cli.currencies import targets
    from dealmodel.cli.texts import readable
    from dealmodel.dataclass import replace

    if to:
        given["to"] = targets(to)
    commands: dict[str, Callable[..., Answer]] = {
        "figure": calculating.figures_read,
        "calc": calculating.calculated,
        "convert": calculating.converted,
    }
    text = readable(texts[0])
    answer = commands[name](text, **given)
    asked = {_ARGUMENTS[name]: text, "locale": LOCALE, **given}
    if name not in _WITH_RATES:
        return replace(answer, asked=asked)
    asked |= {"policy": EMBEDDED.policy, "max_age": EMBEDDED.max_age}
    return replace(answer, asked=asked, rates=EMBEDDED)
