"""`tpm sign --withdraw`: an entry that ends a sign-off, and what shows it."""

from __future__ import annotations

import pytest
from small_project import AT, NOTE, Small, changes, refused

from tpmcli.app.log import read_log
from tpmcli.app.sign import withdraw
from tpmcli.app.status import get_status
from tpmcli.model.errors import RefusedError
from tpmcli.model.role import Role
from tpmcli.model.verdict import SignOffState
from tpmcli.render.next.text import step_reason
from tpmcli.rules.history import EventType
from tpmcli.rules.next import next_step
from world.people import PM, STRANGER, TPM


@pytest.fixture
def signed(small: Small) -> Small:
    """Both roles have signed off the first gate."""
    small.answer("tried", evidence=[NOTE])
    small.answer("wanted", by=PM)
    small.sign("idea")
    return small


def take_back(small: Small, role: str, by: str, phase: str = "") -> None:
    withdraw(small.open(), small.session(by), phase, Role(role))


def state(small: Small, role: str) -> SignOffState:
    gate = small.judged("phase", "idea").gates[0]
    return {each.role: each.state for each in gate.signoffs}[Role(role)]


def test_it_is_an_entry_behind_the_signoff(signed: Small) -> None:
    before = signed.read()
    take_back(signed, "pm", PM)
    assert changes(before, signed.read()) == [
        "+    - withdrawn: true",
        f"+      by: {PM}",
        f'+      at: "{AT}"',
    ]
    assert state(signed, "pm") is SignOffState.MISSING
    assert state(signed, "tpm") is SignOffState.VALID
    signed.sign("idea", "pm")
    assert state(signed, "pm") is SignOffState.VALID


def test_next_and_log_show_it(signed: Small) -> None:
    signed.git("commit", "-qam", "signed")
    take_back(signed, "pm", PM)
    step = next_step(get_status(signed.open()), None)
    assert step is not None
    withdrew = f"{PM} withdrew the PM's sign-off of idea on 2026-11-22"
    assert step_reason(step) == f"its required items are satisfied; {withdrew}"
    newest = read_log(signed.session()).entries[0].change
    assert (newest.what, newest.subject, newest.role) == (EventType.WITHDRAWN, "idea", "pm")


def test_who_may_and_when(signed: Small) -> None:
    for role, by in (("pm", STRANGER), ("pm", TPM)):
        with pytest.raises(RefusedError, match="is not a PM of this project"):
            take_back(signed, role, by)
    take_back(signed, "pm", PM)
    with pytest.raises(RefusedError) as caught:
        take_back(signed, "pm", PM)
    assert refused(caught) == (
        "the PM has no active sign-off of idea",
        "→ tpm gate check idea",
    )
    signed.sign("idea", "pm")
    signed.decide("idea")
    with pytest.raises(RefusedError) as caught:
        take_back(signed, "pm", PM, "idea")
    assert refused(caught) == (
        "sign-offs of idea are locked: the gate is decided (`go`)",
        "help: reopen the gate: `tpm gate decide idea recycle --reason REASON` (REASON says why)",
    )


def test_a_signoff_that_is_outdated_may_be_withdrawn(signed: Small) -> None:
    signed.answer("wanted", by=PM, note="more so")
    take_back(signed, "pm", PM)
    assert state(signed, "pm") is SignOffState.MISSING
