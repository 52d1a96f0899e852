"""Every command, its arguments and its options as plain literals. Do not edit.

Written by scripts/write_compiled_commands.py from the functions that typer is given;
`tpmcli.cli.fast_path` says what the literals mean.
"""

# fmt: off
from __future__ import annotations

Argument = tuple[str, str, str, bool, str]
Option = tuple[str, str, str, bool]
Command = tuple[str, tuple[Argument, ...], dict[str, Option]]

FOLDER = "-C"
COMMANDS: dict[tuple[str, ...], Command] = {
    ("init",): (
        "tpmcli.cli.init:init",
        (),
        {
            "--name": ("name", "value", "", False),
            "--lifecycle": ("lifecycle", "value", "", False),
            "--pack": ("pack", "many", "", False),
            "--trait": ("trait", "many", "", False),
            "--tpm": ("tpm", "many", "", False),
            "--pm": ("pm", "many", "", False),
            "--person": ("people", "many", "", False),
            "--start-at": ("start_at", "value", "", False),
            "--increment": ("increment", "value", "", False),
            "--ci": ("ci", "value", "", False),
            "--yes": ("yes", "flag", "", False),
            "-y": ("yes", "flag", "", False),
            "-C": ("folder", "value", "", False),
            "--quiet": ("quiet", "flag", "", False),
            "-q": ("quiet", "flag", "", False),
        },
    ),
    ("status",): (
        "tpmcli.cli.status:status",
        (),
        {
            "-C": ("folder", "value", "", False),
            "--format": ("output_format", "value", "tpmcli.cli.context:Format", False),
            "--increment": ("increment", "value", "", False),
            "--artifacts": ("artifacts", "value", "", False),
            "--as-of": ("as_of", "value", "", False),
            "--quiet": ("quiet", "flag", "", False),
            "-q": ("quiet", "flag", "", False),
        },
    ),
    ("next",): (
        "tpmcli.cli.next:next_step",
        (),
        {
            "--role": ("role", "value", "", False),
            "-r": ("role", "value", "", False),
            "--mine": ("mine", "flag", "", False),
            "--format": ("output_format", "value", "tpmcli.cli.context:Format", False),
            "--increment": ("increment", "value", "", False),
            "--artifacts": ("artifacts", "value", "", False),
            "--as-of": ("as_of", "value", "", False),
            "-C": ("folder", "value", "", False),
        },
    ),
    ("why",): (
        "tpmcli.cli.why:why",
        (
            ("item", "value", "", True, "tpmcli.cli.completion:items"),
        ),
        {
            "--format": ("output_format", "value", "tpmcli.cli.context:Format", False),
            "--increment": ("increment", "value", "", False),
            "--artifacts": ("artifacts", "value", "", False),
            "--as-of": ("as_of", "value", "", False),
            "-C": ("folder", "value", "", False),
        },
    ),
    ("explain",): (
        "tpmcli.cli.explain:explain",
        (
            ("rule", "value", "", False, "tpmcli.cli.completion:rules"),
        ),
        {
            "--format": ("output_format", "value", "tpmcli.cli.context:Format", False),
        },
    ),
    ("walk",): (
        "tpmcli.cli.walk:walk",
        (
            ("phase", "value", "", False, "tpmcli.cli.completion:phases"),
        ),
        {
            "--role": ("role", "value", "", False),
            "-r": ("role", "value", "", False),
            "--all": ("everything", "flag", "", False),
            "--as": ("person", "value", "", False),
            "-C": ("folder", "value", "", False),
            "--increment": ("increment", "value", "", False),
        },
    ),
    ("answer",): (
        "tpmcli.cli.answer:answer",
        (
            ("words", "many", "", True, "tpmcli.cli.completion:items"),
        ),
        {
            "--evidence": ("evidence", "many", "", False),
            "-e": ("evidence", "many", "", False),
            "--add-evidence": ("added", "many", "", False),
            "--remove-evidence": ("removed", "many", "", False),
            "--note": ("note", "value", "", False),
            "-n": ("note", "value", "", False),
            "--owner": ("owner", "value", "", False),
            "--due": ("due", "value", "", False),
            "--clear": ("clear", "flag", "", False),
            "--as": ("person", "value", "", False),
            "-C": ("folder", "value", "", False),
            "--increment": ("increment", "value", "", False),
            "--quiet": ("quiet", "flag", "", False),
            "-q": ("quiet", "flag", "", False),
        },
    ),
    ("waive",): (
        "tpmcli.cli.waive:waive",
        (
            ("item", "value", "", True, "tpmcli.cli.completion:items"),
        ),
        {
            "--reason": ("reason", "value", "", False),
            "--until": ("until", "value", "", False),
            "--approved-by": ("approved_by", "many", "", False),
            "--withdraw": ("withdraw", "flag", "", False),
            "--as": ("person", "value", "", False),
            "-C": ("folder", "value", "", False),
            "--increment": ("increment", "value", "", False),
            "--quiet": ("quiet", "flag", "", False),
            "-q": ("quiet", "flag", "", False),
        },
    ),
    ("sign",): (
        "tpmcli.cli.sign:sign",
        (
            ("phase", "value", "", False, "tpmcli.cli.completion:phases"),
        ),
        {
            "--role": ("role", "many", "", False),
            "-r": ("role", "many", "", False),
            "--as": ("person", "value", "", False),
            "--for": ("behalf_of", "many", "", False),
            "--deputy-for": ("deputy_for", "value", "", False),
            "--withdraw": ("withdraw", "flag", "", False),
            "-C": ("folder", "value", "", False),
            "--increment": ("increment", "value", "", False),
            "--artifacts": ("artifacts", "value", "", False),
            "--quiet": ("quiet", "flag", "", False),
            "-q": ("quiet", "flag", "", False),
        },
    ),
    ("start",): (
        "tpmcli.cli.start:start",
        (
            ("name", "value", "", False, ""),
        ),
        {
            "--kind": ("kind", "value", "", False),
            "--parallel": ("parallel", "flag", "", False),
            "--abandon": ("abandon", "value", "", False),
            "--undo": ("undo", "flag", "", False),
            "--as": ("person", "value", "", False),
            "-C": ("folder", "value", "", False),
            "--increment": ("increment", "value", "", False),
            "--quiet": ("quiet", "flag", "", False),
            "-q": ("quiet", "flag", "", False),
        },
    ),
    ("lint",): (
        "tpmcli.cli.lint:lint",
        (),
        {
            "--fix": ("fix", "flag", "", False),
            "--format": ("output_format", "value", "tpmcli.cli.context:Format", False),
            "-C": ("folder", "value", "", False),
            "--quiet": ("quiet", "flag", "", False),
            "-q": ("quiet", "flag", "", False),
        },
    ),
    ("sync",): (
        "tpmcli.cli.sync:sync",
        (),
        {
            "-C": ("folder", "value", "", False),
            "--increment": ("increment", "value", "", False),
            "--quiet": ("quiet", "flag", "", False),
            "-q": ("quiet", "flag", "", False),
        },
    ),
    ("merge",): (
        "tpmcli.cli.merge:merge",
        (),
        {
            "-C": ("folder", "value", "", False),
            "--quiet": ("quiet", "flag", "", False),
            "-q": ("quiet", "flag", "", False),
        },
    ),
    ("due",): (
        "tpmcli.cli.due:due",
        (),
        {
            "--within": ("within", "value", "", False),
            "--owner": ("owner", "value", "", False),
            "--mine": ("mine", "flag", "", False),
            "--format": ("output_format", "value", "tpmcli.cli.context:Format", False),
            "--increment": ("increment", "value", "", False),
            "--artifacts": ("artifacts", "value", "", False),
            "--as-of": ("as_of", "value", "", False),
            "-C": ("folder", "value", "", False),
            "--quiet": ("quiet", "flag", "", False),
            "-q": ("quiet", "flag", "", False),
        },
    ),
    ("people",): (
        "tpmcli.cli.people:people",
        (),
        {
            "--role": ("role", "value", "", False),
            "-r": ("role", "value", "", False),
            "--gate": ("gate", "value", "", False),
            "--left": ("left", "flag", "", False),
            "--format": ("output_format", "value", "tpmcli.cli.context:Format", False),
            "--as-of": ("as_of", "value", "", False),
            "-C": ("folder", "value", "", False),
        },
    ),
    ("serve",): (
        "tpmcli.cli.serve:serve",
        (),
        {
            "--open": ("open_page", "flag", "", False),
            "--port": ("port", "value", "int", False),
            "--shortcut": ("shortcut", "flag", "", False),
            "-C": ("folder", "value", "", False),
        },
    ),
    ("report",): (
        "tpmcli.cli.report:report",
        (
            ("phase", "value", "", False, "tpmcli.cli.completion:phases"),
        ),
        {
            "--format": ("output_format", "value", "", False),
            "--output": ("output", "value", "", False),
            "-o": ("output", "value", "", False),
            "--increment": ("increment", "value", "", False),
            "--artifacts": ("artifacts", "value", "", False),
            "--as-of": ("as_of", "value", "", False),
            "-C": ("folder", "value", "", False),
        },
    ),
    ("portfolio",): (
        "tpmcli.cli.portfolio:portfolio",
        (
            ("paths", "many", "", False, ""),
        ),
        {
            "--sort": ("sort", "value", "tpmcli.rules.portfolio:Sort", False),
            "--format": ("output_format", "value", "tpmcli.cli.portfolio:PortfolioFormat", False),
            "--jobs": ("jobs", "value", "", False),
            "-j": ("jobs", "value", "", False),
            "--as-of": ("as_of", "value", "", False),
            "-C": ("folder", "value", "", False),
            "--quiet": ("quiet", "flag", "", False),
            "-q": ("quiet", "flag", "", False),
        },
    ),
    ("log",): (
        "tpmcli.cli.log:log",
        (
            ("item", "value", "", False, "tpmcli.cli.completion:items"),
        ),
        {
            "--since": ("since", "value", "", False),
            "--increment": ("increment", "value", "", False),
            "--format": ("output_format", "value", "tpmcli.cli.context:Format", False),
            "-C": ("folder", "value", "", False),
        },
    ),
    ("doctor",): (
        "tpmcli.cli.doctor:doctor",
        (),
        {
            "--format": ("output_format", "value", "tpmcli.cli.context:Format", False),
            "--as-of": ("as_of", "value", "", False),
            "-C": ("folder", "value", "", False),
        },
    ),
    ("schema",): (
        "tpmcli.cli.schema:schema",
        (
            ("name", "value", "", False, "tpmcli.cli.schema:_known"),
        ),
        {
        },
    ),
    ("gate", "check"): (
        "tpmcli.cli.gate.check:check",
        (
            ("phase", "value", "", False, "tpmcli.cli.completion:phases"),
        ),
        {
            "--through": ("through", "value", "", False),
            "--on": ("on", "value", "", False),
            "--decided": ("decided", "flag", "", False),
            "--format": ("output_format", "value", "", False),
            "--report": ("report", "many", "", False),
            "--against": ("against", "value", "", False),
            "--head": ("head", "value", "", False),
            "--entries-from": ("entries_from", "value", "", False),
            "--approvals": ("approvals", "value", "", False),
            "--deny-policy-change": ("deny_policy_change", "flag", "", False),
            "--all-projects": ("all_projects", "flag", "", False),
            "--allow-no-project": ("allow_no_project", "flag", "", False),
            "--increment": ("increment", "value", "", False),
            "--artifacts": ("artifacts", "value", "", False),
            "--as-of": ("as_of", "value", "", False),
            "-C": ("folder", "value", "", False),
            "--verbose": ("verbose", "flag", "", False),
            "-v": ("verbose", "flag", "", False),
            "--quiet": ("quiet", "flag", "", False),
            "-q": ("quiet", "flag", "", False),
        },
    ),
    ("gate", "decide"): (
        "tpmcli.cli.gate.decide:decide",
        (
            ("phase", "value", "", True, "tpmcli.cli.completion:phases"),
            ("decision", "value", "tpmcli.model.record:Outcome", True, ""),
        ),
        {
            "--reason": ("reason", "value", "", False),
            "--minutes": ("minutes", "value", "", False),
            "--condition": ("condition", "many", "", False),
            "--owner": ("owner", "many", "", False),
            "--due": ("due", "many", "", False),
            "--as": ("person", "value", "", False),
            "-C": ("folder", "value", "", False),
            "--increment": ("increment", "value", "", False),
            "--artifacts": ("artifacts", "value", "", False),
            "--quiet": ("quiet", "flag", "", False),
            "-q": ("quiet", "flag", "", False),
        },
    ),
    ("gate", "close"): (
        "tpmcli.cli.gate.close:close",
        (
            ("phase", "value", "", True, "tpmcli.cli.completion:phases"),
            ("number", "value", "int", True, ""),
        ),
        {
            "--evidence": ("evidence", "many", "", False),
            "-e": ("evidence", "many", "", False),
            "--note": ("note", "value", "", False),
            "-n": ("note", "value", "", False),
            "--as": ("person", "value", "", False),
            "-C": ("folder", "value", "", False),
            "--increment": ("increment", "value", "", False),
            "--quiet": ("quiet", "flag", "", False),
            "-q": ("quiet", "flag", "", False),
        },
    ),
    ("gate", "list"): (
        "tpmcli.cli.gate.list:list_gates",
        (),
        {
            "--format": ("output_format", "value", "tpmcli.cli.context:Format", False),
            "--increment": ("increment", "value", "", False),
            "--as-of": ("as_of", "value", "", False),
            "-C": ("folder", "value", "", False),
        },
    ),
    ("checks", "list"): (
        "tpmcli.cli.checks.list:list_checks",
        (
            ("phase", "value", "", False, "tpmcli.cli.completion:phases"),
        ),
        {
            "--format": ("output_format", "value", "tpmcli.cli.context:Format", False),
            "--artifacts": ("artifacts", "value", "", False),
            "--increment": ("increment", "value", "", False),
            "--as-of": ("as_of", "value", "", False),
            "-C": ("folder", "value", "", False),
        },
    ),
    ("checks", "run"): (
        "tpmcli.cli.checks.run:run",
        (
            ("names", "many", "", False, "tpmcli.cli.completion:items"),
        ),
        {
            "--allow-commands": ("allow", "flag", "", False),
            "--format": ("output_format", "value", "tpmcli.cli.context:Format", False),
            "--as": ("person", "value", "", False),
            "-C": ("folder", "value", "", False),
            "--increment": ("increment", "value", "", False),
            "--quiet": ("quiet", "flag", "", False),
            "-q": ("quiet", "flag", "", False),
        },
    ),
    ("evidence", "new"): (
        "tpmcli.cli.evidence.new:new",
        (
            ("item", "value", "", True, "tpmcli.cli.completion:items"),
            ("path", "value", "", False, ""),
        ),
        {
            "--example": ("example", "flag", "", False),
            "-C": ("folder", "value", "", False),
            "--increment": ("increment", "value", "", False),
            "--quiet": ("quiet", "flag", "", False),
            "-q": ("quiet", "flag", "", False),
        },
    ),
    ("evidence", "find"): (
        "tpmcli.cli.evidence.find:find",
        (
            ("item", "value", "", True, "tpmcli.cli.completion:items"),
        ),
        {
            "--format": ("output_format", "value", "tpmcli.cli.context:Format", False),
            "-C": ("folder", "value", "", False),
            "--increment": ("increment", "value", "", False),
        },
    ),
    ("evidence", "move"): (
        "tpmcli.cli.evidence.move:move",
        (
            ("old", "value", "", True, ""),
            ("new", "value", "", True, ""),
        ),
        {
            "-C": ("folder", "value", "", False),
            "--increment": ("increment", "value", "", False),
            "--quiet": ("quiet", "flag", "", False),
            "-q": ("quiet", "flag", "", False),
        },
    ),
    ("checklist", "list"): (
        "tpmcli.cli.checklist.list:list_checklists",
        (),
        {
            "--format": ("output_format", "value", "tpmcli.cli.context:Format", False),
            "-C": ("folder", "value", "", False),
        },
    ),
    ("checklist", "show"): (
        "tpmcli.cli.checklist.show:show",
        (
            ("name", "value", "", False, "tpmcli.cli.checklist.show:_names"),
        ),
        {
            "--role": ("role", "value", "", False),
            "-r": ("role", "value", "", False),
            "--refs": ("refs", "flag", "", False),
            "--lifecycle": ("lifecycle", "value", "", False),
            "--pack": ("pack", "many", "", False),
            "--traits": ("traits", "flag", "", False),
            "--kinds": ("kinds", "flag", "", False),
            "--format": ("output_format", "value", "tpmcli.cli.checklist.show:CopyFormat", False),
            "-C": ("folder", "value", "", False),
        },
    ),
    ("ci", "init"): (
        "tpmcli.cli.ci.init:init",
        (
            ("platform", "value", "", True, "tpmcli.cli.ci.init:platforms"),
        ),
        {
            "--install": ("install", "value", "", False),
            "-C": ("folder", "value", "", False),
            "--quiet": ("quiet", "flag", "", False),
            "-q": ("quiet", "flag", "", False),
        },
    ),
}
