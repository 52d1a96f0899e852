"""The templates of the page: everything that is shown is made harmless and escaped."""

from __future__ import annotations

from functools import cache
from os.path import dirname, join
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from tpmcli.page import words
from tpmcli.render import page
from tpmcli.render.dates import in_full, month_and_year, with_short_weekday, with_weekday, written
from tpmcli.render.style import plural

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = join(dirname(__file__), "templates")

_ICONS = {
    "met": '<circle cx="8" cy="8" r="7.5" class="full"/>'
    '<path class="over" d="M4.8 8.3l2.2 2.2 4.2-4.8"/>',
    "checked": '<rect x=".5" y=".5" width="15" height="15" rx="3.5" class="full"/>'
    '<path class="over" d="M4.8 8.3l2.2 2.2 4.2-4.8"/>',
    "open": '<circle cx="8" cy="8" r="7" stroke-dasharray="2.4 2.6"/>',
    "pen": '<path d="M2 13.5h12M3 10.5l7.6-7.6 2.4 2.4-7.4 7.4-3.2.6z"/>',
    "clock": '<circle cx="8" cy="8" r="7"/><path d="M8 4v4.2l2.6 1.6"/>',
    "cross": '<circle cx="8" cy="8" r="7"/><path d="M5.5 5.5l5 5m0-5l-5 5"/>',
    "again": '<path d="M13.5 6.5A6 6 0 1 0 14 9.5M13.9 2.5v4h-4"/>',
    "none": '<circle cx="8" cy="8" r="7"/><path d="M3.2 12.8l9.6-9.6"/>',
}


def icon(name: str) -> Markup:
    """Return an icon as markup; screen readers are told nothing by it."""
    start = '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">'
    return Markup(f"{start}{_ICONS[name]}</svg>")  # noqa: S704 - our own markup


def web_link(text: str) -> str:
    """Return a link of the record if a browser may be sent there, or an empty text."""
    return text if text.startswith(("https://", "http://")) else ""


@cache
def environment() -> Environment:
    """Return the templates, read from the package when they are first needed."""
    made = page.environment(TEMPLATES)
    made.globals.update(icon=icon, words=words, plural=plural, number=words.number)
    made.filters.update(
        day=in_full,
        short=written,
        full=with_weekday,
        weekday=with_short_weekday,
        month=month_and_year,
        lower_first=words.lower_first,
        upper_first=words.upper_first,
        listed=words.joined,
        web=web_link,
        sentence=words.sentence_of,
    )
    return made


def render(template: str, **values: Any) -> str:
    """Return a page."""
    return environment().get_template(template).render(**values)
