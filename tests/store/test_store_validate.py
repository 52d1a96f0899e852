from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from typing import Any

import pytest

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Expression, Flaw, Problem, Term
from tpmcli.store.checklists import shipped
from tpmcli.store.checklists.load import load_checklist
from tpmcli.store.formats import schemas
from tpmcli.store.formats.compiled_schemas import SHAPES
from tpmcli.store.formats.validate import validate
from tpmcli.store.policy_file import parse_policy
from tpmcli.store.yaml.reader import read_yaml

# By name: the library comes without types.
Draft202012Validator: Any = import_module("jsonschema").Draft202012Validator
GOOD = b"schema: tpm/traits/1\ntraits: {}\n"


def test_the_good_path_loads_no_pydantic() -> None:
    code = (
        "import sys; from tpmcli.store.formats.validate import validate;"
        "from tpmcli.store.yaml.reader import read_yaml;"
        f"validate(read_yaml({GOOD!r}, 'x'), 'traits');"
        "import tpmcli.store.checklists.load;"
        "print([m for m in ('pydantic', 'dataclasses', 'inspect', 'json') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[]\n"


def test_a_shape_stricter_than_its_model_is_a_bug_and_not_a_verdict(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(SHAPES, "traits", ("flag",))
    with pytest.raises(RuntimeError, match=r"x\.yaml: the shape of tpm/traits/1 refuses"):
        validate(read_yaml(GOOD, "x.yaml"), "traits")


@pytest.mark.parametrize("name", schemas.names())
def test_the_json_schema_is_one(name: str) -> None:
    schema = schemas.json_schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schemas.json_schema_text(name).endswith("}\n")


def test_the_published_schemas() -> None:
    assert schemas.names() == ["policy", "project", "checklist", "lifecycle", "pack"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("standard/lifecycle.yaml", "lifecycle"),
        ("lite.yaml", "lifecycle"),
        ("standard/testing.yaml", "checklist"),
        ("packs/fintech.yaml", "pack"),
    ],
)
def test_the_json_schema_accepts_what_is_shipped_and_refuses_what_is_not_known(
    path: str, name: str
) -> None:
    validator = Draft202012Validator(schemas.json_schema(name))
    value = shipped.document(path).value
    assert [error.message for error in validator.iter_errors(value)] == []
    assert not validator.is_valid({**value, "levle": "must"})
    assert not validator.is_valid({key: value[key] for key in value if key != "schema"})


def test_the_json_schema_refuses_unknown_keys_of_maps() -> None:
    validator = Draft202012Validator(schemas.json_schema("pack"))
    pack: dict[str, Any] = {"schema": "tpm/pack/1", "name": "x", "title": "X"}
    assert validator.is_valid({**pack, "adjust": {"a.b": {"level": "must"}}})
    assert not validator.is_valid({**pack, "adjust": {"a": {"level": "must"}}})


def test_no_description_is_missing() -> None:
    for name in schemas.names():
        schema = schemas.json_schema(name)
        for node in (schema, *schema.get("$defs", {}).values()):
            assert node["description"]
            for key, entry in node.get("properties", {}).items():
                assert "description" in entry or "$ref" in entry, (name, key)


def test_loading_reads_only_what_the_policy_names() -> None:
    asked: list[str] = []

    def read(path: str) -> bytes:
        asked.append(path)
        return b"schema: tpm/pack/1\nname: ours\ntitle: Ours\n"

    policy = b"""
schema: tpm/policy/1
id: x
name: X
lifecycle: lite
packs: [saas, ours.yaml]
people: {tpm: [a@b.c], pm: [a@b.c]}
"""
    load_checklist(parse_policy(policy, "p"), read)
    assert asked == ["ours.yaml"]


def test_very_many_problems_are_counted_and_not_all_told() -> None:
    text = "schema: tpm/traits/1\ntraits:\n" + "".join(f"  t{n}: x\n" for n in range(1500))
    with pytest.raises(InvalidInputError) as caught:
        validate(read_yaml(text.encode(), "t.yaml"), "traits")
    problems = caught.value.problems
    assert len(problems) == 1001
    told = (Expression(Term.QUOTED, ("t0",)), Expression(Term.A_MAPPING))
    assert problems[0] == Problem(
        Flaw.UNFIT_VALUE, (*told, Expression(Term.QUOTED, ("x",))), "t.yaml", 3, 3
    )
    assert problems[-1] == Problem(Flaw.MANY_MORE, (500,), "t.yaml")
