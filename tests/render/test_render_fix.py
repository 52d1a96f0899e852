"""The text of fixes: an arrow before a command that can be pasted, or a sentence.

Every advice is shown once, in one file of expected output. To reword one, change it in the source,
run these tests with --write-expected, and read the difference in `expected_texts/fixes.txt`.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmcli.model.fix import (
    Advice,
    Ask,
    Blank,
    Command,
    Edit,
    File,
    Fix,
    Help,
    HelpText,
    git_restore,
    tpm,
)
from tpmcli.model.problem import Hint, Remedy
from tpmcli.render.fix import (
    command_of,
    fix_data,
    fix_lines,
    fix_markup,
    fix_text,
    help_of,
    people_text,
)
from tpmcli.render.style import Style
from tpmcli.text.sanitize import sanitize_line
from world.expected import Expected

EXPECTED = Path(__file__).parent / "expected_texts" / "fixes.txt"
HELP = {name: each for name, each in vars(Help).items() if isinstance(each, HelpText)}
REOPEN = tpm("gate", "decide", "build", "recycle", "--reason", Blank.REASON)
SYNC = tpm("sync")
# Names that a shell would take apart, run, or take for something else.
ODD = (
    "it's $HOME `x`; rm -rf *",
    "",
    "two words",
    "#goals",
    "a#goals",
    "-x",
    "~",
    "“…”",
    'a"b',
    "$(touch PWNED).md",
    "a\\b",
    "a;b&c|d>e<f",
    "{a,b}!?[x]",
    "🫖 spec.md",
    "仕様.md",
)
# Characters that a terminal does not show, or shows as something else.
HIDDEN = ("a\nb", "a\tb", "a\u202eb", "a\u200bb", "a\x1b[31mb", "a\x7fb", "a\u2028b", "a\udc80b")


# --- the expected file -------------------------------------------------------------------------


def everything() -> str:
    """Every advice, and every form of a command, a line each."""
    parts = [("Advice", _advice()), ("Commands", _commands())]
    return "\n".join(f"# {title}\n\n" + "\n".join(lines) + "\n" for title, lines in parts)


def _advice() -> Iterator[str]:
    for name, text in HELP.items():
        known = fixes(text)
        (shown,) = {fix_text(fix) for fix in known}
        yield f"{name}: {shown}"


def fixes(text: HelpText, name: str = "patch") -> list[Fix]:
    """The kinds of fix that know all words which an advice names."""
    words = names_in(text.text)
    command = REOPEN._replace(people=("pm",)) if words & {"command", "ask"} else None
    before = SYNC if "before" in words else None
    known: list[tuple[set[str], Fix]] = [
        ({"person"}, Ask("ann@example.com", text)),
        ({"name"}, Edit(name, text, 3)),
        ({"name", "command", "before", "ask"}, Advice(text, command, name, before)),
    ]
    return [fix for known_words, fix in known if known_words >= words]


def _commands() -> Iterator[str]:
    yield fix_text(SYNC)
    yield fix_text(tpm("answer", "build.sold", "met", *Blank))
    yield fix_text(tpm("sign", "build", people=("tpm",)))
    yield fix_text(tpm("sign", "build", "--role", Blank.ROLE, people=("pm", "ann@example.com")))
    yield fix_text(git_restore("HEAD", "docs/a b.md", whole=True))
    yield fix_text(git_restore("HEAD", "docs/a b.md", whole=False))
    yield from (fix_text(tpm("why", word)) for word in ODD)


def test_all_texts_are_the_expected_ones(expected: Expected) -> None:
    expected(EXPECTED, everything())


def names_in(template: str) -> set[str]:
    """The words that a template names; each is a plain name."""
    found = [each[1:] for each in Formatter().parse(template) if each[1] is not None]
    assert all(
        name and name.isidentifier() and (spec, how) == ("", None) for name, spec, how in found
    )
    return {name for name, _, _ in found if name}


def test_every_advice_fits_a_kind_of_fix() -> None:
    assert [name for name, text in HELP.items() if not fixes(text)] == []


def test_no_two_are_equal() -> None:
    """They are compared by value."""
    count = Counter(HELP.values())
    assert [name for name, text in HELP.items() if count[text] > 1] == []


@pytest.mark.parametrize("text", HELP.values(), ids=HELP)
def test_an_advice_is_a_sentence_without_a_full_stop(text: HelpText) -> None:
    for fix in fixes(text):
        shown = help_of(fix)
        assert shown[0].islower() or shown[0] == "`"
        assert not shown.endswith(".")
        assert shown.count("`") % 2 == 0


# --- arrow or sentence -------------------------------------------------------------------------

ASKED = (
    "ask the PM or ann@example.com to run `tpm start NAME`"
    " (NAME names the next increment, such as 1.1)"
)
BEGUN = (
    "begin the file with `tpm evidence new x`, fill it in, and run `tpm answer x met"
    " --evidence FILE` (FILE is a file or link that shows it)"
)


@pytest.mark.parametrize(
    ("fix", "command", "help_"),
    [
        (None, "", ""),
        (SYNC, "tpm sync", ""),
        (tpm("why", File("docs/a.md")), "tpm why docs/a.md", ""),
        (Command(("git", "lfs", "pull")), "git lfs pull", ""),
        (Hint(Remedy.RUN, command=SYNC), "tpm sync", ""),
        (Hint(Remedy.LINT_FIX), "tpm lint --fix", ""),
        (
            tpm("start", Blank.NAME),
            "",
            "run `tpm start NAME` (NAME names the next increment, such as 1.1)",
        ),
        (
            Hint(Remedy.RUN, command=tpm("start", Blank.NAME)),
            "",
            "run `tpm start NAME` (NAME names the next increment, such as 1.1)",
        ),
        (tpm("sync", people=("tpm",)), "", "ask the TPM to run `tpm sync`"),
        (
            tpm("start", Blank.NAME, people=("pm", "ann@example.com")),
            "",
            ASKED,
        ),
        (Hint(Remedy.OTHER, ("free some space",)), "", "free some space"),
        (Hint(Remedy.GIT_INIT), "", "run `git init`, and commit `.tpm/`"),
        (
            Hint(Remedy.FETCH_REVISION, command=Command(("git", "fetch", "origin", "main"))),
            "",
            "check the name, or fetch it: `git fetch origin main`",
        ),
        (Edit("docs/a b.md", Help.FILL_IN, 3), "", "fill in `docs/a b.md`"),
        (
            Ask("ann@example.com", Help.APPROVE),
            "",
            "ask ann@example.com to approve this pull request, and pass `--approvals` in CI",
        ),
        (Advice(Help.RESTORE), "", "restore it"),
        (
            Advice(Help.REOPEN_GATE, REOPEN),
            "",
            "reopen the gate: `tpm gate decide build recycle --reason REASON` (REASON says why)",
        ),
        (
            Advice(
                Help.WRITE_EVIDENCE,
                tpm("answer", "x", "met", "--evidence", Blank.EVIDENCE),
                before=tpm("evidence", "new", "x"),
            ),
            "",
            BEGUN,
        ),
    ],
)
def test_an_arrow_stands_before_a_complete_command_alone(
    fix: Fix | Hint | None, command: str, help_: str
) -> None:
    assert (command_of(fix), help_of(fix)) == (command, help_)
    assert fix_data(fix) == {"fix": command or None, "help": help_ or None}
    assert fix_text(fix) == (f"→ {command}" if command else f"help: {help_}" if help_ else "")


def test_who_may_run_a_command() -> None:
    assert people_text(["tpm", "ann@example.com"]) == "the TPM or ann@example.com"


# --- quoting -----------------------------------------------------------------------------------


@given(st.lists(st.text(st.characters(exclude_characters="\0", codec="utf-8"))))
def test_a_command_is_read_back_as_its_words_or_not_behind_an_arrow(words: list[str]) -> None:
    fix = tpm(*words)
    shown = command_of(fix)
    if shown:
        assert shlex.split(shown) == ["tpm", *words]
        assert sanitize_line(shown) == shown
    else:
        assert any(sanitize_line(word) != word for word in words)
        assert help_of(fix)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_a_shell_reads_a_command_as_its_words(tmp_path: Path) -> None:
    """A comment, a variable or a file's name is none to it, and nothing in it runs."""
    (tmp_path / "x").touch()
    script = f"set -- {command_of(tpm(*ODD))}; printf '%s\\0' \"$@\""
    done = subprocess.run(["sh", "-c", script], capture_output=True, check=True, cwd=tmp_path)
    assert done.stdout.decode().split("\0") == ["tpm", *ODD, ""]
    assert [file.name for file in tmp_path.iterdir()] == ["x"]


