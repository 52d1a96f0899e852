"""Issue forms of GitHub: the options of their checkboxes, and tasks in their texts.

https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
"""

from collections.abc import Mapping

from tpmcli.exchange.data import Data, is_true, list_of, load_data, mapping_of, text_of
from tpmcli.exchange.markdown import read_blocks
from tpmcli.exchange.markup import plain_inline
from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.outline import read_outline
from tpmcli.exchange.source import ImportSource
from tpmcli.exchange.wording import titled
from tpmcli.model.imported import ImportedItem, LeftOut, LeftReason, Reading


def recognises(data: Data) -> bool:
    """Return whether the data has a body of form elements."""
    body = list_of(data, "body")
    return bool(body) and all(isinstance(each, Mapping) and "type" in each for each in body)


def read(source: ImportSource, options: ReadOptions) -> Reading:
    """Return the options of the checkboxes, and the tasks in texts that are filled in."""
    data = load_data(source)
    items: list[ImportedItem] = []
    left: list[LeftOut] = []
    groups = [
        mapping_of(each, "attributes")
        for each in list_of(data, "body")
        if text_of(each, "type") == "checkboxes"
    ]
    # Of a form that requires some of its boxes, the others are optional.
    requires = any(
        is_true(each, "required") for group in groups for each in list_of(group, "options")
    )
    weak = "optional" if requires else ""
    for attributes in groups:
        section = text_of(attributes, "label")
        for option in list_of(attributes, "options"):
            title, whole = titled(plain_inline(text_of(option, "label")))
            if not title:
                left.append(LeftOut(LeftReason.EMPTY, section))
                continue
            items.append(
                ImportedItem(
                    title,
                    (section,) if section else (),
                    level="required" if is_true(option, "required") else weak,
                    why=whole,
                    ticked=False,
                )
            )
    for element in list_of(data, "body"):
        if text_of(element, "type") == "textarea":
            attributes = mapping_of(element, "attributes")
            found = read_outline(read_blocks(_raw(attributes, "value")), options)
            label = text_of(attributes, "label")
            above = (label,) if label else ()
            items += [item._replace(section=above + item.section) for item in found.items]
            left += [each for each in found.left if each.reason is not LeftReason.PLAIN_BULLET]
    return Reading(text_of(data, "name"), tuple(items), tuple(left))


def _raw(data: Data, key: str) -> str:
    """Return a text with its lines."""
    value = data.get(key) if isinstance(data, Mapping) else None
    return value if isinstance(value, str) else ""
