"""Cobertura, JaCoCo and Clover reports.

https://github.com/cobertura/cobertura/blob/master/cobertura/src/site/htdocs/xml/coverage-04.dtd
https://github.com/jacoco/jacoco/blob/master/org.jacoco.report/src/org/jacoco/report/xml/report.dtd
https://openclover.org/doc/manual/latest/general--clover-xml-report.html
"""

from __future__ import annotations

from tpmcli.checks.base import CheckedFile, excerpt
from tpmcli.checks.coverage_lines import Coverage, FileCoverage, is_absolute
from tpmcli.checks.coverage_reader import CoverageReader
from tpmcli.checks.xml_reports import not_a, parse_xml

# JaCoCo always writes a DOCTYPE that names its DTD, and so do some producers of Cobertura.
_DOCTYPES = ("coverage", "report")
_MAX_SOURCE = 4_096
_SIDES = ("true", "false")


def read_xml(source: CheckedFile, data: bytes) -> Coverage:
    """Read a report, whose root element tells its format.

    Raises: CannotRunError for any other XML.
    """
    report = Coverage(source)
    reader = _AnyFormat(report)
    parse_xml(source, data, reader, doctype_names=_DOCTYPES, on_text=reader.text)
    reader.finish()
    return report


class _AnyFormat:
    """The reader of the format that the root element tells."""

    def __init__(self, report: Coverage) -> None:
        self._report = report
        self._reader: CoverageReader | None = None

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        if self._reader is None:
            self._reader = _reader(self._report, name, attributes, line)
            self._take_time(attributes, "timestamp", "generated")
        elif name == "sessioninfo":
            self._take_time(attributes, "dump")
        else:
            self._reader.start(name, attributes, line)

    def _take_time(self, attributes: dict[str, str], *names: str) -> None:
        self._report.times += [attributes[name] for name in names if name in attributes]

    def end(self, name: str, /) -> None:
        if self._reader is not None:
            self._reader.end(name)

    def text(self, text: str) -> None:
        if self._reader is not None:
            self._reader.text(text)

    def finish(self) -> None:
        if self._reader is not None:
            self._reader.finish()


def _reader(report: Coverage, root: str, attributes: dict[str, str], line: int) -> CoverageReader:
    if root == "report":
        return _JaCoCo(report)
    if root == "CoverageSession":
        from tpmcli.checks.coverage_opencover import OpenCover

        return OpenCover(report)
    if root != "coverage":
        raise not_a(report.source, "a coverage report", root, line)
    if "clover" in attributes or "generated" in attributes:
        return _Clover(report)
    reader = _Cobertura(report)
    rate = attributes.get("line-rate")
    if rate is not None and not _is_rate(rate):
        raise reader.broken(line, f"line-rate is not a number from 0 to 1: '{excerpt(rate, 40)}'")
    return reader


class _Cobertura(CoverageReader):
    """Classes of one file are one file, in the folder that the report names if it names one.

    If it names several, files of one name in two packages are two files.
    """

    def __init__(self, report: Coverage) -> None:
        super().__init__(report)
        self._sources: list[str] = []
        self._in_source = False
        self._package = ""
        self._file: FileCoverage | None = None

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        if name == "line":
            self._take_line(attributes, line)
        elif name == "class":
            self._file = self._file_of(attributes, line)
        elif name == "package":
            self._package = attributes.get("name", "")
        elif name == "source":
            self._in_source = True
            self._sources.append("")

    def end(self, name: str, /) -> None:
        if name == "source":
            self._in_source = False
        elif name == "class":
            self._file = None

    def text(self, text: str) -> None:
        if self._in_source and len(self._sources[-1]) < _MAX_SOURCE:
            self._sources[-1] += text

    def _file_of(self, attributes: dict[str, str], line: int) -> FileCoverage:
        path = attributes.get("filename", "").strip()
        if path:
            folders = [folder for folder in map(str.strip, self._sources) if folder]
            if len(folders) == 1 and not is_absolute(path):
                return self.report.file(f"{folders[0].rstrip('/')}/{path}")
            return self.report.file(path, self._package if len(folders) > 1 else "")
        # Some producers leave the file out: then each class is a file of its own.
        name = attributes.get("name", "").strip()
        if not name:
            raise self.broken(line, "a class with neither a file nor a name")
        return self.report.file_at((f"{self._package}\nclass", name), "")

    def _take_line(self, attributes: dict[str, str], line: int) -> None:
        if self._file is None:
            raise self.broken(line, "a line outside of a class")
        self.report.spend(1, line)
        number = self.count(attributes, "number", line)
        self._file.add_line(number, covered=self.count(attributes, "hits", line) > 0)
        if attributes.get("branch", "").lower() != "true":
            return
        taken, slash, total = (
            attributes.get("condition-coverage", "")
            .partition("(")[2]
            .partition(")")[0]
            .partition("/")
        )
        if not slash:
            self.report.unknown_branches = (self.source, line)
            return
        counts = {"taken": taken, "total": total}
        self.branches(
            self._file,
            number,
            self.count(counts, "total", line),
            self.count(counts, "taken", line),
            line,
        )


