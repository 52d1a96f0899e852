"""HTML pages from templates: every value is made harmless, then escaped.

A page that is a file of its own loads nothing. Its content-security policy allows the style and the
script inside it by their digests, so that even a broken escaper could run nothing, and it is ASCII,
so that no encoding on its way can damage it. Jinja is loaded only here.
"""

from __future__ import annotations

from functools import cache
from os.path import dirname, join
from typing import TYPE_CHECKING

from tpmcli.render.escape import page_text

if TYPE_CHECKING:
    from jinja2 import Environment

_SHARED = join(dirname(__file__), "templates")
BASE_STYLE = join(_SHARED, "base.css")
"""Colours for day, night and paper, and what every page has; it comes before a page's own style."""
CHART_STYLE = join(_SHARED, "chart.css")
"""What drawings (SVG) have, and their narrow forms for a phone."""


def environment(folder: str) -> Environment:
    """Return an environment with the templates of a folder, and `page.html` that they extend.

    Every value that a template shows is cleaned, then escaped, unless it is markup already. A name
    that is not defined is an error.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader([folder, _SHARED]),
        autoescape=True,
        finalize=_harmless,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render_page(
    templates: Environment, name: str, style: str, script: str = "", /, **values: object
) -> str:
    """Render a page that is a file of its own, ending with a line feed.

    The style and the script are trusted: they are files of ours.
    """
    from markupsafe import Markup

    text = templates.get_template(name).render(
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        style_digest=_digest(style),
        script_digest=_digest(script),
        **values,
    )
    return f"{text.rstrip()}\n".encode("ascii", "xmlcharrefreplace").decode("ascii")


@cache
def asset(*paths: str) -> str:
    """Return the content of style sheets or scripts, one after the other."""
    return "".join(map(_read, paths))


def _read(path: str) -> str:
    with open(path, encoding="ascii") as file:
        return file.read()


def _digest(text: str) -> str:
    """Return what a content-security policy names a style or script by (CSP Level 3, §2.3.1)."""
    from base64 import b64encode
    from hashlib import sha256

    return b64encode(sha256(text.encode("ascii")).digest()).decode("ascii")


def _harmless(value: object) -> object:
    # What is markup already has `__html__`. An object of any other type is shown as its text.
    return value if hasattr(value, "__html__") else page_text(str(value))
