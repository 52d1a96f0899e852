"""The project file read: strict YAML, the format, then the plain data of the model.

What the format cannot say is checked here, all of it in one go: keys that need one another, days
and moments of the calendar, evidence that is a path or a link but not both.
"""

from __future__ import annotations

from typing import Any

from tpmcli.model.checklist import Role
from tpmcli.model.days import is_moment, parse_day
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
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
    if problem.flaw is not Flaw.DUPLICATE_KEY:
        return problem
    return problem._replace(hint=Hint(Remedy.KEEP_ONE_BLOCK))


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


def _placed(wrong: list[tuple[Path, Problem]], document: Document) -> list[Problem]:
    problems = [problem.at(document.file, *document.position(path)) for path, problem in wrong]
    return sorted(problems, key=lambda problem: (problem.line, problem.column))


class _Reading:
    """The conversion of one file, and what is wrong with it, by path."""

    def __init__(self) -> None:
        self.wrong: list[tuple[Path, Problem]] = []
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
            hint = Hint(Remedy.WRITTEN_BY, ("tpm answer",))
            missing = _missing(raw, _REQUIRED)
            self._say(path, Problem(Flaw.ANSWER_INCOMPLETE, (path[1], missing), hint=hint))
            return None
        if at not in self._sound:
            self.moment(at, (*path, "at"))
        due = raw.get("due", "")
        if due:
            self.day(due, (*path, "due"))
        if value == "not-applicable" and "note" not in raw:
            hint = Hint(Remedy.ADD_REASON)
            self._say(path, Problem(Flaw.ANSWER_UNEXPLAINED, (path[1],), hint=hint))
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
                    hint = Hint(Remedy.REMOVE_KEY, (key,))
                    self._say((*path, key), Problem(Flaw.WITHDRAWAL_KEY, (key,), hint=hint))
        elif withdrawn is None:
            missing = _missing(raw, _OF_WAIVER)
            if missing:
                hint = Hint(Remedy.WRITTEN_BY, ("tpm waive",))
                self._say(path, Problem(Flaw.WAIVER_INCOMPLETE, (missing,), hint=hint))
        else:
            hint = Hint(Remedy.REMOVE_OR_WITHDRAW)
            self._say((*path, "withdrawn"), Problem(Flaw.WITHDRAWN_NOT_TRUE, hint=hint))
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
                hint = Hint(Remedy.KEEP_ONE_OF_TWO_KEYS)
                self._say(path, Problem(Flaw.ENTRY_KIND, hint=hint))
            elif "decision" in raw:
                done.append(self.decision(raw, path))
                conditions = len(raw.get("conditions", ()))
            else:
                done.append(self.closing(raw, path, conditions))
        return tuple(done)

    def decision(self, raw: dict[str, Any], path: Path) -> Decision:
        """A decision."""
        self.moment(raw["at"], (*path, "at"))
        missing = _missing(raw, ("digest",))
        if missing:
            hint = Hint(Remedy.WRITTEN_BY, ("tpm gate decide",))
            self._say(path, Problem(Flaw.DECISION_INCOMPLETE, (missing,), hint=hint))
        for key in ("evidence", "note"):
            if key in raw:
                hint = Hint(Remedy.USE_MINUTES)
                self._say((*path, key), Problem(Flaw.DECISION_KEY, (key,), hint=hint))
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
                hint = Hint(Remedy.REMOVE_KEY, (key,))
                self._say((*path, key), Problem(Flaw.CLOSE_KEY, (key,), hint=hint))
        if raw["close"] > conditions:
            self._say((*path, "close"), _no_such_condition(raw["close"], conditions))
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
                hint = Hint(Remedy.WRITTEN_BY_ANSWER)
                self._say((*path, number), Problem(Flaw.EVIDENCE_KEYS, hint=hint))
            done.append(Evidence(cited, raw.get("url", ""), raw.get("sha256", "")))
        return tuple(done)

    def moment(self, text: str, path: Path) -> None:
        """Note where a moment is none."""
        if text in self._sound:
            return
        if is_moment(text):
            self._sound.add(text)
        else:
            hint = Hint(Remedy.CORRECT_MOMENT)
            self._say(path, Problem(Flaw.MOMENT_INVALID, (text,), hint=hint))

    def day(self, text: str, path: Path) -> None:
        """Note where a day is none."""
        if parse_day(text) is None:
            hint = Hint(Remedy.CORRECT_DAY)
            self._say(path, Problem(Flaw.DAY_INVALID, (text,), hint=hint))

    def _no_answer(self, raw: dict[str, Any], path: Path) -> None:
        for key in _OF_ANSWER:
            if key in raw:
                hint = Hint(Remedy.ADD_ANSWER)
                self._say((*path, key), Problem(Flaw.ANSWER_ABSENT, (key,), hint=hint))
                return

    def _say(self, path: Path, problem: Problem) -> None:
        self.wrong.append((path, problem))


def _missing(raw: dict[str, Any], keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in keys if key not in raw)


def _no_such_condition(number: int, conditions: int) -> Problem:
    hint = Hint(Remedy.NUMBER_CONDITION)
    if not conditions:
        return Problem(Flaw.CLOSES_NOTHING, (number,), hint=hint)
    if conditions == 1:
        return Problem(Flaw.CLOSES_SECOND_OF_ONE, (number,), hint=hint)
    return Problem(Flaw.CLOSES_BEYOND, (number, conditions), hint=hint)
