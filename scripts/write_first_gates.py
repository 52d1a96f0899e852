"""Writes docs/first-gates.md: what the first gate asks of five products that `tpm init` sets up.

Each product is set up in a folder of its own by the command that the page shows, and the page has
what `tpm checklist show` prints there. With --check, exits 1 where it is out of date.
"""

from __future__ import annotations

import json
import shlex
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from written_page import keep

from tpmcli.cli.main import main as tpm

TARGET = Path(__file__).resolve().parents[1] / "docs" / "first-gates.md"
COMMAND = "python scripts/write_first_gates.py"
INTRO = """\
# The first gate of five products

<!-- Written by `{command}` from real runs of `tpm init`. Do not edit this page. -->

What `tpm` asks before anything is built, of five products that differ: the items of their first
gate, feasibility, in the order of `tpm walk`. A **must** blocks the gate, a **should** warns. Some
have a check of the [cited file](evidence.md#checks-on-what-an-answer-cites). The later gates are in
[The checklists](checklists.md).
"""


class Product(NamedTuple):
    """A product as its team would describe it to `tpm init`."""

    title: str
    about: str
    name: str
    pack: str
    traits: tuple[str, ...]


PRODUCTS = (
    Product(
        "A fin-tech",
        "Instant payouts to merchants: it moves money, keeps data about people, and others build on"
        " its interface.",
        "Instant payouts",
        "fintech",
        (
            *("external-users", "sold-to-customers", "handles-personal-data", "handles-payments"),
            *("stores-data", "hosted", "public-traffic", "public-api"),
        ),
    ),
    Product(
        "An ed-tech",
        "Reading practice for primary schools: children use it, and public schools buy it.",
        "Reading practice",
        "edtech",
        (
            *("external-users", "sold-to-customers", "user-interface", "handles-personal-data"),
            *("used-by-children", "stores-data", "hosted", "public-sector"),
        ),
    ),
    Product(
        "A mobile app",
        "A running diary in two stores, with a version that people use today.",
        "Running diary",
        "mobile",
        (
            *("external-users", "has-existing-users", "user-interface", "handles-personal-data"),
            *("stores-data", "hosted"),
        ),
    ),
    Product(
        "An ERP",
        "A group's finance and purchasing move to one system; nobody outside uses it.",
        "Group finance",
        "erp",
        ("user-interface", "handles-personal-data", "stores-data", "hosted"),
    ),
    Product(
        "An AI product",
        "An assistant that drafts answers of a help desk, on a model of a vendor.",
        "Help desk assistant",
        "ai-ml",
        (
            *("external-users", "sold-to-customers", "user-interface", "handles-personal-data"),
            *("stores-data", "hosted"),
        ),
    ),
)


class FirstGate(NamedTuple):
    """What a product is asked: the items of its first gate, and the number of later ones."""

    product: Product
    command: str
    items: Sequence[Mapping[str, Any]]
    gates_later: int
    items_later: int


def page() -> str:
    """Return the text of the page."""
    found = [_set_up(product) for product in PRODUCTS]
    blocks = [INTRO.format(command=COMMAND), "## Side by side", _matrix(found)]
    for gate in found:
        blocks += _section(gate)
    return "\n\n".join(block.strip("\n") for block in blocks) + "\n"


def _set_up(product: Product) -> FirstGate:
    words = ["init", "--yes", "--name", product.name, "--pack", product.pack]
    words += [word for trait in product.traits for word in ("--trait", trait)]
    words += ["--tpm", "tpm@example.com", "--pm", "pm@example.com"]
    with tempfile.TemporaryDirectory() as folder:
        _run(*words, "-C", folder)
        shown = json.loads(_run("checklist", "show", "--format", "json", "-C", folder))
    first, *later = shown["phases"]
    asked = [item for item in first["items"] if item["applies"]]
    rest = sum(item["applies"] for phase in later for item in phase["items"])
    return FirstGate(product, _command(words), asked, len(later), rest)


def _matrix(found: Sequence[FirstGate]) -> str:
    names = [gate.product.title.partition(" ")[2] for gate in found]
    rows = [f"| Who | Statement | {' | '.join(names)} |", "|---" * (2 + len(names)) + "|"]
    levels = [{item["id"]: item["level"] for item in gate.items} for gate in found]
    every = {item["id"]: item for gate in found for item in gate.items}
    # Those of most products first, the TPM's before the PM's.
    order = sorted(every, key=lambda name: -sum(name in each for each in levels))
    for name in sorted(order, key=lambda name: every[name]["role"] != "tpm"):
        cells = (every[name]["role"].upper(), _cell(every[name]["title"]))
        rows.append(f"| {' | '.join((*cells, *(each.get(name, '') for each in levels)))} |")
    return "\n".join(rows)


def _section(gate: FirstGate) -> Iterator[str]:
    yield f"## {gate.product.title}"
    yield gate.product.about
    yield f"```console\n{gate.command}\n```"
    by_role = []
    for role in ("tpm", "pm"):
        own = [item["level"] for item in gate.items if item["role"] == role]
        musts = own.count("must")
        levels = [_counted(musts, "must"), _counted(len(own) - musts, "should")]
        by_role.append(f"the {role.upper()} answers {' and '.join(filter(None, levels))}")
    yield (
        f"{len(gate.items)} items: {', '.join(by_role)}."
        f" The {gate.gates_later} later gates ask {gate.items_later} more."
    )
    yield _table(gate.items)


def _counted(number: int, level: str) -> str:
    return f"{number} {level}{'s' if number > 1 else ''}" if number else ""


def _run(*words: str) -> str:
    """Return what a command prints.

    Raises: RuntimeError if it fails.
    """
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = tpm(words)
    if code:
        raise RuntimeError(f"tpm {shlex.join(words)}: {err.getvalue()}")
    return out.getvalue()


def _command(words: list[str]) -> str:
    """Return the command on lines of at most 90 characters."""
    pairs = [shlex.join(words[:2])]
    pairs += [shlex.join(words[at : at + 2]) for at in range(2, len(words), 2)]
    lines = ["$ tpm"]
    for pair in pairs:
        if len(lines[-1]) + len(pair) > 90:
            lines[-1] += " \\"
            lines.append("   ")
        lines[-1] += f" {pair}"
    return "\n".join(lines)


def _table(asked: Sequence[Mapping[str, Any]]) -> str:
    rows = ["| Who | Level | Statement | What shows it | Pack | Checked |", "|---" * 6 + "|"]
    for item in asked:
        link = f"[{_cell(item['title'])}](checklists.md#{item['id']})"
        pack = "" if item["layer"] == "standard" else item["layer"]
        checks = ", ".join(dict.fromkeys(kind for check in item["checks"] for kind in check))
        show = _cell(item["evidence"]["expect"] or "")
        cells = (item["role"].upper(), item["level"], link, show, pack, checks)
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` compare it: exit code 1 if it is out of date."""
    return keep(TARGET, page(), COMMAND, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
