"""Checklists and the shelf as text: whole output, at 80 and 40 columns, plain and in colour."""

from __future__ import annotations

import json
import re

import pytest

from tpmcli.checks.registry import kinds
from tpmcli.model.checklist import (
    Checklist,
    CheckSpec,
    EvidenceRule,
    Item,
    Level,
    Loosening,
    Phase,
)
from tpmcli.model.checklist_catalog import (
    ChecklistCatalog,
    LevelCounts,
    LifecycleEntry,
    PackEntry,
    ProjectEntry,
)
from tpmcli.model.checklist_view import (
    Adjusted,
    ChecklistSource,
    ChecklistView,
    ItemView,
    PhaseView,
    Reference,
    Trait,
    TraitView,
    ViewKind,
)
from tpmcli.model.checks_view import KindInfo
from tpmcli.model.loosening import Loosened, Looser
from tpmcli.model.role import PM, TPM
from tpmcli.render.checklist.item import changes_of, plain_changes
from tpmcli.render.checklist.json import render_catalog
from tpmcli.render.checklist.json import render_kinds as kinds_json
from tpmcli.render.checklist.json import render_traits as traits_json
from tpmcli.render.checklist.json import render_view as view_json
from tpmcli.render.checklist.list import render
from tpmcli.render.checklist.text import render_kinds, render_traits, render_view
from tpmcli.render.style import Style
from tpmcli.store.formats.fields import adjustments_of

EVIL = "red \x1b[31m and \u202ereversed ##[error]"
TRIED = Item(
    "idea.boiling-tried",
    "idea",
    TPM,
    "Boiling was tried at least once, on the stove that the customers are known to have",
    "What was tried is known, and what was not is a guess.",
    evidence=EvidenceRule(
        "a note with the time it took",
        required=True,
        find=("docs/*.md",),
        template="spike-note",
        pin=True,
    ),
    checks=(CheckSpec("data", {"file": "a.json", "at": "b", "equals": True}),),
    refs=("gds",),
    layer="short",
)
PAID = Item("idea.paid", "idea", PM, "Somebody pays", when=("hosted", "sold"), layer="house")
[LOOSE] = adjustments_of({"idea.paid": {"level": "should", "reason": "it is a gift"}}, "p.yaml")
PHASE = Phase("idea", "The idea", "Is it worth a try?", (TRIED, PAID))
VIEWS = (
    ItemView(
        TRIED,
        (),
        (),
        (Reference("gds", "Service Standard", "https://example.com/gds", "OGL", "2026-11-01"),),
    ),
    ItemView(PAID, ("sold",), (Adjusted("policy", LOOSE, loosens=True),), ()),
)
DROPPED = (Loosening("idea.named", "house", Loosened(Looser.DROPPED), "names come later"),)
SOURCE = ChecklistSource(Checklist("short", (PHASE,), DROPPED), ())
VIEW = ChecklistView(ViewKind.PHASE, SOURCE, (PhaseView(PHASE, VIEWS, DROPPED),))
SHELF = ChecklistCatalog(
    (LifecycleEntry("short", "Two gates", ("idea", "build"), LevelCounts(4, 1)),),
    (PackEntry("house", "House rules", "What all must show", LevelCounts(1, 0), 1),),
    ProjectEntry(
        "kettle-1",
        "Kettle",
        "short",
        (),
        (("own.yaml", PackEntry("own", "Ours", "", LevelCounts(0, 2), 0)),),
        (),
        LevelCounts(3, 1),
        2,
        DROPPED,
    ),
)
PHASE_TEXT = """\
The idea · idea
Is it worth a try?
as shipped: short

TPM · Technical Product Manager · 1 required

  Boiling was tried at least once, on the stove that the customers are known to
  have
    boiling-tried · required · short
    What was tried is known, and what was not is a guess.
    Evidence   required: a note with the time it took
    Find       docs/*.md
    Template   spike-note
    Checks     data: file a.json, at b, equals true
    Rules      changed evidence reopens it
    Reference  Service Standard https://example.com/gds

PM · Product Manager · 1 required

  Somebody pays
    paid · required · house
    Only with  hosted, sold (not here: sold)
    Loosened   by policy, level: recommended: it is a gift

  Dropped    idea.named by house: names come later
"""
SHELF_TEXT = """\
Lifecycles
  short       Two gates
              idea, build
              5 items: 4 required, 1 recommended

Packs
  house       House rules
              What all must show
              adds 1 item: 1 required; 1 item changed

This project: Kettle
  lifecycle   short
  packs       none
  traits      none
  items       4 items: 3 required, 1 recommended; 2 others apply only with other
              traits
  team pack   Ours (own.yaml): adds 2 items: 2 recommended
  loosened    idea.named: dropped, by house: names come later

Show one in full with `tpm checklist show NAME`.
"""


