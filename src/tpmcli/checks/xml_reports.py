"""XML reports from untrusted sources.

They are streamed with expat, so a check keeps only what it needs. A DTD can define entities that
grow without bound or read other files, and no report needs one, so it is refused, not expanded
(https://owasp.org/www-community/vulnerabilities/XML_External_Entity_(XXE)_Processing).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from tpmcli.checks.base import CannotRunError, CheckedFile, excerpt

MAX_DEPTH = 1_000
MAX_ELEMENTS = 2_000_000

# Reasons by error code: expat keeps its codes, but not its messages.
_REASONS = {
    "XML_ERROR_NO_ELEMENTS": "it ends too early",
    "XML_ERROR_UNCLOSED_TOKEN": "it ends too early",
    "XML_ERROR_UNCLOSED_CDATA_SECTION": "it ends too early",
    "XML_ERROR_TAG_MISMATCH": "an end tag does not match its start tag",
    "XML_ERROR_DUPLICATE_ATTRIBUTE": "an attribute is given twice",
    "XML_ERROR_JUNK_AFTER_DOC_ELEMENT": "something follows the root element",
}


class Handler(Protocol):
    """The receiver of a report's elements. Names come without a namespace prefix."""

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        """Take the start of an element."""
        ...

    def end(self, name: str, /) -> None:
        """Take the end of an element."""
        ...


def parse_xml(
    source: CheckedFile,
    data: bytes,
    handler: Handler,
    *,
    doctype_names: tuple[str, ...] = (),
    on_text: Callable[[str], None] | None = None,
) -> None:
    """Pass the elements of an XML document to the handler.

    Args:
        doctype_names: roots that may have a `<!DOCTYPE>` which only names an outside DTD, for
            formats whose producers always write one; that DTD is never read.
        on_text: takes the text between elements, in pieces.

    Raises: CannotRunError if the document is not well-formed, has a DTD or entities of its own, or
    is nested deeper than `MAX_DEPTH`.
    """
    from xml.parsers import expat

    guard = _Guard(source, handler, doctype_names)
    parser = guard.parser
    if on_text is not None:
        parser.CharacterDataHandler = on_text
    try:
        parser.Parse(data)
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position only
    except expat.ExpatError as error:
        codes = expat.errors.codes
        reasons = {codes[getattr(expat.errors, name)]: told for name, told in _REASONS.items()}
        reason = reasons.get(error.code, f"syntax error in column {error.offset + 1}")
        raise CannotRunError(
            f"{source.path}:{error.lineno}: not well-formed XML: {reason}", source, error.lineno
        ) from None
    except (LookupError, ValueError):
        # The parser takes encodings from Python, and cannot use multi-byte ones.
        raise CannotRunError(
            f"{source.path}: not readable as XML: its encoding is not supported", source
        ) from None


class _Guard:
    """The filter between expat and the handler, which refuses what is unsafe."""

    def __init__(
        self, source: CheckedFile, handler: Handler, doctype_names: tuple[str, ...]
    ) -> None:
        from xml.parsers import expat

        self.source = source
        self.handler = handler
        self.doctype_names = doctype_names
        self.depth = 0
        self.elements = 0
        self.parser = parser = expat.ParserCreate()
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EntityDeclHandler = self.refuse_entity
        parser.UnparsedEntityDeclHandler = self.refuse_entity
        parser.ExternalEntityRefHandler = self.refuse_entity
        parser.SkippedEntityHandler = self.refuse_entity

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH:
            raise self.refusal(f"elements nested more than {MAX_DEPTH:,} deep")
        if self.elements > MAX_ELEMENTS:
            raise self.refusal(f"more than {MAX_ELEMENTS:,} elements")
        line = self.parser.CurrentLineNumber
        self.handler.start(name.rpartition(":")[2], attributes, line)

    def end(self, name: str) -> None:
        self.depth -= 1
        self.handler.end(name.rpartition(":")[2])

    def doctype(
        self, name: str, _system: str | None, _public: str | None, has_subset: bool
    ) -> None:
        if has_subset or name not in self.doctype_names:
            raise self.refusal("it has a document type declaration (DTD)")

    def refuse_entity(self, *_: object) -> int:
        raise self.refusal("it has an entity of its own")

    def refusal(self, reason: str) -> CannotRunError:
        line = self.parser.CurrentLineNumber
        return CannotRunError(f"{self.source.path}:{line}: refused: {reason}", self.source, line)


def not_a(source: CheckedFile, format_name: str, root: str, line: int) -> CannotRunError:
    """Return the error for a document whose root element belongs to another format."""
    return CannotRunError(
        f"{source.path}:{line}: not {format_name}: its root element is <{excerpt(root, 40)}>",
        source,
        line,
    )
