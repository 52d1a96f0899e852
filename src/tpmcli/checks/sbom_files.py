"""What a software bill of materials states: its components, its time and the tools that made it.

CycloneDX in JSON and XML (https://cyclonedx.org/specification/overview/), SPDX 2 in JSON and as
tag:value text (https://spdx.github.io/spdx-spec/v2.3/), SPDX 3 in JSON-LD
(https://spdx.github.io/spdx-spec/v3.0.1/).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from tpmcli.checks.base import CannotRunError, CheckedFile
from tpmcli.checks.json_reports import load_json
from tpmcli.checks.sources import decode
from tpmcli.checks.xml_reports import not_a, parse_xml

# The packages of SPDX 3, with those that its profiles of AI and data sets add.
_SPDX_3_PACKAGES = ("software_Package", "ai_AIPackage", "dataset_DatasetPackage")
_CREATED_BY_TOOL = "Tool:"


class Materials(NamedTuple):
    """A bill of materials.

    `components` counts those that have a name. `times` and `tools` are as the file writes them.
    """

    form: str
    components: int
    times: Sequence[str]
    tools: Sequence[str]


def read_materials(source: CheckedFile, data: bytes) -> Materials:
    """Read a bill of materials, whose content tells its format.

    Raises: CannotRunError for any other file.
    """
    start = data[:400].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"<"):
        reader = _CycloneDx(source)
        parse_xml(source, data, reader, on_text=reader.text)
        return Materials("CycloneDX", reader.components, reader.times, reader.tools)
    if start.startswith(b"{"):
        return _of_json(source, load_json(source, data))
    text = decode(source, data)
    if any(line.startswith("SPDXVersion:") for line in text[:100_000].splitlines()):
        return _of_tags(text)
    raise CannotRunError(f"{source.path}: neither CycloneDX nor SPDX", source)


def _of_json(source: CheckedFile, document: dict[str, Any]) -> Materials:
    # GitHub's dependency graph wraps what it exports.
    inner = document.get("sbom")
    if isinstance(inner, dict) and len(document) == 1:
        document = inner
    if document.get("bomFormat") == "CycloneDX":
        metadata = _mapping(document.get("metadata"))
        components = _named(document.get("components"))
        return Materials(
            "CycloneDX", components, _texts([metadata.get("timestamp")]), list(_tools(metadata))
        )
    if isinstance(document.get("spdxVersion"), str):
        created = _mapping(document.get("creationInfo"))
        creators = created.get("creators")
        return Materials(
            "SPDX",
            _named(document.get("packages")),
            _texts([created.get("created")]),
            _creating_tools(creators if isinstance(creators, list) else []),
        )
    graph = document.get("@graph")
    if "spdx.org/rdf/3" in str(document.get("@context"))[:1000] and isinstance(graph, list):
        return _of_graph([each for each in graph if isinstance(each, dict)])
    raise CannotRunError(f"{source.path}: JSON, but neither CycloneDX nor SPDX", source)


def _of_graph(graph: list[dict[str, Any]]) -> Materials:
    packages = [one for one in graph if one.get("type") in _SPDX_3_PACKAGES]
    created = [one.get("created") for one in graph if one.get("type") == "CreationInfo"]
    tools = [one.get("name") for one in graph if one.get("type") == "Tool"]
    return Materials("SPDX", _named(packages), _texts(created), _texts(tools))


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(values: Iterable[Any]) -> list[str]:
    return [value for value in values if isinstance(value, str) and value.strip()]


def _tools(metadata: dict[str, Any]) -> Iterator[str]:
    """Yield the tools of CycloneDX: a list up to version 1.4, components and services since."""
    tools = metadata.get("tools")
    groups = [tools] if isinstance(tools, list) else [*_mapping(tools).values()]
    for group in groups:
        for each in group if isinstance(group, list) else ():
            yield from _texts([_mapping(each).get("name")])


def _creating_tools(creators: Iterable[Any]) -> list[str]:
    """Return the tools among the creators of SPDX 2: `Tool: syft-1.18.0`."""
    return [
        each.removeprefix(_CREATED_BY_TOOL).strip()
        for each in _texts(creators)
        if each.startswith(_CREATED_BY_TOOL)
    ]


def _named(entries: Any) -> int:
    """Return how many entries have a name, with the components inside components."""
    number = 0
    waiting = [entries]
    while waiting:
        group = waiting.pop()
        if not isinstance(group, list):
            continue
        for entry in group:
            if isinstance(entry, dict):
                number += bool(_texts([entry.get("name")]))
                waiting.append(entry.get("components"))
    return number


def _of_tags(text: str) -> Materials:
    """Read an SPDX tag:value document; text blocks hold no tags."""
    values: dict[str, list[str]] = {"PackageName": [], "Created": [], "Creator": []}
    in_text = False
    for line in text.splitlines():
        if in_text:
            in_text = "</text>" not in line
            continue
        tag, _, value = line.partition(":")
        if tag in values:
            values[tag].append(value.strip())
        else:
            in_text = "<text>" in line and "</text>" not in line
    components = len(_texts(values["PackageName"]))
    tools = _creating_tools(values["Creator"])
    return Materials("SPDX", components, _texts(values["Created"]), tools)


class _CycloneDx:
    """The components of a CycloneDX document, counted without the product it describes."""

    def __init__(self, source: CheckedFile) -> None:
        self.source = source
        self.path: list[str] = []
        self.components = 0
        self.times: list[str] = []
        self.tools: list[str] = []
        self._text = ""

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        if not self.path:
            ours = any("cyclonedx.org/schema/bom" in value for value in attributes.values())
            if name != "bom" or not ours:
                raise not_a(self.source, "CycloneDX", name, line)
        if name == "name" and self.path[:2] == ["bom", "components"]:
            self.components += self.path[-1] == "component"
        self.path.append(name)
        self._text = ""

    def text(self, text: str) -> None:
        if self.path[:2] == ["bom", "metadata"]:
            self._text += text

    def end(self, _name: str, /) -> None:
        if self.path == ["bom", "metadata", "timestamp"]:
            self.times += _texts([self._text.strip()])
        elif self.path[:3] == ["bom", "metadata", "tools"] and self.path[-1] == "name":
            self.tools += _texts([self._text.strip()])
        self.path.pop()
        self._text = ""
