"""The walking skeleton of the ledger: double entry in memory, to try the rules first."""

from __future__ import annotations

from typing import NamedTuple

KINDS = ("payment", "refund", "payout", "fee", "correction")
LIMIT = 1_000_000_000


class RefusedError(Exception):
    """A request that books nothing. The message is the problem type of the API."""


class Transfer(NamedTuple):
    """One booked transfer; amounts are integer cents."""

    number: int
    debit: str
    credit: str
    cents: int
    kind: str
    reference: str


class Ledger:
    """Accounts and the transfers between them. Nothing is ever changed or removed."""

    def __init__(self, accounts: tuple[str, ...]) -> None:
        self.accounts = accounts
        self.transfers: list[Transfer] = []
        self.keys: dict[tuple[str, str], tuple[tuple[str, str, int, str, str], Transfer]] = {}

    def book(
        self, caller: str, key: str, debit: str, credit: str, cents: int, kind: str, reference: str
    ) -> Transfer:
        """Books a transfer once for each caller and key."""
        body = (debit, credit, cents, kind, reference)
        known = self.keys.get((caller, key))
        if known is not None:
            if known[0] != body:
                raise RefusedError("key-reused")
            return known[1]
        self._check(debit, credit, cents, kind)
        if kind == "refund" and self.refunded(reference) + cents > self.paid(reference):
            raise RefusedError("refund-above-payment")
        transfer = Transfer(len(self.transfers) + 1, *body)
        self.transfers.append(transfer)
        self.keys[caller, key] = (body, transfer)
        return transfer

    def _check(self, debit: str, credit: str, cents: int, kind: str) -> None:
        if debit not in self.accounts or credit not in self.accounts:
            raise RefusedError("no-account")
        if debit == credit:
            raise RefusedError("same-account")
        if not 0 < cents <= LIMIT:
            raise RefusedError("amount")
        if kind not in KINDS:
            raise RefusedError("kind")

    def paid(self, reference: str) -> int:
        """The cents paid under a reference."""
        return self._sum("payment", reference)

    def refunded(self, reference: str) -> int:
        """The cents refunded under a reference."""
        return self._sum("refund", reference)

    def _sum(self, kind: str, reference: str) -> int:
        return sum(t.cents for t in self.transfers if (t.kind, t.reference) == (kind, reference))

    def lines(self, account: str) -> list[tuple[int, int]]:
        """The lines of an account, oldest first: transfer number, and cents (below 0: debit)."""
        if account not in self.accounts:
            raise RefusedError("no-account")
        return [
            (t.number, -t.cents if t.debit == account else t.cents)
            for t in self.transfers
            if account in (t.debit, t.credit)
        ]

    def balance(self, account: str) -> int:
        """The balance of an account: the sum of its lines."""
        return sum(cents for _, cents in self.lines(account))

    def export(self) -> list[str]:
        """The transfers as lines for the archive."""
        return [";".join(map(str, transfer)) for transfer in self.transfers]
