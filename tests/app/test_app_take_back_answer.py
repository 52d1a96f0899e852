"""`tpm answer --clear`, `--add-evidence` and `--remove-evidence`: the record before and after."""

from __future__ import annotations

from typing import Any

import pytest
from small_project import AT, NOTE, Small, changes, refused

from tpmcli.app.answer import AnswerRequest, answer
from tpmcli.app.clear import clear
from tpmcli.app.waive import waive
from tpmcli.model.errors import RefusedError, UsageError
from tpmcli.model.record import AnswerValue
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.verdict import SignOffState
from world.people import PM, TPM

OTHER = "docs/other.md"
LINK = "https://example.com/x"


def say(small: Small, *names: str, value: str = "", **more: Any) -> list[str]:
    """Answers, and gives the remarks."""
    folder = more.pop("folder", "")
    said = AnswerRequest(AnswerValue(value) if value else None, **more)
    return list(answer(small.open(), small.session(folder=folder), names, said).remarks)


def cited(small: Small, item: str = "idea.tried") -> list[str]:
    recorded = small.open().record.item(item).answer
    assert recorded is not None
    return [each.target for each in recorded.evidence]


@pytest.fixture
def answered(small: Small) -> Small:
    """One item is answered with evidence and a note."""
    small.write(OTHER, "# Other\n\nIt was tried elsewhere, too.\n")
    small.answer("tried", evidence=[NOTE], note="it works")
    return small


# --- clearing -----------------------------------------------------------------------------------


def test_a_cleared_answer_leaves_an_empty_block(small: Small) -> None:
    before = small.read()
    small.answer("tried", evidence=[NOTE])
    done = clear(small.open(), ["tried", "idea.tried"])
    assert [item.id for item in done.items] == ["idea.tried"]
    assert small.read() == before


def test_waivers_and_comments_stay(answered: Small) -> None:
    session = answered.session()
    waive(answered.open(), session, "tried", reason="later", until="2026-12-01", approved_by=PM)
    answered.edit("  idea.tried:\n", "  # ask Ann\n  idea.tried:\n")
    waived = answered.open().record.item("idea.tried").waivers
    clear(answered.open(), ["tried"])
    recorded = answered.open().record.item("idea.tried")
    assert (recorded.answer, recorded.waivers) == (None, waived)
    assert "# ask Ann\n" in answered.read()


def test_a_signoff_over_a_cleared_answer_is_outdated(answered: Small) -> None:
    answered.sign("idea", "tpm")
    clear(answered.open(), ["tried"])
    states = {each.role: each.state for each in answered.judged("phase", "idea").gates[0].signoffs}
    assert states[TPM_ROLE] is SignOffState.STALE


def test_several_are_cleared_or_none(answered: Small) -> None:
    before = answered.files()
    with pytest.raises(RefusedError) as caught:
        clear(answered.open(), ["tried", "wanted"])
    assert refused(caught) == ("“Somebody wants it” has no answer", "→ tpm why idea.wanted")
    assert answered.files() == before


def test_a_decided_gate_keeps_its_answers(small: Small) -> None:
    small.pass_idea()
    before = small.files()
    with pytest.raises(RefusedError, match="answers in idea are locked"):
        clear(small.open(), ["tried"])
    small.decide("idea", "recycle", reason="again")
    clear(small.open(), ["tried"])
    assert small.files() != before


# --- evidence -----------------------------------------------------------------------------------


def test_one_piece_more_and_the_rest_of_the_answer_stays(answered: Small) -> None:
    before = answered.read()
    assert say(answered, "tried", added=(OTHER,)) == []
    assert cited(answered) == [NOTE, OTHER]
    assert [line for line in changes(before, answered.read()) if line.startswith("-")] == []


def test_one_piece_less(answered: Small) -> None:
    say(answered, "tried", added=(OTHER, LINK))
    assert say(answered, "tried", removed=("note.md", LINK), folder="docs") == []
    assert cited(answered) == [OTHER]
    assert "note: it works" in answered.read()


def test_a_piece_that_is_gone_is_removed(answered: Small) -> None:
    say(answered, "tried", added=(OTHER,))
    (answered.root / OTHER).unlink()
    with pytest.raises(RefusedError, match=r"other\.md` does not exist"):
        say(answered, "tried", added=(LINK,))
    say(answered, "tried", removed=(OTHER,))
    assert cited(answered) == [NOTE]


def test_what_stays_is_cited_as_it_is_today(answered: Small) -> None:
    answered.write(NOTE, "# Note\n\nIt was tried for a month, and it works.\n")
    say(answered, "tried", added=(OTHER,))
    assert not [each for each in answered.judged("phase", "idea").all_findings() if each.about.path]


def test_the_value_of_the_present_answer_is_kept(small: Small) -> None:
    small.answer("wanted", "not-met", by=PM, owner=TPM, due="2026-12-01")
    say(small, "wanted", added=(NOTE,))
    recorded = small.open().record.item("idea.wanted").answer
    assert recorded is not None
    assert (recorded.value, recorded.owner, recorded.due) == ("not-met", TPM, "2026-12-01")
    say(small, "wanted", value="met", added=(LINK,))
    recorded = small.open().record.item("idea.wanted").answer
    assert recorded is not None
    assert (recorded.value, recorded.owner, recorded.at) == ("met", "", AT)
    assert cited(small, "idea.wanted") == [NOTE, LINK]


def test_a_first_answer_may_add(small: Small) -> None:
    say(small, "tried", value="met", added=(NOTE,))
    assert cited(small) == [NOTE]


def test_replacing_says_what_it_replaced(answered: Small) -> None:
    assert say(answered, "tried", value="met", evidence=(OTHER,)) == [
        f"replaced the evidence of idea.tried: {NOTE}"
    ]
    assert say(answered, "tried", value="met", evidence=(OTHER, NOTE)) == []


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        (
            {"removed": (OTHER,)},
            f"idea.tried does not cite {OTHER}; it cites {NOTE}",
            "→ tpm why idea.tried",
        ),
        (
            {"removed": (NOTE,)},
            "“It was tried” needs evidence (a note)",
            (
                "help: run `tpm answer idea.tried met --evidence FILE` (FILE is a file"
                " or link that shows it)"
            ),
        ),
    ],
)
def test_what_cannot_be_removed(
    answered: Small, given: dict[str, Any], message: str, hint: str
) -> None:
    before = answered.files()
    with pytest.raises(RefusedError) as caught:
        say(answered, "tried", **given)
    assert refused(caught) == (message, hint)
    assert answered.files() == before


def test_nothing_is_amended_that_is_not_there(small: Small) -> None:
    with pytest.raises(RefusedError) as caught:
        say(small, "tried", added=(NOTE,))
    assert refused(caught) == (
        "“It was tried” has no answer",
        (
            "help: run `tpm answer idea.tried met --evidence FILE` (FILE is a file or"
            " link that shows it)"
        ),
    )
    with pytest.raises(RefusedError, match="it cites nothing"):
        say(small, "wanted", value="met", removed=(NOTE,))
    with pytest.raises(UsageError, match="`--evidence` cannot be combined"):
        say(small, "tried", value="met", evidence=(NOTE,), added=(OTHER,))


def test_a_decided_gate_keeps_its_evidence(small: Small) -> None:
    small.write(OTHER, "# Other\n\nIt was tried elsewhere, too.\n")
    small.pass_idea()
    for given in ("added", "removed"):
        more: dict[str, Any] = {given: (NOTE,)}
        with pytest.raises(RefusedError, match="answers in idea are locked"):
            say(small, "tried", **more)
