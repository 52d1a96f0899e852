"""Writes docs/checklists.md from the checklists; with --check, exits 1 where it is out of date."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from written_page import keep

from tpmcli.checks.registry import kinds
from tpmcli.model.checklist import Checklist, Item, Level, Phase
from tpmcli.model.checklist_view import Pack
from tpmcli.model.role import SHIPPED_ROLES, Role
from tpmcli.render.checklist.item import changes_of, check_words, rules_of
from tpmcli.store.checklists import shipped
from tpmcli.store.checklists.shipped import references, traits
from tpmcli.store.checklists.shipped_checklists import (
    composed,
    lifecycle_title,
    shipped_pack,
)

TARGET = Path(__file__).resolve().parents[1] / "docs" / "checklists.md"
COMMAND = "python scripts/write_checklists_doc.py"
EXAMPLES = shipped.example_names()
NAMES = {key: each.name for key, each in references().items()}

INTRO = """\
# The checklists

<!-- Written by `{command}` from the files in checklists/. Do not edit this page. -->

What `tpm` asks at each gate, for whom, and what would show it. Two roles answer together: the
**Technical Product Manager (TPM)** for feasibility, architecture, delivery, quality and operation,
the **Product Manager (PM)** for need, users, value, market and money.

Every item is one statement that is true or not. A **must** blocks its gate until it is met, waived
or, where the item allows it, does not apply; a **should** warns. Each says *why* it is asked, what
evidence to *show*, and where tpm *looks for* that evidence in a repository. What counts as evidence
is a file in the repository or a link; a note explains, and is none.

