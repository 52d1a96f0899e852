"""Gate reports in JSON, as `tpm gate check` writes them, read for a portfolio.

Of `tpm/gate-report/1` only what a portfolio shows is read and kept: the state of each project.
Keys that are not known are passed over, so that a later tpm may add some.
"""

import re
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from tpmcli.model.days import is_moment, parse_day
from tpmcli.model.errors import Exit, InvalidInputError
from tpmcli.model.finding import Subject, SubjectKind
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import ShortIncrement
from tpmcli.model.role import Role
from tpmcli.model.verdict import GateVerdict
from tpmcli.rules.due import Due, DueKind
from tpmcli.rules.portfolio import Health, LastDecision, ProjectSummary, not_evaluated
from tpmcli.rules.portfolio_phases import PhaseCell, PhaseState

SCHEMA = "tpm/gate-report/1"
PROBLEMS = "tpm/problems/1"
# What some shells on Windows put before what they redirect.
_BOM = b"\xef\xbb\xbf"


class ReadReport(NamedTuple):
    """The content of a report: the projects, the date that it evaluated, and the commit.

    Of problems that prevented an evaluation the date is empty. `against` is the base of a report on
    a change, which has no projects.
    """

    projects: tuple[ProjectSummary, ...]
    as_of: str = ""
    commit: str = ""
    committed: str = ""
    against: str = ""


def read_report(data: bytes) -> ReadReport:
    """Return the content of a gate report, or of the problems written in its place.

    Raises: InvalidInputError, with one problem that names no file, if it is neither.
    """
    try:
        report = _Report.model_validate_json(data.removeprefix(_BOM))
    except ValidationError as error:
        raise InvalidInputError([_diagnosis(data, error)]) from error
    if report.schema_ == PROBLEMS:
        problems = [_problem(each) for each in report.problems or ()]
        if not problems:
            raise InvalidInputError([_invalid("problems")])
        return ReadReport((not_evaluated("", problems, Exit.UNEVALUATED),))
    if report.against:
        return ReadReport((), report.as_of, against=report.against)
    if report.projects is None:
        hint = Hint(Remedy.WRITE_REPORT_AGAIN)
        raise InvalidInputError([Problem(Flaw.REPORT_WITHOUT_STATE, hint=hint)])
    if not report.projects or not report.as_of:
        raise InvalidInputError([_invalid("projects" if report.as_of else "as_of")])
    commit = report.commit
    return ReadReport(
        tuple(map(_summary, report.projects)),
        report.as_of,
        commit.id if commit else "",
        commit.time if commit else "",
    )


def _day(value: object) -> object:
    if isinstance(value, str) and parse_day(value) is None:
        raise ValueError(value)
    return value


def _moment(value: object) -> object:
    if isinstance(value, str) and not is_moment(value):
        raise ValueError(value)
    return value


_Text = Annotated[str, Field(max_length=2_000)]
_Day = Annotated[_Text, BeforeValidator(_day)]
_Moment = Annotated[_Text, BeforeValidator(_moment)]
_Count = Annotated[int, Field(ge=0, le=10**9)]
_Texts = Annotated[list[_Text], Field(max_length=1_000)]
_Labels = Annotated[dict[_Text, _Text], Field(max_length=100)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True, frozen=True, hide_input_in_errors=True)


class _Tally(_Part):
    satisfied: _Count
    total: _Count


class _Date(_Part):
    day: _Day
    kind: DueKind
    subject: _Text
    increment: _Text | None
    text: _Text
    owner: _Text


class _Decision(_Part):
    phase: _Text
    decision: _Text
    day: _Day
    by: _Text


class _Phase(_Part):
    phase: _Text
    title: _Text
    state: PhaseState
    must: _Tally


class _Flaw(_Part):
    message: _Text
    file: _Text
    line: _Count
    column: _Count
    fix: _Text | None = None
    help: _Text | None = None


class _Project(_Part):
    folder: _Text
    state: Health
    id: Annotated[_Text, Field(min_length=1)]
    name: _Text
    increment: _Text
    labels: _Labels
    kind: _Text | None = None
    skipped: _Texts = []
    phase: _Text | None
    title: _Text | None
    verdict: GateVerdict | None
    must: _Tally
    unsigned: _Texts
    decision: _Decision | None
    broken: _Texts
    waived: _Count
    next: _Date | None
    overdue: Annotated[list[_Date], Field(max_length=100_000)]
    phases: Annotated[list[_Phase], Field(max_length=100)]


class _Unevaluated(_Part):
    folder: _Text
    state: Literal[Health.NOT_EVALUATED]
    id: _Text = ""
    name: _Text = ""
    increment: _Text = ""
    labels: _Labels = {}
    problems: Annotated[list[_Flaw], Field(min_length=1, max_length=10_000)]
    code: Literal[3, 4, 70]


