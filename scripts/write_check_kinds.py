"""Write what is made from the kinds of checks: their format and its compiled schema.

With --check, exit 1 if one of the files is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from written_page import keep

from tpmcli.checks.kind import CheckKind, Option
from tpmcli.checks.registry import KINDS, load_kind
from tpmcli.model.checklist import ANY_OF
from tpmcli.store.formats import schema_compiler

FORMATS = Path(schema_compiler.__file__).parent
COMMAND = "python scripts/write_check_kinds.py"
HEAD = '''\
"""The automated checks that an item may declare: each is a mapping with one key, its kind.

Written by scripts/write_check_kinds.py from the kinds in tpmcli/checks. Do not edit.
"""

# fmt: off
# ruff: noqa: E501
from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from tpmcli.store.formats.base import (
    ABSENT,
    BaseFormat,
    Days,
    Glob,
    Line,
    Lines,
    OneKeyFormat,
    OneMoreFormat,
    Seconds,
    Text,
    Texts,
)
'''
UNION = '''\
class SimpleCheck(OneKeyFormat):
    """One automated check that may be part of `any-of`: its kind is the one key."""

    model_config = ConfigDict(title="check within any-of")
{simple}

class Check(OneKeyFormat):
    """One automated check: its kind is the one key."""

    model_config = ConfigDict(title="check")
{all}
'''
# Not part of `any-of`: itself, and what `tpm checks run` looks for among the checks of an item.
ALONE = (ANY_OF, "command")


def format_source() -> str:
    """Return the text of `store/formats/checks.py`."""
    kinds = {name: load_kind(name) for name in KINDS}
    models = ["\n".join(_model(name, kind)) for name, kind in kinds.items() if name != ANY_OF]
    fields = {name: _union_field(name, kind) for name, kind in kinds.items()}
    simple = "\n".join(field for name, field in fields.items() if name not in ALONE)
    union = UNION.format(simple=f"{simple}\n", all="\n".join(fields.values()))
    return "\n\n".join([HEAD, *(f"{model}\n" for model in models), union])


def _union_field(name: str, kind: CheckKind) -> str:
    about = f"default=ABSENT, description={kind.about!r}"
    takes = kind.options[0].takes.annotation if name == ANY_OF else _class(name)
    return f"    {name.replace('-', '_')}: {takes} = Field({about})"


def _class(name: str) -> str:
    return f"{name.title()}Check"


def _model(name: str, kind: CheckKind) -> Iterator[str]:
    needs_one = bool(kind.one_of)
    if any(each.required for each in kind.one_of):
        raise ValueError(f"{name}: an option of `one_of` must not be required")
    # That one of them is there is for `store/checklists/item_checks.py` to say.
    size = sum(each.required for each in kind.options) + 1
    extra = f", json_schema_extra={{'minProperties': {size}}}" if needs_one else ""
    yield f"class {_class(name)}({'OneMoreFormat' if needs_one else 'BaseFormat'}):"
    yield f'    """{kind.about}"""'
    yield ""
    yield f'    model_config = ConfigDict(title="{name} check"{extra})'
    yield from (_field(option) for option in kind.options)


def _field(option: Option[object]) -> str:
    text = f"{option.text[:1].upper()}{option.text[1:]}."
    default = "ABSENT" if option.default is None else repr(option.default)
    start = "" if option.required else f"default={default}, "
    name = option.name.replace("-", "_")
    return f"    {name}: {option.takes.annotation} = Field({start}description={text!r})"


def main(arguments: list[str]) -> int:
    """Write the files, or with ``--check`` compare them: exit code 1 if one differs."""
    found = keep(FORMATS / "checks.py", format_source(), COMMAND, arguments)
    # From the format that was just written.
    schema = schema_compiler.source()
    return max(found, keep(FORMATS / "compiled_schemas.py", schema, COMMAND, arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
