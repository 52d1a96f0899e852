"""What is shown of checklists, from a project and from what is shipped."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tpmcli.app.checklist_copy import as_yaml
from tpmcli.app.checklist_list import load_catalog
from tpmcli.app.checklist_show import ViewRequest, view_traits
from tpmcli.app.checklist_show import view as build_view
from tpmcli.app.context import CommandContext
from tpmcli.app.workspace import load_requirements
from tpmcli.model.checklist import Level
from tpmcli.model.checklist_catalog import LevelCounts
from tpmcli.model.checklist_view import ChecklistView, ViewKind
from tpmcli.model.errors import UsageError
from tpmcli.model.role import PM
from tpmcli.render.fix import fix_text
from tpmcli.repo.worktree import WorkTree

POLICY = """\
schema: tpm/policy/1
id: kettle-1
name: Kettle
lifecycle: standard
packs: [open-source, .tpm/house.yaml]
traits: [hosted]
people: {tpm: [tpm@example.com], pm: [pm@example.com]}
adjust:
  testing.security-tested: {drop: true, reason: the shop tests it}
  feasibility.business-case-approved: {level: must}
"""
HOUSE = """\
schema: tpm/pack/1
name: house
title: House rules
add:
  testing:
    pm:
      - {id: kettle-shown, title: The kettle was shown, locked: true}
