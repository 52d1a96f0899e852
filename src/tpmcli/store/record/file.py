"""The project file read: strict YAML, the format, then the plain data of the model.

What the format cannot say is checked here, all of it in one go: keys that need one another, days
and moments of the calendar, evidence that is a path or a link but not both.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from tpmcli.model.days import is_moment, parse_day
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import (
    Answer,
    AnswerValue,
    CheckRun,
    ConditionClose,
    Decision,
    GateEntry,
    IncompleteAnswer,
    ItemRecord,
    Record,
    SignOff,
    Waiver,
)
from tpmcli.store.formats.fields import keys_kept, made
from tpmcli.store.formats.validate import validate
from tpmcli.store.yaml.reader import Document, read_yaml
from tpmcli.store.yaml.scan import RECORD_LIMITS

Path = tuple[str | int, ...]
BlockKey = tuple[str, str]
"""The section and the key of a block."""

_FEW = 30
"""So many blocks are searched for one by one; for more it takes less to look at every line."""

# What the format leaves open, since another key decides on it.
_OF_ANSWER = dict.fromkeys(("role", "by", "at", "question"))
_OF_WAIVER = ("reason", "approved-by", "until")
_NOT_OF_WITHDRAWAL = ("approved-by", "until")
_OF_SIGNOFF = ("digest",)
_NOT_OF_TAKING_BACK = ("digest", "covers", "waivers")
_LISTS = frozenset(keys_kept("ItemRecord"))
_DATED = ("Answer", "CheckRun", "Condition", "ConditionClose", "Decision", "SignOff", "Waiver")
_DATES = {
    model: [(key, key in keys_kept(model, "day")) for key in keys_kept(model, "day", "moment")]
    for model in _DATED
}


def read_record(data: bytes, file: str) -> Record:
    """Return the record in the bytes of a project file; `file` is its name for messages.

    Raises:
        InvalidInputError: every problem found, with its place.
    """
    document = read_project(data, file)
    return record_of(document)


def read_project(data: bytes, file: str) -> Document:
    """Return the project file as plain data that has the form of the format.

    Raises:
        InvalidInputError: every problem; a block that stands twice is among them.
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


def record_of_edit(value: dict[str, Any], data: bytes, file: str) -> Record:
    """Return the record in a file that was just edited: its plain data, and its new text.

    The edited blocks were read back, so that the others need not be read once more.

    Raises:
        InvalidInputError: the new data does not have the form of the format.
    """
    if len(data) > RECORD_LIMITS.nodes:
        # A node takes a character, so that only a file of this size can hold too many.
        return read_record(data, file)
    document = Document(value, file, data)
    validate(document, "project")
    return record_of(document)


def record_of(document: Document) -> Record:
    """Return the model's data of a project file that has the form of the format.

    Raises:
        InvalidInputError: everything that the format cannot say.
    """
    value = document.value
    reading = _Reading()
    items = {
        name: reading.item(name, block) if block else ItemRecord(name)
        for name, block in value.get("items", {}).items()
    }
    signoffs = {}
    for name, entries in value.get("signoffs", {}).items():
        phase, _, block = name.partition(".")
        signoffs[phase, block] = tuple(
            reading.signoff(entry, ("signoffs", name, number))
            for number, entry in enumerate(entries)
        )
    decisions = {
        phase: reading.gate_entries(phase, entries) if entries else ()
        for phase, entries in value.get("decisions", {}).items()
    }
    if "at" in value:
        reading.moment(value["at"], ("at",))
    if reading.wrong:
        raise InvalidInputError(document.all_placed(reading.wrong))
    return Record(
        policy=value["policy"],
        increment=value["increment"],
        kind=value.get("kind", ""),
        remark=value.get("remark", ""),
        by=value.get("by", ""),
        at=value.get("at", ""),
        follows=value.get("follows", ""),
        items=items,
        signoffs=signoffs,
        decisions=decisions,
        file=document.file,
    )


