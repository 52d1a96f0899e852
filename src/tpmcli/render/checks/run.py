"""`tpm checks run` as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tpmcli.render.jsontext import dump

if TYPE_CHECKING:
    from tpmcli.model.checks_view import CommandResult


def render_json(increment: str, done: Sequence[CommandResult]) -> str:
    """Return the runs of an increment as JSON, `tpm/check-runs/1`."""
    return dump(
        {
            "schema": "tpm/check-runs/1",
            "increment": increment,
            "runs": [_run_data(ran) for ran in done],
        }
    )


def _run_data(ran: CommandResult) -> dict[str, object]:
    return {
        "item": ran.item.id,
        "command": list(ran.argv),
        "outcome": str(ran.result.outcome),
        "message": ran.result.message,
        "output": ran.output,
    }
