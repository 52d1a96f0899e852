"""Worlds for the reasons that no case of the attacks ends with: items, evidence, waivers, gates.

Each leaves a repository whose last question, asked again, prints its reason.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from unittest.mock import patch

from attack_world import HOUSE
from attacks_on_content import ATTRIBUTES, pointer_to
from fix_worlds import FixWorld
from run_tools import asks_for_runs

from tpmcli.model.rule import Reason, RuleReason
from tpmcli.rules.authorisation import find_phase
from world.people import PM, TPM

OWNED, SPIKED = "feasibility.owner-named", "feasibility.unknowns-spiked"
HOUSE_FILE = ".tpm/checklists/house-rules.yaml"

Play = Callable[[FixWorld], None]
WORLDS: dict[RuleReason, tuple[str, Play]] = {}


def world_of(reason: RuleReason, state: str = "fresh") -> Callable[[Play], Play]:
    """The world of a reason, begun from a state of the attacks."""

    def register(play: Play) -> Play:
        assert reason not in WORLDS
        WORLDS[reason] = (state, play)
        return play

    return register


# answers


@world_of(Reason.UNANSWERED)
def unanswered(world: FixWorld) -> None:
    world.look("feasibility")


@world_of(Reason.SEVERAL_UNANSWERED)
def several_unanswered(world: FixWorld) -> None:
    world.look("feasibility", verbose=False)


@world_of(Reason.SEVERAL_UNMET)
def several_recommended(world: FixWorld) -> None:
    world.policy("adjust: {}", f"adjust:\n{_recommended('feasibility')}")
    world.look("feasibility", verbose=False)


def _recommended(phase: str) -> str:
    items = ("unknowns-spiked", "technical-risks-registered", "security-privacy-screened")
    return "".join(f"  {phase}.{item}: {{level: should, reason: small}}\n" for item in items)


@world_of(Reason.ANSWER_INCOMPLETE)
def answer_by_hand(world: FixWorld) -> None:
    written = "{answer: met, evidence: [docs/evidence.md]}"
    world.record(world.block(SPIKED), f"  {SPIKED}: {written}")
    world.commit()
    world.look("feasibility")


@world_of(Reason.ANSWER_UNDER_SLUG)
def answer_under_its_slug(world: FixWorld) -> None:
    world.answer(SPIKED)
    block = world.block(SPIKED)
    world.record(block, block.replace("  feasibility.", "  ", 1))
    world.commit()
    world.look("feasibility")


@world_of(Reason.ITEM_UNKNOWN)
def answer_under_a_wrong_name(world: FixWorld) -> None:
    world.record("\nsignoffs:", "\n  unknown-spiked: {answer: not-met}\n\nsignoffs:")
    world.commit()
    world.look("feasibility")


@world_of(Reason.NOT_MET)
def not_met(world: FixWorld) -> None:
    world.answer(OWNED, "not-met")
    world.look("feasibility")


@world_of(Reason.NOT_MET_PLANNED)
def not_met_planned(world: FixWorld) -> None:
    world.answer(OWNED, "not-met", owner=TPM, due=world.day(9))
    world.look("feasibility")


def asks(world: FixWorld, old: str, new: str) -> None:
    """Change the item that is the project's own."""
    world.replace(HOUSE_FILE, old, new)
    world.commit()


@world_of(Reason.NOT_APPLICABLE_REFUSED)
def not_applicable_refused(world: FixWorld) -> None:
    asks(world, "level: must", "level: must\n        not-applicable: true")
    world.answer(OWNED, "not-applicable", note="not ours")
    asks(world, "\n        not-applicable: true", "")
    world.look("feasibility")


@world_of(Reason.ITEM_MOVED)
def item_moved(world: FixWorld) -> None:
    world.answer(OWNED)
    asks(world, "    tpm:", "    pm:")
    world.look("feasibility")


@world_of(Reason.ITEM_REWORDED)
def item_reworded(world: FixWorld) -> None:
    world.answer(OWNED)
    asks(world, "Somebody owns the product", "One person owns the product")
    world.look("feasibility")


