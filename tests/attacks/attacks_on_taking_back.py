"""Taking back what was decided, or what somebody else signed."""

from __future__ import annotations

from attack_cases import attack
from attack_tools import decide_by_hand
from attack_world import Result, World
from honest_taking_back import SPIKED, on_main, take_back, undo

from tpmcli.model.days import moment
from tpmcli.model.problem import Flaw
from tpmcli.model.rule import Reason, Rule
from world.people import PM, TPM

DEV = "dev@example.com"


def _withdrawal(by: str, at: str) -> str:
    return f'    - withdrawn: true\n      by: {by}\n      at: "{at}"'


def _append(world: World, role: str, entry: str, phase: str = "feasibility") -> None:
    """Puts an entry at the end of a role's sign-offs, by hand."""
    block = world.block(f"{phase}.{role}")
    world.record(block, f"{block}\n{entry}")


# Answers


@attack("an answer on which a gate is decided is cleared", Reason.ANSWER_REMOVED)
def decided_answer_cleared(world: World) -> Result:
    world.record(world.block(SPIKED), f"  {SPIKED}: {{}}")
    world.commit()
    return world.check()


# Sign-offs


@attack("a stranger withdraws a sign-off", Reason.WITHDRAWER_UNKNOWN_TO_BASE, state="signed")
def withdrawn_by_a_stranger(world: World) -> Result:
    _append(world, "pm", _withdrawal(DEV, moment(world.now)))
    world.commit(author=DEV)
    return world.check()


@attack("the PM withdraws the TPM's sign-off", Reason.WITHDRAWER_UNKNOWN_TO_BASE, state="signed")
def withdrawn_in_another_role(world: World) -> Result:
    _append(world, "tpm", _withdrawal(PM, moment(world.now)))
    world.commit(author=PM)
    return world.check()


@attack("a withdrawal is forged in the PM's name", Reason.IDENTITY_TOO_WEAK, state="signed")
def withdrawal_forged(world: World) -> Result:
    take_back(world, "feasibility", "pm", PM)
    world.commit(author=DEV)
    return world.check()


@attack("a withdrawal is dated a month back", Reason.DATED_UNLIKE_COMMIT, state="signed")
def withdrawal_dated_back(world: World) -> Result:
    _append(world, "pm", _withdrawal(PM, "2026-02-01T09:00:00Z"))
    world.commit(author=PM)
    return world.check()


@attack("a sign-off is withdrawn after the decision", Reason.SIGNOFF_WITHDRAWN_LATE)
def withdrawn_after_the_decision(world: World) -> Result:
    _append(world, "pm", _withdrawal(PM, moment(world.now)))
    world.commit(author=PM)
    assert world.check().about(Reason.SIGNOFF_WITHDRAWN)
    return world.check()


@attack(
    "a sign-off of an earlier increment is withdrawn", Reason.SIGNOFF_WITHDRAWN_LATE, state="ended"
)
def withdrawn_in_an_earlier_increment(world: World) -> Result:
    world.git("checkout", "-q", "main")
    _ends_with_a_withdrawal(world)
    record = world.read(".tpm/project.yaml")
    world.git("checkout", "-q", "--", ".tpm")
    world.start("1.1")
    world.commit()
    world.branch()
    world.write(".tpm/increments/1.0.yaml", record)
    world.commit(author=PM)
    return world.check()


def _ends_with_a_withdrawal(world: World) -> None:
    _append(world, "pm", _withdrawal(PM, moment(world.now)), "release")


def _withdrawn_on_main(world: World) -> str:
    """Main has the PM's withdrawal; returns her sign-off before it."""
    world.git("checkout", "-q", "main")
    signed = world.block("feasibility.pm").partition("\n")[2]
    take_back(world, "feasibility", "pm", PM)
    world.commit(author=PM)
    world.branch()
    return signed


@attack("a withdrawal is removed", Reason.ENTRIES_REMOVED, state="signed")
def signoff_withdrawal_removed(world: World) -> Result:
    signed = _withdrawn_on_main(world)
    world.record(world.block("feasibility.pm"), f"  feasibility.pm:\n{signed}")
    world.commit(author=PM)
    return world.check()


@attack("a withdrawal is moved before the sign-off", Reason.ENTRIES_CHANGED, state="signed")
def withdrawal_moved(world: World) -> Result:
    signed = _withdrawn_on_main(world)
    ended = world.block("feasibility.pm").removeprefix(f"  feasibility.pm:\n{signed}\n")
    world.record(world.block("feasibility.pm"), f"  feasibility.pm:\n{ended}\n{signed}")
    world.commit(author=PM)
    return world.check()


