"""The check `sbom`: a software bill of materials lists components.

CycloneDX in JSON and XML (https://cyclonedx.org/specification/overview/), SPDX 2 in JSON and as
tag:value text (https://spdx.github.io/spdx-spec/v2.3/), SPDX 3 in JSON-LD
(https://spdx.github.io/spdx-spec/v3.0.1/).
"""

from __future__ import annotations

from typing import Any

from tpmcli.checks.base import (
    CannotRunError,
    CheckContext,
    CheckedFile,
    FailedError,
    Options,
    counted,
    passed,
)
from tpmcli.checks.json_reports import load_json
from tpmcli.checks.kind import GLOB, CheckKind, Option
from tpmcli.checks.sources import REPORT_LIMIT, decode, find, read_all
from tpmcli.checks.xml_reports import not_a, parse_xml
from tpmcli.model.facts import CheckResult

_FILE = Option("file", GLOB, "a path, or a glob: every file that matches must list components")

# The packages of SPDX 3, with those that its profiles of AI and data sets add.
_SPDX_3_PACKAGES = ("software_Package", "ai_AIPackage", "dataset_DatasetPackage")


def run(options: Options, context: CheckContext) -> CheckResult:
    """Count the components that have a name, in every file."""
    found = find(context, _FILE.of(options))
    total = 0
    formats: dict[str, None] = {}
    for source, data in read_all(found, REPORT_LIMIT):
        name, number = _count(source, data)
        if not number:
            raise FailedError(f"{source.path}: {name}, and lists no component", source)
        formats[name] = None
        total += number
    return passed(
        f"{found.label}: {' and '.join(formats)}, {counted(total, 'component')}", found.first
    )


KIND = CheckKind(
    "A software bill of materials (CycloneDX or SPDX) lists at least one component.", (_FILE,), run
)


def _count(source: CheckedFile, data: bytes) -> tuple[str, int]:
    """Return the format, told by the content, and how many components have a name."""
    start = data[:400].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"<"):
        reader = _CycloneDx(source)
        parse_xml(source, data, reader)
        return "CycloneDX", reader.components
    if start.startswith(b"{"):
        return _count_json(source, load_json(source, data))
    text = decode(source, data)
    if any(line.startswith("SPDXVersion:") for line in text[:100_000].splitlines()):
        return "SPDX", _count_tags(text)
    raise CannotRunError(f"{source.path}: neither CycloneDX nor SPDX", source)


def _count_json(source: CheckedFile, document: dict[str, Any]) -> tuple[str, int]:
    # GitHub's dependency graph wraps what it exports.
    inner = document.get("sbom")
    if isinstance(inner, dict) and len(document) == 1:
        document = inner
    if document.get("bomFormat") == "CycloneDX":
        return "CycloneDX", _named(document.get("components"), "name")
    if isinstance(document.get("spdxVersion"), str):
        return "SPDX", _named(document.get("packages"), "name")
    graph = document.get("@graph")
    if "spdx.org/rdf/3" in str(document.get("@context"))[:1000] and isinstance(graph, list):
        packages = [
            one for one in graph if isinstance(one, dict) and one.get("type") in _SPDX_3_PACKAGES
        ]
        return "SPDX", _named(packages, "name")
    raise CannotRunError(f"{source.path}: JSON, but neither CycloneDX nor SPDX", source)


def _named(entries: Any, key: str) -> int:
    """Return how many entries have a name, with the components inside components."""
    number = 0
    waiting = [entries]
    while waiting:
        group = waiting.pop()
        if not isinstance(group, list):
            continue
        for entry in group:
            if isinstance(entry, dict):
                name = entry.get(key)
                number += isinstance(name, str) and bool(name.strip())
                waiting.append(entry.get("components"))
    return number


def _count_tags(text: str) -> int:
    """Return how many packages an SPDX tag:value document names outside text blocks."""
    number = 0
    in_text = False
    for line in text.splitlines():
        if in_text:
            in_text = "</text>" not in line
        elif line.startswith("PackageName:"):
            number += bool(line.partition(":")[2].strip())
        else:
            in_text = "<text>" in line and "</text>" not in line
    return number


class _CycloneDx:
    """The components of a CycloneDX document, counted without the product it describes."""

    def __init__(self, source: CheckedFile) -> None:
        self.source = source
        self.path: list[str] = []
        self.components = 0

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        if not self.path:
            ours = any("cyclonedx.org/schema/bom" in value for value in attributes.values())
            if name != "bom" or not ours:
                raise not_a(self.source, "CycloneDX", name, line)
        if name == "name" and self.path[:2] == ["bom", "components"]:
            self.components += self.path[-1] == "component"
        self.path.append(name)

    def end(self, _name: str, /) -> None:
        self.path.pop()