"""


def session(folder: Path) -> CommandContext:
    return CommandContext(str(folder), {}, lambda: datetime(2026, 11, 22, tzinfo=UTC))


@pytest.fixture
def project(tmp_path: Path) -> CommandContext:
    """A project with a shipped pack, a pack of its own and adjustments."""
    (tmp_path / ".tpm").mkdir()
    (tmp_path / ".tpm" / "policy.yaml").write_text(POLICY, encoding="utf-8")
    (tmp_path / ".tpm" / "house.yaml").write_text(HOUSE, encoding="utf-8")
    return session(tmp_path)


def ids(view: ChecklistView) -> list[str]:
    return [each.item.id for phase in view.phases for each in phase.items]


def test_a_phase_shows_all_layers_and_who_changed_what(project: CommandContext) -> None:
    view = build_view(project, ViewRequest("feasibility"))
    (phase,) = view.phases
    assert (view.kind, view.source.checklist.name) == (ViewKind.PHASE, "standard")
    items = {each.item.slug: each for each in phase.items}
    funded = items["business-case-approved"]
    assert funded.item.level is Level.MUST
    assert [(each.layer, each.loosens) for each in funded.adjusted] == [
        ("open-source", True),
        ("policy", False),
    ]
    assert items["oss-licence-file-present"].item.layer == "open-source"


def test_a_phase_shows_what_was_dropped_and_by_whom(project: CommandContext) -> None:
    (phase,) = build_view(project, ViewRequest("testing")).phases
    assert [(each.item, each.layer, each.reason) for each in phase.dropped] == [
        ("testing.security-tested", "policy", "the shop tests it")
    ]
    assert "testing.kettle-shown" in [each.item.id for each in phase.items]


def test_traits_say_what_does_not_apply_here_and_nothing_outside(
    project: CommandContext, tmp_path_factory: pytest.TempPathFactory
) -> None:
    name = "testing.recovery-rehearsed"
    (inside,) = build_view(project, ViewRequest(name)).phases[0].items
    assert inside.missing == ("stores-data",)
    (outside,) = (
        build_view(session(tmp_path_factory.mktemp("no")), ViewRequest(name)).phases[0].items
    )
    assert outside.missing == ()
    assert outside.item == inside.item


def test_a_role_is_filtered(project: CommandContext) -> None:
    for name in ("", "testing", "fintech"):
        view = build_view(project, ViewRequest(name, PM))
        roles = {each.item.role for phase in view.phases for each in phase.items}
        assert roles == {PM}


def test_a_lifecycle_or_packs_show_what_is_shipped_inside_a_project_too(
    project: CommandContext,
) -> None:
    view = build_view(project, ViewRequest("testing", "", "lite"))
    assert view.source.policy is None
    assert len(ids(view)) == 6
    assert "testing.security-tested" in ids(view)
    view = build_view(project, ViewRequest("testing", "", "", ("fintech", "fintech")))
    assert view.source.checklist.name == "standard"
    assert "testing.fintech-ledger-correctness-proven" in ids(view)
    assert build_view(project, ViewRequest("lite")).source.policy is None
    assert build_view(project, ViewRequest("standard")).source.policy is not None


def test_an_item_of_a_pack_that_is_not_in_use_is_found_and_marked(project: CommandContext) -> None:
    view = build_view(project, ViewRequest("fintech-ledger-correctness-proven"))
    assert [each.in_use for each in view.phases[0].items] == [False]
    view = build_view(project, ViewRequest("testing.kettle-shown"))
    assert [each.in_use for each in view.phases[0].items] == [True]


@pytest.mark.parametrize("name", ["house", ".tpm/house.yaml"])
def test_a_team_pack_is_found_by_name_and_by_path(project: CommandContext, name: str) -> None:
    view = build_view(project, ViewRequest(name))
    assert view.pack is not None
    assert (view.kind, view.pack.layer.title) == (ViewKind.PACK, "House rules")
    assert ids(view) == ["testing.kettle-shown"]


def test_a_shipped_pack_tells_what_it_loosens_whether_in_use_or_not(
    project: CommandContext, tmp_path_factory: pytest.TempPathFactory
) -> None:
    here = build_view(project, ViewRequest("open-source")).pack_adjusts
    outside = build_view(
        session(tmp_path_factory.mktemp("no")), ViewRequest("open-source")
    ).pack_adjusts
    assert here == outside
    loosened = [each.adjustment.item for each in here if each.loosens]
    assert loosened[:2] == [
        "feasibility.business-case-approved",
        "requirements.stakeholders-consulted",
    ]
    assert "release.changelog-entry-written" not in loosened


def test_what_a_pack_changes_is_shown_at_the_gate_that_covers_it(
    tmp_path: Path,
) -> None:
    (tmp_path / ".tpm").mkdir()
    policy = POLICY.replace("standard", "lite").replace(
        "[open-source, .tpm/house.yaml]", "[fintech]"
    )
    (tmp_path / ".tpm/policy.yaml").write_text(policy[: policy.index("adjust:")], encoding="utf-8")
    (phase,) = build_view(session(tmp_path), ViewRequest("testing")).phases
    items = {each.item.id: each for each in phase.items}
    (change,) = items["testing.dependencies-controlled"].adjusted
    assert (change.layer, change.loosens) == ("fintech", False)


def test_references_are_resolved(project: CommandContext) -> None:
    (view,) = build_view(project, ViewRequest("unknowns-spiked")).phases[0].items
    assert tuple(each.key for each in view.references) == view.item.refs
    assert all(each.url.startswith("https://") for each in view.references)


@pytest.mark.parametrize(
    ("wanted", "message", "hint"),
    [
        (
            ViewRequest("tesing"),
            "no phase, item, pack or lifecycle named `tesing`",
            "help: did you mean `testing`?",
        ),
        (
            ViewRequest("testing.kettle-show"),
            "no phase, item, pack or lifecycle named `testing.kettle-show`",
            "help: did you mean `testing.kettle-shown`?",
        ),
        (
            ViewRequest("hose"),
            "no phase, item, pack or lifecycle named `hose`",
            "help: did you mean `house`?",
        ),
        (
            ViewRequest("security-tested"),
            "`testing.security-tested` is dropped by `policy`: the shop tests it",
            "",
        ),
        (
            ViewRequest("development", "", "lite"),
            "`development` is not in this checklist (lifecycle `lite`)",
            "→ tpm checklist show development --lifecycle standard",
        ),
        (
            ViewRequest("", "", "standart"),
            "no shipped lifecycle named `standart`",
            "help: did you mean `standard`?",
        ),
        (
            ViewRequest("", "", "", ("sass",)),
            "no shipped pack named `sass`",
            "help: did you mean `saas`?",
        ),
    ],
    ids=lambda value: value.name or value.lifecycle if isinstance(value, ViewRequest) else "",
)
def test_a_wrong_name_is_usage_with_the_way_out(
    project: CommandContext, wanted: ViewRequest, message: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        build_view(project, wanted)
    assert (caught.value.message, fix_text(caught.value.hint)) == (message, hint)


def test_a_slug_in_two_phases_is_to_be_made_clear(project: CommandContext) -> None:
    house = """\
schema: tpm/pack/1
name: house
title: House rules
add:
  testing: {pm: [{id: kettle-shown, title: Shown}]}
  release: {pm: [{id: kettle-shown, title: Shown again}]}
