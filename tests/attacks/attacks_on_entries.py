"""Attacks on what counts by itself: recorded runs of checks, and how an increment began."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from attack_cases import attack
from attack_world import Result, World
from attacks_on_identity import PM_LOGIN, TPM_LOGIN, approval, least
from run_tools import BUILD, SMOKE, asks_for_runs, record_run

from tpmcli.model.days import moment
from tpmcli.model.rule import Reason, Rule
from world.people import DEV, PM, TPM

# Recorded runs of checks


def _forged(
    *, by: str = TPM, author: str = DEV, days: int = 0, level: str = "author"
) -> Callable[[World], Result]:
    def play(world: World) -> Result:
        asks_for_runs(world, level)
        record_run(world, SMOKE, by=by, at=world.now + timedelta(days=days))
        world.commit(author=author)
        return world.check()

    return play


for _name, _what, _reason, _play in (
    (
        "run_in_the_name_of_the_tpm",
        "a passing run in the TPM's name, committed by somebody else",
        Reason.IDENTITY_TOO_WEAK,
        _forged(),
    ),
    (
        "run_unsigned",
        "a passing run in the TPM's name, where commits must be signed",
        Reason.IDENTITY_TOO_WEAK,
        _forged(author=TPM, level="signed"),
    ),
    (
        "run_unsigned_dated_long_ago",
        "a run dated six years back, where commits must be signed",
        Reason.DATED_UNLIKE_COMMIT,
        _forged(author=TPM, days=-2200, level="signed"),
    ),
    (
        "run_of_a_stranger",
        "somebody whom the policy does not name records a run",
        Reason.RUNNER_UNAUTHORISED,
        _forged(by=DEV),
    ),
    (
        "run_dated_long_ago",
        "a run is dated six years back",
        Reason.DATED_UNLIKE_COMMIT,
        _forged(author=TPM, days=-2200),
    ),
    (
        "run_dated_ahead",
        "a run is dated a month ahead",
        Reason.DATED_IN_FUTURE,
        _forged(author=TPM, days=30),
    ),
):
    _play.__name__ = _name
    attack(_what, _reason)(_play)


@attack("a run that nobody approved, where approvals are asked for", Rule.IDENTITY_TOO_WEAK)
def run_without_approval(world: World) -> Result:
    asks_for_runs(world, "platform")
    record_run(world, SMOKE)
    world.commit(author=TPM)
    return world.check(approvals=[])


@attack("a run approved by somebody whom the policy does not name", Rule.IDENTITY_TOO_WEAK)
def run_approved_by_a_stranger(world: World) -> Result:
    asks_for_runs(world, "platform")
    record_run(world, SMOKE)
    head = world.commit(author=TPM)
    return world.check(approvals=[approval("nobody", head)])


@attack("the PM approves a run that somebody wrote in the TPM's name", Rule.IDENTITY_TOO_WEAK)
def run_of_another_author_approved(world: World) -> Result:
    asks_for_runs(world, "platform")
    record_run(world, SMOKE)
    head = world.commit(author=DEV)
    return world.check(approvals=[approval(PM_LOGIN, head)])


@attack("an approval of the commit before the run", Rule.IDENTITY_TOO_WEAK)
def run_after_its_approval(world: World) -> Result:
    asks_for_runs(world, "platform")
    before = world.commit(author=TPM)
    record_run(world, SMOKE)
    world.commit(author=TPM)
    return world.check(approvals=[approval(PM_LOGIN, before), approval(TPM_LOGIN, before)])


@attack("a failed run becomes a pass", Reason.ENTRIES_CHANGED)
def run_rewritten(world: World) -> Result:
    _failed_on_main(world)
    world.record("outcome: fail", "outcome: pass")
    world.commit()
    return world.check()


@attack("a failed run is removed, so that the pass before it counts again", Reason.ENTRIES_REMOVED)
def run_removed(world: World) -> Result:
    _failed_on_main(world)
    world.lines(lambda lines: [line for line in lines if "outcome: fail" not in line])
    world.commit()
    return world.check()


@attack("a pass from before is moved behind the failed run", Reason.ENTRIES_CHANGED)
def run_reordered(world: World) -> Result:
    _failed_on_main(world)

    def swap(lines: list[str]) -> list[str]:
        first = next(at for at, line in enumerate(lines) if "outcome: pass" in line)
        return [*lines[:first], lines[first + 1], lines[first], *lines[first + 2 :]]

    world.lines(swap)
    world.commit()
    return world.check()


def _failed_on_main(world: World) -> None:
    asks_for_runs(world)
    world.git("checkout", "-q", "main")
    record_run(world, SMOKE, at=world.now - timedelta(hours=1))
    record_run(world, SMOKE, outcome="fail")
    world.commit()
    world.branch()


@attack("the TPM's run is copied to another item of the same check", Reason.IDENTITY_TOO_WEAK)
def run_of_another_item(world: World) -> Result:
    asks_for_runs(world)
    world.git("checkout", "-q", "main")
    record_run(world, SMOKE)
    world.commit()
    world.branch()
    world.record(f"  {BUILD}: {{}}", world.block(SMOKE).replace(SMOKE, BUILD))
    world.commit(author=DEV)
    return world.check()


@attack(
    "the TPM's run is copied from the increment before", Reason.IDENTITY_TOO_WEAK, state="ended"
)
def run_of_another_increment(world: World) -> Result:
    asks_for_runs(world)
    world.git("checkout", "-q", "main")
    record_run(world, SMOKE)
    world.commit()
    block = world.block(SMOKE)
    world.start("1.1")
    world.commit()
    world.branch()
    world.record(f"  {SMOKE}: {{}}", block)
    world.commit(author=DEV)
    return world.check()


@attack("a run of a check that no item has yet is put in store", Reason.IDENTITY_TOO_WEAK)
def run_of_another_definition(world: World) -> Result:
    asks_for_runs(world)
    record_run(world, SMOKE, argv=["git", "help"])
    world.commit(author=DEV)
    return world.check()


@attack(
    "a run comes in the pull request that brings the project",
    Reason.ENTRY_WITHOUT_POLICY,
    state="empty",
)
def first_pull_request_with_a_run(world: World) -> Result:
    world.git("checkout", "-q", "base-fresh", "--", ".tpm")
    asks_for_runs(world, here=True)
    record_run(world, SMOKE)
    world.commit()
    return world.check()


# Answers


@attack("an answer that no sign-off covers is dated years ahead", Reason.ANSWER_DATED_AHEAD)
def unsigned_answer_dated_ahead(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.policy("signoffs: [tpm, pm]", "signoffs: [tpm]")
    world.commit()
    world.branch()
    world.answer("requirements.prd-complete", by=PM)
    block = world.block("requirements.prd-complete")
    world.record(block, block.replace(moment(world.now), "2036-03-03T09:00:00Z"))
    world.commit(author=PM)
    return world.check()


# How an increment began


def _starts(
    name: str = "1.1",
    *,
    author: str = TPM,
    by: str = TPM,
    at: timedelta = timedelta(),
    kind: str = "",
    abandon: str = "",
) -> Callable[[World], Result]:
    """Begins an increment with the command, then puts another name or moment in by hand."""

    def play(world: World) -> Result:
        now = moment(world.now)
        world.start(name, kind=kind, abandon=abandon)
        world.record(f'\nby: {TPM}\nat: "{now}"', f'\nby: {by}\nat: "{moment(world.now + at)}"')
        world.commit(author=author)
        return world.check()

    return play


_GONE = "the market has gone"
for _name, _what, _reason, _state, _play in (
    (
        "gate_left_by_a_stranger",
        "somebody whom the policy does not name leaves a gate undecided",
        Reason.STARTER_UNAUTHORISED,
        "decided",
        _starts(by=DEV, author=DEV, abandon=_GONE),
    ),
    (
        "gate_left_in_the_name_of_the_tpm",
        "a gate is left undecided in the TPM's name",
        Reason.IDENTITY_TOO_WEAK,
        "decided",
        _starts(author=DEV, abandon=_GONE),
    ),
    (
        "gate_left_long_ago",
        "a gate is left undecided, dated a year back",
        Reason.DATED_UNLIKE_COMMIT,
        "decided",
        _starts(at=timedelta(days=-365), abandon=_GONE),
    ),
    (
        "shorter_trip_by_a_stranger",
        "somebody whom the policy does not name begins a shorter trip",
        Reason.STARTER_UNAUTHORISED,
        "ended",
        _starts(by=DEV, author=DEV, kind="patch"),
    ),
    (
        "shorter_trip_in_the_name_of_the_pm",
        "a shorter trip begins in the PM's name",
        Reason.IDENTITY_TOO_WEAK,
        "ended",
        _starts(by=PM, author=TPM, kind="patch"),
    ),
    (
        "start_dated_ahead",
        "an increment begins a month ahead",
        Reason.DATED_IN_FUTURE,
        "ended",
        _starts(at=timedelta(days=30), kind="patch"),
    ),
    (
        "whole_trip_in_the_name_of_the_pm",
        "an increment of every gate begins in the PM's name",
        Reason.IDENTITY_TOO_WEAK,
        "ended",
        _starts(by=PM),
    ),
):
    _play.__name__ = _name
    attack(_what, _reason, state=_state)(_play)


@attack("a shorter trip beside the current one, by a stranger", Reason.STARTER_UNAUTHORISED)
def shorter_trip_in_parallel(world: World) -> Result:
    world.start("1.0.1", kind="patch", parallel=True)
    world.replace(".tpm/increments/1.0.1.yaml", f"\nby: {TPM}", f"\nby: {DEV}")
    world.commit(author=DEV)
    return world.check()


@attack("a gate is left undecided by one who may not decide", Reason.STARTER_UNAUTHORISED)
def gate_left_by_no_decider(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.policy("deciders: [tpm, pm]", "deciders: [pm]")
    world.commit()
    world.branch()
    world.policy("deciders: [pm]", "deciders: [tpm, pm]")
    world.start("1.1", abandon=_GONE)
    world.policy("deciders: [tpm, pm]", "deciders: [pm]")
    world.commit()
    return world.check()


@attack("a gate is left undecided, and nobody says who did", Reason.START_UNATTRIBUTED)
def gate_left_by_nobody(world: World) -> Result:
    world.start("1.1", abandon=_GONE)
    world.lines(lambda lines: [line for line in lines if not line.startswith(("by:", "at:"))])
    world.commit()
    return world.check()


@attack("a shorter trip begins without a date", Reason.START_UNATTRIBUTED, state="ended")
def shorter_trip_without_a_date(world: World) -> Result:
    world.start("1.1", kind="patch")
    world.lines(lambda lines: [line for line in lines if not line.startswith("at:")])
    world.commit()
    return world.check()


@attack("the TPM's new increment is made a shorter trip", Reason.IDENTITY_TOO_WEAK, state="ended")
def shortened_on_the_way(world: World) -> Result:
    world.start("1.1")
    world.commit()
    world.record('increment: "1.1"\n', 'increment: "1.1"\nkind: patch\n')
    world.commit(author=DEV)
    return world.check()


def _begun_on_main(world: World) -> None:
    world.git("checkout", "-q", "main")
    world.start("1.1", abandon=_GONE)
    world.commit()
    world.branch()


@attack("the reason for leaving a gate is rewritten", Reason.RECORD_REMARK_CHANGED)
def remark_rewritten(world: World) -> Result:
    _begun_on_main(world)
    world.record("the market has gone", "all was well")
    world.commit()
    return world.check()


@attack("who left a gate undecided is rewritten", Reason.RECORD_STARTER_CHANGED)
def starter_rewritten(world: World) -> Result:
    _begun_on_main(world)
    world.record(f"\nby: {TPM}", f"\nby: {PM}")
    world.commit(author=PM)
    return world.check()


@attack("when a gate was left is taken out", Reason.RECORD_START_MOVED)
def start_moved(world: World) -> Result:
    _begun_on_main(world)
    world.lines(lambda lines: [line for line in lines if not line.startswith("at:")])
    world.commit()
    return world.check()


@attack("a start that nobody approved, where approvals are asked for", Rule.IDENTITY_TOO_WEAK)
def gate_left_without_approval(world: World) -> Result:
    least(world, "platform")
    world.start("1.1", abandon=_GONE)
    world.commit()
    return world.check(approvals=[])


@attack(
    "a shorter trip comes in the pull request that brings the project",
    Reason.ENTRY_WITHOUT_POLICY,
    state="empty",
)
def first_pull_request_of_a_shorter_trip(world: World) -> Result:
    world.git("checkout", "-q", "base-fresh", "--", ".tpm")
    world.record('increment: "1.0"\n', 'increment: "1.0"\nkind: patch\n')
    world.commit()
    return world.check()
