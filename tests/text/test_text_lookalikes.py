"""Which addresses look alike, and how they are written so that nobody mistakes them."""

from __future__ import annotations

import pytest

from tpmcli.model.address import fold_address
from tpmcli.text.lookalikes import look_alike, mixed_scripts, skeleton, written_out

PAT = "pat@example.com"


@pytest.mark.parametrize(
    "twin",
    [
        "p\u0430t@example.com",
        "\u0440\u0430t@example.com",
        "p\u03b1t@example.com",
        "p\u0251t@example.com",
        "\uff50at@example.com",
        "pat\uff20example.com",
        "p\u00adat@example.com",
        "p\u200dat@example.com",
        "pat@ex\u0430mple.com",
        "pat@example.com.",
        "PAT@example.com.",
        "\U0001d429at@example.com",
        "\u0440\u0430\u0442@example.com",
        "pat@example\u3002com",
        "pat@example\uff61com",
        "pat@xn--exmple-4nf.com",
        *(
            f"p{chr(code)}at@example.com"
            for code in (0x34F, 0xFE0F, 0x3164, 0x2800, 0x17B4, 0xFFA0)
        ),
        "p\u00a0at@example.com",
    ],
    ids=ascii,
)
def test_addresses_that_look_like_one(twin: str) -> None:
    assert skeleton(twin) == PAT
    assert look_alike([PAT, twin, "pm@example.com"]) == [(PAT, twin)]


def test_a_domain_is_the_same_in_punycode() -> None:
    twins = ["a@xn--bcher-kva.example", "a@b\u00fccher.example"]
    assert look_alike(twins) == [tuple(twins)]


def test_one_address_in_other_capitals_is_no_second_one() -> None:
    assert look_alike([PAT, "Pat@Example.com"]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jose@example.com", "jos\u00e9@example.com"),
        ("pat@example.com", "pat@example.org"),
        ("\u0438\u0432\u0430\u043d@example.com", "ivan@example.com"),
        ("wei\u00df@example.com", "weiss@example.com"),
        ("pat@xn--bcher-kva.example", "pat@bucher.example"),
    ],
)
def test_addresses_that_look_different(one: str, other: str) -> None:
    assert look_alike([one, other]) == []


def test_only_latin_capitals_are_folded() -> None:
    assert fold_address("PAT@Example.com") == PAT
    assert fold_address("Zo\u00eb@X") == "zo\u00eb@x"
    for first, second in (("wei\u00df", "weiss"), ("\u212aim", "kim"), ("\u0130", "i")):
        assert fold_address(first) != fold_address(second)


@pytest.mark.parametrize(
    ("address", "scripts"),
    [
        (PAT, ()),
        ("p\u0430t@example.com", ("Cyrillic", "Latin")),
        ("\u0438\u0432\u0430\u043d@example.com", ()),
        ("\u0438\u0432\u0430\u043d.pat@example.com", ()),
        ("tanaka\u7530\u4e2d\u3055\u3093@example.com", ()),
        ("\uff50at@example.com", ("Fullwidth", "Latin")),
        ("zo\u00eb-1@example.com", ()),
    ],
)
def test_scripts_within_a_word(address: str, scripts: tuple[str, ...]) -> None:
    assert mixed_scripts(address) == scripts


def test_an_address_is_written_out() -> None:
    assert written_out(PAT) == PAT
    assert written_out("jos\u00e9@x") == "jos\u00e9@x (jos\\xe9@x)"
    mixed = "p\u0430t@x (p\\u0430t@x, Cyrillic and Latin)"
    assert written_out("p\u0430t@x") == mixed
