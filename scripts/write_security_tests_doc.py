"""Writes docs/security-tests.md, the table of the attack corpus.

With --check, exits 1 where the page is out of date; with --run, plays every case, prints what came
of it, and exits 1 where one ended otherwise than the table says.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "security-tests.md"
COMMAND = "python scripts/write_security_tests_doc.py"
sys.path[:0] = [str(ROOT / "tests" / "attacks"), str(ROOT / "tests")]

from attack_cases import Case, Stop  # noqa: E402
from attack_corpus import ALL, fits  # noqa: E402
from attack_world import Result, copy_of, make_bases  # noqa: E402
from written_page import keep  # noqa: E402

from tpmcli.model.problem import Flaw, FlawText  # noqa: E402
from tpmcli.model.rule import Rule  # noqa: E402

INTRO = """\
# What was tried against the gate

<!-- Written by `python scripts/write_security_tests_doc.py` from tests/attacks. Do not edit. -->

Each line is a pull request in a real git repository, judged by `tpm gate check --against main`. A
dishonest one must be stopped **by the rule named here**, with the exit code named here: one that is
red for another reason has failed as a test. An honest one must pass. `python
scripts/write_security_tests_doc.py --run` plays them all and prints what came of each.

The guarantees and their limits are in [SECURITY.md](../SECURITY.md).
"""


def page() -> str:
    """The whole page."""
    attacks = [case for case in ALL if not case.honest]
    honest = [case for case in ALL if case.honest]
    rules = Counter(stop_name(case.stop) for case in attacks if case.code == 1)
    lines = [INTRO, f"## {len(attacks)} attacks", ""]
    lines += ["| what somebody does | exit | stopped by |", "| --- | --- | --- |"]
    lines += [f"| {_cell(case.what)} | {case.code} | {_reason(case)} |" for case in attacks]
    lines += [
        "",
        "By rule: " + ", ".join(f"`{rule}` {n}" for rule, n in sorted(rules.items())) + ".",
    ]
    lines += ["", f"## {len(honest)} honest pull requests", ""]
    lines += ["| what somebody does | exit | shown as a warning |", "| --- | --- | --- |"]
    lines += [
        f"| {_cell(case.what)} | 0 | {_reason(case) if case.stop else ''} |" for case in honest
    ]
    return "\n".join(lines) + "\n"


_FLAWS = {flaw: name for name, flaw in vars(Flaw).items() if isinstance(flaw, FlawText)}


def stop_name(stop: Stop | None) -> str:
    """Return the id of a rule, or what is wrong with an input in a few words."""
    if stop is None or isinstance(stop, str):
        return stop or ""
    if isinstance(stop, FlawText):
        return _FLAWS[stop].lower().replace("_", " ")
    return stop.id if isinstance(stop, Rule) else stop.rule.id


def _reason(case: Case) -> str:
    name = _cell(stop_name(case.stop))
    if isinstance(case.stop, FlawText):
        return name
    return f"“{name}”" if isinstance(case.stop, str) else f"`{name}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def run() -> int:
    """Plays every case; the number of those that ended otherwise."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base"
        make_bases(base)
        for number, case in enumerate(ALL):
            result = case.play(copy_of(base, Path(folder) / str(number), case.state))
            fitting = fits(case, result)
            wrong += not fitting
            said = came_of(result)
            print(f"{'ok ' if fitting else 'BAD'}  {result.code}  {case.name:<40}  {said[:90]}")
    print(f"{len(ALL)} cases, {wrong} ended otherwise than they must")
    return wrong


def came_of(result: Result) -> str:
    """Return what stopped a pull request, in a few words."""
    stops = [each.rule for each in result.blocking()] + [each.flaw for each in result.problems]
    return ", ".join(sorted({stop_name(stop) for stop in stops})) or result.refused or "passes"


def main(arguments: list[str]) -> int:
    if "--run" in arguments:
        return 1 if run() else 0
    return keep(TARGET, page(), COMMAND, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
