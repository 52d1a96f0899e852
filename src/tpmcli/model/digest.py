"""Digests: what binds an answer to its question, and a signature to what was signed.

A digest is a scheme prefix and the sha256, in hexadecimal, of canonical JSON: keys sorted, no
white space, UTF-8. The structure of JSON keeps fields apart, so that moving characters from one
field into the next cannot give the same digest; the prefix keeps purposes and versions apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from json import JSONEncoder

from tpmcli.model.checklist import Item
from tpmcli.model.record import Decision, SignOff
from tpmcli.model.sha256 import sha256_hex

_canonical = JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode


def _digest(scheme: str, value: object) -> str:
    return f"{scheme}:" + sha256_hex(f"{scheme}\n{_canonical(value)}".encode())


def question_digest(item: Item) -> str:
    """The digest of what an item asks, with scheme ``q1``.

    Only the fields that carry meaning count: rewording makes an open answer stale; order, `why`
    and references do not.
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
    """The digest of an automated check's definition, with scheme ``c1``."""
    return _digest("c1", {kind: dict(options)})


def signoff_digest(
    answers: Mapping[str, Mapping[str, object]], waivers: Mapping[str, Mapping[str, object]]
) -> str:
    """The digest that a sign-off binds, with scheme ``s1``.

    `answers` holds every key of the role's answers in the phase, by item id; `waivers` the entries
    vouched for, by item id.
    """
    return _digest("s1", {"answers": answers, "waivers": waivers})


def decision_digest(
    answers: Mapping[str, Mapping[str, object]],
    waivers: Mapping[str, Iterable[Mapping[str, object]]],
    signoffs: Mapping[str, Iterable[SignOff]],
    decision: Decision,
) -> str:
    """The digest that a decision binds, with scheme ``d1``.

    `waivers` and `signoffs` hold the entries that stood then, by item id and by role. The
    decision's own words count too, except its digest.
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
