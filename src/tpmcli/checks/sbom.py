"""The check `sbom`: a software bill of materials lists components."""

from __future__ import annotations

from tpmcli.checks.base import CheckContext, FailedError, Options, counted, passed
from tpmcli.checks.kind import COUNT, GLOB, UNREAD, CheckKind, Option
from tpmcli.checks.report_age import WITHIN, DatedReport, judge_age
from tpmcli.checks.report_tools import TOOL, WantedTools
from tpmcli.checks.sbom_files import read_materials
from tpmcli.checks.sources import REPORT_LIMIT, find, read_all
from tpmcli.model.facts import CheckResult

_FILE = Option(
    "file",
    GLOB,
    "a path, or a glob: every file that matches must list components; or `evidence`",
)
_MIN_COMPONENTS = Option(
    "min-components", COUNT, "how many components all files together must list at least", default=1
)


def run(options: Options, context: CheckContext) -> CheckResult:
    """Count the components that have a name, in every file."""
    found = find(context, _FILE.of(options))
    least = _MIN_COMPONENTS.of(options)
    wanted, within = WantedTools(TOOL.of(options)), WITHIN.of(options)
    total = 0
    formats: dict[str, None] = {}
    reports = []
    for source, data in read_all(found, REPORT_LIMIT):
        materials = read_materials(source, data)
        if not materials.components:
            raise FailedError(f"{source.path}: {materials.form}, and lists no component", source)
        if not (any(map(wanted.has, materials.tools)) or wanted.has("")):
            raise wanted.refuse(source, materials.tools)
        formats[materials.form] = None
        total += materials.components
        reports.append(DatedReport(source, materials.times))
    told = f"{found.label}: {' and '.join(formats)}, {counted(total, 'component')}"
    if total < least:
        raise FailedError(f"{told}, needs {least:,}", found.first)
    return judge_age(passed(told, found.first), within, context, reports)


KIND = CheckKind(
    "A software bill of materials (CycloneDX or SPDX) lists components.",
    (_FILE, _MIN_COMPONENTS, TOOL, WITHIN, UNREAD),
    run,
    reads=(".json", ".xml", ".spdx", ".tag", ".jsonld", ".cdx", ".bom"),
)
