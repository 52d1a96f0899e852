"""YAML files of other programs, read from the parser's events."""

from __future__ import annotations

from typing import Any

from tpmcli.checks.base import CannotRunError, CheckedFile, excerpt
from tpmcli.text.nesting import line_is_deeper
from tpmcli.text.plain_scalars import plain_value

MAX_DEPTH = 200
MAX_EVENTS = 500_000


class Opaque:
    """A value behind an alias or a tag, which is not examined."""


class YamlMapping(dict[str, Any]):
    """A mapping. With a merge key (`<<`) it is `merged`: it may have keys that are not here."""

    merged = False


def load_yaml(source: CheckedFile, text: str) -> Any:
    """Return the value of a YAML document: mappings with text keys, lists, and scalars.

    Plain scalars mean what they mean in tpm's own files (`plain_value`), so a value compares with
    the one in a checklist.

    Raises: CannotRunError for broken YAML, several documents, a duplicate key, and nesting deeper
    than `MAX_DEPTH`.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(source)
    try:
        for number, event in enumerate(yaml.parse(text, Loader=loader)):
            if number > MAX_EVENTS:
                raise CannotRunError(f"{source.path}: refused: too many values", source)
            builder.take(event)
    except yaml.YAMLError as error:
        raise _unreadable(source, text, error) from None
    return builder.value


def _unreadable(source: CheckedFile, text: str, error: Exception) -> CannotRunError:
    from yaml.error import MarkedYAMLError
    from yaml.reader import ReaderError

    if isinstance(error, ReaderError):
        reason = "it holds a character that YAML does not allow"
        return CannotRunError(f"{source.path}: not YAML: {reason}", source)
    mark = error.problem_mark or error.context_mark if isinstance(error, MarkedYAMLError) else None
    if mark is None:
        return CannotRunError(f"{source.path}: not YAML", source)
    line = mark.line + 1
    # libyaml looks ahead for the end of a key, so its own limit, if it has one, can come
    # before the events that show the depth.
    if line_is_deeper(_line(text, mark.line), MAX_DEPTH):
        reason = f"refused: nested more than {MAX_DEPTH} deep"
    else:
        reason = "not YAML: syntax error"
    return CannotRunError(f"{source.path}:{line}: {reason}", source, line)


def _line(text: str, index: int) -> str:
    lines = text.splitlines()
    return lines[index] if index < len(lines) else ""


class _Builder:
    """The value so far, with a stack of its own, so that no nesting can exhaust Python's."""

    def __init__(self, source: CheckedFile) -> None:
        self.source = source
        self.value: Any = None
        self.documents = 0
        self.stack: list[tuple[Any, list[str | None]]] = []

    def take(self, event: Any) -> None:
        name = type(event).__name__
        if name == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                raise self.refusal(event, "holds several documents")
        elif name == "ScalarEvent":
            self._add(event, _scalar(event))
        elif name == "AliasEvent":
            self._add(event, Opaque())
        elif name in ("MappingStartEvent", "SequenceStartEvent"):
            self._open(event, YamlMapping() if name == "MappingStartEvent" else [])
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            self.stack.pop()

    def _open(self, event: Any, container: Any) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise self.refusal(event, f"nested more than {MAX_DEPTH} deep")
        self._add(event, container if event.tag is None or event.tag == "!" else Opaque())
        self.stack.append((container, []))

    def _add(self, event: Any, value: Any) -> None:
        if not self.stack:
            self.value = value
            return
        container, waiting = self.stack[-1]
        if isinstance(container, list):
            container.append(value)
        elif waiting:
            key = waiting.pop()
            if key is None:
                container.merged = True
            else:
                container[key] = value
        else:
            waiting.append(self._key(event, container))

    def _key(self, event: Any, container: dict[str, Any]) -> str | None:
        """Return a key, or None for the merge key, which is one only where it is not quoted."""
        key = getattr(event, "value", None)
        if not isinstance(key, str):
            raise self.refusal(event, "a key that is not a string")
        if key == "<<" and event.implicit[0]:
            return None
        if key in container:
            raise self.refusal(event, f"the key '{excerpt(key, 40)}' stands twice")
        return key

    def refusal(self, event: Any, reason: str) -> CannotRunError:
        line = event.start_mark.line + 1
        return CannotRunError(f"{self.source.path}:{line}: refused: {reason}", self.source, line)


def _scalar(event: Any) -> Any:
    if event.tag not in (None, "!"):
        return Opaque()
    return plain_value(event.value) if event.implicit[0] else event.value
