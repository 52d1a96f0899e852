"""Made-up project files for the tests: phases, valid values, and changes that a person makes."""

from __future__ import annotations

import random
from collections.abc import Collection
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st

from tpmcli.store.record import text as texts
from tpmcli.store.record.canonical import Phases, layout
from tpmcli.store.record.file import read_project
from tpmcli.store.record.text import ProjectText, Synced, before_key
from tpmcli.store.yaml.reader import read_yaml
from tpmcli.store.yaml.scan import RECORD_LIMITS

PHASES: Phases = [
    (
        phase,
        [("tpm", f"{phase}.{name}") for name in ("spiked", "sized", "risks", "budget-known")]
        + [("pm", f"{phase}.{name}") for name in ("need-shown", "users-asked", "value")],
    )
    for phase in ("feasibility", "requirements", "architecture", "release")
]
# Records come from a seed, so there is nothing to shrink.
SEEDED = settings(deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])

LAYOUT = layout(PHASES)
ITEMS = list(LAYOUT["items"])
SIGNOFFS = list(LAYOUT["signoffs"])
GATES = list(LAYOUT["decisions"])

PEOPLE = ("tpm@example.com", "pm@example.com", "Zoë <z@example.com>")
NOTES = (
    "p99 12 ms at 2,000 requests a second",
    "no",
    "ends with a colon:",
    "# looks like a comment",
    "key: value # and more",
    "two\nlines",
    "- a dash",
    "{not: a map}",
    "1.10",
    "2026-11-22",
    "Größe 😀, “quoted” 'text' \"too\" \\ and a \ttab",
    "x" * 300,
)


def line_of(text: ProjectText, section: str, key: str) -> int:
    """Return the line of a block's key in the text, from 1, by the blocks that it was cut into."""
    line = 1
    for part in text.outline.sections:
        line += len(part.lead) + len(part.body)
        for block in part.blocks or ():
            line += len(block.lead)
            if (part.key, block.key) == (section, key):
                return line + before_key(block.body)
            line += len(block.body)
    raise KeyError(section, key)


def moment(rng: random.Random, minute: int | None = None) -> str:
    """A moment; of a minute of one day where that is given, so that moments can be told apart."""
    if minute is None:
        minute = rng.randrange(24 * 60)
    return f"2026-11-{rng.randrange(10, 28)}T{minute // 60:02}:{minute % 60:02}:00Z"


def digest(rng: random.Random, scheme: str) -> str:
    """A digest of a scheme."""
    return f"{scheme}:{rng.getrandbits(256):064x}"


def evidence(rng: random.Random) -> list[dict[str, Any]]:
    """Some evidence."""
    entries: list[dict[str, Any]] = []
    for _ in range(rng.randrange(3)):
        if rng.random() < 0.7:
            path = rng.choice(("docs/prd.md#non-goals", "docs/a b.md", ".github/x.yml", "1.md"))
            entries.append({"path": path, "sha256": f"{rng.getrandbits(256):064x}"})
        else:
            entries.append({"url": "https://example.com/a?b=c#d"})
    return entries


def answer(rng: random.Random, at: str | None = None) -> dict[str, Any]:
    """An answer."""
    value: dict[str, Any] = {"answer": rng.choice(("met", "not-met", "not-applicable"))}
    value["role"] = rng.choice(("tpm", "pm"))
    shown = evidence(rng)
    if shown:
        value["evidence"] = shown
    if value["answer"] == "not-applicable" or rng.random() < 0.5:
        value["note"] = rng.choice(NOTES)
    if value["answer"] == "not-met" and rng.random() < 0.5:
        value |= {"owner": rng.choice(PEOPLE), "due": "2027-01-10"}
    value |= {"by": rng.choice(PEOPLE), "at": at or moment(rng), "question": digest(rng, "q1")}
    return value


def waiver(rng: random.Random, at: str | None = None) -> dict[str, Any]:
    """A waiver or its withdrawal."""
    if rng.random() < 0.3:
        return {"withdrawn": True, "by": rng.choice(PEOPLE), "at": at or moment(rng)}
    return {
        "reason": rng.choice(NOTES),
        "by": rng.choice(PEOPLE),
        "approved-by": rng.choice(PEOPLE),
        "until": "2027-01-15",
        "at": at or moment(rng),
    }


def run(rng: random.Random, at: str | None = None) -> dict[str, Any]:
    """A check's result."""
    return {
        "check": digest(rng, "c1"),
        "tree": digest(rng, "t1"),
        "outcome": rng.choice(("pass", "fail", "could-not-run")),
        "message": rng.choice((*NOTES, "")),
        "by": rng.choice(PEOPLE),
        "at": at or moment(rng),
    }


