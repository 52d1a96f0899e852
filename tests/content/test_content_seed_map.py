"""Each sentence of the article that this project began from is answered by items."""

from typing import Any

import pytest
import yaml
from content_files import BY_ID, HERE, PHASES, ROLES

SEED = yaml.safe_load((HERE / "seed_map.yaml").read_text(encoding="utf-8"))
sentences = pytest.mark.parametrize(
    ("number", "sentence"), SEED["sentences"].items(), ids=list(SEED["sentences"])
)


def test_no_sentence_is_left_out() -> None:
    numbers = [
        f"{paragraph}.{number}"
        for paragraph, about in SEED["paragraphs"].items()
        for number in range(1, about["sentences"] + 1)
    ]
    assert list(SEED["sentences"]) == numbers


def test_there_is_a_paragraph_for_each_phase() -> None:
    phases = [about["phase"] for about in SEED["paragraphs"].values() if "phase" in about]
    assert phases == list(PHASES)


def test_both_roles_are_spoken_of_in_each_phase() -> None:
    for paragraph, about in SEED["paragraphs"].items():
        if "phase" in about:
            roles = {
                role
                for number, sentence in SEED["sentences"].items()
                if number.rpartition(".")[0] == paragraph
                for role in sentence["roles"]
            }
            assert roles == set(ROLES)


@sentences
def test_its_items_exist_in_the_right_role(number: str, sentence: dict[str, Any]) -> None:
    assert sentence["items"]
    there = [
        (entry["item"], entry["role"]) for entry in sentence["items"] if entry["item"] in BY_ID
    ]
    assert there == [(entry["item"], entry["role"]) for entry in sentence["items"]]
    assert [(item_id, role) for item_id, role in there if BY_ID[item_id].role != role] == []


@sentences
def test_the_roles_it_speaks_of_have_an_item(number: str, sentence: dict[str, Any]) -> None:
    assert {entry["role"] for entry in sentence["items"]} == set(sentence["roles"])


@sentences
def test_the_phase_it_speaks_of_has_an_item_for_each_role(
    number: str, sentence: dict[str, Any]
) -> None:
    phase = SEED["paragraphs"][number.rpartition(".")[0]].get("phase")
    if phase is None:
        return
    roles = {entry["role"] for entry in sentence["items"] if BY_ID[entry["item"]].phase == phase}
    assert roles == set(sentence["roles"])
