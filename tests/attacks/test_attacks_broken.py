"""With one guard taken away, the attack that it stops gets through: the corpus can fail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attack_corpus import ALL, fits
from attack_world import World

from tpmcli.model.finding import Finding
from tpmcli.model.policy import Identity
from tpmcli.rules.change.new_entries import Attribution

WorldAt = Callable[[str], World]
CASES = {case.name: case for case in ALL}


def _nothing(*_: object, **__: object) -> list[object]:
    return []


def _no(*_: object, **__: object) -> bool:
    return False


def _yes(*_: object, **__: object) -> bool:
    return True


def _none(*_: object, **__: object) -> None:
    return None


def _same(first: object) -> object:
    return first


def _sure(*given: Any) -> object:
    wanted = given[3]
    return {key: Attribution(Identity.SIGNED) for key in wanted}


def _without_brackets(finding: Finding) -> object:
    """As findings were told apart once: by a message that was cut at its first bracket."""
    return finding.rule, finding.subject.id, finding.about.path.partition(" (")[0]


def _without_part(finding: Finding) -> object:
    return finding.rule, finding.subject.id


IDENTITY = "tpmcli.model.finding.Finding.identity"
GUARDS = [
    ("tpmcli.rules.item_verdict.find_unfinished", _none, "answer_under_the_slug_beside_another"),
    (
        "tpmcli.app.complete_answers._Completing._refuse_otherwise",
        _none,
        "answer_by_hand_in_the_name_of_the_pm",
    ),
    ("tpmcli.app.change_rules.find_rewrites", _nothing, "decision_removed"),
    ("tpmcli.app.change_rules.find_rewrites", _nothing, "increment_removed"),
    ("tpmcli.rules.change.new_entries._authority", _nothing, "signoff_by_stranger"),
    ("tpmcli.rules.change.new_entries._authority", _nothing, "decision_by_stranger"),
    ("tpmcli.rules.change.new_entries._authority", _nothing, "waiver_one_day_too_long"),
    ("tpmcli.rules.change.new_entries._dated", _nothing, "signoff_backdated"),
    ("tpmcli.rules.change.new_entries._authority", _nothing, "run_of_a_stranger"),
    ("tpmcli.rules.change.new_entries._authority", _nothing, "gate_left_by_a_stranger"),
    ("tpmcli.rules.change.new_entries._dated", _nothing, "run_dated_long_ago"),
    ("tpmcli.rules.change.new_entries._identity", _nothing, "run_unsigned"),
    ("tpmcli.rules.change.new_entries._identity", _nothing, "shortened_on_the_way"),
    ("tpmcli.rules.change.transition._appended", _nothing, "run_removed"),
    ("tpmcli.app.change_rules.answers_ahead", _nothing, "unsigned_answer_dated_ahead"),
    ("tpmcli.rules.change.new_entries._covers_later", _no, "signoff_before_its_answers"),
    ("tpmcli.rules.change.new_entries._identity", _nothing, "pm_signoff_by_tpm"),
    ("tpmcli.app.change_rules.attribute", _sure, "no_approval"),
    ("tpmcli.app.change_rules.verify_decision", _nothing, "go_past_an_open_gate"),
    ("tpmcli.app.change_rules.verify_promises", _nothing, "condition_due_too_late"),
    ("tpmcli.app.change_rules.decided_again", _nothing, "decided_twice"),
    ("tpmcli.rules.change.new_decisions._recorded_whole", _nothing, "decision_forgets_its_waiver"),
    ("tpmcli.app.change_rules.record_changed", _no, "item_dropped_with_an_answer"),
    ("tpmcli.app.change_rules.find_loosenings", _nothing, "limits_raised_alone"),
    ("tpmcli.repo.signatures.verify_time", lambda _: "20260101", "expired_key"),
    ("tpmcli.repo.evidence.LfsTree", _same, "pointer_to_nothing"),
    ("tpmcli.text.lookalikes.skeleton", _same, "homoglyph"),
    ("tpmcli.text.lookalikes.skeleton", _same, "homoglyph_approves"),
    ("tpmcli.model.policy.fold_address", str.casefold, "two_letters_for_one"),
    ("tpmcli.app.judged_change._Judgement._left_behind", _nothing, "increment_hides_a_deletion"),
    ("tpmcli.rules.change.transition.recorded_blocks", _nothing, "condition_undone"),
    ("tpmcli.rules.change.transition.recorded_blocks", _nothing, "kill_undone"),
    ("tpmcli.rules.change.transition.recorded_blocks", _nothing, "waived_increment_undone"),
    ("tpmcli.rules.change.transition.recorded_blocks", _nothing, "parallel_increment_removed"),
    ("tpmcli.rules.change.transition.is_beside", _yes, "left_increment_removed"),
    ("tpmcli.rules.change.transition.is_beside", _yes, "first_increment_removed"),
    ("tpmcli.rules.change.transition._misplaced", _nothing, "start_names_an_older_one"),
    ("tpmcli.rules.signoffs.withdrawal", _none, "older_signoff_behind_a_withdrawal"),
    ("tpmcli.rules.change.new_entries._withdrawn_late", _nothing, "withdrawn_after_the_decision"),
    ("tpmcli.rules.change.new_entries._authority", _nothing, "withdrawn_by_a_stranger"),
    ("tpmcli.rules.change.new_entries._identity", _nothing, "withdrawal_forged"),
    (IDENTITY, property(_without_brackets), "numbered_copy_swapped"),
    (IDENTITY, property(_without_part), "numbered_file_swapped"),
    (IDENTITY, property(_without_part), "heading_swapped"),
    (IDENTITY, property(_without_part), "should_evidence_swapped"),
    (IDENTITY, property(_without_part), "disputing_check_swapped"),
    (IDENTITY, property(_without_part), "check_swapped"),
    (IDENTITY, property(_without_part), "closing_swapped"),
]


def _words(value: object) -> str:
    """A name that is the same in every process."""
    return value if isinstance(value, str) else getattr(value, "__name__", "")


@pytest.mark.parametrize(("guard", "instead", "name"), GUARDS, ids=_words)
def test_without_it_the_attack_is_not_stopped(
    guard: str,
    instead: object,
    name: str,
    world_at: WorldAt,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = CASES[name]
    monkeypatch.setattr(guard, instead)
    assert not fits(case, case.play(world_at(case.state)))
