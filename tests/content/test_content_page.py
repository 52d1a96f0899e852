"""The pages about checklists: up to date, no dead link, and examples that load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import write_checklists_doc as script
from content_files import ALL, FIND_LISTS, PACKS, REFERENCES, TRAITS

from tpmcli.checks.registry import kinds
from tpmcli.model.checklist import Level
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.loosening import Loosened, Looser, LooserText
from tpmcli.model.problem import Flaw
from tpmcli.store.checklists.load import load_checklist
from tpmcli.store.policy_file import check_policy, parse_policy

PROJECT = Path(__file__).resolve().parents[2]
DOCS = PROJECT / "docs"
PAGE = DOCS / "checklists.md"
OWN = DOCS / "own-checklists.md"
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')
LINK = re.compile(r"\]\(([^)\s]+)\)")
EXAMPLE = re.compile(r"<!-- example: (\S+) -->\n```yaml\n(.*?)```\n", re.DOTALL)


def test_the_page_is_up_to_date() -> None:
    assert script.main(["--check"]) == 0


def test_a_page_that_is_out_of_date_or_missing_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    target = tmp_path / "docs" / "checklists.md"
    monkeypatch.setattr(script, "TARGET", target)
    assert script.main(["--check"]) == 1
    assert not target.exists()
    assert script.main([]) == 0
    assert script.main(["--check"]) == 0
    target.write_text(target.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert script.main(["--check"]) == 1
    assert "out of date: run python scripts/write_checklists_doc.py" in capsys.readouterr().err


def test_everything_stands_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    anchors = ANCHOR.findall(page)
    expected = {
        *(entry.id for entry in ALL),
        *(entry.phase for entry in ALL),
        *(f"pack-{name}" for name in PACKS),
        *(f"trait-{name}" for name in TRAITS["traits"]),
        *(f"ref-{key}" for key in REFERENCES["references"]),
        *(f"find-{name}" for name in FIND_LISTS),
        *("find-lists", "lite", "packs", "traits", "check-kinds", "references"),
    }
    assert len(anchors) == len(set(anchors))
    assert set(anchors) == expected
    for kind in kinds():
        assert f"| `{kind.name}` |" in page


@pytest.mark.parametrize("path", [PAGE, OWN], ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    links = set(LINK.findall(path.read_text(encoding="utf-8")))
    assert links
    dead = []
    for link in links:
        target, _, anchor = link.partition("#")
        if link.startswith(("https://", "http://")):
            continue
        file = (path.parent / target).resolve() if target else path
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        if not text or (anchor and anchor not in ANCHOR.findall(text)):
            dead.append(link)
    assert dead == []


def examples() -> dict[str, str]:
    """The files that the page on own checklists shows, by their path."""
    return dict(EXAMPLE.findall(OWN.read_text(encoding="utf-8")))


def load(files: dict[str, str]) -> tuple[dict[str, Level], list[tuple[str, str, LooserText]]]:
    """The levels of all items and the loosenings, for the policy and packs in these files."""

    def read(path: str) -> bytes:
        if path not in files:
            raise FileNotFoundError(path)
        return files[path].encode()

    policy = parse_policy(files[".tpm/policy.yaml"].encode(), ".tpm/policy.yaml")
    checklist = load_checklist(policy, read)
    assert check_policy(policy, checklist) == []
    levels = {name: item.level for name, item in checklist.items().items()}
    return levels, [(each.item, each.layer, each.what.how) for each in checklist.loosenings]


def test_the_worked_example_loads_and_does_what_the_page_says() -> None:
    files = examples()
    assert list(files) == [".tpm/checklists/house-rules.yaml", ".tpm/policy.yaml"]
    levels, loosenings = load(files)
    assert levels["architecture.region-pinned"] is Level.MUST
    assert levels["release.price-list-updated"] is Level.MUST
    assert levels["testing.load-tested-to-target"] is Level.MUST
    assert levels["feasibility.business-case-approved"] is Level.SHOULD
    assert "testing.usability-targets-met" not in levels
    assert "testing.fintech-ledger-correctness-proven" in levels
    assert loosenings == [
        ("feasibility.business-case-approved", "house-rules", Looser.LEVEL),
        ("testing.usability-targets-met", "policy", Looser.DROPPED),
    ]


def test_asking_for_less_without_a_reason_is_refused_as_the_page_says() -> None:
    files = examples()
    reason = "    reason: the group's own companies share the cost, as its board decided once\n"
    pack = files[".tpm/checklists/house-rules.yaml"]
    assert reason in pack
    files[".tpm/checklists/house-rules.yaml"] = pack.replace(reason, "")
    with pytest.raises(InvalidInputError) as caught:
        load(files)
    (problem,) = caught.value.problems
    assert problem.file == ".tpm/checklists/house-rules.yaml"
    assert problem.flaw is Flaw.ITEM_LOOSENED


def test_a_locked_item_is_not_loosened_even_with_a_reason_as_the_page_says() -> None:
    files = examples()
    files[".tpm/policy.yaml"] += (
        "  architecture.region-pinned: {level: should, reason: not this quarter}\n"
    )
    with pytest.raises(InvalidInputError) as caught:
        load(files)
    (problem,) = caught.value.problems
    words = ("architecture.region-pinned", "house-rules", Loosened(Looser.LEVEL))
    assert (problem.flaw, problem.words) == (Flaw.ITEM_LOCKED, words)


def test_the_table_of_keys_is_that_of_the_format() -> None:
    from tpmcli.store.formats.base import key_of
    from tpmcli.store.formats.checklist import ItemFormat

    keys = re.findall(r"^\| `([a-z-]+)` \|", OWN.read_text(encoding="utf-8"), re.MULTILINE)
    assert keys == [key_of(name) for name in ItemFormat.model_fields]