@world_of(Reason.ANSWER_LAPSED)
def answer_lapsed(world: FixWorld) -> None:
    asks(world, "level: must", "level: must\n        valid-for: 30d")
    world.answer(OWNED)
    world.pass_days(31)
    world.look("feasibility")


@world_of(Reason.ITEM_ADDED_LATER, "decided")
def item_added_later(world: FixWorld) -> None:
    new = (
        "      - id: named-twice\n        title: Somebody else owns it, too\n        level: must\n"
    )
    world.write(HOUSE_FILE, HOUSE + new)
    world.sync()
    world.commit()
    world.look("feasibility")


@world_of(Reason.ITEM_REWORDED_LATER, "decided")
def item_reworded_later(world: FixWorld) -> None:
    asks(world, "Somebody owns the product", "One person owns the product")
    world.look("feasibility")


@world_of(Reason.ITEM_REMOVED)
def item_removed(world: FixWorld) -> None:
    world.answer(OWNED)
    world.policy("packs: [.tpm/checklists/house-rules.yaml]", "packs: []")
    world.look("feasibility")


@world_of(Reason.LAYER_LOOSENS)
def layer_loosens(world: FixWorld) -> None:
    world.write(
        HOUSE_FILE,
        f"{HOUSE}adjust:\n  {SPIKED}: {{level: should, reason: nothing is unknown}}\n",
    )
    world.commit()
    world.asked.append(["lint"])


# evidence


@world_of(Reason.NO_EVIDENCE)
def no_evidence(world: FixWorld) -> None:
    link = "https://example.com/owner"
    world.answer(OWNED, evidence=(link,))
    world.lines(
        lambda lines: [line for line in lines if "evidence:" not in line and link not in line]
    )
    world.look("feasibility")


def cited(world: FixWorld) -> None:
    """Cite a file of its own for the project's own item."""
    world.write(world.kept, "# Kept\n\nPat owns the ledger and keeps this page up to date.\n")
    world.commit()
    world.answer(OWNED, evidence=(world.kept,))
    world.commit()


@world_of(Reason.EVIDENCE_MISSING)
def evidence_missing(world: FixWorld) -> None:
    cited(world)
    world.path(world.kept).unlink()
    world.look("feasibility")


@world_of(Reason.EVIDENCE_EMPTY)
def evidence_empty(world: FixWorld) -> None:
    cited(world)
    world.write(world.kept, "")
    world.look("feasibility")


@world_of(Reason.EVIDENCE_THIN)
def evidence_thin(world: FixWorld) -> None:
    cited(world)
    world.write(world.kept, "# Kept\n\nok\n")
    world.look("feasibility")


@world_of(Reason.EVIDENCE_OUTSIDE)
def evidence_outside(world: FixWorld) -> None:
    cited(world)
    world.path(world.kept).unlink()
    world.path(world.kept).symlink_to("/etc/hostname")
    world.look("feasibility")


@world_of(Reason.EVIDENCE_UNTRACKED)
def evidence_untracked(world: FixWorld) -> None:
    cited(world)
    world.git("rm", "-q", "--cached", "--", world.kept)
    world.look("feasibility")


def into_lfs(world: FixWorld, name: str) -> None:
    """Leave the pointer to a file alone in the repository, as a clone without its content does."""
    content = world.path(name).read_bytes()
    world.write(ATTRIBUTES, "*.md filter=lfs diff=lfs merge=lfs -text\n")
    world.write(name, pointer_to(content))
    world.lfs[sha256(content).hexdigest()] = content


@world_of(Reason.EVIDENCE_NOT_FETCHED)
def evidence_not_fetched(world: FixWorld) -> None:
    cited(world)
    into_lfs(world, world.kept)
    world.commit()
    world.look("feasibility")


@world_of(Reason.EVIDENCE_CHANGED)
def evidence_changed(world: FixWorld) -> None:
    cited(world)
    world.write(world.kept, "# Kept\n\nKim owns the ledger and keeps this page up to date.\n")
    world.look("feasibility")


