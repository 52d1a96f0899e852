"""What is written to be copied reads back as it was, for what is shipped and for anything else."""

from __future__ import annotations

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmcli.model.checklist import CheckSpec, EvidenceRule, Item, Level, Lifecycle, Phase
from tpmcli.model.role import SHIPPED_ROLES, TPM
from tpmcli.store.checklists import shipped
from tpmcli.store.checklists.items import item_of, items_of
from tpmcli.store.checklists.shipped_checklists import composed, lifecycle_title, shipped_pack
from tpmcli.store.checklists.text import (
    WIDTH,
    checklist_text,
    item_pack_text,
    lifecycle_text,
    pack_text,
    plain_item,
)
from tpmcli.store.formats.validate import validate
from tpmcli.store.yaml.reader import read_yaml

PHASES = [(name, phase) for name in shipped.lifecycle_names() for phase in composed(name).phases]
PHASE_IDS = [f"{name}-{phase.id}" for name, phase in PHASES]


def read_back(text: str, format_name: str) -> Any:
    """The plain data of a file with this text, which must have the form of its format."""
    document = read_yaml(text.encode(), "copy.yaml")
    validate(document, format_name)
    return document.value


def phase_of(value: Any, layer: str) -> Phase:
    """The phase that a checklist file holds."""
    items = tuple(items_of(value, value["phase"], layer))
    return Phase(value["phase"], value["title"], value["question"], items)


@pytest.mark.parametrize(("name", "phase"), PHASES, ids=PHASE_IDS)
def test_a_shipped_phase_reads_back(name: str, phase: Phase) -> None:
    text = checklist_text(phase, ["a copy"], {item.id: ["a note"] for item in phase.items})
    assert phase_of(read_back(text, "checklist"), "standard") == phase
    assert text.count("# a note\n") == len(phase.items)
    assert max(map(len, text.splitlines())) <= WIDTH


@pytest.mark.parametrize("name", shipped.pack_names())
def test_a_shipped_pack_reads_back(name: str) -> None:
    plain = shipped_pack(name).plain
    text = pack_text(plain, ["a copy"])
    assert read_back(text, "pack") == plain
    assert max(map(len, text.splitlines())) <= WIDTH


@pytest.mark.parametrize("packs", [(), tuple(shipped.pack_names())], ids=["alone", "all packs"])
def test_a_composed_phase_reads_back(packs: tuple[str, ...]) -> None:
    for phase in composed("standard", packs).phases:
        found = phase_of(read_back(checklist_text(phase), "checklist"), "copy")
        by_role = sorted(phase.items, key=lambda item: item.role.rank)
        assert found.items == tuple(item._replace(layer="copy") for item in by_role)


@pytest.mark.parametrize("item", [i for _, p in PHASES[:7] for i in p.items], ids=lambda i: i.id)
def test_a_shipped_item_reads_back_as_a_pack_of_one(item: Item) -> None:
    value = read_back(item_pack_text(item), "pack")
    ((phase, by_role),) = value["add"].items()
    assert items_of(by_role, phase, "standard") == [item]


@pytest.mark.parametrize("name", shipped.lifecycle_names())
def test_a_lifecycle_reads_back(name: str) -> None:
    checklist = composed(name)
    lifecycle = Lifecycle(name, lifecycle_title(name), checklist.phases)
    assert read_back(lifecycle_text(lifecycle), "lifecycle") == {
        "schema": "tpm/lifecycle/1",
        "name": name,
        "title": lifecycle.title,
        "phases": [phase.id for phase in checklist.phases],
    }


slugs = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
# What the reader lets in: no control, bidirectional or other invisible character.
signs = st.characters(
    codec="utf-8",
    categories=["L", "N", "P", "S", "Zs"],
    exclude_characters="\u00a0\u1680\u3000" + "".join(map(chr, range(0x2000, 0x2070))),
)
texts = st.text(st.one_of(st.just(" "), st.sampled_from(string.printable[:94]), signs), min_size=1)
lines = texts.filter(lambda text: text[0] > " ").map(lambda text: text[:400])
globs = st.from_regex(r"[A-Za-z*?\[][A-Za-z0-9*?\[\], #'&!-]{0,40}", fullmatch=True).filter(
    lambda glob: glob.strip() == glob
)
checks = st.one_of(
    st.builds(
        lambda file, count: CheckSpec("junit", {"file": file, "min-tests": count}),
        globs,
        st.integers(1, 10**6),
    ),
    st.builds(
        lambda file, share: CheckSpec("coverage", {"file": file, "min": share}),
        globs,
        st.one_of(st.integers(0, 100), st.sampled_from([0.5, 79.95, 100.0])),
    ),
    st.builds(
        lambda file, value: CheckSpec("data", {"file": file, "at": "a.b", "equals": value}),
        globs,
        st.one_of(lines, st.booleans(), st.integers(-99, 99)),
    ),
    st.builds(
        lambda file, heads: CheckSpec("text", {"file": file, "headings": heads}),
        globs,
        st.lists(lines, min_size=1, max_size=3),
    ),
)


def few(words: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    """Up to three words, all different."""
    return st.lists(words, unique=True, max_size=3)


evidence = st.builds(
    EvidenceRule,
    st.one_of(st.just(""), lines),
    st.booleans(),
    few(globs).map(tuple),
    st.one_of(st.just(""), slugs),
    st.booleans(),
)
items = st.builds(
    lambda slug, **fields: Item(f"build.{slug}", "build", **fields),
    slugs,
    role=st.sampled_from(SHIPPED_ROLES),
    title=lines,
    why=st.one_of(st.just(""), lines),
    level=st.sampled_from(Level),
    evidence=evidence,
    not_applicable=st.booleans(),
    valid_for=st.one_of(st.none(), st.integers(1, 99999)),
    continuous=st.booleans(),
    repeats_product=st.booleans(),
    when=few(slugs).map(tuple),
    checks=st.lists(checks, max_size=2).map(tuple),
    answered_by_checks=st.booleans(),
    refs=few(slugs).map(tuple),
    locked=st.booleans(),
    enforce_from=st.sampled_from(["", "2027-01-01"]),
    layer=st.just("own"),
)


@given(items)
def test_any_item_reads_back(item: Item) -> None:
    assert item_of(plain_item(item), "build", item.role, "own") == item
    value = read_back(item_pack_text(item, [item.title]), "pack")
    assert items_of(value["add"]["build"], "build", "own") == [item]


def test_small_things_stand_on_one_line_and_long_ones_are_folded() -> None:
    item = Item(
        "build.a",
        "build",
        TPM,
        "Note: " + "tea " * 24 + "and more",
        evidence=EvidenceRule(find=tuple(f"docs/a-rather-long-name-{n}*.md" for n in range(4))),
        when=("hosted", "public-api"),
        checks=(CheckSpec("sarif", {"file": "a.sarif", "below": "error"}),),
    )
    assert checklist_text(Phase("build", "Build", "On?", (item,)), ["one\ntwo"]) == (
        """\
# one two
schema: tpm/checklist/1
phase: build
title: Build
question: On?

tpm:
  - id: a
    title: "Note: tea tea tea tea tea tea tea tea tea tea tea tea tea tea tea tea tea tea tea tea
      tea tea tea tea and more"
    level: must
    evidence:
      find:
        - docs/a-rather-long-name-0*.md
        - docs/a-rather-long-name-1*.md
        - docs/a-rather-long-name-2*.md
        - docs/a-rather-long-name-3*.md
    when: [hosted, public-api]
    checks:
      - sarif: {file: a.sarif, below: error}
"""
    )