@attack("the withdrawn sign-off is copied", Reason.IDENTITY_TOO_WEAK, state="signed")
def withdrawn_signoff_copied(world: World) -> Result:
    _append(world, "pm", _withdrawn_on_main(world))
    world.commit(author=TPM)
    return world.check()


@attack("the PM's own copy, of before she withdrew", Rule.SIGNOFF_MISSING, state="signed")
def older_signoff_behind_a_withdrawal(world: World) -> Result:
    _append(world, "pm", _withdrawn_on_main(world))
    world.commit(author=PM)
    return world.check("feasibility")


@attack("a gate is decided on a withdrawn sign-off", Reason.SIGNOFF_WITHDRAWN, state="signed")
def decided_on_a_withdrawal(world: World) -> Result:
    take_back(world, "feasibility", "pm", PM)
    decide_by_hand(world, "feasibility")
    world.commit(author=PM)
    return world.check()


@attack(
    "a decision counts only the sign-off before it was withdrawn",
    Rule.SIGNOFF_MISSING,
    state="signed",
)
def decided_before_the_withdrawal(world: World) -> Result:
    _withdrawn_on_main(world)
    world.pass_days(1)
    decide_by_hand(world, "feasibility", signoffs={"tpm": 1, "pm": 1})
    world.commit(author=PM)
    return world.check()


@attack(
    "a withdrawal keeps its digest, so that it looks signed",
    Flaw.WITHDRAWAL_KEY,
    code=3,
    state="signed",
)
def withdrawal_with_a_digest(world: World) -> Result:
    block = world.block("feasibility.pm")
    world.record(block, f"{block}\n      withdrawn: true")
    world.commit(author=PM)
    return world.check()


@attack("a sign-off without a digest", Flaw.SIGNOFF_INCOMPLETE, code=3, state="signed")
def signoff_without_a_digest(world: World) -> Result:
    _append(world, "pm", _withdrawal(PM, moment(world.now)).replace("withdrawn: true\n      ", ""))
    world.commit(author=PM)
    return world.check()


@attack("a withdrawal is withdrawn", Flaw.WITHDRAWN_NOT_TRUE, code=3, state="signed")
def withdrawal_that_is_none(world: World) -> Result:
    _append(world, "pm", _withdrawal(PM, moment(world.now)).replace("true", "false"))
    world.commit(author=PM)
    return world.check()


# Starts

CURRENT, KEPT = ".tpm/project.yaml", ".tpm/increments/1.0.yaml"


def _put_back(world: World, name: str = "1.0") -> None:
    """Makes a kept record current, whatever is lost by that."""
    kept = world.path(f".tpm/increments/{name}.yaml")
    kept.replace(world.path(CURRENT))


@attack(
    "a conditional gate is hidden by undoing its increment", Reason.INCREMENT_REMOVED, state="ended"
)
def condition_undone(world: World) -> Result:
    on_main(world, "1.1")
    world.git("checkout", "-q", "main")
    world.answer_all("feasibility", should=True)
    world.sign_both("feasibility")
    due = [("the load test is repeated", TPM, world.day(30))]
    world.decide("feasibility", "conditional", conditions=due)
    world.commit(author=PM)
    world.branch()
    _put_back(world)
    world.commit()
    return world.check()


@attack("a kill is hidden by undoing its increment", Reason.INCREMENT_REMOVED, state="ended")
def kill_undone(world: World) -> Result:
    on_main(world, "1.1")
    world.git("checkout", "-q", "main")
    world.decide("feasibility", "kill", reason="no market")
    world.commit(author=PM)
    world.branch()
    _put_back(world)
    world.commit()
    return world.check()


def _undone_with(world: World) -> Result:
    world.commit()
    world.branch()
    _put_back(world)
    world.commit()
    return world.check()


@attack("an increment with an answer is undone", Reason.INCREMENT_REMOVED, state="ended")
def answered_increment_undone(world: World) -> Result:
    on_main(world, "1.1")
    world.git("checkout", "-q", "main")
    world.answer(SPIKED, "not-met")
    return _undone_with(world)


@attack("an increment with a waiver is undone", Reason.INCREMENT_REMOVED, state="ended")
def waived_increment_undone(world: World) -> Result:
    on_main(world, "1.1")
    world.git("checkout", "-q", "main")
    world.waive(SPIKED, world.day(30))
    return _undone_with(world)


@attack("an increment with a withdrawal alone is undone", Reason.INCREMENT_REMOVED, state="ended")
def withdrawn_increment_undone(world: World) -> Result:
    on_main(world, "1.1")
    world.git("checkout", "-q", "main")
    world.record("  feasibility.pm: {}", f"  feasibility.pm:\n{_withdrawal(PM, moment(world.now))}")
    return _undone_with(world)


