"""Checklists for a terminal: titles first, then what an item asks, in lines that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmcli.model.checklist import Item, Level
from tpmcli.model.role import Role, in_order
from tpmcli.render.checklist.item import changes_of, check_words, count_words, rules_of
from tpmcli.render.labels import label
from tpmcli.render.style import Style
from tpmcli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tpmcli.model.checklist_view import (
        Adjusted,
        ChecklistView,
        ItemView,
        PhaseView,
        TraitView,
    )
    from tpmcli.model.checks_view import KindInfo

_LABEL = 11


def render_view(view: ChecklistView, style: Style, *, refs: bool = False) -> str:
    """Render a phase, an item, a pack, or an overview of all phases.

    `refs` adds the references.
    """
    if view.kind == "overview":
        lines = _overview(view, style)
    elif view.kind == "pack":
        lines = _pack(view, style, refs=refs)
    elif view.kind == "item":
        found = view.phases[0]
        each = found.items[0]
        lines = _item(each, style, "", refs=refs)
        where = f"{each.item.phase} · {found.phase.title}" if found.phase.question else ""
        lines += _labelled("Phase", where or each.item.phase, style, "  ")
        lines += _labelled("Role", each.item.role.full_name, style, "  ")
        if not each.in_use:
            words = f"not in this checklist: the pack `{each.item.layer}` is not in use"
            lines += _labelled("Use", words, style, "  ", "yellow")
    else:
        lines = _phase(view.phases[0], view, style, refs=refs)
    return _joined(lines)


def render_traits(views: Iterable[TraitView], style: Style) -> str:
    """Render the traits: the question about each, the meaning of a yes, and its items."""
    lines: list[str] = []
    for view in views:
        trait = view.trait
        state = {True: " · this project has it", False: " · not in this project", None: ""}[
            view.has
        ]
        lines.append(style.paint(trait.name, "bold") + style.paint(state, "dim"))
        lines += style.paragraph(trait.ask, "  ")
        lines += style.paragraph(f"Yes: {trait.means}.", "  ")
        for item in view.items:
            lines += _line(item, style, "    ")
        lines += [] if view.items else ["    no item here depends on it"]
        lines.append("")
    return _joined(lines or ["No item here depends on a trait."])


def render_kinds(kinds: Iterable[KindInfo], style: Style) -> str:
    """Render the kinds of automated checks with their options."""
    lines: list[str] = []
    for kind in kinds:
        lines.append(style.paint(kind.name, "bold"))
        lines += style.paragraph(kind.about, "  ")
        for option, meaning in kind.options.items():
            lines += style.paragraph(meaning, f"    {option:<10}  ")
        lines.append("")
    return _joined(lines)


def _overview(view: ChecklistView, style: Style) -> list[str]:
    lines = [style.paint(_origin(view), "dim"), ""]
    for number, found in enumerate(view.phases, 1):
        phase = found.phase
        head = f"{number}. {phase.title} · {phase.id}"
        lines += [style.paint(line, "bold") for line in style.paragraph(head)]
        lines += style.paragraph(phase.question, "   ")
        for role in in_order(each.item.role for each in found.items):
            for each in found.items:
                if each.item.role == role:
                    lines += _line(each.item, style, "   ", each.missing)
        lines += _dropped(found, style, "   ")
        lines.append("")
    lines += style.paragraph(
        "Show one in full with `tpm checklist show PHASE`, or ITEM. Copy it with `--format yaml`."
    )
    return lines


def _phase(found: PhaseView, view: ChecklistView, style: Style, *, refs: bool) -> list[str]:
    phase = found.phase
    lines = [style.paint(sanitize_line(f"{phase.title} · {phase.id}"), "bold")]
    lines += style.paragraph(phase.question)
    lines += [style.paint(_origin(view), "dim"), ""]
    for role in in_order(each.item.role for each in found.items):
        items = [each for each in found.items if each.item.role == role]
        if not items:
            continue
        lines += _role_head(role, [each.item for each in items], style)
        for each in items:
            lines += [*_item(each, style, "  ", refs=refs), ""]
    return lines + _dropped(found, style, "  ")


def _pack(view: ChecklistView, style: Style, *, refs: bool) -> list[str]:
    if view.pack is None:
        raise ValueError("a view of a pack has a pack")
    layer, about = view.pack.layer, view.pack.about
    lines = [style.paint(sanitize_line(f"{layer.title} · pack {layer.name}"), "bold")]
    lines += style.paragraph(about) if about else []
    in_use = any(layer.name == each.layer.name for _, each in view.source.packs)
    if view.source.policy is not None:
        lines.append(style.paint(f"{'in use' if in_use else 'not in use'} here", "dim"))
    lines.append("")
    for found in view.phases:
        for role in in_order(each.item.role for each in found.items):
            items = [each for each in found.items if each.item.role == role]
            if items:
                head = f"Adds to {found.phase.id}, {role.short}"
                lines += [style.paint(head, "bold"), ""]
            for each in items:
                lines += [*_item(each, style, "  ", refs=refs), ""]
    if view.pack_adjusts:
        lines.append(style.paint("Changes", "bold"))
    for change in view.pack_adjusts:
        lines.append(f"  {change.adjustment.item}")
        lines += _change(change, style, "    ")
    return lines


def _role_head(role: Role, items: Sequence[Item], style: Style) -> list[str]:
    musts = sum(item.level is Level.MUST for item in items)
    head = style.paint(f"{role.short} · {role.full_name}", "bold")
    return [f"{head} · {count_words(musts, len(items) - musts)}", ""]


def _item(view: ItemView, style: Style, indent: str, *, refs: bool) -> list[str]:
    """Return one item in full, as lines."""
    item = view.item
    looks = ("dim",) if view.missing else ("bold",)
    lines = [style.paint(line, *looks) for line in style.paragraph(item.title, indent)]
    indent += "  "
    what = f"{item.slug} · {label(item.level)} · {item.layer}"
    lines.append(indent + style.paint(sanitize_line(what), "cyan"))
    lines += style.paragraph(item.why, indent) if item.why else []
    evidence = item.evidence
    if evidence.expect or evidence.required:
        needed = "required" if evidence.required else "helpful"
        words = f"{needed}: {evidence.expect}" if evidence.expect else needed
        lines += _labelled("Evidence", words, style, indent)
    lines += _labelled("Find", ", ".join(evidence.find), style, indent)
    lines += _labelled("Template", evidence.template, style, indent)
    lines += _labelled("Checks", "; ".join(map(check_words, item.checks)), style, indent)
    lines += _labelled("Rules", "; ".join(rules_of(item)), style, indent)
    if item.when:
        needs, missing = ", ".join(item.when), ", ".join(view.missing)
        lacking = f" (not here: {missing})" if missing and missing != needs else ""
        lacking = " (not here)" if missing == needs else lacking
        lines += _labelled("Only with", needs + lacking, style, indent)
    for change in view.adjusted:
        lines += _change(change, style, indent)
    if refs:
        for each in view.references:
            lines += _labelled("Reference", f"{each.name} {each.url}", style, indent)
    return lines


def _change(change: Adjusted, style: Style, indent: str) -> list[str]:
    """Return a layer's change to an item; a loosening is highlighted."""
    label = "Loosened" if change.loosens else "Changed"
    reason = f": {change.adjustment.reason}" if change.adjustment.reason else ""
    words = f"by {change.layer}, {', '.join(changes_of(change.adjustment))}{reason}"
    return _labelled(label, words, style, indent, "yellow" if change.loosens else "dim")


