"""Makes projects of any size: team packs with the items, and a record that answers every one.

Needs `tpmcli` on the path, for the digests: `python bench/projects.py FOLDER ITEMS`.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tpmcli.model.checklist import EvidenceRule, Item
from tpmcli.model.digest import question_digest
from tpmcli.model.role import PM, SHIPPED_ROLES, TPM

PHASES = ("feasibility", "requirements", "architecture", "testing", "release")
# A pack may have 1 MiB.
ITEMS_A_PACK = 2500
DAY = "2026-11-22"
DOCUMENTS = 20

POLICY = """schema: tpm/policy/1
id: bench-00000000
name: Bench
requires: ">=0"
lifecycle: .tpm/checklists/lifecycle.yaml
packs: [{packs}]
people:
  tpm: [tpm@example.com]
  pm: [pm@example.com]
"""
RECORD = """# The project file of tpm: what was recorded. Written by tpm; safe to merge.
schema: tpm/project/1
policy: bench-00000000
increment: "1.0"

items:

"""
BLOCK = """  # {phase} · {role} · {slug}
  {phase}.{slug}:
    answer: met
    role: {role}
    evidence:
      - path: {path}
        sha256: {sha256}
    note: shown to both roles on the way to the gate
    by: {role}@example.com
    at: "2026-11-01T12:00:00Z"
    question: {question}

"""


def make(folder: Path, count: int) -> None:
    """A project of so many items in a git repository of its own."""
    checklists = folder / ".tpm" / "checklists"
    checklists.mkdir(parents=True)
    items = [_item(number, count) for number in range(count)]
    sha256 = _documents(folder)
    packs = []
    for start in range(0, count, ITEMS_A_PACK):
        name = f"team-{start // ITEMS_A_PACK}"
        _pack(checklists / f"{name}.yaml", name, items[start : start + ITEMS_A_PACK])
        packs.append(f".tpm/checklists/{name}.yaml")
    (checklists / "lifecycle.yaml").write_text(
        f"schema: tpm/lifecycle/1\nname: bench\ntitle: Bench\nphases: [{', '.join(PHASES)}]\n",
        encoding="utf-8",
    )
    for phase in PHASES:
        (checklists / f"{phase}.yaml").write_text(
            f"schema: tpm/checklist/1\nphase: {phase}\ntitle: {phase}\nquestion: Is it so?\n"
            "tpm: []\npm: []\n",
            encoding="utf-8",
        )
    (folder / ".tpm" / "policy.yaml").write_text(
        POLICY.format(packs=", ".join(packs)), encoding="utf-8"
    )
    with (folder / ".tpm" / "project.yaml").open("w", encoding="utf-8", newline="\n") as file:
        file.write(RECORD)
        for number, item in enumerate(_in_order(items)):
            path = f"docs/note-{number % DOCUMENTS}.md"
            file.write(_block(item, path, sha256[path]))
        file.write("signoffs:\n\n" + _empty(f"{p}.{r}" for p in PHASES for r in ("tpm", "pm")))
        file.write("decisions:\n\n" + _empty(PHASES))
    for words in (
        ["init", "-q"],
        ["add", "-A"],
        [
            "-c",
            "user.name=Bench",
            "-c",
            "user.email=tpm@example.com",
            "commit",
            "-q",
            "-m",
            "Bench",
        ],
    ):
        subprocess.run(["git", *words], cwd=folder, check=True)


def _empty(keys: Iterable[str]) -> str:
    return "".join(f"  # {key.replace('.', ' · ')}\n  {key}: {{}}\n\n" for key in keys)


def _in_order(items: list[Item]) -> list[Item]:
    """As the checklist has them: by phase, in each pack by pack, and there by role."""
    numbers = {item.id: number for number, item in enumerate(items)}
    return sorted(
        items,
        key=lambda item: (
            PHASES.index(item.phase),
            numbers[item.id] // ITEMS_A_PACK,
            item.role == PM,
        ),
    )


def _item(number: int, count: int) -> Item:
    phase = PHASES[number * len(PHASES) // count]
    return Item(
        f"{phase}.statement-{number}",
        phase,
        TPM if number % 2 else PM,
        f"Statement {number} about the product is true and somebody looked",
        "Somebody was surprised once.",
        evidence=EvidenceRule("a page that shows it", required=True),
    )


def _block(item: Item, path: str, sha256: str) -> str:
    return BLOCK.format(
        phase=item.phase,
        role=item.role,
        slug=item.slug,
        path=path,
        sha256=sha256,
        question=question_digest(item),
    )


def _documents(folder: Path) -> dict[str, str]:
    """The evidence, and its digests by path."""
    from hashlib import sha256

    (folder / "docs").mkdir()
    found = {}
    for number in range(DOCUMENTS):
        text = f"# Note {number}\n\n" + "What was looked at, and what was found.\n" * 40
        path = f"docs/note-{number}.md"
        (folder / path).write_bytes(text.encode())
        found[path] = sha256(text.encode()).hexdigest()
    return found


def _pack(path: Path, name: str, items: list[Item]) -> None:
    lines = [f"schema: tpm/pack/1\nname: {name}\ntitle: Items of the bench\nadd:\n"]
    for phase in PHASES:
        inside = [item for item in items if item.phase == phase]
        if not inside:
            continue
        lines.append(f"  {phase}:\n")
        for role in SHIPPED_ROLES:
            lines.append(f"    {role}:\n")
            lines += [
                f"      - id: {item.slug}\n        title: {item.title}\n        why: {item.why}\n"
                f"        level: must\n        evidence:\n"
                f"          expect: {item.evidence.expect}\n          required: true\n"
                for item in inside
                if item.role == role
            ]
    path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
