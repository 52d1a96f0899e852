"""Line counts of Cobertura and JaCoCo reports.

https://github.com/cobertura/cobertura/blob/master/cobertura/src/site/htdocs/xml/coverage-04.dtd
https://github.com/jacoco/jacoco/blob/master/org.jacoco.report/src/org/jacoco/report/xml/report.dtd
"""

from __future__ import annotations

from tpmcli.checks.base import CannotRunError, CheckedFile, excerpt
from tpmcli.checks.xml_reports import not_a, parse_xml

# JaCoCo always writes a DOCTYPE that names its DTD, and so do some producers of Cobertura.
_ROOTS = ("coverage", "report")


def count_xml(source: CheckedFile, data: bytes) -> tuple[int, int]:
    """Return lines covered and lines in all.

    Raises: CannotRunError for any other XML.
    """
    reader = _Lines(source)
    parse_xml(source, data, reader, doctype_names=_ROOTS)
    return reader.totals()


class _Lines:
    """The lines of each file; a line that is listed twice is one line."""

    def __init__(self, source: CheckedFile) -> None:
        self.source = source
        self.path: list[str] = []
        self.file = ""
        self.all: dict[str, set[int]] = {}
        self.covered: dict[str, set[int]] = {}
        self.jacoco = False
        self.groups: list[str] = []
        self.untold: dict[str, int] = {}
        self.counters: dict[str, tuple[int, int]] = {}

    def totals(self) -> tuple[int, int]:
        covered = sum(len(lines) for lines in self.covered.values())
        every = sum(len(lines) for lines in self.all.values())
        for file, line in self.untold.items():
            if file not in self.counters:
                raise CannotRunError(
                    f"{self.source.path}:{line}: neither its lines nor a counter say what ran",
                    self.source,
                    line,
                )
            missed, ran = self.counters[file]
            covered += ran - len(self.covered.get(file, ()))
            every += missed + ran - len(self.all.get(file, ()))
        return covered, every

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        if not self.path:
            self._take_root(name, attributes, line)
        elif self.jacoco:
            self._take_jacoco(name, attributes, line)
        else:
            self._take_cobertura(name, attributes, line)
        self.path.append(name)

    def end(self, name: str, /) -> None:
        self.path.pop()
        if self.jacoco and name in ("group", "package"):
            self.groups.pop()

    def _take_root(self, name: str, attributes: dict[str, str], line: int) -> None:
        if name not in _ROOTS:
            raise not_a(self.source, "a coverage report", name, line)
        if "clover" in attributes:
            raise CannotRunError(
                f"{self.source.path}: a Clover report, which is not read: "
                "have Cobertura or LCOV written",
                self.source,
            )
        self.jacoco = name == "report"
        rate = attributes.get("line-rate")
        if rate is not None and not _is_rate(rate):
            raise CannotRunError(
                f"{self.source.path}:{line}: line-rate is not a number from 0 to 1: "
                f"'{excerpt(rate, 40)}'",
                self.source,
                line,
            )

    def _take_cobertura(self, name: str, attributes: dict[str, str], line: int) -> None:
        if name == "class":
            self.file = attributes.get("filename", "")
        elif name == "line":
            number = self._number(attributes, "number", line)
            self._add(self.file, number, self._number(attributes, "hits", line) > 0)

    def _take_jacoco(self, name: str, attributes: dict[str, str], line: int) -> None:
        if name in ("group", "package"):
            self.groups.append(attributes.get("name", ""))
        elif name == "sourcefile":
            self.file = "\n".join((*self.groups, attributes.get("name", "")))
        elif name == "line":
            number = self._number(attributes, "nr", line)
            if "ci" not in attributes and "mi" not in attributes:
                # The DTD lets instructions be left out, as gcovr does: only the file's counter
                # is left then.
                self.untold.setdefault(self.file, line)
                return
            # JaCoCo counts a line as covered if at least one of its instructions ran.
            self._add(self.file, number, self._number(attributes, "ci", line) > 0)
        elif (
            name == "counter" and self.path[-1] == "sourcefile" and attributes.get("type") == "LINE"
        ):
            missed = self._number(attributes, "missed", line)
            self.counters[self.file] = (missed, self._number(attributes, "covered", line))

    def _add(self, file: str, number: int, covered: bool) -> None:
        self.all.setdefault(file, set()).add(number)
        if covered:
            self.covered.setdefault(file, set()).add(number)

    def _number(self, attributes: dict[str, str], name: str, line: int) -> int:
        value = attributes.get(name, "")
        if value.isascii() and value.isdigit() and len(value) <= 20:
            return int(value)
        raise CannotRunError(
            f"{self.source.path}:{line}: {name} is not a count: '{excerpt(value, 40)}'",
            self.source,
            line,
        )


def _is_rate(text: str) -> bool:
    try:
        return 0 <= float(text) <= 1
    except ValueError:
        return False
