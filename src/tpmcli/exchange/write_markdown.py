"""A checklist as a task list of Markdown, with the ids of its items in comments."""

import re
from collections.abc import Iterator
from itertools import groupby

from tpmcli.exchange.wording import EXPECTED
from tpmcli.model.checklist import Level
from tpmcli.model.exported import ExportedChecklist, ExportedItem

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LEVELS = {Level.MUST: "Required", Level.SHOULD: "Recommended"}


def write_markdown(checklist: ExportedChecklist) -> str:
    """Return the checklist by phase, role and level."""
    return "\n".join(_lines(checklist)) + "\n"


def _lines(checklist: ExportedChecklist) -> Iterator[str]:
    yield f"# {_escaped(checklist.title)}"
    for phase, in_phase in groupby(checklist.items, lambda item: item.phase_title):
        yield from ("", f"## {_escaped(phase)}")
        for role, of_role in groupby(in_phase, lambda item: item.role_title):
            yield from ("", f"### {_escaped(role)}")
            items = list(of_role)
            for level, name in _LEVELS.items():
                yield from _level(name, [item for item in items if item.level is level])


def _level(name: str, items: list[ExportedItem]) -> Iterator[str]:
    if items:
        yield from ("", f"#### {name}", "")
    for item in items:
        yield f"- [ ] {_escaped(item.title)} <!-- {item.id} -->"
        if item.why:
            yield from ("", f"  {_escaped(item.why)}")
        if item.expect:
            yield from ("", f"  *{EXPECTED.strip()}* {_escaped(item.expect)}")
        if item.why or item.expect:
            yield ""


def _escaped(text: str) -> str:
    text = _SIGNS.sub(r"\\\1", " ".join(text.split()))
    # A sign or a number at the beginning would be a list in a list.
    return re.sub(r"^([-+=:]|\d+[.)])", lambda match: _first(match[1]), text)


def _first(sign: str) -> str:
    return f"{sign[:-1]}\\{sign[-1]}"