@world_of(Reason.EVIDENCE_PLACEHOLDER)
def evidence_placeholder(world: FixWorld) -> None:
    world.write(
        world.kept,
        "# Kept\n\nPat owns the ledger and keeps this page up to date.\n\nTODO: name the owner.\n",
    )
    world.commit()
    world.answer(OWNED, evidence=(world.kept,))
    world.look("feasibility")


# automated checks


@world_of(Reason.CHECK_COULD_NOT_RUN)
def check_could_not_run(world: FixWorld) -> None:
    asks_for_runs(world)
    world.look("requirements")


CHECKED = """      - id: tried
        title: It was tried
        level: must
        checks: [{file: {glob: docs/tried.md}}]
"""


@world_of(Reason.CHECK_FAILED)
def check_failed(world: FixWorld) -> None:
    world.write(HOUSE_FILE, f"{HOUSE}{CHECKED}        answered-by: checks\n")
    world.sync()
    world.commit()
    world.look("feasibility")


@world_of(Reason.DISPUTED)
def disputed(world: FixWorld) -> None:
    world.write(HOUSE_FILE, HOUSE + CHECKED)
    world.sync()
    world.commit()
    world.answer("feasibility.tried")
    world.look("feasibility")


# waivers


def waived(world: FixWorld, until: int = 20) -> None:
    """Let the project's own item pass for a while; its approver signs over it."""
    world.answer_all("feasibility", OWNED)
    world.waive(OWNED, world.day(until))


@world_of(Reason.WAIVER_EXPIRED)
def waiver_expired(world: FixWorld) -> None:
    waived(world)
    world.pass_days(21)
    world.look("feasibility")


@world_of(Reason.WAIVER_WITHDRAWN)
def waiver_withdrawn(world: FixWorld) -> None:
    waived(world)
    world.now = world.now.replace(hour=world.now.hour + 1)
    world.ok("waive", OWNED, "--withdraw")
    world.look("feasibility")


@world_of(Reason.WAIVER_EXPIRING)
def waiver_expiring(world: FixWorld) -> None:
    waived(world, until=3)
    world.look("feasibility")


@world_of(Reason.WAIVER_OUTSTANDING, "ended")
def waiver_outstanding(world: FixWorld) -> None:
    left_open(world)
    world.look("feasibility")


@world_of(Reason.CONDITION_OUTSTANDING, "ended")
def condition_outstanding(world: FixWorld) -> None:
    left_open(world)
    world.look("feasibility")


def left_open(world: FixWorld) -> None:
    """Pass the last gate with a waiver and a condition, and begin the next increment."""
    world.decide("release", "recycle")
    item = "release.launch-watch-staffed"
    world.answer(item, "not-met")
    world.waive(item, world.day(30))
    world.sign_both("release")
    world.decide("release", "conditional", conditions=[("mend it", TPM, world.day(20))])
    world.start("1.1")
    world.commit()


# sign-offs


@world_of(Reason.SIGNOFF_MISSING, "answered")
def signoff_missing(world: FixWorld) -> None:
    world.look("feasibility")


@world_of(Reason.SIGNOFF_MISSING_AGAIN, "decided")
def signoff_missing_again(world: FixWorld) -> None:
    world.decide("feasibility", "recycle")
    world.look("feasibility")


@world_of(Reason.SIGNOFF_STALE, "signed")
def signoff_stale(world: FixWorld) -> None:
    world.answer(OWNED, note="once more")
    world.look("feasibility")


@world_of(Reason.SIGNOFF_WITHDRAWN, "signed")
def signoff_withdrawn(world: FixWorld) -> None:
    world.ok("sign", "feasibility", "--role", "tpm", "--withdraw")
    world.look("feasibility")


@world_of(Reason.SIGNER_WITHOUT_ROLE, "signed")
def signer_without_role(world: FixWorld) -> None:
    world.policy(f"pm: [{PM}]", "pm: [new@example.com]")
    world.look("feasibility")


# gates


@world_of(Reason.EARLIER_GATE_UNDECIDED, "signed")
def earlier_gate_undecided(world: FixWorld) -> None:
    world.look("requirements")


@world_of(Reason.EARLIER_GATE_NOT_PASSED, "signed")
def earlier_gate_not_passed(world: FixWorld) -> None:
    world.decide("feasibility", "hold")
    world.look("requirements")


