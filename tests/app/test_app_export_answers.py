"""What a form says of each item is what every other view says of it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from tpmcli.app.context import CommandContext
from tpmcli.app.export_answers import make_form
from tpmcli.app.status import get_status
from tpmcli.app.workspace import open_workspace
from tpmcli.render.labels import label

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "payments-ledger"


def test_the_states_are_those_of_the_status(tmp_path: Path) -> None:
    """Two gates of the example are decided: of their checks only continuous ones are run."""
    root = tmp_path / "ledger"
    shutil.copytree(EXAMPLE, root)
    workspace = open_workspace(CommandContext(str(root), {}, lambda: NOW, as_of="2026-11-22"))
    shown = {
        each.item.id: each.state for phase in make_form(workspace).phases for each in phase.items
    }
    assert shown == {
        each.item.id: label(str(each.state))
        for phase in get_status(workspace).phases
        if phase.gate is not None
        for each in phase.gate.items
    }
    assert len(set(shown.values())) > 2
