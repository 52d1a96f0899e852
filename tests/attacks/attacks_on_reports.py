"""Attacks on what a reader sees: a cause that hides among others, a fault that passes for waiting,
and a merge that is not named.
"""

from __future__ import annotations

from attack_cases import attack
from attack_world import Result, World
from attacks_on_identity import PM_LOGIN, approval, least, signed_for_the_pm
from reports_read import SHOWN, headline, last_line, shown_annotations

from tpmcli.model.finding import Cause, Finding
from tpmcli.model.policy import Identity
from tpmcli.model.rule import Reason
from tpmcli.model.verdict import SignOffState
from world.people import DEV, EVIDENCE, PM, TPM

OTHER = "docs/other.md"
SPIKE, OWNER = "feasibility.unknowns-spiked", "feasibility.owner-named"


# --- one cause among many ----------------------------------------------------------------------


def _ended_citing(world: World, item: str, *paths: str) -> None:
    """Main is through, and one answer of its first gate cites these files."""
    world.git("checkout", "-q", "main")
    world.decide("feasibility", "recycle", reason="more to show")
    world.pass_days(1)
    world.answer(item, evidence=paths)
    world.sign("feasibility")
    world.decide("feasibility")
    world.commit(author=PM)
    world.branch()


def _main_loses(world: World, *paths: str) -> None:
    world.git("checkout", "-q", "main")
    for path in paths:
        world.path(path).unlink()
    world.commit(author=DEV)
    world.branch()


@attack(
    "evidence goes while main has lost that of two dozen items",
    Reason.EVIDENCE_MISSING,
    state="ended",
)
def hidden_behind_what_main_lost(world: World) -> Result:
    _ended_citing(world, SPIKE, OTHER)
    _main_loses(world, EVIDENCE)
    world.path(OTHER).unlink()
    world.commit(author=DEV)
    result = world.check("--through release")
    first, second = shown_annotations(result)
    assert OTHER in first
    assert "(this-change, " in first
    assert "evidence for 24 items" in second
    assert "(inherited, " in second
    assert headline(result).startswith(f"Not met because of this pull request: `{OTHER}`")
    return result


@attack(
    "evidence goes while main has lost a dozen files",
    Reason.EVIDENCE_MISSING,
    state="ended",
)
def hidden_behind_a_dozen_causes(world: World) -> Result:
    lost = [f"docs/lost-{number}.md" for number in range(12)]
    world.git("checkout", "-q", "main")
    for path in lost:
        world.write(path, f"# {path}\n\nIt was tried, and it works.\n")
    world.commit()
    _ended_citing(world, SPIKE, *lost, OTHER)
    _main_loses(world, *lost)
    world.path(OTHER).unlink()
    world.commit(author=DEV)
    result = world.check("--through release")
    shown = shown_annotations(result)
    assert OTHER in shown[0]
    assert len(shown) == SHOWN
    assert last_line(result).startswith("Not shown here: 3 more errors.")
    return result


@attack(
    "a file of one item goes in the shadow of one that two dozen items cite",
    Reason.EVIDENCE_MISSING,
    state="ended",
)
def hidden_behind_its_own_crowd(world: World) -> Result:
    _ended_citing(world, OWNER, OTHER)
    for path in (EVIDENCE, OTHER):
        world.path(path).unlink()
    world.commit(author=DEV)
    result = world.check("--through release")
    crowd, alone = shown_annotations(result)
    assert "evidence for 24 items" in crowd
    assert OTHER in alone
    return result


# --- what is no waiting -------------------------------------------------------------------------


def _waiting(result: Result) -> list[Finding]:
    return [finding for finding in result.blocking() if finding.awaits_approval]


@attack("evidence goes behind a sign-off that waits for an approval", Reason.EVIDENCE_MISSING)
def hidden_behind_waiting(world: World) -> Result:
    least(world, Identity.PLATFORM)
    signed_for_the_pm(world)
    world.path(EVIDENCE).unlink()
    world.commit(author=DEV)
    result = world.check()
    assert headline(result).startswith(f"Not met because of this pull request: `{EVIDENCE}`")
    assert headline(result).endswith(f"; also waiting for the PM to approve ({PM}).")
    assert "title=waiting (identity-too-weak)%3A requirements.pm" in shown_annotations(result)[-1]
    return result