class _Reading:
    """The conversion of one file, and what is wrong with it, by path."""

    def __init__(self) -> None:
        self.wrong: list[tuple[Path, Problem]] = []
        # The calendar is asked once for each moment; many entries share one.
        self._sound: set[str] = set()

    def item(self, name: str, block: dict[str, Any]) -> ItemRecord:
        """Return an item's block that is not empty."""
        path: Path = ("items", name)
        if _LISTS.isdisjoint(block):
            answer = self.answer(block, path)
            if isinstance(answer, IncompleteAnswer):
                return ItemRecord(name, incomplete=answer)
            return ItemRecord(name, answer)
        raw = {key: block[key] for key in block if key not in _LISTS}
        answer = self.answer(raw, path) if raw else None
        incomplete = None
        if isinstance(answer, IncompleteAnswer):
            answer, incomplete = None, answer
        if "." not in name:
            self._say(path, Problem(Flaw.LISTS_UNDER_SLUG, hint=Hint(Remedy.USE_ITEM_ID)))
        waivers = enumerate(block.get("waivers", ()))
        runs = enumerate(block.get("runs", ()))
        return ItemRecord(
            name,
            answer,
            tuple(self.waiver(entry, (*path, "waivers", number)) for number, entry in waivers),
            tuple(self.run(entry, (*path, "runs", number)) for number, entry in runs),
            incomplete,
        )

    def answer(self, raw: dict[str, Any], path: Path) -> Answer | IncompleteAnswer | None:
        """Return the answer in a block without its waivers and runs."""
        if "answer" not in raw:
            self._no_answer(raw, path)
            return None
        lacks = () if raw.keys() >= _OF_ANSWER.keys() else _missing(raw, tuple(_OF_ANSWER))
        if "evidence" in raw and self.cited(raw["evidence"], (*path, "evidence")):
            lacks = (*lacks, "sha256")
        self.calendar("Answer", raw, path)
        if lacks or "." not in str(path[1]):
            return IncompleteAnswer(AnswerValue(raw["answer"]), lacks, raw)
        if raw["answer"] == "not-applicable" and "note" not in raw:
            hint = Hint(Remedy.ADD_REASON)
            self._say(path, Problem(Flaw.ANSWER_UNEXPLAINED, (path[1],), hint=hint))
        return made(Answer, raw, raw=raw)

    def waiver(self, raw: dict[str, Any], path: Path) -> Waiver:
        """Return a waiver or its withdrawal."""
        if self.granted(raw, path, _NOT_OF_WITHDRAWAL):
            missing = _missing(raw, _OF_WAIVER)
            if missing:
                hint = Hint(Remedy.WRITTEN_BY, ("tpm waive",))
                self._say(path, Problem(Flaw.WAIVER_INCOMPLETE, (missing,), hint=hint))
        self.calendar("Waiver", raw, path)
        return made(Waiver, raw, raw=raw)

    def granted(self, raw: dict[str, Any], path: Path, foreign: tuple[str, ...]) -> bool:
        """Return whether an entry grants something instead of withdrawing it.

        A withdrawal has none of the `foreign` keys.
        """
        withdrawn = raw.get("withdrawn")
        if withdrawn:
            for key in foreign:
                if key in raw:
                    hint = Hint(Remedy.REMOVE_KEY, (key,))
                    self._say((*path, key), Problem(Flaw.WITHDRAWAL_KEY, (key,), hint=hint))
        elif withdrawn is not None:
            hint = Hint(Remedy.REMOVE_OR_WITHDRAW)
            self._say((*path, "withdrawn"), Problem(Flaw.WITHDRAWN_NOT_TRUE, hint=hint))
        return withdrawn is None

    def run(self, raw: dict[str, Any], path: Path) -> CheckRun:
        """Return the recorded result of a check."""
        self.calendar("CheckRun", raw, path)
        return made(CheckRun, raw, message="", raw=raw)

    def signoff(self, raw: dict[str, Any], path: Path) -> SignOff:
        """Return a sign-off or its withdrawal."""
        if self.granted(raw, path, _NOT_OF_TAKING_BACK):
            missing = _missing(raw, _OF_SIGNOFF)
            if missing:
                hint = Hint(Remedy.WRITTEN_BY, ("tpm sign",))
                self._say(path, Problem(Flaw.SIGNOFF_INCOMPLETE, (missing,), hint=hint))
        self.calendar("SignOff", raw, path)
        return made(SignOff, raw, raw=raw)

    def gate_entries(self, phase: str, entries: list[dict[str, Any]]) -> tuple[GateEntry, ...]:
        """Return decisions and closings, in order: a closing belongs to the decision before it."""
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
        """Return a decision."""
        missing = _missing(raw, ("digest",))
        if missing:
            hint = Hint(Remedy.WRITTEN_BY, ("tpm gate decide",))
            self._say(path, Problem(Flaw.DECISION_INCOMPLETE, (missing,), hint=hint))
        own = self.own("Decision", raw, path, _not_of_decision)
        for number, condition in enumerate(raw.get("conditions", ())):
            self.calendar("Condition", condition, (*path, "conditions", number))
        return made(Decision, own, digest="", raw=raw)

    def closing(self, raw: dict[str, Any], path: Path, conditions: int) -> ConditionClose:
        """Return the closing of one of so many conditions."""
        own = self.own("ConditionClose", raw, path, _not_of_closing)
        if raw["close"] > conditions:
            self._say((*path, "close"), _no_such_condition(raw["close"], conditions))
        self.evidence(raw.get("evidence", []), (*path, "evidence"))
        return made(ConditionClose, own, raw=raw)

    def own(
        self, model: str, raw: dict[str, Any], path: Path, foreign: Callable[[str], Problem]
    ) -> dict[str, Any]:
        """Return the keys that one of the two kinds of gate entries has.

        `foreign` is the problem of a key of the other kind.
        """
        self.calendar(model, raw, path)
        keys = keys_kept(model)
        for key in raw:
            if key not in keys:
                self._say((*path, key), foreign(key))
        return {key: raw[key] for key in raw if key in keys}

    def calendar(self, model: str, raw: dict[str, Any], path: Path) -> None:
        """Note days and moments that are none."""
        for key, is_day in _DATES[model]:
            if key in raw and raw[key] not in self._sound:
                (self.day if is_day else self.moment)(raw[key], (*path, key))

    def cited(self, entries: str | list[str | dict[str, str]], path: Path) -> bool:
        """Note what cannot be evidence of an answer; return whether a path lacks its digest."""
        if isinstance(entries, str):
            return True
        lacks = False
        for number, raw in enumerate(entries):
            if isinstance(raw, str) or raw.keys() == {"path"}:
                lacks = True
            else:
                self.piece(raw, (*path, number))
        return lacks

    def evidence(self, entries: list[dict[str, str]], path: Path) -> None:
        """Note what is neither a path with its digest nor a link."""
        for number, raw in enumerate(entries):
            self.piece(raw, (*path, number))

    def piece(self, raw: dict[str, str], path: Path) -> None:
        """Note if one piece of evidence is neither a path with its digest nor a link."""
        cited = "path" in raw
        if len(raw) != (2 if cited else 1) or ("url" in raw) == cited:
            hint = Hint(Remedy.WRITTEN_BY_ANSWER)
            self._say(path, Problem(Flaw.EVIDENCE_KEYS, hint=hint))

    def moment(self, text: str, path: Path) -> None:
        """Note a moment that is none."""
        if is_moment(text):
            self._sound.add(text)
        else:
            hint = Hint(Remedy.CORRECT_MOMENT)
            self._say(path, Problem(Flaw.MOMENT_INVALID, (text,), hint=hint))

    def day(self, text: str, path: Path) -> None:
        """Note a day that is none."""
        if parse_day(text) is None:
            hint = Hint(Remedy.CORRECT_DAY)
            self._say(path, Problem(Flaw.DAY_INVALID, (text,), hint=hint))

    def _no_answer(self, raw: dict[str, Any], path: Path) -> None:
        for key in keys_kept("Answer"):
            if key in raw:
                hint = Hint(Remedy.ADD_ANSWER)
                self._say((*path, key), Problem(Flaw.ANSWER_ABSENT, (key,), hint=hint))
                return

    def _say(self, path: Path, problem: Problem) -> None:
        self.wrong.append((path, problem))


