"""Writes the table of figures in docs/reliability.md from what the tests recorded.

    python -m pytest -n auto --reliability quick.json
    python -m pytest -n auto -m soak --reliability soak.json
    python scripts/measure_reliability.py quick.json soak.json

Only what was run is written: a suite that did not run, or failed, says so in its row.
"""

from __future__ import annotations

import json
import platform
import sys
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

PAGE = Path(__file__).parents[1] / "docs" / "reliability.md"
BEGIN, END = "<!-- figures: begin -->\n", "<!-- figures: end -->\n"


class Suite(NamedTuple):
    """A row: what is tried, when it passes, and the tests that hold it, as patterns of names."""

    words: str
    passes: str
    tests: tuple[str, ...]


SUITES = [
    Suite(
        "SIGKILL at every system call of a save",
        "old or new, the next save works, no temporary left",
        ("repo/test_repo_crash.py::test_killed_at_every_system_call*",),
    ),
    Suite(
        "EIO, ENOSPC, EINTR, EACCES at every system call of a save",
        "old or new, never exit 0 without the new content",
        ("repo/test_repo_crash.py::test_refused_at*",),
    ),
    Suite(
        "every call of `os` in a save exits, tears, refuses, is interrupted or runs out of memory",
        "old or new, on every platform",
        (
            "repo/test_repo_crash.py::test_every_call_broken*",
            "repo/test_repo_crash.py::test_creating_with*",
            "repo/test_repo_crash.py::test_moving_with*",
        ),
    ),
    Suite(
        "power loss, a model over the recorded operations of a real save",
        "old or new, new once the command returned",
        ("repo/test_repo_power_loss.py::*",),
    ),
    Suite(
        "processes that save at once, and one reader: the library",
        "nothing acknowledged lost, no torn read",
        ("repo/test_repo_atomic.py::test_eight_processes*",),
    ),
    Suite(
        "processes that save at once, and one reader: `tpm answer`",
        "the same; no turn in time is exit 4",
        ("acceptance/test_hammer.py::*", "acceptance/test_many_at_once.py::*"),
    ),
    Suite(
        "full disk, no inodes, read-only mount, size limit, 0444, folder without write",
        "unchanged, exit 4, says what to do",
        (
            "repo/test_repo_crash.py::test_a_*",
            "repo/test_repo_crash.py::test_the_words*",
            "repo/test_repo_atomic.py::test_a_read_only*",
        ),
    ),
    Suite(
        "loader: mutated real files, heaps of tokens, any text and bytes",
        "no traceback, under a second; both parsers and the reader of lines agree",
        (
            "store/test_store_yaml_fuzz.py::*",
            "store/test_store_yaml_plain.py::test_damaged*",
            "store/test_store_yaml_hostile.py::*",
            "store/test_store_yaml_atheris.py::*",
        ),
    ),
    Suite(
        "save, load, save",
        "equal, and the same bytes",
        ("store/test_store_round_trip.py::*",),
    ),
    Suite(
        "git merges of two sides, 15 kinds",
        "no conflict on different things, always on contradictions, never wrong",
        ("store/test_store_project_merge.py::*", "acceptance/test_branches.py::*"),
    ),
    Suite(
        "merge safety",
        "no gate passes that neither side supports",
        ("rules/test_rules_merge_safety.py::*",),
    ),
    Suite(
        "monotonicity: take away, let time pass, add an item",
        "no gate gets better",
        ("rules/test_rules_monotone.py::*", "app/test_app_take_away.py::*"),
    ),
    Suite(
        "oracle: a second evaluator, written from the rules in words",
        "same verdict and same rule ids",
        ("rules/test_rules_oracle.py::*", "rules/test_rules_reported.py::*"),
    ),
    Suite(
        "broken evaluators",
        "each is caught",
        ("rules/test_rules_broken.py::*", "attacks/test_attacks_broken.py::*"),
    ),
    Suite(
        "attacks on the gate from a pull request",
        "none passes",
        ("attacks/*",),
    ),
    Suite(
        "paths of every system, and globs",
        "one verdict everywhere",
        ("text/test_text_paths.py::*", "text/test_text_globs.py::*"),
    ),
    Suite(
        "time: four zones, a second around the end, leap day, clock set back",
        "one verdict",
        ("app/test_app_time.py::*",),
    ),
    Suite(
        "commands that read, on a read-only checkout",
        "work, and leave nothing behind",
        ("acceptance/test_read_only.py::*",),
    ),
    Suite(
        "line ends, byte order mark, odd names, half-merged and newer files",
        "same verdict, or refused with help",
        ("acceptance/test_odd_files.py::*", "acceptance/test_bad_input.py::*"),
    ),
    Suite(
        "large records",
        "nothing lost, in bounds",
        ("app/test_app_large.py::*",),
    ),
    Suite(
        "`tpm lint --fix`",
        "corrects what has one right answer, and nothing else",
        ("app/test_app_lint_fix.py::*",),
    ),
]


def main() -> None:
    """Reads the files named on the command line and rewrites the table of the page."""
    tests: dict[str, dict[str, Any]] = {}
    for name in sys.argv[1:]:
        tests |= json.loads(Path(name).read_text(encoding="utf-8"))
    if not tests:
        sys.exit("name the JSON files of the runs: python scripts/measure_reliability.py FILE…")
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text(f"{head}{BEGIN}\n{table(tests)}\n{END}{tail}", encoding="utf-8")


def table(tests: dict[str, dict[str, Any]]) -> str:
    """The table, in Markdown."""
    where = f"Python {platform.python_version()} on {platform.system()}"
    lines = [
        f"Measured with {where}. A dash: the quick run is the whole.",
        "",
        "| what is tried | passes when | quick | long (`-m soak`) | seconds | held by |",
        "|---|---|---|---|---|---|",
    ]
    for suite in SUITES:
        own = {
            name: test
            for name, test in tests.items()
            if any(fnmatchcase(name.removeprefix("tests/"), pattern) for pattern in suite.tests)
        }
        quick = {name: test for name, test in own.items() if not test["soak"]}
        soak = {name: test for name, test in own.items() if test["soak"]}
        seconds = sum(test["seconds"] for test in own.values())
        files = sorted({pattern.partition("::")[0] for pattern in suite.tests})
        held = ", ".join(f"`{file}`" for file in files)
        figures = [reached(quick) or "not run", reached(soak) or "-"]
        row = [suite.words, suite.passes, *figures, f"{seconds:.0f}", held]
        lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines) + "\n"


def reached(tests: dict[str, dict[str, Any]]) -> str:
    """How it ended, and at which size: what the tests recorded, summed up by name; nothing where
    none was run.
    """
    if not tests:
        return ""
    failed = sum(test["outcome"] == "failed" for test in tests.values())
    skipped = sum(test["outcome"] == "skipped" for test in tests.values())
    totals: dict[str, float] = {}
    for test in tests.values():
        for name, count in test["figures"].items():
            totals[name] = totals.get(name, 0) + count
    words = [f"{count:,} {name}" for name, count in sorted(totals.items())]
    run = len(tests) - skipped
    words.append(f"{run:,} {'test' if run == 1 else 'tests'}, {failed} failed")
    if skipped:
        words.append(f"{skipped} skipped")
    return "; ".join(words)


if __name__ == "__main__":
    main()