@attack(
    "a sign-off in the name of somebody whose login nobody knows passes for waiting",
    Reason.IDENTITY_TOO_WEAK,
)
def waiting_for_an_unknown_login(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.policy("identity: author", "identity: platform")
    world.commit()
    world.branch()
    signed_for_the_pm(world)
    result = world.check()
    assert not _waiting(result)
    assert headline(result).startswith("Not met because of this pull request: ")
    return result


@attack(
    "a backdated sign-off passes for waiting",
    Reason.DATED_UNLIKE_COMMIT,
)
def waiting_and_backdated(world: World) -> Result:
    least(world, Identity.PLATFORM)
    world.git("checkout", "-q", "main")
    world.answer_all("requirements", should=True)
    world.commit()
    world.branch()
    world.sign("requirements", "pm", by=TPM, behalf_of=PM)
    world.pass_days(9)
    world.commit()
    result = world.check()
    assert ", but its commit " in headline(result)
    assert headline(result).endswith(f"; also waiting for the PM to approve ({PM}).")
    return result


@attack(
    "a typed sign-off passes for waiting where commits must be signed", Reason.IDENTITY_TOO_WEAK
)
def waiting_where_commits_are_signed(world: World) -> Result:
    least(world, Identity.SIGNED)
    head = signed_for_the_pm(world)
    result = world.check(approvals=[approval(PM_LOGIN, head)])
    assert not _waiting(result)
    return result


@attack("a decision in the PM's name waits for her approval", Reason.APPROVAL_AWAITED)
def decision_without_approval(world: World) -> Result:
    least(world, Identity.PLATFORM)
    world.git("checkout", "-q", "main")
    world.answer_all("requirements", should=True)
    world.sign("requirements")
    world.commit()
    world.branch()
    world.decide("requirements")
    world.commit()
    result = world.check()
    assert headline(result) == f"Waiting for the decider to approve ({PM})."
    return result


@attack("both sign-offs come with neither approval", Reason.APPROVAL_AWAITED)
def two_approvals_missing(world: World) -> Result:
    least(world, Identity.PLATFORM)
    world.git("checkout", "-q", "main")
    world.answer_all("requirements", should=True)
    world.commit()
    world.branch()
    world.sign("requirements")
    world.commit(author=DEV)
    result = world.check("requirements")
    assert headline(result) == f"Waiting for the TPM and the PM to approve ({TPM}, {PM})."
    assert result.report is not None
    states = [signoff.state for signoff in result.report.gates[0].signoffs]
    assert states == [SignOffState.WAITING, SignOffState.WAITING]
    return result


@attack("the PM approved before her sign-off was written anew", Reason.APPROVAL_OUTDATED)
def approval_overtaken_by_a_commit(world: World) -> Result:
    least(world, Identity.PLATFORM)
    approved = signed_for_the_pm(world)
    world.pass_days(1)
    world.answer("requirements.prd-complete", by=PM, evidence=[OTHER])
    world.sign("requirements", "pm", by=TPM, behalf_of=PM)
    world.commit()
    result = world.check(approvals=[approval(PM_LOGIN, approved)])
    assert headline(result) == (
        f"Waiting for the PM to approve ({PM}), who approved an earlier commit ({approved[:10]})."
    )
    return result


# --- who broke main ----------------------------------------------------------------------------


def two_green_pull_requests(world: World, *order: str) -> dict[str, str]:
    """Main takes in two pull requests in this order, each green alone: the merges by name.

    `cites` decides on a file, `deletes` takes it away.
    """
    world.git("checkout", "-q", "main")
    world.write("docs/prd.md", "# PRD\n\nWhat it does, and what it does not.\n")
    world.commit()
    world.branch("cites")
    world.answer_all("requirements", should=True)
    world.answer("requirements.prd-complete", by=PM, evidence=["docs/prd.md"])
    world.sign("requirements", "tpm")
    world.commit()
    world.sign("requirements", "pm")
    world.decide("requirements")
    world.commit(author=PM)
    world.branch("deletes")
    world.path("docs/prd.md").unlink()
    world.commit(author=DEV)
    assert [world.check(head=name).code for name in order] == [0, 0]
    merges = {}
    world.git("checkout", "-q", "main")
    for name in order:
        world.pass_days(1)
        world.git("merge", "-q", "--no-ff", "-m", f"merge {name}", name, author=f"{name}@x.example")
        merges[name] = world.git("rev-parse", "HEAD")
    return merges


def blamed(result: Result) -> set[str]:
    """The commits that the findings about lost evidence name."""
    found = result.about(Reason.EVIDENCE_MISSING)
    return {finding.since.commit if finding.since else "" for finding in found}


def _later(world: World) -> None:
    """Main goes on, with changes of the record too, and a pull request begins."""
    world.write("src/main.py", "print('later')\n")
    world.commit(author=DEV)
    world.answer("architecture.architecture-documented")
    world.commit()
    world.branch()
    world.write("src/main.py", "print('mine')\n")
    world.commit(author=DEV)


@attack(
    "of two green pull requests the second deletes what the first decided on",
    Reason.EVIDENCE_MISSING,
    causes={"docs/prd.md": Cause.INHERITED},
)
def broken_by_the_deletion(world: World) -> Result:
    merges = two_green_pull_requests(world, "cites", "deletes")
    _later(world)
    result = world.check("--through requirements")
    assert blamed(result) == {merges["deletes"]}
    assert f"since the merge {merges['deletes'][:10]} of 2026-03-05 by deletes@x.example" in (
        headline(result)
    )
    return result


@attack(
    "of two green pull requests the second decides on what the first deleted",
    Reason.EVIDENCE_MISSING,
    causes={"docs/prd.md": Cause.INHERITED},
)
def broken_by_the_decision(world: World) -> Result:
    merges = two_green_pull_requests(world, "deletes", "cites")
    _later(world)
    result = world.check("--through requirements")
    assert blamed(result) == {merges["cites"]}
    return result


@attack(
    "main was mended, and broken again by somebody else",
    Reason.EVIDENCE_MISSING,
    causes={"docs/prd.md": Cause.INHERITED},
)
def broken_again(world: World) -> Result:
    two_green_pull_requests(world, "cites", "deletes")
    world.write("docs/prd.md", "# PRD\n\nWhat it does, and what it does not.\n")
    world.commit(author=PM)
    world.path("docs/prd.md").unlink()
    again = world.commit(author=DEV)
    _later(world)
    result = world.check("--through requirements")
    assert blamed(result) == {again}
    return result
