"""Digests: what ties an answer to its question, and a sign-off to the answers it covers.

A digest is a scheme prefix and the SHA-256, in hexadecimal, of canonical JSON: keys sorted, no
white space, UTF-8. The structure of JSON keeps fields apart, so that moving characters from one
field into the next cannot give the same digest; the prefix keeps purposes and versions apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from json import JSONEncoder

from tpmcli.model.checklist import Item
from tpmcli.model.record import Decision, SignOff

_canonical = JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode


def _digest(scheme: str, value: object) -> str:
    content = f"{scheme}\n{_canonical(value)}".encode()
    return f"{scheme}:{sha256(content).hexdigest()}"


def question_digest(item: Item) -> str:
    """Return the digest of what an item asks, with scheme `q1`.

    It covers only the fields that carry meaning: rewording an item makes its answer outdated; its
    order, `why` and references do not.
    """
    checks = [{check.kind: dict(check.options)} for check in item.checks]
    return _digest(
        "q1",
        {
            "title": item.title,
            "level": str(item.level),
            "expect": item.evidence.expect,
            "required": item.evidence.required,
            "checks": sorted(checks, key=_canonical),
            "when": sorted(item.when),
        },
    )


def check_digest(kind: str, options: Mapping[str, object]) -> str:
    """Return the digest of an automated check's definition, with scheme `c1`."""
    return _digest("c1", {kind: dict(options)})


def signoff_digest(
    answers: Mapping[str, Mapping[str, object]], waivers: Mapping[str, Mapping[str, object]]
) -> str:
    """Return the digest that a sign-off binds, with scheme `s1`.

    `answers` holds every key of the role's answers in the phase, by item id; `waivers` the entries
    that the sign-off covers, by item id.
    """
    return _digest("s1", {"answers": answers, "waivers": waivers})


def decision_digest(
    answers: Mapping[str, Mapping[str, object]],
    waivers: Mapping[str, Iterable[Mapping[str, object]]],
    signoffs: Mapping[str, Iterable[SignOff]],
    decision: Decision,
) -> str:
    """Return the digest that a decision binds, with scheme `d1`.

    `waivers` and `signoffs` hold the entries in force at that time, by item id and by role. The
    decision's own keys count too, except its digest.
    """
    own = {key: value for key, value in decision.raw.items() if key != "digest"}
    return _digest(
        "d1",
        {
            "answers": answers,
            "waivers": {item: list(entries) for item, entries in waivers.items()},
            "signoffs": {
                role: [dict(entry.raw) for entry in entries] for role, entries in signoffs.items()
            },
            "decision": own,
        },
    )
