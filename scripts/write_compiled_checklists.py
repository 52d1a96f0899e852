"""Write src/tpmcli/store/checklists/compiled/ from checklists/; `--check` compares instead.

Reading the YAML of a lifecycle takes a tenth of the time of `tpm gate check`, and it is the same
every time. Here its plain data is written down as Python, which is compiled once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from pprint import pformat

from written_page import keep

from tpmcli.store.checklists import compiled, shipped
from tpmcli.store.yaml.reader import read_yaml

CHECKLISTS = Path(shipped.folder())
TARGET = Path(compiled.__file__).parent
COMMAND = "python scripts/write_compiled_checklists.py"


def modules() -> dict[str, str]:
    """Return the text of every module, by its name."""
    paths: dict[str, list[str]] = {}
    for file in sorted(CHECKLISTS.rglob("*.yaml")):
        path = file.relative_to(CHECKLISTS).as_posix()
        paths.setdefault(shipped.compiled_module(path), []).append(path)
    return {name: _module(under) for name, under in paths.items()}


def _module(paths: list[str]) -> str:
    data = {path: read_yaml(shipped.read(path), path).value for path in paths}
    return (
        f'"""The plain data of {", ".join(paths)}. Do not edit: run `{COMMAND}`."""\n\n'
        "from __future__ import annotations\n\n"
        f"DOCUMENTS: dict[str, object] = {pformat(data, width=100, sort_dicts=False)}\n"
    )


def main(arguments: list[str]) -> int:
    """Write the modules, or with `--check` compare them: exit code 1 if one differs."""
    texts = modules()
    codes = [keep(TARGET / f"{name}.py", text, COMMAND, arguments) for name, text in texts.items()]
    for file in TARGET.glob("*.py"):
        if file.stem not in texts and file.stem != "__init__":
            print(f"{file.name} is of no checklist any more: delete it", file=sys.stderr)
            codes.append(1)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
