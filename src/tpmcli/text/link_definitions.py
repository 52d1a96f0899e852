"""Link definitions of Markdown, such as `[label]: /target "Title"` (CommonMark 0.31.2, 4.7)."""

import re

_LABEL = re.compile(r"[ \t]{0,3}\[((?:[^\[\]\\]|\\.){1,999})\]:[ \t]*\n?[ \t]*", re.DOTALL)
_TARGET = re.compile(r"(?:<(?:[^<>\n\\]|\\.)*>|[^<\s]\S*)(?=\s|$)")
_TITLE = re.compile(
    r"(?:[ \t]+|[ \t]*\n[ \t]*)"
    r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))[ \t]*(?:\n|$)""",
    re.DOTALL,
)
_LINE_END = re.compile(r"[ \t]*(?:\n|$)")


def fold_label(label: str) -> str:
    """Return the label of a link definition as labels are compared (CommonMark 4.7)."""
    return " ".join(label.split()).casefold()


def cut_definitions(text: str, labels: set[str]) -> str:
    """Return a paragraph behind the definitions that it begins with; their labels are added."""
    at = 0
    while text.startswith("[", at) and (label := _LABEL.match(text, at)) is not None:
        target = _TARGET.match(text, label.end())
        if target is None or not label[1].strip() or not _is_balanced(target[0]):
            break
        end = _TITLE.match(text, target.end()) or _LINE_END.match(text, target.end())
        if end is None:
            break
        labels.add(fold_label(label[1]))
        at = end.end()
    return text[at:]


def _is_balanced(target: str) -> bool:
    return target.startswith("<") or target.count("(") == target.count(")")
