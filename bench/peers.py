"""The peers: tools that look at as many entries of their own kind. Each has its own environment."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from measure import Command

PEERS = {
    "pre-commit validate-config": ("pre-commit", "pre-commit"),
    "yamllint": ("yamllint", "yamllint"),
    "check-jsonschema": ("check-jsonschema", "check-jsonschema"),
    "doorstop": ("doorstop", "doorstop"),
}


def install(work: Path, python: str) -> None:
    """One virtual environment for each peer."""
    for package, _ in PEERS.values():
        folder = work / "peers" / package
        if not folder.exists():
            subprocess.run([python, "-m", "venv", str(folder)], check=True)
            words = [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", package]
            subprocess.run(words, check=True)


def commands(work: Path, count: int, record: Path) -> list[Command]:
    """Every peer on so many entries; `record` is our project file of that size, which the two that
    read any YAML are given."""
    folder = work / "peer-data" / str(count)
    if not folder.exists():
        folder.mkdir(parents=True)
        _hooks(folder / "hooks.yaml", count)
        _schema(folder / "schema.json")
        _doorstop(folder / "doorstop", count)
        (folder / "yamllint.yaml").write_text("extends: relaxed\n", encoding="utf-8")
    words = {
        "pre-commit validate-config": ["validate-config", "hooks.yaml"],
        "yamllint": ["-c", "yamllint.yaml", str(record)],
        "check-jsonschema": ["--schemafile", "schema.json", str(record)],
        "doorstop": [],
    }
    return [
        Command(
            name,
            [str(work / "peers" / package / "bin" / program), *words[name]],
            folder / "doorstop" if name == "doorstop" else folder,
        )
        for name, (package, program) in PEERS.items()
    ]


def _hooks(path: Path, count: int) -> None:
    hooks = "".join(
        f"      - id: hook-{number}\n        name: Hook {number}\n        language: system\n"
        "        entry: 'true'\n"
        for number in range(count)
    )
    path.write_text(f"repos:\n  - repo: local\n    hooks:\n{hooks}", encoding="utf-8")


def _schema(path: Path) -> None:
    text = {"type": "string"}
    item = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "answer": {"enum": ["met", "not-met", "not-applicable"]},
            "role": {"enum": ["tpm", "pm"]},
            "evidence": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"path": text, "sha256": {"pattern": "^[0-9a-f]{64}$"}},
                },
            },
            **dict.fromkeys(("note", "by", "at", "question"), text),
        },
    }
    schema = {"type": "object", "properties": {"items": {"additionalProperties": item}}}
    path.write_text(json.dumps(schema), encoding="utf-8")


def _doorstop(folder: Path, count: int) -> None:
    documents = folder / "req"
    documents.mkdir(parents=True)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    (documents / ".doorstop.yml").write_text(
        "settings:\n  digits: 6\n  prefix: REQ\n  sep: ''\n", encoding="utf-8"
    )
    for number in range(1, count + 1):
        (documents / f"REQ{number:06d}.yml").write_text(
            f"active: true\nderived: false\nheader: ''\nlevel: 1.{number}\nlinks: []\n"
            "normative: true\nref: ''\nreviewed: null\n"
            f"text: |\n  Statement {number} about the product is true.\n",
            encoding="utf-8",
        )
