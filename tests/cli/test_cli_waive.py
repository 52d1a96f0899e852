"""`tpm waive`: what it prints can be run."""

from __future__ import annotations

import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tpmcli.cli.main import main

TPM, PM = "tpm@example.com", "pm@example.com"


@pytest.mark.parametrize(
    ("item", "approver", "role"),
    [("ci-on-every-change", PM, "pm"), ("roadmap-current", TPM, "tpm")],
)
def test_it_names_the_command_with_which_the_approver_signs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], item: str, approver: str, role: str
) -> None:
    here = ["-C", str(tmp_path)]
    requester = TPM if approver == PM else PM
    assert main(["init", "--name", "Ledger", "--tpm", TPM, "--pm", PM, *here]) == 0
    until = f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d}"
    waiver = ["--reason", "later", "--until", until, "--approved-by", approver]
    capsys.readouterr()
    assert main(["waive", item, *waiver, "--as", requester, *here]) == 0
    waiting, asking = capsys.readouterr().err.splitlines()[-2:]
    assert waiting == f"  not in effect until {approver} signs off"
    command = f"tpm -C {tmp_path} sign development --role {role}"
    assert asking == f"  help: ask {approver} to run `{command}`"

    # The approver's own items are open, so it is refused, but understood.
    words = shlex.split(command)[1:]
    assert main([*words, "--as", approver]) == 1
    assert "required items" in capsys.readouterr().err
