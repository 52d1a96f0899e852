"""Digests: what ties an answer to its question, and a sign-off to the answers it covers.

A digest is the name of a scheme, a colon and the sha256, in hexadecimal, of canonical JSON: keys
sorted, no white space, UTF-8. The structure of JSON keeps fields apart, so that moving characters
from one field into the next cannot give the same digest; the scheme's name keeps purposes and
generations apart.

Each purpose has a table of its schemes, oldest first. The last one is written; what was recorded
with an earlier one is compared by that one, so that a new scheme leaves every record valid. A
scheme is never changed and never removed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from json import JSONEncoder
from typing import Any, Final, TypeAlias

from tpmcli.model.checklist import Item
from tpmcli.model.record import Decision, SignOff
from tpmcli.model.sha256 import sha256

_canonical = JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode

Schemes: TypeAlias = dict[str, Callable[..., Any]]
"""The function that returns the plain data to digest, by the name of the scheme."""


def question_digest(item: Item, like: str = "") -> str:
    """Return the digest of what an item asks, with the scheme of the digest `like`.

    The newest scheme is used if `like` has none that is known.
    """
    return _digest(QUESTION_SCHEMES, like, item)


def check_digest(kind: str, options: Mapping[str, object], like: str = "") -> str:
    """Return the digest of an automated check's definition, with the scheme of `like`."""
    return _digest(CHECK_SCHEMES, like, kind, options)


def signoff_digest(
    answers: Mapping[str, Mapping[str, object]],
    waivers: Mapping[str, Mapping[str, object]],
    like: str = "",
) -> str:
    """Return the digest that a sign-off binds, with the scheme of `like`.

    `answers` holds every key of the role's answers in the phase, by item id; `waivers` the entries
    that the sign-off covers, by item id.
    """
    return _digest(SIGNOFF_SCHEMES, like, answers, waivers)


def decision_digest(
    answers: Mapping[str, Mapping[str, object]],
    waivers: Mapping[str, Iterable[Mapping[str, object]]],
    signoffs: Mapping[str, Iterable[SignOff]],
    decision: Decision,
) -> str:
    """Return the digest that a decision binds, with the scheme of the one that it has.

    `waivers` and `signoffs` hold the entries in force at that time, by item id and by role. The
    decision's own keys count too, except its digest.
    """
    return _digest(DECISION_SCHEMES, decision.digest, answers, waivers, signoffs, decision)


def _digest(schemes: Schemes, like: str, *about: object) -> str:
    # A digest of a scheme that is not known equals none: what it bound counts as changed.
    name = like.partition(":")[0]
    scheme = name if name in schemes else next(reversed(schemes))
    content = f"{scheme}\n{_canonical(schemes[scheme](*about))}".encode()
    return f"{scheme}:{sha256(content).hexdigest()}"


def _question_1(item: Item) -> object:
    """Return the fields that carry meaning: rewording makes an open answer outdated.

    Order, `why` and references do not count.
    """
    checks = [{check.kind: dict(check.options)} for check in item.checks]
    return {
        "title": item.title,
        "level": str(item.level),
        "expect": item.evidence.expect,
        "required": item.evidence.required,
        "checks": sorted(checks, key=_canonical),
        "when": sorted(item.when),
    }


def _check_1(kind: str, options: Mapping[str, object]) -> object:
    return {kind: dict(options)}


def _signoff_1(
    answers: Mapping[str, Mapping[str, object]], waivers: Mapping[str, Mapping[str, object]]
) -> object:
    return {"answers": answers, "waivers": waivers}


def _decision_1(
    answers: Mapping[str, Mapping[str, object]],
    waivers: Mapping[str, Iterable[Mapping[str, object]]],
    signoffs: Mapping[str, Iterable[SignOff]],
    decision: Decision,
) -> object:
    return {
        "answers": answers,
        "waivers": {item: list(entries) for item, entries in waivers.items()},
        "signoffs": {
            role: [dict(entry.raw) for entry in entries] for role, entries in signoffs.items()
        },
        "decision": {key: value for key, value in decision.raw.items() if key != "digest"},
    }


QUESTION_SCHEMES: Final[Schemes] = {"q1": _question_1}
CHECK_SCHEMES: Final[Schemes] = {"c1": _check_1}
SIGNOFF_SCHEMES: Final[Schemes] = {"s1": _signoff_1}
DECISION_SCHEMES: Final[Schemes] = {"d1": _decision_1}
