"""`tpm explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import Format
from tpmcli.model.errors import Exit, UsageError

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.completion import rules
    from tpmcli.cli.options import OutputFormat


def explain(
    rule: Annotated[
        str,
        typer.Argument(
            metavar="RULE",
            help="Id of a rule, such as unanswered (default: list all rules)",
            autocompletion=rules,
            show_default=False,
        ),
    ] = "",
    output_format: OutputFormat = Format.TEXT,
) -> int:
    """Explain a rule, or list all rules."""
    from tpmcli.cli.console import print_data, style
    from tpmcli.model.rule import Rule
    from tpmcli.model.setup_rule import AnyRule, SetupRule
    from tpmcli.render.explain.json import render_json
    from tpmcli.render.explain.text import render_list, render_text
    from tpmcli.text.names import suggestion

    every: list[AnyRule] = [*Rule, *SetupRule]
    known = {each.id: each for each in every}
    if rule and rule not in known:
        raise UsageError(f"no rule named `{rule}`", suggestion(rule, known))
    if output_format is Format.JSON:
        print_data(render_json([known[rule]] if rule else every))
    else:
        print_data(render_text(known[rule], style()) if rule else render_list(every, style()))
    return Exit.OK