def plain(text: str) -> str:
    """The text without colour."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_a_phase_at_80_columns() -> None:
    assert render_view(VIEW, Style(width=80), refs=True) == PHASE_TEXT


def test_without_refs_the_references_are_left_out() -> None:
    lines = [line for line in PHASE_TEXT.splitlines(keepends=True) if "Reference" not in line]
    assert render_view(VIEW, Style(width=80)) == "".join(lines)


def test_an_overview_at_80_columns() -> None:
    view = VIEW._replace(kind=ViewKind.OVERVIEW)
    assert (
        render_view(view, Style(width=80))
        == """\
as shipped: short

1. The idea · idea
   Is it worth a try?
   TPM required    Boiling was tried at least once, on the stove that the
                   customers are known to have · boiling-tried
   PM  required    Somebody pays · paid (only with sold)
   Dropped    idea.named by house: names come later

Show one in full with `tpm checklist show PHASE`, or ITEM. Copy it with
`--format yaml`.
"""
    )


def test_an_overview_into_a_pipe_has_one_line_an_item() -> None:
    view = VIEW._replace(kind=ViewKind.OVERVIEW)
    lines = render_view(view, Style()).splitlines()
    assert [line for line in lines if TRIED.title in line and TRIED.slug in line] != []


def test_the_shelf_at_80_columns() -> None:
    assert render(SHELF, Style(width=80)) == SHELF_TEXT


def test_traits_at_80_columns() -> None:
    views = (
        TraitView(Trait("sold", "Is it sold?", "it needs a price"), (PAID,), has=False),
        TraitView(Trait("hosted", "Do you run it?", "somebody is called"), (), has=True),
        TraitView(Trait("free", "Is it free?", "nobody pays"), (), None),
    )
    assert (
        render_traits(views, Style(width=80))
        == """\
sold · not in this project
  Is it sold?
  Yes: it needs a price.
    PM  required    Somebody pays · paid

hosted · this project has it
  Do you run it?
  Yes: somebody is called.
    no item here depends on it

free
  Is it free?
  Yes: nobody pays.
    no item here depends on it
"""
    )


def test_kinds_at_40_columns() -> None:
    info = KindInfo(
        "tag", "There is a tag whose name matches.", {"matches": "which tags it may be"}
    )
    assert (
        render_kinds([info], Style(width=40))
        == """\
tag
  There is a tag whose name matches.
    matches     which tags it may be
