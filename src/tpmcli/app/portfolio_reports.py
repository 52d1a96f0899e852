"""`tpm portfolio --from`: projects by the reports that their CI jobs wrote. Changes nothing.

The reports are read one after the other, and only what a portfolio shows is kept of each.
"""

import os
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tpmcli.app.context import CommandContext
from tpmcli.exchange.gate_report import ReadReport, read_report
from tpmcli.model.errors import InvalidInputError, MessageError, UnevaluatedError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.repo.report_files import ReportFile, find_reports, read_report_file
from tpmcli.rules.portfolio import Origin, ProjectSummary, not_evaluated
from tpmcli.rules.portfolio_newest import Newest

Listener = Callable[[int, int], None]
"""Is told how many of how many are done."""


class CollectedReports(NamedTuple):
    """The projects by their newest reports, and the number of reports on pull requests."""

    summaries: list[ProjectSummary]
    left_out: int


def read_reports(
    context: CommandContext,
    folders: Sequence[str],
    max_age: int | None,
    listener: Listener,
) -> CollectedReports:
    """Read every report in these folders and below them.

    A file that is no report, or cannot be read, is a project that was not evaluated: nothing is
    passed over in silence.

    Raises: UsageError if a folder does not exist; InvalidInputError if there is no report in it.
    """
    files: dict[str, ReportFile] = {}
    for folder in folders:
        found = find_reports(os.path.join(context.folder, folder))
        if not found:
            hint = Hint(Remedy.WRITE_REPORTS)
            raise InvalidInputError([Problem(Flaw.NO_REPORT_AT, (folder,), hint=hint)])
        for file in found:
            name = os.path.normpath(os.path.join(folder, file.name)).replace(os.sep, "/")
            files.setdefault(os.path.abspath(file.path), file._replace(name=name))
    newest = Newest(context.today(), max_age)
    left_out = 0
    for done, file in enumerate(files.values(), 1):
        report = _read(file)
        left_out += bool(report.against)
        origin = Origin(file.name, report.as_of, 0, report.commit, report.committed)
        for summary in report.projects:
            newest.add(summary, origin)
        listener(done, len(files))
    summaries = newest.summaries()
    if not summaries:
        hint = Hint(Remedy.WRITE_REPORTS)
        raise InvalidInputError([Problem(Flaw.ONLY_CHANGES_AT, (tuple(folders),), hint=hint)])
    return CollectedReports(summaries, left_out)


def _read(file: ReportFile) -> ReadReport:
    if file.trouble is not None:
        return ReadReport((not_evaluated("", [file.trouble], file.code),))
    try:
        return read_report(read_report_file(file))
    except UnevaluatedError as error:
        return ReadReport((not_evaluated("", error.problems, error.code),))
    except MessageError as error:
        return ReadReport((not_evaluated("", [error.as_problem()], error.code),))