On the command line, `tpm checklist show PHASE` prints the same, inside a project as that project's
policy has it. To change any of it, see [Your own checklists](own-checklists.md). What a fin-tech,
an ed-tech, a mobile app, an ERP and an AI product are asked first is on
[a page of its own](first-gates.md).
"""


def page() -> str:
    """The whole page."""
    standard = composed("standard")
    packs = [shipped_pack(name) for name in shipped.pack_names()]
    known = standard.items() | {item.id: item for pack in packs for item in pack.layer.add}
    blocks = [INTRO.format(command=COMMAND)]
    blocks += _contents(standard, packs)
    for number, phase in enumerate(standard.phases, 1):
        blocks += _phase(number, phase)
    blocks += _lite(standard)
    blocks += _packs(packs, known)
    blocks += _traits(known.values())
    blocks += _find_lists()
    blocks += _kinds()
    blocks += _references(known.values())
    return "\n\n".join(block.strip("\n") for block in blocks) + "\n"


def _contents(standard: Checklist, packs: list[Pack]) -> Iterator[str]:
    yield "## Contents"
    rows = []
    for number, phase in enumerate(standard.phases, 1):
        cells = [f"{number}. [{_cell(phase.title)}](#{phase.id})", _cell(phase.question)]
        rows.append([*cells, *(_counts(phase.items, role) for role in SHIPPED_ROLES)])
    musts = sum(item.level is Level.MUST for phase in standard.phases for item in phase.items)
    total = sum(len(phase.items) for phase in standard.phases)
    yield (
        f"The lifecycle `standard` has {len(standard.phases)} gates and {total} items, {musts} of"
        " them must. Each cell counts must + should; many apply only to products with a certain"
        " [trait](#traits)."
    )
    yield _table(["Gate", "The question it decides", "TPM", "PM"], rows)
    names = ", ".join(f"[{pack.layer.name}](#pack-{pack.layer.name})" for pack in packs)
    yield (
        "Further: [lite](#lite), a lifecycle of five gates for a small product"
        f" · packs for a field: {names} · [traits](#traits) · [kinds of automated"
        " checks](#check-kinds) · [references](#references)"
    )


def _phase(number: int, phase: Phase) -> Iterator[str]:
    yield f'<a id="{phase.id}"></a>\n\n## {number}. {phase.title}'
    yield f"Gate `{phase.id}`: **{phase.question}**"
    for role in SHIPPED_ROLES:
        items = [item for item in phase.items if item.role == role]
        yield f"### {phase.title}: {role.full_name}"
        yield _item_table(items)
        for item in items:
            yield _item(item)


def _item_table(items: Iterable[Item]) -> str:
    rows = [[_level(i), f"[{_cell(i.title)}](#{i.id})", _only_with(i)] for i in items]
    return _table(["Level", "Statement", "Only with"], rows)


def _item(item: Item) -> str:
    """One item in full, under an anchor that is its id."""
    lines = [f'<a id="{item.id}"></a>', "", f"#### {_text(item.title)}", ""]
    lines += [f"`{item.id}` · {item.role.short} · **{item.level}**", ""]
    lines += [f"*{_text(item.why)}*", ""] if item.why else []
    evidence = item.evidence
    needed = "" if evidence.required else " (not required)"
    lines.append(f"- Show{needed}: {_text(evidence.expect)}")
    if evidence.find:
        lines.append(f"- Looked for: {', '.join(map(_place, evidence.find))}")
    if evidence.template:
        path = f"../checklists/templates/{evidence.template}.md"
        line = f"- Template: [{evidence.template}]({path})"
        if evidence.template in EXAMPLES:
            line += f", [filled in](../checklists/examples/{evidence.template}.md)"
        lines.append(line)
    lines += [f"- Checked: `{check_words(check)}`" for check in item.checks]
    if rules_of(item):
        lines.append(f"- Rules: {'; '.join(rules_of(item))}")
    if item.when:
        lines.append(f"- Only with: {_only_with(item)}")
    if item.refs:
        links = (f"[{_text(NAMES[key])}](#ref-{key})" for key in item.refs)
        lines.append(f"- Draws on: {', '.join(links)}")
    return "\n".join(lines)


def _place(glob: str) -> str:
    """A glob, or a link to the list that it names."""
    return f"[`{glob}`](#find-{glob[1:]})" if glob.startswith("@") else f"`{glob}`"


def _find_lists() -> Iterator[str]:
    yield '<a id="find-lists"></a>\n\n## Lists of places'
    yield (
        "`find` may name one of these lists. Case does not count, `.md` stands for `.rst` and"
        " `.adoc`, too, and `docs/` for each folder that the policy names under `documents`."
    )
    rows = []
    for name, globs in shipped.find_lists().items():
        named = f'<a id="find-{name}"></a>`@{name}`'
        rows.append([named, "<br>".join(f"`{glob}`" for glob in globs)])
    yield _table(["List", "Places"], rows)


def _lite(standard: Checklist) -> Iterator[str]:
    lite = composed("lite")
    known = standard.items()
    covers = shipped.document("lite.yaml").value["covers"]
    yield f'<a id="lite"></a>\n\n## Lite: {lifecycle_title("lite")}'
    yield (
        "The lifecycle `lite` takes these items from `standard` and asks nothing else; packs may"
        " add to it. What a pack has for a gate that `lite` does not have is asked at the gate that"
        " covers it: "
        + "; ".join(f"{phase} covers {', '.join(each)}" for phase, each in covers.items())
        + "."
    )
    rows = []
    for phase in lite.phases:
        cells = [f"[{phase.title}](#{phase.id})"]
        for role in SHIPPED_ROLES:
            links = [
                f"[{_cell(known[item.id].title)}](#{item.id})"
                for item in phase.items
                if item.role == role
            ]
            cells.append("<br>".join(links))
        rows.append(cells)
    yield _table(["Gate", "TPM", "PM"], rows)


def _packs(packs: list[Pack], known: dict[str, Item]) -> Iterator[str]:
    yield '<a id="packs"></a>\n\n## Packs'
    yield (
        "A pack is laid over a lifecycle: it adds items to its gates and changes some that are"
        " there. A policy may name several."
    )
    for pack in packs:
        yield from _pack(pack, known)


def _pack(pack: Pack, known: dict[str, Item]) -> Iterator[str]:
    layer = pack.layer
    yield f'<a id="pack-{layer.name}"></a>\n\n### {layer.title} (`{layer.name}`)'
    yield f"{_text(pack.about)}."
    if layer.traits:
        named = ", ".join(f"[{trait}](#trait-{trait})" for trait in layer.traits)
        yield f"Made for products with: {named}."
    for demand in layer.demands:
        role = next(item.role for item in layer.add if item.role == demand.role)
        at = " and ".join(f"[{phase}](#{phase})" for phase in demand.at)
        only = f" of products with {', '.join(demand.when)}" if demand.when else ""
        yield (
            f"Brings the role `{role}` ({role.short}, {role.full_name}), which signs off at {at}"
            f"{only}: *{_text(role.question)}*"
        )
    rows = []
    for item in layer.add:
        statement = f"[{_cell(item.title)}](#{item.id})"
        place = [f"[{item.phase}](#{item.phase})", item.role.short, _level(item)]
        rows.append([*place, statement, _only_with(item)])
    if rows:
        yield _table(["Gate", "Role", "Level", "Adds", "Only with"], rows)
    changes = []
    for each in layer.adjust:
        title = _cell(known[each.item].title)
        words = "; ".join(changes_of(each))
        changes.append([f"[{title}](#{each.item})", words, _cell(each.reason)])
    if changes:
        yield _table(["Changes", "How", "Why"], changes)
    for item in layer.add:
        yield _item(item)


def _traits(items: Iterable[Item]) -> Iterator[str]:
    yield '<a id="traits"></a>\n\n## Traits'
    yield (
        "A trait is something that a product is, has or does. `tpm init` asks for them, the policy"
        " lists them, and an item that needs one is asked only where it is listed."
    )
    items = list(items)
    rows = []
    for name, trait in traits().items():
        needing = [
            f"[{item.id}](#{item.id})" for item in items if name in (*item.when, *item.must_when)
        ]
        cells = [f'<a id="trait-{name}"></a>`{name}`', _cell(trait.ask), _cell(trait.means)]
        rows.append([*cells, "<br>".join(needing)])
    yield _table(["Trait", "Question", "A yes means", "Items that need it"], rows)


def _kinds() -> Iterator[str]:
    yield '<a id="check-kinds"></a>\n\n## Kinds of automated checks'
    yield (
        "An item's `checks` are verified by tpm itself. All must pass; one that could not run is"
        " never a pass."
    )
    rows = []
    for kind in kinds():
        options = [f"`{key}`: {_prose(meaning)}" for key, meaning in kind.options.items()]
        rows.append([f"`{kind.name}`", _prose(kind.about), "<br>".join(options)])
    yield _table(["Kind", "Passes where", "Options"], rows)


def _references(items: Iterable[Item]) -> Iterator[str]:
    yield '<a id="references"></a>\n\n## References'
    yield (
        "The public frameworks that the items draw on. The items are in words of our own; nothing"
        " is quoted."
    )
    counted: dict[str, int] = {}
    for item in items:
        for key in item.refs:
            counted[key] = counted.get(key, 0) + 1
    rows = []
    for key, each in references().items():
        named = [f'<a id="ref-{key}"></a>`{key}`', f"[{_cell(each.name)}]({each.url})"]
        rows.append([*named, _cell(each.licence), each.seen, str(counted.get(key, 0))])
    yield _table(["Key", "Framework", "Licence", "Looked at", "Items"], rows)


def _counts(items: Iterable[Item], role: Role) -> str:
    levels = [item.level for item in items if item.role == role]
    return f"{levels.count(Level.MUST)} + {levels.count(Level.SHOULD)}"


def _level(item: Item) -> str:
    """The level, and with which traits a should is a must."""
    if not item.must_when:
        return str(item.level)
    named = ", ".join(f"[{trait}](#trait-{trait})" for trait in item.must_when)
    return f"{item.level} (must with {named})"


def _only_with(item: Item) -> str:
    return ", ".join(f"[{trait}](#trait-{trait})" for trait in item.when)


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _text(text: str) -> str:
    """Plain text for Markdown: signs that would begin a markup are escaped."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>" else sign for sign in text)


def _cell(text: str) -> str:
    return _text(text).replace("|", "\\|")


def _prose(text: str) -> str:
    """A cell of our own words, in which names may stand in backticks."""
    return _cell(text).replace("\\`", "`")


def main(arguments: list[str]) -> int:
    """Writes the page, or with ``--check`` compares it: exit code 1 where it differs."""
    return keep(TARGET, page(), COMMAND, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
