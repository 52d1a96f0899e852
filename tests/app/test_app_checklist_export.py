"""`tpm checklist export` and `tpm checklist new`: files that read back, and nothing overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_project import NOW

from tpmcli.app.checklist_export import EXTENSIONS, ExportRequest, export_checklist
from tpmcli.app.checklist_import import import_checklist
from tpmcli.app.checklist_new import NewChecklist, NewItem, new_checklist
from tpmcli.app.checklist_show import ViewRequest
from tpmcli.app.context import CommandContext
from tpmcli.app.import_request import ImportRequest
from tpmcli.app.init import InitOptions, initialise
from tpmcli.app.lint import lint
from tpmcli.app.sync import sync
from tpmcli.app.workspace import load_requirements, open_workspace
from tpmcli.model.checklist import Item, Level
from tpmcli.model.errors import RefusedError, UsageError
from tpmcli.repo.worktree import WorkTree
from tpmcli.store.checklists.shipped_checklists import composed
from world.people import PM, POLICY, TPM

PHASE = ExportRequest(ViewRequest("release"))


def context(folder: Path) -> CommandContext:
    return CommandContext(str(folder), {}, lambda: NOW, TPM)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    initialise(context(tmp_path), InitOptions("Kettle", (TPM,), (PM,)), bytes)
    return tmp_path


def change_policy(folder: Path, before: str, after: str) -> None:
    policy = folder / POLICY
    text = policy.read_text()
    assert before in text
    policy.write_text(text.replace(before, after))


@pytest.mark.parametrize("name", EXTENSIONS)
def test_a_phase_is_exported_and_imported(tmp_path: Path, name: str) -> None:
    file = f"out{EXTENSIONS[name][0]}"
    done = export_checklist(context(tmp_path), PHASE._replace(output=file))
    expected = {item.title: item.level for item in release_items()}
    assert done.items == len(expected)
    found = import_checklist(
        context(tmp_path), ImportRequest(file, "post-launch", "pm", dry_run=True)
    )
    assert {item.title for item in found.report.taken} == set(expected)
    counts = {str(level): list(expected.values()).count(level) for level in Level}
    assert {str(use.level): use.items for use in found.report.levels} == counts


def release_items() -> tuple[Item, ...]:
    phase = composed("standard").phase("release")
    assert phase is not None
    return phase.items


def test_a_file_is_replaced_only_by_force(tmp_path: Path) -> None:
    (tmp_path / "out.md").write_text("mine")
    request = PHASE._replace(output="out.md")
    with pytest.raises(RefusedError, match=r"`out\.md` exists"):
        export_checklist(context(tmp_path), request)
    assert (tmp_path / "out.md").read_text() == "mine"
    export_checklist(context(tmp_path), request._replace(force=True))
    assert (tmp_path / "out.md").read_text().startswith("# ")


def test_what_cannot_be_exported(project: Path) -> None:
    for request, message in (
        (PHASE._replace(format_name="docx"), "no format named `docx`"),
        (PHASE._replace(format_name="xlsx"), "a workbook is written to a file only"),
        (PHASE._replace(output=".tpm/out.md"), "exports cannot be written into"),
        (PHASE._replace(output=".tpm"), "`.tpm` is a folder"),
        (ExportRequest(ViewRequest("relase")), "no phase, item, pack or lifecycle named `relase`"),
    ):
        with pytest.raises(UsageError) as error:
            export_checklist(context(project), request)
        assert error.value.message.startswith(message)


def test_json_is_the_pack(tmp_path: Path) -> None:
    done = export_checklist(
        context(tmp_path), ExportRequest(ViewRequest("saas"), format_name="json")
    )
    assert done.data is not None
    assert json.loads(done.data)["schema"] == "tpm/pack/1"


def test_a_new_pack_lints_clean(project: Path) -> None:
    items = (
        NewItem("The price list: updated", "release", "pm"),
        NewItem("Support was told", "release", "tpm", Level.SHOULD),
    )
    done = new_checklist(context(project), NewChecklist("house-rules", items=items))
    assert done.written == (".tpm/checklists/house-rules.yaml", ".tpm/schemas/pack.json")
    text = (project / done.main).read_text()
    assert text.startswith("# yaml-language-server: $schema=../schemas/pack.json\n")
    assert (project / ".tpm/checklists" / "../schemas/pack.json").is_file()
    change_policy(project, "packs: []", f"packs: [{done.main}]")
    sync(open_workspace(context(project)))
    found = lint(context(project))
    assert (found.warnings, found.untidy) == ((), ())
    with pytest.raises(RefusedError, match="exists; nothing was written"):
        new_checklist(context(project), NewChecklist("house-rules", items=items))


@pytest.mark.parametrize(
    "new",
    [
        NewChecklist("three-gates", is_lifecycle=True, phases=("plan", "build", "run")),
        NewChecklist("drawn", is_lifecycle=True, drawn_from="lite"),
        NewChecklist("short", is_lifecycle=True, drawn_from="standard", phases=("release",)),
    ],
    ids=lambda new: new.name,
)
def test_a_new_lifecycle_can_be_used(project: Path, new: NewChecklist) -> None:
    done = new_checklist(context(project), new)
    change_policy(project, "lifecycle: standard", f"lifecycle: {done.main}")
    if new.phases:
        change_policy(project, "start-at: feasibility", f"start-at: {new.phases[0]}")
    found = load_requirements(WorkTree(str(project))).checklist
    assert found.name == new.name
    assert all(phase.items for phase in found.phases)
    if new.phases:
        assert tuple(phase.id for phase in found.phases) == new.phases


@pytest.mark.parametrize(
    ("new", "message"),
    [
        (NewChecklist("House Rules"), "`House Rules` is not a name for a checklist"),
        (NewChecklist("lite"), "a checklist cannot be named `lite`, which tpm has already"),
        (NewChecklist("own"), "a pack needs an item"),
        (NewChecklist("own", items=(NewItem("a", "relase", "pm"),)), "no phase named `relase`"),
        (NewChecklist("own", items=(NewItem("a", "release", "qm"),)), "no role named `qm`"),
        (
            NewChecklist("own", items=(NewItem("a\u202eb", "release", "pm"),)),
            "a title has a character that a checklist cannot hold",
        ),
        (NewChecklist("own", is_lifecycle=True), "a lifecycle needs phases"),
        (NewChecklist("own", is_lifecycle=True, drawn_from="light"), "no lifecycle named `light`"),
        (
            NewChecklist("own", is_lifecycle=True, phases=("A b",)),
            "`A b` is not a name for a phase",
        ),
    ],
)
def test_what_cannot_be_begun(project: Path, new: NewChecklist, message: str) -> None:
    before = sorted(path.name for path in project.rglob("*"))
    with pytest.raises(UsageError) as error:
        new_checklist(context(project), new)
    assert error.value.message == message
    assert sorted(path.name for path in project.rglob("*")) == before
