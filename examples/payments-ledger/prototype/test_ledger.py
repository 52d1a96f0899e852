"""The tests of the walking skeleton, by invariant (docs/ledger-invariants.md)."""

from __future__ import annotations

import random

import pytest
from ledger import KINDS, LIMIT, Ledger, RefusedError


@pytest.fixture
def ledger() -> Ledger:
    return Ledger(("acquirer", "shop-1", "shop-2", "fees"))


def pay(ledger: Ledger, key: str = "k1", cents: int = 1000, reference: str = "P-1") -> int:
    return ledger.book("checkout", key, "acquirer", "shop-1", cents, "payment", reference).number


def refund(ledger: Ledger, key: str, cents: int, reference: str = "P-1") -> int:
    return ledger.book("refunds", key, "shop-1", "acquirer", cents, "refund", reference).number


@pytest.mark.parametrize("seed", range(4))
def test_the_sum_of_all_accounts_is_zero(ledger: Ledger, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(200):
        debit, credit = chance.sample(ledger.accounts, 2)
        ledger.book("x", str(number), debit, credit, chance.randint(1, 9999), "fee", "F")
    assert sum(ledger.balance(account) for account in ledger.accounts) == 0


def test_a_transfer_has_two_lines_with_the_same_amount(ledger: Ledger) -> None:
    number = pay(ledger)
    assert ledger.lines("acquirer") == [(number, -1000)]
    assert ledger.lines("shop-1") == [(number, 1000)]


def test_a_balance_is_the_sum_of_its_lines(ledger: Ledger) -> None:
    pay(ledger, "k1", 1000)
    pay(ledger, "k2", 250)
    assert ledger.balance("shop-1") == 1250


@pytest.mark.parametrize("times", [1, 2, 5])
def test_a_repeated_request_books_once(ledger: Ledger, times: int) -> None:
    assert {pay(ledger) for _ in range(times)} == {1}
    assert ledger.balance("shop-1") == 1000


def test_a_key_with_another_body_is_refused(ledger: Ledger) -> None:
    pay(ledger, cents=1000)
    with pytest.raises(RefusedError, match="key-reused"):
        pay(ledger, cents=1001)


def test_two_callers_may_use_the_same_key(ledger: Ledger) -> None:
    pay(ledger, "same")
    refund(ledger, "same", 400)
    assert ledger.balance("shop-1") == 600


@pytest.mark.parametrize("parts", [[1000], [400, 600], [1, 999]])
def test_refunds_up_to_the_payment_are_booked(ledger: Ledger, parts: list[int]) -> None:
    pay(ledger)
    for number, cents in enumerate(parts):
        refund(ledger, f"r{number}", cents)
    assert ledger.balance("shop-1") == 0


@pytest.mark.parametrize("first", [1, 400])
def test_refunds_above_the_payment_are_refused(ledger: Ledger, first: int) -> None:
    pay(ledger)
    refund(ledger, "r1", first)
    with pytest.raises(RefusedError, match="refund-above-payment"):
        refund(ledger, "r2", 1001 - first)
    assert ledger.balance("shop-1") == 1000 - first


def test_a_refund_without_a_payment_is_refused(ledger: Ledger) -> None:
    with pytest.raises(RefusedError, match="refund-above-payment"):
        refund(ledger, "r", 1)


@pytest.mark.parametrize("cents", [0, -1, LIMIT + 1])
def test_amounts_outside_the_limits_are_refused(ledger: Ledger, cents: int) -> None:
    with pytest.raises(RefusedError, match="amount"):
        pay(ledger, cents=cents)


def test_an_unknown_account_is_refused(ledger: Ledger) -> None:
    with pytest.raises(RefusedError, match="no-account"):
        ledger.book("checkout", "k", "acquirer", "shop-9", 1, "payment", "P-1")


def test_one_account_on_both_sides_is_refused(ledger: Ledger) -> None:
    with pytest.raises(RefusedError, match="same-account"):
        ledger.book("checkout", "k", "shop-1", "shop-1", 1, "payment", "P-1")


def test_every_kind_of_the_contract_is_known() -> None:
    assert KINDS == ("payment", "refund", "payout", "fee", "correction")


def test_an_unknown_kind_is_refused(ledger: Ledger) -> None:
    with pytest.raises(RefusedError, match="kind"):
        ledger.book("checkout", "k", "acquirer", "shop-1", 1, "gift", "P-1")