def _dropped(found: PhaseView, style: Style, indent: str) -> list[str]:
    lines: list[str] = []
    for each in found.dropped:
        words = f"{each.item} by {each.layer}: {each.reason}"
        lines += _labelled("Dropped", words, style, indent, "yellow")
    return lines


def _labelled(label: str, text: str, style: Style, indent: str, look: str = "dim") -> list[str]:
    """Return a label and its text, aligned; no lines if the text is empty."""
    if not text:
        return []
    first = f"{indent}{label:<{_LABEL}}"
    lines = style.paragraph(text, first)
    lines[0] = indent + style.paint(label, look) + lines[0][len(indent) + len(label) :]
    return lines


def _line(item: Item, style: Style, indent: str, missing: Sequence[str] = ()) -> list[str]:
    """Return one item as a line: role, level, title, and then its slug."""
    first = f"{indent}{item.role.short:<3} {label(item.level):<11} "
    only = f" (only with {', '.join(missing)})" if missing else ""
    lines = style.paragraph(f"{item.title} · {item.slug}{only}", first)
    if missing:
        return [style.paint(line, "dim") for line in lines]
    if style.colour:
        lines[-1] = lines[-1].replace(item.slug, style.paint(item.slug, "cyan"))
    return lines


def _origin(view: ChecklistView) -> str:
    """Return the origin of the checklist: a project's own, or shipped."""
    source = view.source
    packs = [pack.layer.name for _, pack in source.packs]
    made = " + ".join([source.checklist.name, *packs])
    if source.policy is None:
        return sanitize_line(f"as shipped: {made}")
    return sanitize_line(f"as {source.policy.name} uses it: {made}")


def _joined(lines: list[str]) -> str:
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines) + "\n"
