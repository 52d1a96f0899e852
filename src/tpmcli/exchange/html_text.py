"""The texts and list elements of HTML while they are gathered from its tags."""

from tpmcli.exchange.blocks import ListEntry, TextSpan
from tpmcli.exchange.wording import clean, take_box


class GatheredText:
    """A text being gathered, and how much of it is bold or struck out."""

    def __init__(self, line: int) -> None:
        self.line = line
        self._parts: list[str] = []
        self._labels: list[str] = []
        self._outside = {"bold": 0, "struck": 0, "anchor": 0}
        self.box: bool | None = None

    def add(self, text: str, marks: dict[str, int]) -> None:
        self._parts.append(text)
        seen = sum(char.isalnum() for char in text)
        for name in self._outside:
            if not marks[name]:
                self._outside[name] += seen

    def blank(self) -> None:
        self._parts.append(" ")

    def label(self, text: str) -> None:
        if text := clean(text):
            self._labels.append(text)

    def span(self) -> TextSpan:
        text = clean("".join(self._parts))
        has_text = any(char.isalnum() for char in text)
        whole = {name: has_text and not count for name, count in self._outside.items()}
        labels = tuple(self._labels)
        return TextSpan(text, whole["bold"], whole["struck"], labels, whole["anchor"])


class GatheredEntry:
    """A list element being gathered."""

    def __init__(self, line: int, series: int, is_numbered: bool, box: bool | None) -> None:
        self.text = GatheredText(line)
        self.series = series
        self.is_numbered = is_numbered
        self.box = box
        self.children: list[ListEntry] = []

    def entry(self) -> ListEntry:
        span = self.text.span()
        box = take_box(span.text)
        own = self.text.box if self.box is None else self.box
        return ListEntry(
            span._replace(text=box.rest),
            box.ticked if own is None else own,
            self.is_numbered,
            self.text.line,
            tuple(self.children),
            is_sign=own is None and box.is_sign,
            series=self.series,
        )