def _missing(raw: dict[str, Any], keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in keys if key not in raw)


def _not_of_decision(key: str) -> Problem:
    return Problem(Flaw.DECISION_KEY, (key,), hint=Hint(Remedy.USE_MINUTES))


def _not_of_closing(key: str) -> Problem:
    return Problem(Flaw.CLOSE_KEY, (key,), hint=Hint(Remedy.REMOVE_KEY, (key,)))


def _no_such_condition(number: int, conditions: int) -> Problem:
    hint = Hint(Remedy.NUMBER_CONDITION)
    if not conditions:
        return Problem(Flaw.CLOSES_NOTHING, (number,), hint=hint)
    if conditions == 1:
        return Problem(Flaw.CLOSES_SECOND_OF_ONE, (number,), hint=hint)
    return Problem(Flaw.CLOSES_BEYOND, (number, conditions), hint=hint)


def block_lines(data: bytes, wanted: Collection[BlockKey]) -> dict[BlockKey, int]:
    """Return the line, from 1, of the key of each block `wanted` that is found.

    From the lines alone: a finding needs no more, and to cut the file into blocks that can be
    edited takes as long as to evaluate it. A file in canonical form has its sections at the margin
    and its blocks two spaces in; a block that a person wrote otherwise is not found.
    """
    found = _searched(data, wanted) if len(wanted) <= _FEW else _every(data)
    return {key: found[key] for key in wanted if key in found}


def _searched(data: bytes, wanted: Collection[BlockKey]) -> dict[BlockKey, int]:
    found = {}
    for section, key in wanted:
        head = f"{section}:".encode()
        start = 0 if data.startswith(head) else data.find(b"\n" + head)
        end = data.find(f"\n  {key}:".encode(), start) if start >= 0 else -1
        if end >= 0:
            found[section, key] = data.count(b"\n", 0, end) + 2
    return found


def _every(data: bytes) -> dict[BlockKey, int]:
    found: dict[BlockKey, int] = {}
    section = ""
    for number, line in enumerate(data.split(b"\n"), 1):
        if line[:1] not in (b" ", b"#", b"", b"\r"):
            section = line.partition(b":")[0].decode("utf-8", "replace")
        elif line[:2] == b"  " and line[2:3] not in (b" ", b"#", b"-", b"", b"\r"):
            key = line[2:].partition(b":")[0].decode("utf-8", "replace")
            found.setdefault((section, key), number)
    return found
