"""Shell completion: names from the project, and silence where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer.main

from tpmcli.app.start import start
from tpmcli.app.workspace import open_workspace
from tpmcli.cli import completion
from tpmcli.cli.context import command_context
from tpmcli.cli.tree import app


def test_names_of_the_project(project: Path) -> None:
    assert completion.phases("re") == ["requirements", "release"]
    assert completion.phases("x") == []
    found = completion.items("feasibility.un")
    assert found == ["feasibility.unknowns-spiked"]
    assert completion.items("unknowns") == ["unknowns-spiked"]
    assert len(completion.items("")) > 100


def test_slugs_that_name_several_items_are_not_offered(project: Path) -> None:
    pack = project / ".tpm/house.yaml"
    added = "".join(
        f"  {phase}:\n    tpm:\n      - {{id: zz-twice, title: It is so}}\n"
        for phase in ("feasibility", "release")
    )
    pack.write_text(
        f"schema: tpm/pack/1\nname: house\ntitle: House\nadd:\n{added}", encoding="utf-8"
    )
    policy = project / ".tpm/policy.yaml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("packs: []", "packs: [.tpm/house.yaml]"), encoding="utf-8")
    assert completion.items("zz") == []
    assert completion.items("release.zz") == ["release.zz-twice"]


def test_increments_under_way_and_kept(project: Path) -> None:
    assert completion.increments("") == ["1.0"]
    here = command_context(person="tpm@example.com")
    for name in ("1.0.1", "2.0"):
        start(open_workspace(here), here, name, parallel=True)
    assert completion.increments("") == ["1.0", "1.0.1", "2.0"]
    assert completion.increments("2") == ["2.0"]
    (project / ".tpm/project.yaml").write_text("[", encoding="utf-8")
    assert completion.increments("") == ["1.0.1", "2.0"]


def test_people_and_roles(project: Path) -> None:
    assert completion.people("") == ["tpm", "pm", "tpm@example.com", "pm@example.com"]
    assert completion.people("pm@") == ["pm@example.com"]
    assert completion.emails("") == ["tpm@example.com", "pm@example.com"]


def test_whoever_stands_in_is_a_person_too(project: Path) -> None:
    """And may hold no role."""
    policy = project / ".tpm/policy.yaml"
    days = "first: '2026-11-01', last: '2026-11-09'"
    lent = f"{{from: pm@example.com, to: dana@example.com, role: pm, {days}, reason: leave}}"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("\ngate:", f"\ndelegations: [{lent}]\ngate:"), "utf-8")
    assert completion.emails("d") == ["dana@example.com"]


OF_PEOPLE = (
    *("sign --as", "sign --for", "sign --deputy-for"),
    *("waive --approved-by", "answer --owner", "gate decide --owner"),
)


@pytest.mark.parametrize("words", OF_PEOPLE)
def test_a_shell_is_told_who_there_is(
    project: Path, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = f"tpm {words} p"
    monkeypatch.setenv("_TPM_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split()) - 1))
    with pytest.raises(SystemExit):
        typer.main.get_command(app)(prog_name="tpm", args=[], complete_var="_TPM_COMPLETE")
    assert capsys.readouterr().out.split() == ["pm@example.com"]


def test_packs_and_traits_need_no_project(outside: Path) -> None:
    assert completion.packs("f") == ["fintech"]
    assert completion.traits("hos") == ["hosted"]


def test_rules_need_no_project(outside: Path) -> None:
    assert completion.rules("signoff-") == [
        *("signoff-missing", "signoff-stale", "signoff-misplaced", "signoff-narrow")
    ]
    assert len(completion.rules("")) >= 37
    assert completion.rules("x") == []


def test_outside_a_project_nothing_is_offered(outside: Path) -> None:
    assert completion.phases("") == completion.items("") == completion.increments("") == []
    assert completion.people("") == []


@pytest.mark.parametrize("policy", ["schema: nonsense\n", "[", ""])
def test_a_broken_policy_offers_nothing(project: Path, policy: str) -> None:
    (project / ".tpm/policy.yaml").write_text(policy, encoding="utf-8")
    assert completion.phases("") == completion.items("") == completion.people("") == []


def test_a_project_that_is_no_folder_offers_nothing(outside: Path) -> None:
    (outside / ".tpm").write_text("", encoding="utf-8")
    assert completion.phases("") == completion.items("") == completion.increments("") == []


def test_a_missing_file_offers_nothing(project: Path) -> None:
    (project / ".tpm/policy.yaml").unlink()
    assert completion.phases("") == []
