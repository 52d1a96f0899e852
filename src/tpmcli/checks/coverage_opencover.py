"""OpenCover reports, as OpenCover, AltCover and coverlet write them.

https://github.com/OpenCover/opencover/blob/master/main/OpenCover.Framework/Model
"""

from __future__ import annotations

from tpmcli.checks.coverage_lines import Coverage, FileCoverage
from tpmcli.checks.coverage_reader import CoverageReader

# The line that compilers give to code which has none.
_HIDDEN = 0xFEEFEE


class OpenCover(CoverageReader):
    """Sequence points are lines, by the line on which each begins."""

    def __init__(self, report: Coverage) -> None:
        super().__init__(report)
        self._paths: dict[str, str] = {}
        self._of_method = ""

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        if name == "File":
            self._paths[attributes.get("uid", "")] = attributes.get("fullPath", "")
        elif name == "Method":
            self._of_method = ""
        elif name == "FileRef":
            self._of_method = attributes.get("uid", "")
        elif name in ("SequencePoint", "BranchPoint"):
            self._take(name, attributes, line)

    def _take(self, name: str, attributes: dict[str, str], line: int) -> None:
        at = self.count(attributes, "sl", line, "0")
        visits = self.count(attributes, "vc", line)
        if not at or at == _HIDDEN:
            return
        self.report.spend(1, line)
        file = self._file(attributes, line)
        if name == "SequencePoint":
            file.add_line(at, covered=visits > 0)
        else:
            branch = (at, attributes.get("offset", ""), attributes.get("path", ""))
            file.add_branch(branch, taken=visits > 0)

    def _file(self, attributes: dict[str, str], line: int) -> FileCoverage:
        uid = attributes.get("fileid", "")
        path = self._paths.get(uid if uid.strip("0") else self._of_method, "")
        if not path:
            raise self.broken(line, "a point without a file")
        return self.report.file(path)