def signoff(rng: random.Random, at: str | None = None) -> dict[str, Any]:
    """A sign-off that vouches for no waiver."""
    return {"by": rng.choice(PEOPLE), "at": at or moment(rng), "digest": digest(rng, "s1")}


def decision(rng: random.Random, at: str | None = None) -> dict[str, Any]:
    """A decision with one or two conditions where it is conditional."""
    outcome = rng.choice(("go", "conditional", "hold", "recycle", "kill"))
    value: dict[str, Any] = {"decision": outcome, "by": rng.choice(PEOPLE), "at": at or moment(rng)}
    if rng.random() < 0.5:
        value |= {"reason": rng.choice(NOTES), "minutes": "docs/minutes.md"}
    value |= {"recommendation": "hold", "rule": "unmet"}
    if outcome == "conditional":
        value["conditions"] = [
            {"text": rng.choice(NOTES), "owner": rng.choice(PEOPLE), "due": "2027-02-01"}
            for _ in range(rng.randrange(1, 3))
        ]
    if rng.random() < 0.3:
        value["standing"] = rng.sample(ITEMS, 2)
    value["digest"] = digest(rng, "d1")
    return value


def project(rng: random.Random, share: float = 0.5) -> dict[str, dict[str, Any]]:
    """A record in which about so large a share of the blocks is filled, by section and key."""
    items: dict[str, Any] = {}
    for name in ITEMS:
        block: dict[str, Any] = answer(rng) if rng.random() < share else {}
        if rng.random() < share / 3:
            block["waivers"] = [waiver(rng) for _ in range(rng.randrange(1, 3))]
        if rng.random() < share / 4:
            block["runs"] = [run(rng) for _ in range(rng.randrange(1, 3))]
        items[name] = block
    signoffs: dict[str, Any] = {}
    for name in SIGNOFFS:
        signoffs[name] = [signoff(rng)] if rng.random() < share / 2 else {}
    decisions: dict[str, Any] = {}
    for name in GATES:
        decisions[name] = [decision(rng)] if rng.random() < share / 2 else {}
    return {"items": items, "signoffs": signoffs, "decisions": decisions}


def records(share: float = 0.5) -> st.SearchStrategy[dict[str, dict[str, Any]]]:
    """Records for hypothesis."""
    return st.integers(0, 2**32).map(lambda seed: project(random.Random(seed), share))


ALLOWED_TEXT = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=("Cc", "Cs", "Zl", "Zp"),
        exclude_characters=[
            *map(chr, [0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF, 0xE0001, 0xFFFE, 0xFFFF]),
            *map(chr, [*range(0x202A, 0x202F), *range(0x2060, 0x206A), *range(0xFFF9, 0xFFFC)]),
            *map(chr, range(0xE0020, 0xE0080)),
        ],
    )
    | st.sampled_from("\n\t :#-'\"\\{}[],&*!|>%@`?~=."),
    max_size=80,
)
"""Every text that the reader accepts in a value."""

TRICKY = st.sampled_from(
    [
        *NOTES,
        *("yes", "No", "ON", "off", "y", "N", "true", "False", "null", "Null", "~", "", " ", "\n"),
        *("0", "-1", "+1", "007", "0x1F", "0o17", "1e3", "1_000", ".5", ".inf", "-.INF", ".NaN"),
        *("12:30", "1:2:3", "2026-02-30", "2026-11-22T14:03:00Z", "1.0", "...", "---", "--- a"),
        *(" lead", "trail ", "a: b", "a #b", "a:", ":a", "a#b", "?", "? a", "- a", "-", "!t", "&a"),
        *("*a", "%d", "@a", "`a", "|", ">", "'a'", '"a"', "{a}", "[a]", "a, b", "a\\nb", "<<", "="),
        *("<<<<<<< ours", "=======", "\u00a0x", "x\u00a0", "\u3000", "a\u0301", "👩‍💻", "न्‍"),
    ]
)


def text_of(data: bytes, file: str = "") -> ProjectText:
    """Return the text in the bytes of a project file."""
    return ProjectText.parse(data, read_yaml(data, file, RECORD_LIMITS))


def sync(data: bytes, phases: Phases, retire: Collection[str], file: str = "") -> Synced:
    """Return a project file brought up to date with its phases."""
    return texts.sync(ProjectText.parse(data, read_project(data, file)), phases, retire)