class _Commit(_Part):
    id: Annotated[_Text, Field(pattern="^[0-9a-f]{40,64}$")]
    time: _Moment


class _Report(_Part):
    schema_: Literal["tpm/gate-report/1", "tpm/problems/1"] = Field(alias="schema")
    as_of: _Day = ""
    projects: Annotated[list[_Project | _Unevaluated], Field(max_length=100_000)] | None = None
    commit: _Commit | None = None
    against: _Text = ""
    problems: Annotated[list[_Flaw], Field(max_length=10_000)] | None = None


class _AnySchema(_Part):
    schema_: _Text | None = Field(None, alias="schema")


def _diagnosis(data: bytes, error: ValidationError) -> Problem:
    """Return what is wrong with a file that is not a report, by what comes first."""
    try:
        found = _AnySchema.model_validate_json(data.removeprefix(_BOM)).schema_
    except ValidationError as other:
        if any(each["type"] == "json_invalid" for each in other.errors(include_url=False)):
            return Problem(Flaw.REPORT_NOT_JSON, hint=Hint(Remedy.COLLECT_AGAIN))
        found = None
    if found is None:
        return Problem(Flaw.REPORT_WITHOUT_SCHEMA, hint=Hint(Remedy.KEEP_ELSEWHERE))
    if found not in (SCHEMA, PROBLEMS):
        return Problem(Flaw.REPORT_SCHEMA_OTHER, (found[:80],), hint=Hint(Remedy.KEEP_ELSEWHERE))
    # A project is one of two forms, which are not keys of the file.
    forms = {_Project.__name__, _Unevaluated.__name__}
    first = [str(each) for each in error.errors(include_url=False)[0]["loc"] if each not in forms]
    return _invalid(".".join(first)[:80])


def _invalid(key: str) -> Problem:
    return Problem(Flaw.REPORT_KEY_INVALID, (key,), hint=Hint(Remedy.WRITE_REPORT_AGAIN))


def _problem(flaw: _Flaw) -> Problem:
    """Return a problem of the project, whose fix is a command only where the project is."""
    hint = Hint(Remedy.OTHER, (flaw.help,)) if flaw.help else None
    if flaw.fix:
        hint = Hint(Remedy.RUN_THERE, (flaw.fix,))
    return Problem(Flaw.OTHER, (flaw.message,), flaw.file, flaw.line, flaw.column, hint)


_cells: dict[PhaseCell, PhaseCell] = {}
"""The cells read so far: thousands of projects have few different ones."""


def _summary(project: _Project | _Unevaluated) -> ProjectSummary:
    if isinstance(project, _Unevaluated):
        found = not_evaluated(project.folder, map(_problem, project.problems), Exit(project.code))
        return found._replace(
            project=project.id,
            name=project.name,
            increment=project.increment,
            labels=project.labels,
        )
    decision = project.decision
    return ProjectSummary(
        project.folder,
        project.id,
        project.name,
        project.increment,
        project.state,
        project.phase or "",
        project.title or "",
        project.verdict,
        project.must.satisfied,
        project.must.total,
        tuple(map(Role, project.unsigned)),
        LastDecision(decision.phase, decision.decision, decision.day, decision.by)
        if decision
        else None,
        tuple(project.broken),
        project.waived,
        _due(project.next) if project.next else None,
        tuple(map(_due, project.overdue)),
        short=ShortIncrement(project.increment, project.kind, tuple(project.skipped))
        if project.kind
        else None,
        labels=project.labels,
        phases=tuple(map(_cell, project.phases)),
    )


def _cell(phase: _Phase) -> PhaseCell:
    must = phase.must
    cell = PhaseCell(phase.phase, phase.title, phase.state, must.satisfied, must.total)
    return _cells.setdefault(cell, cell)


_NUMBERED = re.compile(r" \(condition ([1-9][0-9]{0,5})\)$")


def _due(date: _Date) -> Due:
    """Return a date, with its text taken apart again into what the text was made of."""
    text = date.text.removeprefix(f"{date.increment}: ") if date.increment else date.text
    subject = Subject(SubjectKind.ITEM, date.subject.partition(".")[0], date.subject, title=text)
    numbered = _NUMBERED.search(text) if date.kind is DueKind.CONDITION else None
    if numbered is not None:
        title, number = text[: numbered.start()], int(numbered[1])
        subject = Subject(SubjectKind.CONDITION, date.subject, number=number, title=title)
    return Due(date.day, date.kind, subject, (date.owner,), date.increment or "")
