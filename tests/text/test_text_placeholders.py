"""Text that nobody filled in, and that one sentence is told to be none at a glance."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tpmcli.text import placeholders
from tpmcli.text.documents import MARKDOWN, RST
from tpmcli.text.placeholders import SKELETON, find_placeholder, is_unfilled

SENTENCE = "The ledger keeps two copies of each entry, one in each region."
LINES = st.sampled_from(
    (
        *(SENTENCE, f"- {SENTENCE}", f"    {SENTENCE}", f"> {SENTENCE}", f"[x]: {SENTENCE}"),
        *("# One", "Two", "===", "---", "- - -", "", "  ", "\t# x", "<!-- a", "b -->", "```"),
        *("| Vendor stops delivering | The TPM of the team |", f"**Note**: {SENTENCE}"),
        *("The date on which it was agreed: YYYY-MM-DD", "Person who is responsible: NAME"),
        *("It is a good choice for the team, because", "| - | - |"),
        *("<script>", "TBD", "Owner:", "| a | b |", "| - | - |", "Lorem ipsum dolor sit amet."),
    )
)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", " "])


@st.composite
def documents(draw: st.DrawFn) -> str:
    return "".join(draw(LINES) + draw(ENDS) for _ in range(draw(st.integers(0, 7))))


PARTS = st.sampled_from(
    (
        *("TODO", "TBD", "tbd", "tBd", "Tbd", "FIXME", "FILL-IN", "FILL_IN", "fill-in", "todo"),
        *("lorem ipsum", "LOREM\nIpsum", "lorem", "İ", "ß", "a", " ", "_", ".", "\n", "x" * 58),
        *("NAME", "NAMES", "ABC", "ABCD.", "aABCD"),
    )
)


@given(st.lists(PARTS, max_size=8).map("".join))
@example("x" * 56 + " NAME")
@example("x" * 62 + " NAME")
def test_a_quick_look_hides_nothing(text: str) -> None:
    found = re.search(placeholders._WORDS, text)
    assert find_placeholder(text).words == (" ".join(found[0].split()) if found else "")
    short = re.search(r"(?m)^.{0,60}\b[A-Z]{4,}$", text)
    assert placeholders._ends_in_capitals(text) is (short is not None)


@given(documents())
@example(f"{SENTENCE}\nTwo\n===\n")
@example(f"---\n{SENTENCE}\n---\n")
@example(f"<!--\n{SENTENCE}\n-->\n")
@example(f"<script>\n{SENTENCE}\n")
def test_the_short_look_says_what_the_whole_says(text: str) -> None:
    short = is_unfilled(text, MARKDOWN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(placeholders, "has_sentence", lambda text: False)
        assert is_unfilled(text, MARKDOWN) == short


def test_most_documents_need_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tpmcli.text.written.written", None)
    assert find_placeholder(f"# One\n\n{SENTENCE}\n", MARKDOWN) == ("", 0)
    assert find_placeholder(f"# One\n\n{SENTENCE}\n\nTODO: this\n", MARKDOWN) == ("TODO", 5)


FIELDS = {
    "status: {proposed | accepted}": "{proposed | accepted}",
    "{Describe the problem, and its context}": "{Describe the problem, and its context}",
    "# {short title}": "{short title}",
    "Owner: {name}": "{name}",
    "| Risk | {risk of the vendor} |": "{risk of the vendor}",
    "{PROJECT NAME}": "{PROJECT NAME}",
    "# <title of the decision>": "<title of the decision>",
    "Owner: <your name>": "<your name>",
    "by <your-name> of the team": "<your-name>",
    "Owner: <name>": "<name>",
    "[insert decision]": "[insert decision]",
    "The owner is [your name here].": "[your name here]",
    "[Describe what changes]": "[Describe what changes]",
    "[PROJECT NAME] is a library": "[PROJECT NAME]",
    "Date: YYYY-MM-DD": "YYYY-MM-DD",
    "| YYYY-MM-DD | x |": "YYYY-MM-DD",
    "## [1.0.0] - YYYY-MM-DD": "YYYY-MM-DD",
    "Date: DD.MM.YYYY": "DD.MM.YYYY",
    "XXX": "XXX",
    "Number: XXX": "XXX",
    "# NUMBER. TITLE": "NUMBER. TITLE",
    "Date: DATE": "DATE",
    "STATUS": "STATUS",
}


@pytest.mark.parametrize("line", FIELDS)
def test_fields_of_templates_are_found(line: str) -> None:
    text = f"# Ledger\n\n{SENTENCE}\n\n{line}\n"
    assert find_placeholder(text, MARKDOWN) == (FIELDS[line], 5)
    assert is_unfilled(f"# Ledger\n\n{line}\n", MARKDOWN) == (line not in SAY_MORE)


# Lines that say something beside their field.
SAY_MORE = {
    "| Risk | {risk of the vendor} |",
    "by <your-name> of the team",
    "The owner is [your name here].",
    "[PROJECT NAME] is a library",
    "| YYYY-MM-DD | x |",
}

HONEST = [
    "GET /users/{id} gives {id}, and {name}.json the rest",
    "`{title of the page}` is replaced",
    "```\n{title of the page}\n<your name>\n```",
    "{ any | boolean | null }",
    "The set {a, b, c} and the files *.{js,ts}",
    'A body of {"amount": 12, "currency": "EUR"}',
    "# Goals {#our-goals .wide}\n\nWin",
    "${HOME of the user} and {{ the template }}",
    "Press <kbd>Enter</kbd>, then <br>",
    "<details open>\n<summary>Why</summary>\n\nBecause\n\n</details>",
    "<https://example.com/a b> and <me@example.com>",
    "Vec<T as Trait> and Map<K, V>",
    "Call [your bank](https://example.com) first",
    "Call [your bank][bank] or [your bank]\n\n[your bank]: https://example.com\n[bank]: /b",
    "- [x] done and [ ] open, [1], [RFC 2119]",
    "Dates are written YYYY-MM-DD",
    "The format is YYYY-MM-DD",
    "Use YYYY-MM-DD for days, and nothing else.",
    "CVE-2026-XXXX, size XXXL, 5XX",
    "## STATUS\n\nAccepted by the board",
    "NASA and the WHO agreed",
    "Good, because it is cheap",
]


@pytest.mark.parametrize("text", HONEST)
def test_what_only_looks_like_a_field_is_none(text: str) -> None:
    assert find_placeholder(text, MARKDOWN) == ("", 0)
    assert not is_unfilled(text, MARKDOWN)


HOLLOW = [
    "# A\n",
    "# A\n\n---\n",
    "# A\n\n- [ ]\n- [ ]\n",
    "# A\n\n| Risk | Owner |\n| --- | --- |\n",
    "# A\n\n| Risk | Owner |\n| --- | --- |\n| | |\n",
    "# A\n\n[x]: https://example.com\n",
    "# A\n\n<a id='b'></a>\n\n![](a.png)\n",
    "# A\n\n<!--\n\nwhat it is\n\n-->\n",
    "# A\n\nOwner:\nDate:\n\n## B\n\nTBD\n",
    "# A\n\n* Good, because\n* Bad, because …\n",
    "# A\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit.\n",
    "# A\n\n&nbsp;\n",
    "# A\n\n...\n",
    "---\ntitle: A\nstatus: proposed\n---\n\n# A\n",
    "# A\n\n> TODO: say why\n",
    "# A\n\n```\n```\n",
]


@pytest.mark.parametrize("text", HOLLOW)
def test_a_document_without_a_word_of_its_own_is_unfilled(text: str) -> None:
    assert is_unfilled(text, MARKDOWN)
    assert find_placeholder(text, MARKDOWN).words


def test_other_formats_have_prompts_too() -> None:
    assert is_unfilled("Ab\n==\n\n.. say here what it is for\n\n.. _b:\n\n.. contents::\n", RST)
    assert is_unfilled("Ab\n==\n\n.. image:: a.png\n   :width: 3\n\nBb\n--\n\nTBD\n", RST)
    assert not is_unfilled("Ab\n==\n\n.. note:: It holds.\n", RST)
    assert not is_unfilled("Ab\n==\n\n.. image:: a.png\n   :alt: how it works\n", RST)
    assert find_placeholder("Ab\n==\n\nOwner: <your name>\n", RST) == ("<your name>", 4)


def test_only_a_document_can_be_a_skeleton() -> None:
    assert find_placeholder("# a comment\n") == ("", 0)
    assert find_placeholder("# a heading\n", MARKDOWN) == (SKELETON, 0)
