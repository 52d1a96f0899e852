"""Data files of other programs: JSON, TOML, and YAML.

YAML is read as those programs would, unless they differ: duplicate keys are refused, and a value
behind an alias or a tag is not examined.
"""

from __future__ import annotations

from typing import Any

from tpmcli.checks.base import CannotRunError, CheckedFile
from tpmcli.checks.json_reports import load_json
from tpmcli.checks.sources import MIB, REPORT_LIMIT, decode, read_bytes
from tpmcli.text.nesting import toml_is_deeper

YAML_LIMIT = 4 * MIB
TOML_LIMIT = 1 * MIB
# tomllib takes time that grows with the square of the parts of one dotted key.
MAX_DOTS = 1_000
# tomllib takes three calls of a function for a level, and Python allows a thousand in all.
MAX_TOML_DEPTH = 100

# The ends of names, in lower case.
_JSON = (".json", ".webmanifest", ".jsonld", ".sarif", ".geojson")
# Lock files of CocoaPods, Dart and Helm are YAML.
_YAML = (".yaml", ".yml", ".cff", "podfile.lock", "pubspec.lock", "chart.lock")
_TOML = (".toml", ".lock", "pipfile")


def load_data(source: CheckedFile) -> Any:
    """Return the value of a data file, whose name tells its format.

    What begins with a brace and has no name of YAML or TOML is JSON, such as `Pipfile.lock`,
    `composer.lock` and `.babelrc`.

    Raises: FailedError if the file is empty, CannotRunError if it cannot be read.
    """
    path = source.path
    name = path.lower()
    if name.endswith(_JSON):
        return load_json(source, read_bytes(source, REPORT_LIMIT))
    if not name.endswith((*_YAML, *_TOML)) or name.endswith(".lock"):
        data = read_bytes(source, REPORT_LIMIT)
        if data.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"{"):
            return load_json(source, data)
    if name.endswith(_YAML):
        from tpmcli.checks.data_yaml import load_yaml

        return load_yaml(source, decode(source, read_bytes(source, YAML_LIMIT)))
    if name.endswith(_TOML):
        return _load_toml(source, decode(source, read_bytes(source, TOML_LIMIT)))
    raise CannotRunError(f"{path}: only JSON, .yaml, .yml and .toml files are read", source)


def _load_toml(source: CheckedFile, text: str) -> Any:
    import re
    import tomllib

    if any(line.count(".") > MAX_DOTS for line in text.splitlines()):
        raise CannotRunError(
            f"{source.path}: refused: a line with more than {MAX_DOTS:,} dots", source
        )
    if toml_is_deeper(text, MAX_TOML_DEPTH):
        raise CannotRunError(f"{source.path}: refused: nested too deep", source)
    try:
        return tomllib.loads(text)
    except ValueError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        if place is None:
            raise CannotRunError(f"{source.path}: not TOML", source) from None
        line, column = map(int, place.groups())
        raise CannotRunError(
            f"{source.path}:{line}: not TOML: syntax error in column {column}", source, line
        ) from None