@attack("an increment is emptied and undone", Reason.INCREMENT_REMOVED, state="ended")
def emptied_and_undone(world: World) -> Result:
    on_main(world, "1.1")
    blank = world.read(CURRENT)
    world.git("checkout", "-q", "main")
    world.decide("feasibility", "hold", reason="no money")
    world.commit(author=PM)
    world.branch()
    world.write(CURRENT, blank)
    world.commit()
    undo(world)
    world.commit()
    return world.check()


@attack(
    "undone to an older increment than the one before", Reason.INCREMENT_WENT_BACK, state="ended"
)
def undone_to_an_older_one(world: World) -> Result:
    on_main(world, "1.1", kind="patch")
    on_main(world, "1.2", abandon="so")
    _put_back(world)
    world.commit()
    return world.check()


@attack(
    "a new increment says that it follows an older one, to be undone to that later",
    Reason.INCREMENT_FOLLOWS_OTHER,
    state="ended",
)
def start_names_an_older_one(world: World) -> Result:
    on_main(world, "1.1", kind="patch")
    world.start("1.2", abandon="so")
    world.record('follows: "1.1"', 'follows: "1.0"')
    world.commit()
    return world.check()


@attack("what an increment follows is rewritten", Reason.RECORD_FOLLOWS_CHANGED, state="ended")
def follows_rewritten(world: World) -> Result:
    on_main(world, "1.1", kind="patch")
    on_main(world, "1.2", abandon="so")
    world.record('follows: "1.1"', 'follows: "1.0"')
    world.commit()
    return world.check()


@attack("undone to a parallel increment", Reason.INCREMENT_WENT_BACK, state="ended")
def undone_to_a_parallel_one(world: World) -> Result:
    on_main(world, "1.0.1", kind="patch", parallel=True)
    on_main(world, "1.1")
    _put_back(world, "1.0.1")
    world.commit()
    return world.check()


@attack("two increments are undone at once", Reason.INCREMENT_REMOVED, state="ended")
def two_undone(world: World) -> Result:
    on_main(world, "1.1")
    on_main(world, "1.2", abandon="so")
    undo(world)
    undo(world)
    world.commit()
    return world.check()


@attack("undone, with an answer of the decided gate changed", Reason.ANSWER_REMOVED, state="ended")
def undone_and_rewritten(world: World) -> Result:
    on_main(world, "1.1")
    undo(world)
    world.record(world.block(SPIKED), f"  {SPIKED}: {{}}")
    world.commit()
    return world.check()


@attack("undone, with the decision of the release left out", Reason.ENTRIES_REMOVED, state="ended")
def undone_without_a_decision(world: World) -> Result:
    on_main(world, "1.1")
    undo(world)
    world.record(world.block("release"), "  release: {}")
    world.commit()
    return world.check()


@attack("undone, and begun anew without the reason for leaving", Reason.INCREMENT_LEFT_OPEN)
def begun_anew_without_a_reason(world: World) -> Result:
    on_main(world, "1.1", abandon="the market has gone")
    undo(world)
    world.start("1.2", abandon="the market has gone")
    world.lines(lambda lines: [line for line in lines if not line.startswith("remark:")])
    world.commit()
    return world.check()


@attack(
    "an increment that was left blank is removed as if parallel",
    Reason.INCREMENT_REMOVED,
    state="fresh",
)
def left_increment_removed(world: World) -> Result:
    on_main(world, "1.1", abandon="so")
    on_main(world, "1.2", abandon="so")
    world.path(".tpm/increments/1.1.yaml").unlink()
    world.commit()
    return world.check()


@attack("the first increment, still blank, is removed", Reason.INCREMENT_REMOVED, state="fresh")
def first_increment_removed(world: World) -> Result:
    on_main(world, "1.1", abandon="so")
    world.path(KEPT).unlink()
    world.commit()
    return world.check()


@attack("a parallel increment with an entry is removed", Reason.INCREMENT_REMOVED)
def parallel_increment_removed(world: World) -> Result:
    on_main(world, "1.0.1", kind="patch", parallel=True)
    world.git("checkout", "-q", "main")
    world.decide("release", "hold", reason="no", increment="1.0.1")
    world.commit(author=PM)
    world.branch()
    world.path(".tpm/increments/1.0.1.yaml").unlink()
    world.commit()
    return world.check()


@attack("undone together with a looser policy", Reason.POLICY_AND_RECORD_CHANGED, state="ended")
def undone_with_the_policy(world: World) -> Result:
    on_main(world, "1.1")
    undo(world)
    world.policy("signoffs: [tpm, pm]", "signoffs: [tpm]")
    world.commit()
    return world.check()