"""
    )


@pytest.mark.parametrize("width", [0, 40, 80, 110])
@pytest.mark.parametrize("kind", [ViewKind.OVERVIEW, ViewKind.PHASE, ViewKind.ITEM])
def test_colour_changes_no_text(kind: ViewKind, width: int) -> None:
    view = VIEW._replace(kind=kind)
    coloured = render_view(view, Style(colour=True, width=width), refs=True)
    assert coloured != plain(coloured)
    assert plain(coloured) == render_view(view, Style(width=width), refs=True)
    catalog = render(SHELF, Style(colour=True, width=width))
    assert plain(catalog) == render(SHELF, Style(width=width))


def test_no_line_is_wider_than_the_terminal() -> None:
    """But for a word that is longer by itself: it must stay whole to be copied."""
    for text in (
        render_view(VIEW, Style(width=60), refs=True),
        render_view(VIEW._replace(kind=ViewKind.OVERVIEW), Style(width=60)),
        render(SHELF, Style(width=60)),
        render_kinds(kinds(), Style(width=60)),
    ):
        assert max(map(len, text.splitlines())) <= 60


def evil_view(kind: ViewKind) -> ChecklistView:
    """Everything that a person may have typed is hostile."""
    change = Adjusted(
        EVIL,
        adjustments_of({"idea.x": {"level": "must", "reason": EVIL}}, "p.yaml")[0],
        loosens=True,
    )
    item = TRIED._replace(
        title=EVIL,
        why=EVIL,
        layer=EVIL,
        evidence=EvidenceRule(EVIL, required=True, find=(EVIL,), template=EVIL),
        checks=(CheckSpec("text", {"file": EVIL, "contains": [EVIL]}),),
    )
    phase = PHASE._replace(title=EVIL, question=EVIL)
    dropped = (Loosening("idea.x", EVIL, Loosened(Looser.DROPPED), EVIL),)
    source = SOURCE._replace(checklist=SOURCE.checklist._replace(name=EVIL))
    return ChecklistView(
        kind, source, (PhaseView(phase, (ItemView(item, (), (change,), ()),), dropped),)
    )


@pytest.mark.parametrize("kind", [ViewKind.OVERVIEW, ViewKind.PHASE, ViewKind.ITEM])
def test_hostile_text_is_made_visible(kind: ViewKind) -> None:
    text = render_view(evil_view(kind), Style(width=80))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\\x1b[31m" in text
    data = view_json(evil_view(kind))
    assert data.isascii()
    assert "##[" not in data
    assert "\x1b" not in json.loads(data)["phases"][0]["items"][0]["title"]


def test_json_of_the_shelf() -> None:
    assert json.loads(render_catalog(SHELF)) == {
        "schema": "tpm/checklists/1",
        "lifecycles": [
            {
                "name": "short",
                "title": "Two gates",
                "phases": ["idea", "build"],
                "items": {"must": 4, "should": 1},
            }
        ],
        "packs": [
            {
                "name": "house",
                "title": "House rules",
                "about": "What all must show",
                "items": {"must": 1, "should": 0},
                "adjusts": 1,
            }
        ],
        "project": {
            "id": "kettle-1",
            "name": "Kettle",
            "lifecycle": "short",
            "packs": [],
            "own_packs": [
                {
                    "path": "own.yaml",
                    "name": "own",
                    "title": "Ours",
                    "about": None,
                    "items": {"must": 0, "should": 2},
                    "adjusts": 0,
                }
            ],
            "traits": [],
            "items": {"must": 3, "should": 1},
            "not_applying": 2,
            "loosenings": [
                {
                    "item": "idea.named",
                    "layer": "house",
                    "what": "dropped",
                    "reason": "names come later",
                }
            ],
        },
    }
    assert json.loads(render_catalog(SHELF._replace(project=None)))["project"] is None


def test_json_of_traits_and_kinds() -> None:
    views = [TraitView(Trait("sold", "Is it sold?", "it needs a price"), (PAID,), None)]
    assert json.loads(traits_json(views)) == {
        "schema": "tpm/checklist-view/1",
        "view": "traits",
        "traits": [
            {
                "name": "sold",
                "ask": "Is it sold?",
                "means": "it needs a price",
                "has": None,
                "items": ["idea.paid"],
            }
        ],
    }
    assert json.loads(kinds_json([KindInfo("tag", "A tag.", {"matches": "which"})])) == {
        "schema": "tpm/checklist-view/1",
        "view": "kinds",
        "kinds": [{"name": "tag", "about": "A tag.", "options": {"matches": "which"}}],
    }


@pytest.mark.parametrize(
    ("changes", "words", "data"),
    [
        ({"level": Level.MUST}, "level: required", {"level": "must"}),
        ({"drop": True}, "dropped", {"drop": True}),
        ({"valid_for": 30}, "an answer expires after 30 days", {"valid-for": "30d"}),
        ({"valid_for": None}, "answers never expire", {"valid-for": "never"}),
        ({"enforce_from": "2027-01-01"}, "blocks from 2027-01-01", {"enforce-from": "2027-01-01"}),
        ({"enforce_from": ""}, "blocks at once", {"enforce-from": "now"}),
        ({"evidence_required": True}, "evidence required", {"evidence-required": True}),
        ({"evidence_required": False}, "evidence not required", {"evidence-required": False}),
        ({"pin": True}, "changed evidence reopens it", {"pin": True}),
        ({"continuous": False}, "not re-checked daily", {"standing": False}),
        ({"not_applicable": True}, "`not-applicable` allowed", {"not-applicable": True}),
        ({"when": ("a", "b")}, "only with a, b", {"when": ["a", "b"]}),
        ({"when": ()}, "regardless of traits", {"when": []}),
    ],
)
def test_adjustments_in_words_and_as_data(
    changes: dict[str, object], words: str, data: dict[str, object]
) -> None:
    [adjustment] = adjustments_of({"idea.x": {**data, "reason": "r"}}, "p.yaml")
    assert adjustment.changes == changes
    assert changes_of(adjustment) == [words]
    assert plain_changes(adjustment) == data
