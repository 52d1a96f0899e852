"""The registry: what it knows, and that it never raises and never passes what it cannot judge."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import write_check_kinds
from checks_world import EXAMINING, MemoryTree, check

from tpmcli.checks import registry
from tpmcli.checks.base import CheckContext
from tpmcli.checks.registry import KINDS, kinds, load_kind, run_check
from tpmcli.model.checklist import CheckSpec
from tpmcli.model.facts import CheckOutcome, CheckResult
from tpmcli.model.tree import TreeEntry


def test_the_format_is_made_from_the_kinds() -> None:
    written = (write_check_kinds.FORMATS / "checks.py").read_text(encoding="utf-8")
    assert written == write_check_kinds.format_source(), f"run: {write_check_kinds.COMMAND}"


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_declares_itself(name: str) -> None:
    kind = load_kind(name)
    assert kind.about.endswith(".")
    names = [option.name for option in kind.options]
    assert len(set(names)) == len(names)
    assert [option for option in kind.one_of if option not in kind.options] == []
    for option in kind.options:
        assert option.text.strip(".") == option.text
        if option.default is not None:
            assert option.of({}) == option.of({option.name: option.default})


@pytest.mark.parametrize("name", KINDS)
def test_help_lists_every_option_with_its_default(name: str) -> None:
    kind = load_kind(name)
    shown = next(each for each in kinds() if each.name == name)
    assert list(shown.options) == [option.name for option in kind.options]
    for option in kind.options:
        has_default = option.default is not None and option.default is not False
        tail = f"; {option.default} unless given" if has_default else ""
        assert shown.options[option.name] == f"{option.text}{tail}"


def test_every_module_of_a_kind_is_listed() -> None:
    """A kind that is written but not listed would never run."""
    folder = Path(registry.__file__).parent
    found = {path.stem for path in folder.glob("*.py") if "\nKIND = " in path.read_text("utf-8")}
    assert found == {kind.replace("-", "_") for kind in KINDS}


def test_one_of_several_options_is_needed() -> None:
    result = check("text", {"file": "a.md", "headings": None}, {"a.md": b"a"})
    assert result == CheckResult(
        "text",
        CheckOutcome.COULD_NOT_RUN,
        "needs one of headings, contains, matches, absent",
    )


def test_an_unknown_kind_could_not_run() -> None:
    result = check("junti", {"file": "a.xml"}, {"a.xml": b"<a/>"})
    assert result.outcome == CheckOutcome.COULD_NOT_RUN
    assert result.message == (
        "no check kind named `junti`; kinds are file, text, table, junit, coverage, "
        "sarif, sbom, data, changed, tag, changelog, any-of, command"
    )


class BrokenTree:
    """A tree that raises what no tree should."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def entry(self, path: str) -> TreeEntry | None:
        raise self.error

    def read(self, path: str, limit: int) -> bytes:
        raise self.error

    def files(self) -> Sequence[str]:
        raise self.error


OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "file": {"glob": "a.md"},
    "text": {"file": "a.md", "contains": ["a"]},
    "table": {"file": "a.csv", "columns": ["a"]},
    "junit": {"file": "a.xml"},
    "coverage": {"file": "a.xml", "min": 0},
    "sarif": {"file": "a.sarif", "below": "error"},
    "sbom": {"file": "a.json"},
    "data": {"file": "a.json", "at": "a"},
    "changed": {"glob": "a.md", "within": "1d"},
    "tag": {"matches": "v*"},
    "changelog": {"file": "a.md"},
    "any-of": {"checks": [{"file": {"glob": "b.md"}}, {"tag": {"matches": "v*"}}]},
}


class BrokenHistory:
    """A history that breaks."""

    def last_change(self, paths: Sequence[str]) -> str | None:
        raise KeyError("last_change")

    def tags(self) -> Sequence[str]:
        raise KeyError("tags")


@pytest.mark.parametrize("kind", EXAMINING)
def test_a_bug_is_no_pass_and_no_traceback(kind: str) -> None:
    context = CheckContext(BrokenTree(KeyError("x")), None, "2026-11-22", BrokenHistory())
    told = "the check itself broke (KeyError): please report it"
    if kind == "any-of":
        told = f"none of 2 checks passes: {told}"
    found = run_check(CheckSpec(kind, OPTIONS[kind]), context)
    assert found == CheckResult(kind, CheckOutcome.COULD_NOT_RUN, told)


@pytest.mark.parametrize("kind", EXAMINING)
def test_an_interrupt_is_not_swallowed(kind: str) -> None:
    class Interrupted(BrokenHistory):
        def tags(self) -> Sequence[str]:
            raise KeyboardInterrupt

    context = CheckContext(BrokenTree(KeyboardInterrupt()), None, "2026-11-22", Interrupted())
    with pytest.raises(KeyboardInterrupt):
        run_check(CheckSpec(kind, OPTIONS[kind]), context)


@pytest.mark.parametrize("kind", EXAMINING)
@pytest.mark.parametrize("wrong", [None, 3, True, [], ["a", 3], {}, "", -1, 1e400])
def test_options_that_make_no_sense_never_pass(kind: str, wrong: object) -> None:
    for name in OPTIONS[kind]:
        files = {"a.md": b"# A\n\na\n", "a.csv": b"a\n1\n", "a.json": b'{"a": 1}'}
        options = wrong if kind == "any-of" else {**OPTIONS[kind], name: wrong}
        result = check(kind, options, files)
        assert result.outcome != CheckOutcome.PASS, (name, result)


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys; import tpmcli.checks.registry as r;"
        "from tpmcli.checks.base import CheckContext;"
        "print([m for m in ('regex', 'yaml', 'json', 'csv', 'xml.parsers.expat', 'tomllib',"
        " 'pydantic', 'tpmcli.checks.junit') if m in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(path for path in sys.path if path)},
    )
    assert found.stdout == "[]\n"


def test_an_untracked_file_fails_and_says_how_to_mend_it() -> None:
    from tpmcli.model.tree import EntryKind

    tree = MemoryTree({"docs/prd.md": TreeEntry(EntryKind.FILE, 10, tracked=False)})
    result = check("file", {"glob": "docs/prd.md"}, tree)
    assert result.outcome == CheckOutcome.FAIL
    assert result.message == "docs/prd.md is not tracked by git: git add -- docs/prd.md"
