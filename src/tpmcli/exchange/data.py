"""YAML and JSON of other tools as plain data: mappings, lists and texts.

Every scalar is a text as it is written, so that `1.10` and a date stay what they are. Anchors,
tags and several documents are allowed, unlike in tpm's own files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from tpmcli.exchange.source import ImportSource, UnreadableSourceError
from tpmcli.exchange.wording import clean

Data: TypeAlias = Any
"""dict[str, Data], list[Data] or str."""

MAX_NODES = 300_000
MAX_DEPTH = 60
# In a larger file it would take seconds to find the place again.
EXPLAINED = 64 << 10

_NOTHING = frozenset(("", "null", "Null", "NULL", "~"))
_YES = frozenset(("true", "True", "TRUE", "yes", "Yes", "YES", "on"))


def load_data(source: ImportSource) -> Data:
    """Return the data of a YAML or JSON file; of several documents a list.

    Raises:
        UnreadableSourceError: it is invalid, with its line and column, nested too deep, or holds
            too much.
    """
    if source.loaded is None:
        source.loaded = _load(source)
    return source.loaded


def _load(source: ImportSource) -> Data:
    text = source.text
    if not text.strip():
        raise UnreadableSourceError("this file is empty")
    is_json = source.extension == ".json" or text.lstrip()[:1] in ("{", "[")
    loaded = _load_json(text) if is_json else _load_yaml(text)
    return _Plain().data(loaded, 0)


def _load_json(text: str) -> Any:
    import json

    try:
        return json.loads(
            text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_pairs
        )
    except json.JSONDecodeError as error:
        # Flow collections of YAML begin as JSON does.
        if error.pos < len(text) and text.lstrip()[:1] in ("{", "["):
            try:
                return _load_yaml(text)
            except UnreadableSourceError:
                pass
        raise UnreadableSourceError("not valid JSON", error.lineno, error.colno) from None
    except RecursionError:
        raise UnreadableSourceError("nested too deep") from None


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a mapping of JSON.

    Raises:
        UnreadableSourceError: a key is there twice; one of its values would be lost.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise UnreadableSourceError(f"the key `{clean(twice)}` appears twice in a mapping")
    return found


def _refuse_repeated_keys(node: Any) -> None:
    """Raise UnreadableSourceError if a mapping of YAML has a key twice; one would be lost."""
    import yaml

    stack, seen = [node], set()
    while stack:
        each = stack.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, yaml.MappingNode):
            keys = set()
            for key, value in each.value:
                if isinstance(key, yaml.ScalarNode) and key.value != "<<":
                    if key.value in keys:
                        mark = key.start_mark
                        raise UnreadableSourceError(
                            f"the key `{clean(key.value)}` appears twice in this block",
                            mark.line + 1,
                            mark.column + 1,
                        )
                    keys.add(key.value)
                stack += [key, value]
        elif isinstance(each, yaml.SequenceNode):
            stack += each.value


def _load_yaml(text: str) -> Any:
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        documents = []
        reader = loader(text)
        try:
            while reader.check_node():
                node = reader.get_node()
                _refuse_repeated_keys(node)
                documents.append(reader.construct_document(node))
        finally:
            reader.dispose()
        documents = [each for each in documents if each not in (None, "")]
    except yaml.MarkedYAMLError as error:
        raise _invalid_yaml(text, error) from None
    except yaml.YAMLError as error:
        place = getattr(error, "position", None)
        line = text.count("\n", 0, place) + 1 if isinstance(place, int) else 0
        raise UnreadableSourceError("not valid YAML: a character is not allowed", line) from None
    except (RecursionError, ValueError, TypeError):
        raise UnreadableSourceError("not valid YAML, or nested too deep") from None
    return documents[0] if len(documents) == 1 else documents


def _invalid_yaml(text: str, error: Any) -> UnreadableSourceError:
    """Return the error with its place, as PyYAML's own parser tells it where that is quick."""
    import yaml

    if len(text) < EXPLAINED:
        try:
            for _ in yaml.load_all(text, Loader=yaml.BaseLoader):
                pass
        except yaml.MarkedYAMLError as plain:
            error = plain
        except (yaml.YAMLError, RecursionError, ValueError, TypeError):
            pass
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    hint = "check the indentation there, and put text with `: ` or ` #` in quotes"
    return UnreadableSourceError("not valid YAML", line, column, hint)


class _Plain:
    """Turns what a parser built into plain data; an alias may make it endless, so it is counted."""

    def __init__(self) -> None:
        self._nodes = 0

    def data(self, value: Any, depth: int) -> Data:
        self._nodes += 1
        if self._nodes > MAX_NODES or depth > MAX_DEPTH:
            raise UnreadableSourceError("this file holds too much, or is nested too deep")
        if isinstance(value, Mapping):
            return {_text(key): self.data(each, depth + 1) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [self.data(each, depth + 1) for each in value]
        return _text(value)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def text_of(data: Data, *keys: str) -> str:
    """Return the text under the first of the keys that has one; empty without."""
    if isinstance(data, Mapping):
        for key in keys:
            value = data.get(key)
            if isinstance(value, str) and value not in _NOTHING and (text := clean(value)):
                return text
    return ""


def list_of(data: Data, *keys: str) -> Sequence[Data]:
    """Return the list under the first of the keys that has one; empty without."""
    if isinstance(data, Mapping):
        for key in keys:
            if isinstance(value := data.get(key), list):
                return value
    return ()


def mapping_of(data: Data, key: str) -> Mapping[str, Data]:
    """Return the mapping under a key; empty without one."""
    value = data.get(key) if isinstance(data, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def is_true(data: Data, key: str) -> bool:
    """Return whether the value under a key says yes."""
    return text_of(data, key) in _YES


def ordered_pairs(data: Data) -> Iterator[tuple[str, Data]]:
    """Yield the keys and values of a mapping, or of a list of small ones (`!!omap`)."""
    if isinstance(data, Mapping):
        yield from data.items()
    elif isinstance(data, list):
        for each in data:
            if isinstance(each, Mapping):
                yield from each.items()
