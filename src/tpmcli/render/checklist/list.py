"""The shipped checklists, and those of a project, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmcli.render.checklist.item import count_words
from tpmcli.render.loosening import loosened_text
from tpmcli.render.style import Style, plural

if TYPE_CHECKING:
    from tpmcli.model.checklist_catalog import (
        ChecklistCatalog,
        LevelCounts,
        LifecycleEntry,
        PackEntry,
        ProjectEntry,
    )

_NAME = 14


def render(catalog: ChecklistCatalog, style: Style) -> str:
    """Render the whole catalog as text, ending with a line feed."""
    lines = [style.paint("Lifecycles", "bold")]
    for lifecycle in catalog.lifecycles:
        lines += _lifecycle(lifecycle, style)
    lines += ["", style.paint("Packs", "bold")]
    for pack in catalog.packs:
        lines += _pack(pack, style)
    if catalog.project is not None:
        lines += ["", *_project(catalog.project, style)]
    lines += ["", *style.paragraph("Show one in full with `tpm checklist show NAME`.")]
    return "\n".join(lines) + "\n"


def _lifecycle(entry: LifecycleEntry, style: Style) -> list[str]:
    return [
        *_named(entry.name, entry.title, style),
        *style.paragraph(", ".join(entry.phases), " " * _NAME),
        *style.paragraph(_items(entry.items), " " * _NAME),
    ]


def _pack(entry: PackEntry, style: Style) -> list[str]:
    about = style.paragraph(entry.about, " " * _NAME) if entry.about else []
    changed = f"; {plural(entry.adjusts, 'item')} changed" if entry.adjusts else ""
    counted = f"adds {_items(entry.items)}{changed}"
    return [*_named(entry.name, entry.title, style), *about, " " * _NAME + counted]


def _project(entry: ProjectEntry, style: Style) -> list[str]:
    lines = style.paragraph(f"This project: {entry.name}")
    lines = [style.paint(line, "bold") for line in lines]
    lines += _named("lifecycle", entry.lifecycle, style)
    lines += _named("packs", ", ".join(entry.packs) or "none", style)
    lines += _named("traits", ", ".join(entry.traits) or "none", style)
    others = plural(entry.elsewhere, "other applies", "others apply")
    rest = f"; {others} only with other traits" if entry.elsewhere else ""
    lines += _named("items", _items(entry.items) + rest, style)
    for path, pack in entry.own_packs:
        changed = f"; {plural(pack.adjusts, 'item')} changed" if pack.adjusts else ""
        words = f"{pack.title} ({path}): adds {_items(pack.items)}{changed}"
        lines += _named("team pack", words, style)
    for each in entry.loosenings:
        words = f"{each.item}: {loosened_text(each.what)}, by {each.layer}: {each.reason}"
        lines += _named("loosened", words, style, "yellow")
    return lines


def _named(name: str, text: str, style: Style, look: str = "cyan") -> list[str]:
    lines = style.paragraph(text, f"  {name:<{_NAME - 3}} ")
    lines[0] = lines[0].replace(name, style.paint(name, look), 1)
    return lines


def _items(count: LevelCounts) -> str:
    total = plural(count.must + count.should, "item")
    return f"{total}: {count_words(count.must, count.should)}"
