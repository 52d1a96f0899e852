"""Case folders: a source in each format, and beside it what an import makes of it.

To add a case, put a file into the folder of its format, with the options of its reader in
`NAME.options.json` if it needs any, run the tests with --write-expected, and read what was written.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.pack import PackPlan, PackRequest, build_pack
from tpmcli.exchange.registry import FORMATS, find_format
from tpmcli.exchange.source import ImportSource
from tpmcli.model.imported import Reading
from tpmcli.store.checklists.text import pack_text
from tpmcli.store.formats.validate import validate
from tpmcli.store.yaml.reader import read_yaml
from world.expected import Expected

FOLDER = Path(__file__).parent / "cases"
CASES = sorted(
    path
    for path in FOLDER.rglob("*.*")
    if path.suffix != ".txt" and not path.name.endswith(".options.json")
)
REQUEST = PackRequest("imported", "Imported", "release", "tpm", about="Imported.")


def options_of(path: Path) -> ReadOptions:
    file = path.with_name(f"{path.name.partition('.')[0]}.options.json")
    return ReadOptions(**json.loads(file.read_text())) if file.exists() else ReadOptions()


def read(path: Path) -> tuple[str, Reading]:
    source = ImportSource(path.name, path.read_bytes())
    found = find_format(source)
    return found.name, found.read(source, options_of(path))


def told(reading: Reading, plan: PackPlan) -> str:
    """The items with their ids and levels below their sections, and all else that is known."""
    levels = {
        f"{phase}.{item['id']}": item
        for phase, by_role in plan.pack["add"].items()
        for items in by_role.values()
        for item in items
    }
    sections = {item.section[:1] for item in plan.taken if item.section}
    lines = [f"“{reading.title}”: {len(plan.taken)} items in {len(sections)} sections"]
    path: tuple[str, ...] = ()
    for item, place in zip(plan.taken, plan.places, strict=True):
        if item.path != path:
            path = item.path
            lines.append(" > ".join(path) or "(no section)")
        raw = levels[place]
        tick = {True: "[x]", False: "[ ]", None: " - "}[item.ticked]
        lines.append(f"  {tick} {place} {raw['level']}: {item.title}")
        lines += [f"      why: {item.why}"] if item.why else []
        lines += [f"      expects: {item.expect}"] if item.expect else []
        more = [key for key in ("not_applicable", "evidence_required") if getattr(item, key)]
        lines += [f"      {', '.join(more)}"] if more else []
    lines += [f"left: {each.reason}, line {each.line}: {each.text}" for each in plan.left]
    lines += [f"level: {use.word!r} is {use.level} ({use.items})" for use in plan.levels]
    lines += [f"twice: {each}" for each in plan.told_apart]
    lines += [f"remark: {each}" for each in reading.remarks]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_source_gives_what_is_expected(path: Path, expected: Expected) -> None:
    name, reading = read(path)
    assert name == path.parent.name
    request = REQUEST._replace(phase="", role="") if name == "tpm" else REQUEST
    plan = build_pack(reading, request)
    expected(path.with_name(f"{path.name}.txt"), told(reading, plan))
    # What is written is a valid pack, and the same once more.
    text = pack_text(plan.pack, (), plan.notes)
    document = read_yaml(text.encode(), "pack.yaml")
    validate(document, "pack")
    assert document.value == plan.pack
    assert build_pack(read(path)[1], request) == plan


def test_every_format_of_text_has_a_case() -> None:
    folders = {path.parent.name for path in CASES}
    assert folders == {each.name for each in FORMATS} - {"xlsx"}
