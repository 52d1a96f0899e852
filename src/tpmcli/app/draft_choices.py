"""A person's choices between two versions of a record, made part of the versions before a merge.

The side that was not chosen gets back what both came from, so that only the other one changed it.
Lists of entries of main are never shortened.
"""

from collections.abc import Mapping
from typing import Any

from tpmcli.repo.conflict_stages import Stages
from tpmcli.store.record.canonical import Phases, layout
from tpmcli.store.record.file import read_project
from tpmcli.store.record.text import ProjectText

_LISTS = ("waivers", "runs")


def apply_choices(
    stages: Stages,
    path: str,
    phases: Phases,
    wanted: Mapping[tuple[str, str], bool],
    *,
    whole: bool,
) -> tuple[bytes, bytes]:
    """Return both sides of a record with the choices made.

    `wanted` says, by section and key, whether the draft's own version is kept. With `whole`, the
    draft's side of a block that was not kept loses its new entries as well.
    """
    assert stages.ours is not None and stages.theirs is not None  # noqa: S101, PT018
    base = read_project(stages.base, path).value if stages.base is not None else {}
    documents = [read_project(data, path) for data in (stages.ours, stages.theirs)]
    ours, theirs = (
        ProjectText.parse(data, document)
        for data, document in zip((stages.ours, stages.theirs), documents, strict=True)
    )
    places = layout(phases)
    for (section, key), mine in wanted.items():
        side = theirs if mine else ours
        before = base.get(section, {}).get(key)
        present = side.value.get(section, {}).get(key)
        if section == "items":
            value = _answer_of(before, present, whole=whole and not mine)
        elif mine:
            continue
        else:
            value = before or {}
        side.set_block(section, key, value, places)
    return ours.to_bytes(), theirs.to_bytes()


def _answer_of(before: Any, present: Any, *, whole: bool) -> dict[str, Any]:
    """Return an item's block with the answer from before, and its own lists unless `whole`."""
    before, present = before or {}, present or {}
    kept = before if whole else present
    answer = {key: value for key, value in before.items() if key not in _LISTS}
    return {**answer, **{key: kept[key] for key in _LISTS if key in kept}}
