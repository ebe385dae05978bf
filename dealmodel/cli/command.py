"""A command: its help starts with examples, and its texts may begin with a dash."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from dealmodel.dataclass import replace
from dealmodel.errors import UsageError, did_you_mean, nearest

if TYPE_CHECKING:
    from dealmodel.cli.answer import Answer

_OPTION = re.compile(r"--[A-Za-z][\w-]*|-[A-Za-z]", re.ASCII)
_SHOWN = 60
_ELSEWHERE = frozenset(["rates", "keep_going", "json", "format", "force", "exit_code", "fail_on"])


class Command(click.Command):
    """A click command with ``examples``, command lines that run as they stand."""

    def __init__(self, *arguments: Any, examples: Sequence[str] = (), **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.examples = tuple(examples)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_examples(formatter, self.examples)
        super().format_help(ctx, formatter)

    def invoke(self, ctx: click.Context) -> Answer:
        """The answer, with what was asked for it."""
        answer: Answer = super().invoke(ctx)
        return replace(answer, asked={**asked_for(ctx), **answer.asked})


def asked_for(ctx: click.Context) -> dict[str, Any]:
    """The arguments and options that bear on an answer, by name; paths, and what only says how it
    is shown or written, do not, and rates and books have a receipt's keys of their own."""
    return {
        name: ctx.params.get(parameter.name)
        for parameter in ctx.command.params
        if parameter.name is not None and not isinstance(parameter.type, click.Path)
        for name in [_name_of(parameter)]
        if name not in _ELSEWHERE
    }


def _name_of(parameter: click.Parameter) -> str:
    """What a user calls it: ``max_age`` of ``--max-age``."""
    return parameter.opts[-1].lstrip("-").replace("-", "_")


class TextCommand(Command):
    """A command over texts as printed: "-5%" is one, and no option."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        settings["context_settings"] = {
            # With -h among the options, click would find an h in "-5% a month".
            "help_option_names": ["--help"],
            "ignore_unknown_options": True,
            "allow_extra_args": True,
        }
        super().__init__(*arguments, **settings)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        end = args.index("--") if "--" in args else len(args)
        options = ["--help" if argument == "-h" else argument for argument in args[:end]]
        if not ctx.resilient_parsing:
            self._check(options, ctx)
        try:
            left = super().parse_args(ctx, options + args[end:])
        except click.BadOptionUsage as error:
            error.ctx = error.ctx or ctx  # how many values it takes is known there
            raise
        if left and not ctx.resilient_parsing:
            raise UsageError(
                f"{left[0][:_SHOWN]!r} is one text too many: put a text of several words in quotes"
            )
        return left

    def _check(self, arguments: Sequence[str], ctx: click.Context) -> None:
        """Refuse an option that there is not, and one in the place of another's value."""
        options = self._options(ctx)
        waiting, lacking = "", 0
        for argument in arguments:
            name = argument.partition("=")[0]
            if _OPTION.fullmatch(name) and name not in options:
                otherwise = ": a text that begins so goes after --"
                raise UsageError(
                    f"there is no option {name[:_SHOWN]}"
                    + (did_you_mean(nearest(name, options)) or otherwise)
                )
            if lacking and name in options:
                raise UsageError(f"{waiting} needs a value: {name} is an option of its own")
            lacking = max(0, lacking - 1)
            if argument in options and not options[argument].is_flag:
                waiting, lacking = argument, options[argument].nargs

    def _options(self, ctx: click.Context) -> Mapping[str, click.Option]:
        return {
            name: parameter
            for parameter in self.get_params(ctx)
            if isinstance(parameter, click.Option)
            for name in parameter.opts
        }


def write_examples(formatter: click.HelpFormatter, examples: Sequence[str]) -> None:
    """The examples of a help page, as they are typed, and an empty line."""
    formatter.write_heading("Example" if len(examples) == 1 else "Examples")
    for example in examples:
        formatter.write(f"  {example}\n")
    formatter.write_paragraph()