@pytest.mark.parametrize("word", ODD)
def test_a_path_is_quoted_as_any_word(word: str) -> None:
    assert command_of(tpm("why", File(word))) == command_of(tpm("why", word)) != ""


@pytest.mark.parametrize("word", HIDDEN)
def test_a_command_that_cannot_be_shown_exactly_is_not_behind_an_arrow(word: str) -> None:
    """Pasted, it would be about another file."""
    for fix in (
        tpm("why", word),
        Command(("git", "add", File(word))),
        Hint(Remedy.RUN, command=Command(("git", "checkout", "--", File(word)))),
    ):
        assert command_of(fix) == ""
        assert help_of(fix).startswith("rename what cannot be shown in `")
        (line,) = fix_lines(fix, Style(), 2)
        assert line.startswith("  help: rename what")
        assert sanitize_line(line) == line


@pytest.mark.parametrize("odd", ["{path} {0} {item.__class__} %s", "{}", "}"])
def test_braces_that_somebody_typed_are_text(odd: str) -> None:
    assert odd in help_of(Advice(Help.KEEP_KIND, name=odd))
    assert odd in help_of(Advice(Help.REOPEN_GATE, tpm("why", odd)))
    assert odd in help_of(Edit(odd, Help.FILL_IN))
    assert odd in help_of(Ask(odd, Help.APPROVE))
    assert odd in help_of(Hint(Remedy.OTHER, (odd,)))
    assert odd in help_of(Hint(Remedy.FETCH_REVISION, command=tpm("why", odd)))


