"""The small project as plain data, in the shape of the files.

What people do changes it as the commands would, with digests that are right at that moment and
that the oracle makes, not the code of tpm. A test then breaks what it is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from tpmcli.model.facts import Facts
from tpmcli.model.verdict import GateReport
from tpmcli.rules.gate_check import CheckRequest, CheckScope, check_gates, default_request
from tpmcli.rules.project import Project
from world import oracle
from world.actions import Actions
from world.model import Entry, facts_of, project_of
from world.people import NAME, PM, ROLES, TODAY, TPM

ANSWERED, SIGNED, DECIDED = (f"2026-11-{day:02}T12:00:00Z" for day in (1, 2, 3))


def item(name: str, role: str = "tpm", level: str = "must", **more: Any) -> Entry:
    """An item as a checklist has it, every key spelled out."""
    evidence = {"expect": "", "required": False, "pin": False, **more.pop("evidence", {})}
    return {
        "id": name,
        "role": role,
        "title": name.partition(".")[2].replace("-", " "),
        "level": level,
        "evidence": evidence,
        "not-applicable": False,
        "valid-for": None,
        "standing": False,
        "when": [],
        "checks": [],
        "answered-by": "people",
        "enforce-from": "",
        **more,
    }


def promise(text: str = "hire a second pair of eyes", due: str = "2026-12-01") -> Entry:
    """A condition of a decision."""
    return {"text": text, "owner": PM, "due": due}


class World(dict[str, Any], Actions):
    """A project as plain data."""

    @classmethod
    def of(cls, *items: Entry, **gate: Any) -> Self:
        """Return a project of these items, in their phases; `gate` sets the policy's."""
        names = dict.fromkeys(entry["id"].partition(".")[0] for entry in items)
        phases = [
            {
                "id": name,
                "title": name.title(),
                "items": [entry for entry in items if entry["id"].startswith(f"{name}.")],
            }
            for name in names
        ]
        policy = {
            "id": "ledger-7c1e",
            "name": NAME,
            "lifecycle": "test",
            "traits": [],
            "start-at": phases[0]["id"],
            "kinds": {},
            "deploy-kinds": [],
            "people": {"tpm": [TPM], "pm": [PM]},
            "aliases": {},
            "gate": {
                "should": "warn",
                "signoffs": ["tpm", "pm"],
                "distinct-people": "warn",
                **{key.replace("_", "-"): value for key, value in gate.items()},
            },
            "waivers": {"max-days": 90, "warn-days": 14, "approvers": ["tpm", "pm"]},
        }
        record = {
            "kind": "",
            "items": {entry["id"]: {} for entry in items},
            "signoffs": {f"{name}.{role}": [] for name in names for role in ROLES},
            "decisions": {name: [] for name in names},
        }
        facts = {"today": TODAY, "evidence": {}, "checks": {}}
        return cls(policy=policy, phases=phases, record=record, facts=facts)

    def find(self, name: str) -> Entry:
        """The item of that id."""
        items: list[Entry] = [entry for phase in self["phases"] for entry in phase["items"]]
        return next(entry for entry in items if entry["id"] == name)

    def answer(
        self,
        item: str,
        value: str = "met",
        *,
        by: str = "",
        evidence: Sequence[str] = (),
        **more: Any,
    ) -> Entry:
        """Answer an item as its role, in its present wording."""
        asked = self.find(item)
        block: Entry = self["record"]["items"].setdefault(item, {})
        cited = [self.cite(target) for target in evidence]
        kept = {key: block[key] for key in ("waivers",) if key in block}
        block.clear()
        block |= {
            "answer": value,
            "role": asked["role"],
            **({"evidence": cited} if cited else {}),
            "by": by or ROLES[asked["role"]],
            "at": ANSWERED,
            "question": oracle.question(asked),
            **more,
            **kept,
        }
        return block

    def cite(self, target: str) -> Entry:
        """Evidence that is there, unless the world says already what is there."""
        if "://" in target:
            return {"url": target}
        there = {"status": "ok", "sha256": f"is {target}"}
        fact = self["facts"]["evidence"].setdefault(target, there)
        return {"path": target, "sha256": fact["sha256"]}

    def waive(
        self,
        item: str,
        until: str = "2027-01-10",
        *,
        by: str = "",
        approved_by: str = "",
        **more: Any,
    ) -> Entry:
        """Waive an item: requested by the TPM, approved by the PM, who has yet to sign over it."""
        entry = {
            "reason": "agreed",
            "by": by or TPM,
            "approved-by": approved_by or PM,
            "until": until,
            "at": ANSWERED,
            **more,
        }
        self["record"]["items"].setdefault(item, {}).setdefault("waivers", []).append(entry)
        return entry

    def withdraw(self, name: str, at: str = SIGNED) -> None:
        """Take the last waiver back."""
        entry = {"withdrawn": True, "by": PM, "at": at}
        self["record"]["items"][name]["waivers"].append(entry)

    def sign(self, phase: str, *roles: str, by: str = "", at: str = SIGNED, **more: Any) -> None:
        """Sign for the roles (both unless said), over the waivers that the signer approved."""
        for role in roles or ("tpm", "pm"):
            signer = by or ROLES[role]
            covered = {
                name: len(block["waivers"])
                for name, block in self["record"]["items"].items()
                if name.startswith(f"{phase}.")
                and block.get("waivers")
                and not block["waivers"][-1].get("withdrawn")
                and oracle.person(self, block["waivers"][-1]["approved-by"])
                == oracle.person(self, signer)
            }
            entry = {
                "by": signer,
                "at": at,
                "digest": oracle.sealed_by_signoff(self, phase, role, covered),
                **({"waivers": covered} if covered else {}),
            }
            self["record"]["signoffs"].setdefault(f"{phase}.{role}", []).append(entry)

    def decide(self, phase: str, outcome: str = "go", *, by: str = "", **more: Any) -> Entry:
        """Decide a gate as it stands: what stood is counted, and what stays open is named."""
        gate = next(p for p in self["phases"] if p["id"] == phase)
        through = {}
        for asked in oracle.asked_items(self, gate):
            number, waiver = oracle.waiver_of(self, asked)
            errors = oracle.is_error(oracle.own(self, asked))
            if errors and oracle.demanded(self, asked) and oracle.is_live(self, waiver):
                through[asked["id"]] = number
        standing = [
            asked["id"]
            for asked in oracle.asked_items(self, gate)
            if asked["standing"] or asked["id"] in through
        ]
        given = self["record"]["signoffs"]
        entry = {
            "decision": outcome,
            "by": by or TPM,
            "at": DECIDED,
            "recommendation": "go",
            "rule": "met",
            **more,
            "waivers": through,
            "signoffs": {
                role: len(entries) for role in ROLES if (entries := given.get(f"{phase}.{role}"))
            },
            "standing": standing,
        }
        entry["digest"] = oracle.sealed_by_decision(self, phase, entry)
        self["record"]["decisions"].setdefault(phase, []).append(entry)
        return entry

    def close(
        self, phase: str, number: int, *, by: str = "", evidence: Sequence[str] = (), **more: Any
    ) -> None:
        """Close a condition of the gate's last decision."""
        entry = {"closes": number, "by": by or PM, "at": DECIDED, **more}
        entry["evidence"] = [self.cite(target) for target in evidence]
        self["record"]["decisions"][phase].append(entry)

    def check_says(self, name: str, *outcomes: str) -> None:
        """What the automated checks of an item found, one outcome a check."""
        kinds = [next(iter(check)) for check in self.find(name)["checks"]]
        kinds += ["file"] * (len(outcomes) - len(kinds))
        self["facts"]["checks"][name] = list(zip(kinds, outcomes, strict=False))

    def there(self, path: str, status: str = "ok", **more: Any) -> None:
        """What stands at a path now."""
        fact = self["facts"]["evidence"].get(path, {"sha256": ""})
        emptied = {"sha256": "of nothing"} if status == "empty" else {}
        self["facts"]["evidence"][path] = {**fact, "status": status, **emptied, **more}

    def unsatisfied(self, phase: str, *, should: bool = False) -> dict[str, list[str]]:
        """Return the items of a phase that are not satisfied, by role."""
        items = self.judged("phase", phase).gates[0].items
        left = [each.item for each in items if (each.must or should) and not each.satisfied]
        return {role: [item.id for item in left if item.role == role] for role in ROLES}

    def project(self) -> Project:
        """Return the policy, the checklist and the record."""
        return project_of(self)

    def facts(self) -> Facts:
        """Return what is known of the day and the repository."""
        return facts_of(self["facts"])

    def judged(self, asked: str, phase: str = "") -> GateReport:
        """What `gate check` says of the world."""
        made = self.project()
        return check_gates(made, question_of(made, asked, phase), self.facts())


def question_of(project: Project, asked: str, phase: str) -> CheckRequest:
    """`asked` is ``phase``, ``through``, ``decided`` or ``current``."""
    return (
        default_request(project) if asked == "current" else CheckRequest(CheckScope(asked), phase)
    )