class _JaCoCo(CoverageReader):
    """The source files of packages, which groups may hold."""

    def __init__(self, report: Coverage) -> None:
        super().__init__(report)
        self._groups: list[str] = []
        self._file: FileCoverage | None = None
        self._untold = 0

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        if name in ("group", "package"):
            self._groups.append(attributes.get("name", ""))
        elif name == "sourcefile":
            *groups, package = self._groups or [""]
            path = "/".join(part for part in (package, attributes.get("name", "")) if part)
            self._file = self.report.file(path, "\n".join(groups))
            self._untold = 0
        elif self._file is None:
            return
        elif name == "line":
            self._take_line(self._file, attributes, line)
        elif name == "counter" and attributes.get("type") == "LINE" and self._untold:
            # The DTD lets instructions be left out, as gcovr does: then the counter tells.
            missed = self.count(attributes, "missed", line)
            self._file.counter = (missed, self.count(attributes, "covered", line))

    def _take_line(self, file: FileCoverage, attributes: dict[str, str], line: int) -> None:
        self.report.spend(1, line)
        number = self.count(attributes, "nr", line)
        if "ci" not in attributes and "mi" not in attributes:
            self._untold = line
        else:
            # JaCoCo counts a line as covered if at least one of its instructions ran.
            file.add_line(number, covered=self.count(attributes, "ci", line) > 0)
        taken = self.count(attributes, "cb", line, "0")
        self.branches(file, number, taken + self.count(attributes, "mb", line, "0"), taken, line)

    def end(self, name: str, /) -> None:
        if name in ("group", "package"):
            self._groups.pop()
        elif name == "sourcefile":
            if self._untold and self._file is not None and self._file.counter is None:
                raise self.broken(self._untold, "neither its lines nor a counter say what ran")
            self._file = None


class _Clover(CoverageReader):
    """Statements and conditions are lines; the head of a method is none, nor is code of tests."""

    def __init__(self, report: Coverage) -> None:
        super().__init__(report)
        self._file: FileCoverage | None = None
        self._in_tests = False

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        if name == "testproject":
            self._in_tests = True
        elif name == "file" and not self._in_tests:
            path = attributes.get("path") or attributes.get("name", "")
            if not path.strip():
                raise self.broken(line, "a file without a name")
            self._file = self.report.file(path.strip())
        elif name == "line" and not self._in_tests:
            if self._file is None:
                raise self.broken(line, "a line outside of a file")
            self._take_line(self._file, attributes, line)

    def _take_line(self, file: FileCoverage, attributes: dict[str, str], line: int) -> None:
        kind = attributes.get("type")
        if kind not in ("stmt", "cond"):
            return
        self.report.spend(1, line)
        number = self.count(attributes, "num", line)
        hits = self.count(attributes, "count", line, "0" if kind == "cond" else "")
        if kind == "cond" and "truecount" in attributes:
            true, false = (self.count(attributes, f"{each}count", line) for each in _SIDES)
            if "count" in attributes:
                # Istanbul: how many branches were taken, and how many were not.
                self.branches(file, number, true + false, true, line)
            else:
                # OpenClover: how often the condition was true, and how often false.
                self.branches(file, number, 2, (true > 0) + (false > 0), line)
                hits = true + false
        file.add_line(number, covered=hits > 0)

    def end(self, name: str, /) -> None:
        if name == "testproject":
            self._in_tests = False
        elif name == "file":
            self._file = None


def _is_rate(text: str) -> bool:
    try:
        return 0 <= float(text) <= 1
    except ValueError:
        return False
