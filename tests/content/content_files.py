"""The shipped content as plain data, read from the repository's checklists folder."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).resolve().parents[2] / "checklists"
HERE = Path(__file__).resolve().parent
PHASES = (
    "feasibility",
    "requirements",
    "architecture",
    "development",
    "testing",
    "release",
    "post-launch",
)
LITE_PHASES = ("feasibility", "requirements", "architecture", "testing", "release")
ROLES = ("tpm", "pm")
PREFIXES = {
    "saas": "saas-",
    "eu-product": "eu-",
    "api-platform": "api-",
    "small-team": "small-",
    "mobile": "mobile-",
    "erp": "erp-",
    "edtech": "edtech-",
    "fintech": "fintech-",
    "ai-ml": "ai-",
    "open-source": "oss-",
    "agile": "agile-",
    "security": "sec-",
    "legal": "legal-",
    "design": "ux-",
    "quality": "qa-",
    "operations": "ops-",
    "data": "data-",
}


class Entry(NamedTuple):
    """An item with where it stands: ``source`` is ``standard`` or the pack's name."""

    source: str
    phase: str
    role: str
    item: dict[str, Any]

    @property
    def id(self) -> str:
        return f"{self.phase}.{self.item['id']}"


def load(path: str) -> Any:
    """The plain data of a file below the checklists folder."""
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def _entries(source: str, phase: str, lists: dict[str, Any]) -> list[Entry]:
    return [Entry(source, phase, role, item) for role in lists for item in lists[role]]


def _phase_lists(data: dict[str, Any]) -> dict[str, Any]:
    return {role: data.get(role, []) for role in ROLES}


CHECKLISTS = {phase: load(f"standard/{phase}.yaml") for phase in PHASES}
PACKS = {name: load(f"packs/{name}.yaml") for name in PREFIXES}
# The role that a pack brings, if it brings one.
BROUGHT = {name: next(iter(pack["roles"])) for name, pack in PACKS.items() if "roles" in pack}
LITE = load("lite.yaml")
TRAITS = load("traits.yaml")
REFERENCES = load("references.yaml")
FIND_LISTS = load("find-lists.yaml")["lists"]
EXAMPLES = sorted(path.stem for path in (ROOT / "examples").iterdir())
TEMPLATES = sorted(path.stem for path in (ROOT / "templates").iterdir())

STANDARD = [
    entry
    for phase, data in CHECKLISTS.items()
    for entry in _entries("standard", phase, _phase_lists(data))
]
ADDED = [
    entry
    for name, pack in PACKS.items()
    for phase, lists in pack.get("add", {}).items()
    for entry in _entries(name, phase, lists)
]
ALL = STANDARD + ADDED
BY_ID = {entry.id: entry for entry in STANDARD}


def people(packs: Iterable[str]) -> str:
    """The people of a policy, with one for each role that these packs bring."""
    held = ["tpm", "pm", *(BROUGHT[name] for name in packs if name in BROUGHT)]
    return ", ".join(f"{role}: [{role}@example.com]" for role in held)


def applies_without_traits(entry: Entry) -> bool:
    """True where the item applies to every product."""
    return not entry.item.get("when")


def is_must(entry: Entry) -> bool:
    """True where the item blocks its gate."""
    return bool(entry.item["level"] == "must")
