"""The project file read: strict YAML, the format, then the plain data of the model.

What the format cannot say is checked here, all of it in one go: keys that need one another, days
and moments of the calendar, evidence that is a path or a link but not both.
"""

from __future__ import annotations

from typing import Any

from tpmcli.model.checklist import Role
from tpmcli.model.days import is_moment, parse_day
from tpmcli.model.errors import InvalidInputError, Problem
from tpmcli.model.record import (
    Answer,
    AnswerValue,
    CheckRun,
    Condition,
    ConditionClose,
    Decision,
    Evidence,
    GateEntry,
    ItemRecord,
    Outcome,
    Record,
    SignOff,
    Waiver,
)
from tpmcli.store.formats.validate import validate
from tpmcli.store.yaml.reader import Document, read_yaml
from tpmcli.store.yaml.scan import RECORD_LIMITS

Path = tuple[str | int, ...]

_REQUIRED = ("role", "by", "at", "question")
_OF_ANSWER = ("role", "evidence", "note", "owner", "due", "by", "at", "question", "carried")
_OF_WAIVER = ("reason", "approved-by", "until")
_OF_DECISION = (
    *("reason", "minutes", "recommendation", "rule", "conditions"),
    *("waivers", "signoffs", "standing", "digest"),
)
_ANSWERS = {str(value): value for value in AnswerValue}
_ROLES = {str(role): role for role in Role}
_OUTCOMES = {str(outcome): outcome for outcome in Outcome}


def read_record(data: bytes, file: str) -> Record:
    """The record in the bytes of a project file; ``file`` is its name for messages.

    Raises InvalidInputError with every problem found and its place.
    """
    document = read_project(data, file)
    return record_of(document)


def read_project(data: bytes, file: str) -> Document:
    """The project file as plain data that has the form of the format.

    Raises InvalidInputError; a block that stands twice is among the problems.
    """
    try:
        document = read_yaml(data, file, RECORD_LIMITS)
    except InvalidInputError as error:
        raise InvalidInputError([_with_hint(problem) for problem in error.problems]) from None
    validate(document, "project")
    return document


def _with_hint(problem: Problem) -> Problem:
    if "twice" not in problem.message:
        return problem
    hint = "'tpm lint --fix' drops the second where both are the same; otherwise keep one by hand"
    return problem._replace(hint=hint)


def record_of(document: Document) -> Record:
    """The model's data of a project file that has the form of the format.

    Raises InvalidInputError with what the format cannot say.
    """
    value = document.value
    reading = _Reading()
    items = {
        name: reading.item(name, block) if block else ItemRecord(name)
        for name, block in value.get("items", {}).items()
    }
    signoffs = {}
    for name, entries in value.get("signoffs", {}).items():
        phase, _, role = name.partition(".")
        signoffs[phase, _ROLES[role]] = tuple(
            reading.signoff(entry, ("signoffs", name, number))
            for number, entry in enumerate(entries)
        )
    decisions = {
        phase: reading.gate_entries(phase, entries) if entries else ()
        for phase, entries in value.get("decisions", {}).items()
    }
    if reading.wrong:
        raise InvalidInputError(_placed(reading.wrong, document))
    return Record(
        policy=value["policy"],
        increment=value["increment"],
        kind=value.get("kind", ""),
        remark=value.get("remark", ""),
        items=items,
        signoffs=signoffs,
        decisions=decisions,
        file=document.file,
    )


def _placed(wrong: list[tuple[Path, str, str]], document: Document) -> list[Problem]:
    problems = [
        Problem(message, document.file, *document.position(path), hint)
        for path, message, hint in wrong
    ]
    return sorted(problems, key=lambda problem: (problem.line, problem.column))


