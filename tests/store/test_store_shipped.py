"""What comes with tpm is whole, and every part of it can be used with every other."""

from __future__ import annotations

from pathlib import Path

import pytest
import write_compiled_checklists

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.store.checklists import item_checks, shipped
from tpmcli.store.checklists.load import load_checklist
from tpmcli.store.checklists.shipped_checklists import shipped_pack
from tpmcli.store.formats.validate import validate
from tpmcli.store.policy_file import check_policy, parse_policy
from tpmcli.store.policy_text import NewPolicy, render_policy
from tpmcli.store.yaml.reader import read_yaml

ROOT = Path(shipped.folder())


def yaml_files() -> list[str]:
    return sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.yaml"))


def format_of(path: str) -> str:
    first = (ROOT / path).read_text(encoding="utf-8").splitlines()[0]
    return first.removeprefix("schema: tpm/").removesuffix("/1")


def missing(path: str) -> bytes:
    raise FileNotFoundError(path)


@pytest.mark.parametrize("path", yaml_files())
def test_a_shipped_file_is_valid_beyond_its_format(path: str) -> None:
    name = format_of(path)
    document = read_yaml(shipped.read(path), path)
    validate(document, name)
    problems = []
    if name == "checklist":
        problems = item_checks.by_role_problems(document, ())
    elif name == "pack":
        for phase in document.value.get("add", {}):
            problems += item_checks.by_role_problems(document, ("add", phase))
        problems += item_checks.adjust_problems(document)
        assert document.value["name"] == Path(path).stem
    elif name == "lifecycle":
        assert shipped.lifecycle_path(document.value["name"]) == path
    assert problems == []


def test_the_compiled_checklists_are_those_of_the_files() -> None:
    for name, text in write_compiled_checklists.modules().items():
        written = (write_compiled_checklists.TARGET / f"{name}.py").read_text(encoding="utf-8")
        assert written == text, f"run: {write_compiled_checklists.COMMAND}"
    for path in yaml_files():
        compiled, read = shipped.document(path), read_yaml(shipped.read(path), path)
        assert compiled.value == read.value
        assert compiled.position(("schema",)) == read.position(("schema",))


@pytest.mark.parametrize("lifecycle", shipped.lifecycle_names())
@pytest.mark.parametrize("packs", [*((name,) for name in shipped.pack_names()), ()])
def test_every_pack_lies_on_every_lifecycle(lifecycle: str, packs: tuple[str, ...]) -> None:
    everything = tuple(shipped.trait_names())
    who = ("a@b.c",)
    brought = [demand for name in packs for demand in shipped_pack(name).layer.demands]
    people = {str(demand.role): who for demand in brought}
    new = NewPolicy("x", "X", "", who, who, lifecycle, packs, everything, people=people)
    policy_file = parse_policy(render_policy(new._replace(start_at="release")).encode(), "p")
    checklist = load_checklist(policy_file, missing)
    assert check_policy(policy_file, checklist) == []
    assert checklist.name == lifecycle
    assert all(phase.items for phase in checklist.phases)


def test_all_packs_together() -> None:
    new = NewPolicy("x", "X", "release", ("a@b.c",), ("a@b.c",), packs=tuple(shipped.pack_names()))
    checklist = load_checklist(parse_policy(render_policy(new).encode(), "p"), missing)
    ids = [item.id for phase in checklist.phases for item in phase.items]
    assert len(ids) == len(set(ids)) > 150


def test_the_names() -> None:
    assert shipped.lifecycle_names() == ["standard", "lite"]
    assert shipped.pack_names() == sorted(
        [
            *("saas", "mobile", "erp", "edtech", "fintech", "ai-ml", "open-source", "agile"),
            *("eu-product", "api-platform", "small-team"),
            *("security", "legal", "design", "quality", "operations", "data"),
        ]
    )
    assert shipped.lifecycle_path("standard") == "standard/lifecycle.yaml"
    assert shipped.lifecycle_path("references") is None
    assert shipped.lifecycle_path("packs") is None


def test_traits_references_and_templates_can_be_had() -> None:
    assert list(shipped.traits()) == shipped.trait_names()
    assert shipped.traits()["hosted"].name == "hosted"
    assert all(entry.url.startswith("https://") for entry in shipped.references().values())
    for name in shipped.template_names():
        assert shipped.template(name).startswith("#")


def test_a_broken_installation_is_told_with_the_way_out() -> None:
    with pytest.raises(InvalidInputError) as caught:
        shipped.template("gone")
    words = ("No such file or directory",)
    file = str(ROOT / "templates" / "gone.md")
    expected = Problem(Flaw.SHIPPED_UNREADABLE, words, file, hint=Hint(Remedy.REINSTALL))
    assert caught.value.problems == (expected,)


def test_a_checklist_that_is_no_longer_shipped_says_since_when_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("blockchain", "waterfall"):
        retired = shipped.Retired("1.4", f"copy {name} from tpm 1.3 into .tpm/checklists/")
        monkeypatch.setitem(shipped.RETIRED, name, retired)
    new = NewPolicy("x", "X", "a", ("a@b.c",), ("a@b.c",), "waterfall", ("blockchain",))
    with pytest.raises(InvalidInputError) as caught:
        load_checklist(parse_policy(render_policy(new).encode(), "p"), missing)
    assert {each.flaw: (each.words, each.hint) for each in caught.value.problems} == {
        flaw: ((name, "1.4"), Hint(Remedy.OTHER, (shipped.RETIRED[name].instead,)))
        for flaw, name in (
            (Flaw.LIFECYCLE_RETIRED, "waterfall"),
            (Flaw.PACK_RETIRED, "blockchain"),
        )
    }


def test_what_is_shipped_is_not_retired() -> None:
    assert not shipped.RETIRED.keys() & {*shipped.lifecycle_names(), *shipped.pack_names()}
