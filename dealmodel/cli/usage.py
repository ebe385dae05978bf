"""What is wrong with a command line, in our words: click has its own, and they change."""

from __future__ import annotations

import click

from dealmodel.errors import did_you_mean, nearest

_KINDS = {"integer": "a whole number", "integer range": "a whole number"}


def usage_message(error: click.ClickException) -> str:
    """The error with what to do, from what click found and not from how it puts it."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    see = f" (see {context.command_path} --help)" if context else ""
    match error:
        case click.NoSuchOption():
            near = did_you_mean(nearest(error.option_name, error.possibilities or ()))
            return f"there is no option {error.option_name}{near or see}"
        case click.MissingParameter(param=click.Parameter() as parameter):
            return f"{_shown(parameter)} is missing{_choices(parameter)}{see}"
        case click.BadParameter(param=click.Parameter() as parameter):
            return f"{_shown(parameter)} takes {_taken(parameter)}{see}"
        case click.BadOptionUsage():
            return f"{error.option_name} takes {_values(error)}{see}"
    return " ".join(error.format_message().split()).removesuffix(".") + see


def _shown(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.metavar or (parameter.name or "a text").upper()


def _choices(parameter: click.Parameter) -> str:
    kind = parameter.type
    return f": give {_listed(kind)}" if isinstance(kind, click.Choice) else ""


def _taken(parameter: click.Parameter) -> str:
    kind = parameter.type
    if isinstance(kind, click.Choice):
        return _listed(kind)
    at_least = getattr(kind, "min", None)
    least = "" if at_least is None else f" of at least {at_least}"
    return f"{_KINDS.get(kind.name, kind.name)}{least}"


def _listed(kind: click.Choice[str]) -> str:
    *others, last = [str(each) for each in kind.choices]
    return f"{', '.join(others)} or {last}" if others else last


def _values(error: click.BadOptionUsage) -> str:
    """How many values the option of the error takes."""
    parameters = error.ctx.command.params if error.ctx else []
    for each in parameters:
        if isinstance(each, click.Option) and error.option_name in each.opts:
            if each.is_flag:
                return "no value"
            return "a value" if each.nargs == 1 else f"{each.nargs} values"
    return "another number of values"