class _Reading:
    """The conversion of one file, and what is wrong with it: path, message, hint."""

    def __init__(self) -> None:
        self.wrong: list[tuple[Path, str, str]] = []
        # The calendar is asked once for each moment; many entries share one.
        self._sound: set[str] = set()

    def item(self, name: str, block: dict[str, Any]) -> ItemRecord:
        """An item's block that is not empty."""
        path: Path = ("items", name)
        waivers: tuple[Waiver, ...] = ()
        runs: tuple[CheckRun, ...] = ()
        raw = block
        if "waivers" in block or "runs" in block:
            raw = {k: v for k, v in block.items() if k not in ("waivers", "runs")}
            waivers = tuple(
                self.waiver(entry, (*path, "waivers", number))
                for number, entry in enumerate(block.get("waivers", ()))
            )
            runs = tuple(
                self.run(entry, (*path, "runs", number))
                for number, entry in enumerate(block.get("runs", ()))
            )
        return ItemRecord(name, self.answer(raw, path) if raw else None, waivers, runs)

    def answer(self, raw: dict[str, Any], path: Path) -> Answer | None:
        """The answer in a block without its waivers and runs."""
        value = raw.get("answer")
        if value is None:
            self._no_answer(raw, path)
            return None
        try:
            role, by, at, question = raw["role"], raw["by"], raw["at"], raw["question"]
        except KeyError:
            self._missing(raw, _REQUIRED, path, f"the answer to {path[1]}", "tpm answer")
            return None
        if at not in self._sound:
            self.moment(at, (*path, "at"))
        due = raw.get("due", "")
        if due:
            self.day(due, (*path, "due"))
        if value == "not-applicable" and "note" not in raw:
            self._say(
                path,
                f"{path[1]} is not-applicable without a reason",
                "add a note that says why it does not apply",
            )
        evidence = raw.get("evidence")
        return Answer(
            _ANSWERS[value],
            _ROLES[role],
            by,
            at,
            question,
            self.evidence(evidence, (*path, "evidence")) if evidence else (),
            raw.get("note", ""),
            raw.get("owner", ""),
            due,
            raw.get("carried", ""),
            raw,
        )

    def waiver(self, raw: dict[str, Any], path: Path) -> Waiver:
        """A waiver or its withdrawal."""
        self.moment(raw["at"], (*path, "at"))
        withdrawn = raw.get("withdrawn")
        if withdrawn:
            for key in ("approved-by", "until"):
                if key in raw:
                    self._say((*path, key), f"a withdrawal has no {key}", f"remove {key}")
        elif withdrawn is None:
            self._missing(raw, _OF_WAIVER, path, "a waiver", "tpm waive")
        else:
            message = "withdrawn can only be true"
            self._say((*path, "withdrawn"), message, "remove the key, or write: withdrawn: true")
        until = raw.get("until", "")
        if until:
            self.day(until, (*path, "until"))
        return Waiver(
            raw["by"],
            raw["at"],
            raw.get("reason", ""),
            raw.get("approved-by", ""),
            until,
            bool(withdrawn),
            raw,
        )

    def run(self, raw: dict[str, Any], path: Path) -> CheckRun:
        """The recorded result of a check."""
        self.moment(raw["at"], (*path, "at"))
        message = raw.get("message", "")
        return CheckRun(raw["check"], raw["tree"], raw["outcome"], message, raw["by"], raw["at"])

    def signoff(self, raw: dict[str, Any], path: Path) -> SignOff:
        """A sign-off."""
        self.moment(raw["at"], (*path, "at"))
        return SignOff(raw["by"], raw["at"], raw["digest"], raw.get("waivers", {}), raw)

    def gate_entries(self, phase: str, entries: list[dict[str, Any]]) -> tuple[GateEntry, ...]:
        """Decisions and closings, in order: a closing belongs to the decision before it."""
        done: list[GateEntry] = []
        conditions = 0
        for number, raw in enumerate(entries):
            path = ("decisions", phase, number)
            if ("decision" in raw) == ("close" in raw):
                message = "an entry of a gate is either a decision or a close"
                self._say(path, message, "keep one of the two keys")
            elif "decision" in raw:
                done.append(self.decision(raw, path))
                conditions = len(raw.get("conditions", ()))
            else:
                done.append(self.closing(raw, path, conditions))
        return tuple(done)

    def decision(self, raw: dict[str, Any], path: Path) -> Decision:
        """A decision."""
        self.moment(raw["at"], (*path, "at"))
        self._missing(raw, ("digest",), path, "a decision", "tpm gate decide")
        for key in ("evidence", "note"):
            if key in raw:
                self._say((*path, key), f"a decision has no {key}", "use minutes and reason")
        conditions = tuple(
            Condition(entry["text"], entry["owner"], entry["due"])
            for entry in raw.get("conditions", ())
        )
        for number, condition in enumerate(conditions):
            self.day(condition.due, (*path, "conditions", number, "due"))
        return Decision(
            _OUTCOMES[raw["decision"]],
            raw["by"],
            raw["at"],
            raw.get("digest", ""),
            raw.get("recommendation", ""),
            raw.get("rule", ""),
            raw.get("reason", ""),
            raw.get("minutes", ""),
            conditions,
            raw.get("waivers", {}),
            raw.get("signoffs", {}),
            tuple(raw.get("standing", ())),
            raw,
        )

    def closing(self, raw: dict[str, Any], path: Path, conditions: int) -> ConditionClose:
        """The closing of one of so many conditions."""
        self.moment(raw["at"], (*path, "at"))
        for key in _OF_DECISION:
            if key in raw:
                self._say((*path, key), f"a close has no {key}", f"remove {key}")
        if raw["close"] > conditions:
            stand = f"the decision before it has {conditions or 'no'} condition"
            message = f"close: {raw['close']}, but {stand}{'' if conditions == 1 else 's'}"
            self._say((*path, "close"), message, "give the number of a condition, from 1")
        evidence = self.evidence(raw.get("evidence", []), (*path, "evidence"))
        return ConditionClose(
            raw["close"], raw["by"], raw["at"], evidence, raw.get("note", ""), raw
        )

    def evidence(self, entries: list[dict[str, str]], path: Path) -> tuple[Evidence, ...]:
        """Paths and links."""
        done = []
        for number, raw in enumerate(entries):
            cited = raw.get("path", "")
            if len(raw) != (2 if cited else 1) or ("url" in raw) == bool(cited):
                message = "evidence is a path with its sha256, or a url alone"
                self._say((*path, number), message, "'tpm answer' writes both keys of a path")
            done.append(Evidence(cited, raw.get("url", ""), raw.get("sha256", "")))
        return tuple(done)

    def moment(self, text: str, path: Path) -> None:
        """Note where a moment is none."""
        if text in self._sound:
            return
        if is_moment(text):
            self._sound.add(text)
        else:
            self._say(path, f"{text} is not a moment of the calendar", "correct the date or time")

    def day(self, text: str, path: Path) -> None:
        """Note where a day is none."""
        if parse_day(text) is None:
            self._say(path, f"{text} is not a day of the calendar", "correct the date")

    def _no_answer(self, raw: dict[str, Any], path: Path) -> None:
        for key in _OF_ANSWER:
            if key in raw:
                message = f"{key} stands here without an answer"
                self._say((*path, key), message, "add answer: met, not-met or not-applicable")
                return

    def _missing(
        self, raw: dict[str, Any], keys: tuple[str, ...], path: Path, what: str, writer: str
    ) -> None:
        missing = ", ".join(key for key in keys if key not in raw)
        if missing:
            self._say(path, f"{what} needs {missing}", f"'{writer}' writes every key")

    def _say(self, path: Path, message: str, hint: str) -> None:
        self.wrong.append((path, message, hint))
