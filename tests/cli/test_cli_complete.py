"""Shell completion: names from the project, and silence where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tpmcli.app.start import start
from tpmcli.app.workspace import open_workspace
from tpmcli.cli import complete
from tpmcli.cli.here import session


def test_names_of_the_project(project: Path) -> None:
    assert complete.phases("re") == ["requirements", "release"]
    assert complete.phases("x") == []
    found = complete.items("feasibility.un")
    assert found == ["feasibility.unknowns-spiked"]
    assert complete.items("unknowns") == ["unknowns-spiked"]
    assert len(complete.items("")) > 100


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
    assert complete.items("zz") == []
    assert complete.items("release.zz") == ["release.zz-twice"]


def test_increments_under_way_and_kept(project: Path) -> None:
    assert complete.increments("") == ["1.0"]
    here = session(person="tpm@example.com")
    for name in ("1.0.1", "2.0"):
        start(open_workspace(here), here, name, beside=True)
    assert complete.increments("") == ["1.0", "1.0.1", "2.0"]
    assert complete.increments("2") == ["2.0"]
    (project / ".tpm/project.yaml").write_text("[", encoding="utf-8")
    assert complete.increments("") == ["1.0.1", "2.0"]


def test_people_and_roles(project: Path) -> None:
    assert complete.people("") == ["tpm", "pm", "tpm@example.com", "pm@example.com"]
    assert complete.people("pm@") == ["pm@example.com"]


def test_packs_and_traits_need_no_project(outside: Path) -> None:
    assert complete.packs("f") == ["fintech"]
    assert complete.traits("hos") == ["hosted"]


def test_outside_a_project_nothing_is_offered(outside: Path) -> None:
    assert complete.phases("") == complete.items("") == complete.increments("") == []
    assert complete.people("") == []


@pytest.mark.parametrize("policy", ["schema: nonsense\n", "[", ""])
def test_a_broken_policy_offers_nothing(project: Path, policy: str) -> None:
    (project / ".tpm/policy.yaml").write_text(policy, encoding="utf-8")
    assert complete.phases("") == complete.items("") == complete.people("") == []


def test_a_project_that_is_no_folder_offers_nothing(outside: Path) -> None:
    (outside / ".tpm").write_text("", encoding="utf-8")
    assert complete.phases("") == complete.items("") == complete.increments("") == []


def test_a_missing_file_offers_nothing(project: Path) -> None:
    (project / ".tpm/policy.yaml").unlink()
    assert complete.phases("") == []