"""
    (Path(project.folder) / ".tpm" / "house.yaml").write_text(house, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        build_view(project, ViewRequest("kettle-shown"))
    assert (
        fix_text(caught.value.hint) == "help: use a full id: testing.kettle-shown,"
        " release.kettle-shown"
    )


def test_traits_list_the_items_that_each_brings(project: CommandContext) -> None:
    views = {view.trait.name: view for view in view_traits(project, ViewRequest())}
    assert len(views) == 12
    assert [name for name, view in views.items() if view.has] == ["hosted"]
    names = [item.id for item in views["stores-data"].items]
    assert "testing.recovery-rehearsed" in names
    only = view_traits(project, ViewRequest("testing", PM))
    assert {item.phase for view in only for item in view.items} == {"testing"}
    assert {item.role for view in only for item in view.items} == {PM}
    with pytest.raises(UsageError, match="no phase named `unknowns-spiked`"):
        view_traits(project, ViewRequest("unknowns-spiked"))


def test_the_shelf_counts_what_is_shipped_and_what_the_project_uses(
    project: CommandContext,
) -> None:
    catalog = load_catalog(project)
    assert [each.name for each in catalog.lifecycles] == ["standard", "lite"]
    assert catalog.lifecycles[1].items == LevelCounts(31, 0)
    assert len(catalog.packs) == 17
    assert all(each.about and (each.items.must or each.adjusts) for each in catalog.packs)
    used = catalog.project
    assert used is not None
    assert (used.id, used.packs) == ("kettle-1", ("open-source", ".tpm/house.yaml"))
    assert [(path, pack.items) for path, pack in used.own_packs] == [
        (".tpm/house.yaml", LevelCounts(1, 0))
    ]
    checklist = load_requirements(WorkTree(project.folder)).checklist
    assert sum(used.items) + used.elsewhere == len(checklist.items())
    assert used.elsewhere > 0
    assert used.loosenings == checklist.loosenings


def test_the_shelf_works_outside_a_project(tmp_path: Path) -> None:
    assert load_catalog(session(tmp_path)).project is None


@pytest.mark.parametrize("lifecycle", ["standard", "lite"])
def test_a_lifecycle_of_copies_asks_the_same(tmp_path: Path, lifecycle: str) -> None:
    """Every file as `--format yaml` prints it, with another name: the same items, in order."""
    here = session(tmp_path)
    whole = build_view(here, ViewRequest(lifecycle))
    original = whole.source.checklist
    folder = tmp_path / ".tpm" / "checklists"
    folder.mkdir(parents=True)
    text = as_yaml(whole).replace(f"name: {lifecycle}\n", "name: ours\n")
    (folder / "lifecycle.yaml").write_text(text, encoding="utf-8")
    for phase in original.phases:
        text = as_yaml(build_view(here, ViewRequest(phase.id, "", lifecycle)))
        (folder / f"{phase.id}.yaml").write_text(text, encoding="utf-8")
    policy = POLICY[: POLICY.index("adjust:")].replace(
        "lifecycle: standard\npacks: [open-source, .tpm/house.yaml]",
        "lifecycle: .tpm/checklists/lifecycle.yaml",
    )
    (tmp_path / ".tpm" / "policy.yaml").write_text(policy, encoding="utf-8")
    copied = load_requirements(WorkTree(str(tmp_path))).checklist
    assert [phase._replace(items=()) for phase in copied.phases] == [
        phase._replace(items=()) for phase in original.phases
    ]
    assert [item._replace(layer="") for item in copied.items().values()] == [
        item._replace(layer="") for item in original.items().values()
    ]


@pytest.mark.parametrize("name", ["fintech", "open-source"])
def test_a_copied_pack_with_another_name_serves_as_a_team_pack(tmp_path: Path, name: str) -> None:
    text = as_yaml(build_view(session(tmp_path), ViewRequest(name))).replace(
        f"name: {name}", "name: ours"
    )
    (tmp_path / ".tpm").mkdir()
    (tmp_path / ".tpm" / "house.yaml").write_text(text, encoding="utf-8")
    policy = POLICY[: POLICY.index("adjust:")].replace("open-source, ", "")
    (tmp_path / ".tpm" / "policy.yaml").write_text(policy, encoding="utf-8")
    copied = load_requirements(WorkTree(str(tmp_path))).checklist
    shipped = build_view(
        session(tmp_path), ViewRequest("", "", "standard", (name,))
    ).source.checklist
    assert list(copied.items()) == list(shipped.items())
    assert [each.what for each in copied.loosenings] == [each.what for each in shipped.loosenings]


def test_a_whole_checklist_is_no_one_file(project: CommandContext) -> None:
    for wanted in (ViewRequest(), ViewRequest("", "", "standard", ("saas",))):
        with pytest.raises(UsageError, match="a whole checklist is not a single file"):
            as_yaml(build_view(project, wanted))
