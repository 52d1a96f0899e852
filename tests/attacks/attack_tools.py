"""What an attacker with the tool's own code at hand can write."""

from __future__ import annotations

from attack_world import World

from tpmcli.app.facts import gather
from tpmcli.app.saving import BlockEdit, save
from tpmcli.app.workspace import open_workspace
from tpmcli.model.days import moment
from tpmcli.model.record import Condition, Decision, Outcome
from tpmcli.rules.authorisation import find_phase
from tpmcli.rules.decided_gate import bound_digest
from tpmcli.rules.open_gate import judge_open_gate
from tpmcli.rules.project import Project
from tpmcli.store.record.entries import decision_entry
from world.people import PM


def decide_by_hand(
    world: World,
    phase: str,
    *,
    decision: str = "go",
    at: str = "",
    conditions: list[dict[str, str]] | None = None,
    waivers: dict[str, int] | None = None,
    standing: list[str] | None = None,
    signoffs: dict[str, int] | None = None,
    reason: str = "because",
) -> None:
    """Records a decision that no command would, with a digest that fits it."""
    session = world.session(PM)
    workspace = open_workspace(session)
    found = find_phase(workspace.project, phase)
    gate = judge_open_gate(workspace.project, found, gather(workspace, (found,)))
    promises = [Condition(each["text"], each["owner"], each["due"]) for each in conditions or []]

    def change(project: Project) -> list[BlockEdit]:
        entry = decision_entry(
            project.record,
            found,
            Outcome(decision),
            gate.items,
            gate.recommendation,
            promises,
            by=PM,
            at=at or moment(world.now),
            reason=reason,
        )
        for key, value in (("waivers", waivers), ("standing", standing), ("signoffs", signoffs)):
            if value:
                entry[key] = value
            elif value is not None:
                entry.pop(key, None)
        raw = {key: value for key, value in entry.items() if key != "digest"}
        taken = Decision(
            Outcome(decision),
            PM,
            str(entry["at"]),
            "",
            conditions=tuple(promises),
            waivers=dict(entry.get("waivers", {})),  # type: ignore[call-overload]
            signoffs=dict(entry.get("signoffs", {})),  # type: ignore[call-overload]
            continuous_items=tuple(entry.get("standing", ())),  # type: ignore[arg-type]
            raw=raw,
        )
        raw["digest"] = bound_digest(project.record, phase, taken)
        earlier = project.record.decisions.get(phase, ())
        return [BlockEdit("decisions", phase, [*(each.raw for each in earlier), raw])]

    save(workspace, change)