@world_of(Reason.UNDECIDED, "signed")
def undecided(world: FixWorld) -> None:
    world.asked.append(["gate", "check", "--through", "feasibility", "--verbose"])


@world_of(Reason.NOT_PASSED, "signed")
def not_passed(world: FixWorld) -> None:
    world.decide("feasibility", "hold")
    world.asked.append(["gate", "check", "--through", "feasibility", "--verbose"])


@world_of(Reason.PROJECT_KILLED, "answered")
def project_killed(world: FixWorld) -> None:
    world.decide("feasibility", "kill")
    world.look("feasibility")


@world_of(Reason.DECISION_UNDERMINED, "decided")
def decision_undermined(world: FixWorld) -> None:
    world.record("by: tpm@example.com", "note: edited\n    by: tpm@example.com")
    world.look("feasibility")


def closed(world: FixWorld) -> None:
    """Pass the first gate with a condition, and close it with a file of its own."""
    world.write(world.kept, "# Kept\n\nThe fault was mended and the mending was tried by hand.\n")
    world.commit()
    world.decide("feasibility", "recycle")
    world.sign_both("feasibility")
    world.decide("feasibility", "conditional", conditions=[("mend it", TPM, world.day(20))])
    world.close("feasibility", 1, evidence=(world.kept,))
    world.commit()


@world_of(Reason.CLOSING_EVIDENCE_MISSING, "decided")
def closing_evidence_missing(world: FixWorld) -> None:
    closed(world)
    world.path(world.kept).unlink()
    world.look("feasibility")


@world_of(Reason.CLOSING_EVIDENCE_EMPTY, "decided")
def closing_evidence_empty(world: FixWorld) -> None:
    closed(world)
    world.write(world.kept, "")
    world.look("feasibility")


@world_of(Reason.CLOSING_EVIDENCE_OUTSIDE, "decided")
def closing_evidence_outside(world: FixWorld) -> None:
    closed(world)
    world.path(world.kept).unlink()
    world.path(world.kept).symlink_to("/etc/hostname")
    world.look("feasibility")


@world_of(Reason.CLOSING_EVIDENCE_UNTRACKED, "decided")
def closing_evidence_untracked(world: FixWorld) -> None:
    closed(world)
    world.git("rm", "-q", "--cached", "--", world.kept)
    world.look("feasibility")


@world_of(Reason.CLOSING_EVIDENCE_NOT_FETCHED, "decided")
def closing_evidence_not_fetched(world: FixWorld) -> None:
    closed(world)
    into_lfs(world, world.kept)
    world.commit()
    world.look("feasibility")


@world_of(Reason.CONDITION_OVERDUE, "decided")
def condition_overdue(world: FixWorld) -> None:
    world.decide("feasibility", "recycle")
    world.sign_both("feasibility")
    world.decide("feasibility", "conditional", conditions=[("mend it", TPM, world.day(20))])
    world.commit()
    world.pass_days(21)
    world.look("feasibility")


# changes


@world_of(Reason.ANSWER_ADDED, "decided")
def answer_added(world: FixWorld) -> None:
    item_added_later(world)
    world.land()
    with patch("tpmcli.app.answer.check_answer_allowed"):
        world.answer("feasibility.named-twice")
    world.commit()
    world.check()


@world_of(Reason.IDENTITY_WITHOUT_COMMIT, "answered")
def identity_without_commit(world: FixWorld) -> None:
    """A merge queue's commit signs off; no commit of the pull request does."""
    world.write("src/main.py", "print('once more')\n")
    world.commit()
    world.branch("queue", "pr")
    world.sign("feasibility", "tpm")
    world.commit()
    world.check("feasibility", head="queue", entries_from="pr")


@world_of(Reason.GATE_SKIPPED, "ended")
def gate_skipped(world: FixWorld) -> None:
    world.start("1.0.1", kind="patch")
    world.commit()
    world.land()
    with patch("tpmcli.app.decide.find_active_phase", find_phase):
        world.decide("feasibility", "hold")
    world.commit(author=PM)
    world.check()