# --- in a format -------------------------------------------------------------------------------

NARROW = Style(colour=True, width=30)


def test_a_command_stays_on_one_line_and_a_sentence_is_wrapped() -> None:
    long = tpm("why", "x" * 60)
    assert fix_lines(long, NARROW, 4) == [f"    \x1b[36m→ tpm why {'x' * 60}\x1b[0m"]
    assert fix_lines(Advice(Help.MERGE_OR_SQUASH), NARROW, 4) == [
        "    \x1b[36mhelp:\x1b[0m merge or squash the",
        "      pull request instead of",
        "      rebasing it",
    ]
    assert fix_lines(None, NARROW, 4) == []


def test_code_and_text_are_escaped_each_in_its_way() -> None:
    def shown(fix: Fix | Hint | None) -> str:
        return fix_markup(fix, lambda text: f"<{text}>", lambda text: f"[{text}]")

    assert shown(SYNC) == "→ <tpm sync>"
    assert shown(Advice(Help.RESTORE)) == "[help: restore it]"
    assert shown(Hint(Remedy.GIT_INIT)) == "help: [run ]<git init>[, and commit ]<.tpm/>[]"
    assert shown(None) == ""


def test_a_backtick_that_somebody_typed_begins_no_code() -> None:
    def shown(fix: Fix | Hint) -> str:
        return fix_markup(fix, lambda text: f"<{text}>", lambda text: f"[{text}]")

    assert shown(Edit("a`b", Help.FILL_IN)) == "help: [fill in ]<a`b>[]"
    assert shown(Ask("a`b", Help.APPROVE)).startswith("help: [ask a`b to approve this pull request")
    assert shown(Advice(Help.REOPEN_GATE, tpm("why", "a`b"))) == (
        "help: [reopen the gate: ]<tpm why 'a`b'>[]"
    )
    assert shown(Hint(Remedy.DID_YOU_MEAN, ("a`b",))) == "help: [did you mean ]<a`b>[?]"
    assert shown(Hint(Remedy.VALID_NAMES, (("a`b", "c"),))) == (
        "help: [choose one of ]<a`b>[, ]<c>[]"
    )
    assert help_of(Edit("a`b", Help.FILL_IN)) == "fill in ``a`b``"


@given(st.text(st.characters(exclude_characters="\0")))
def test_nothing_in_a_markup_is_left_unescaped(name: str) -> None:
    """Not even if a name has the sign that begins code."""
    for text in HELP.values():
        for fix in fixes(text, name):
            assert fix_markup(fix, lambda _: "", lambda _: "") in ("", "help: ")
