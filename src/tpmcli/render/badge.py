"""A badge: an SVG of two words, such as a phase and its verdict, for a README or a wiki.

Without a font there is no telling how wide a text is. Its width is estimated, and the text is then
fitted into exactly that (`textLength`), so that it never runs over whatever font is there.
"""

from __future__ import annotations

from enum import StrEnum
from html import escape

from tpmcli.render.escape import page_text
from tpmcli.render.style import cut
from tpmcli.text.columns import columns
from tpmcli.text.sanitize import sanitize_line

_NARROW = frozenset("fijlrtI.,:;'|!()[] ")
_WIDE = frozenset("mwMW@%")
_LONGEST = 60
_HEIGHT = 20
_MARGIN = 6


class Tone(StrEnum):
    """The colour of a badge. White text on each has a contrast of at least 6 to 1."""

    GOOD = "#17653a"
    CARE = "#7a4a00"
    BAD = "#a1231a"
    PLAIN = "#0b4fa8"


_LABEL = "#3d444d"
_TEMPLATE = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" role="img"\
 aria-label="{title}" viewBox="0 0 {width} {height}">
<title>{title}</title>
<clipPath id="r"><rect width="{width}" height="{height}" rx="4"/></clipPath>
<g clip-path="url(#r)">
<rect width="{left}" height="{height}" fill="{label_fill}"/>
<rect x="{left}" width="{right}" height="{height}" fill="{fill}"/>
</g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11"\
 aria-hidden="true">
<text x="{margin}" y="14" textLength="{label_width}" lengthAdjust="spacingAndGlyphs">{label}</text>
<text x="{start}" y="14" textLength="{words_width}" lengthAdjust="spacingAndGlyphs">{words}</text>
</g>
</svg>
"""


def render_badge(label: str, words: str, tone: Tone, title: str) -> str:
    """Render a badge; `title` is what it says to a screen reader, and when pointed at."""
    label, words = (cut(sanitize_line(text), _LONGEST) for text in (label, words))
    label_width, words_width = _width(label), _width(words)
    left, right = label_width + 2 * _MARGIN, words_width + 2 * _MARGIN
    text = _TEMPLATE.format(
        width=left + right,
        height=_HEIGHT,
        left=left,
        right=right,
        margin=_MARGIN,
        start=left + _MARGIN,
        label_width=label_width,
        words_width=words_width,
        label_fill=_LABEL,
        fill=tone.value,
        label=escape(page_text(label)),
        words=escape(page_text(words)),
        title=escape(page_text(cut(sanitize_line(title), 4 * _LONGEST))),
    )
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _width(text: str) -> int:
    """Return about how many pixels a text is wide in a sans-serif font of 11 pixels."""
    return max(6, round(sum(map(_sign_width, text))))


def _sign_width(sign: str) -> float:
    if sign in _NARROW:
        return 4.2
    if sign in _WIDE:
        return 10.5
    if columns(sign) > 1:
        return 11.5
    return 7.8 if sign.isupper() else 6.9
