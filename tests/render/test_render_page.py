"""What every page has: harmless values, a policy with the digests of what is inside, ASCII."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from tpmcli.render.page import BASE_STYLE, CHART_STYLE, asset, environment, render_page

TEMPLATE = (
    '{% extends "page.html" %}{% block title %}{{ name }}{% endblock %}'
    "{% block body %}<p>{{ name }}</p>{% endblock %}"
)
STYLE, SCRIPT = "p { margin: 0; }\n", 'alert("<p>");\n'


def page(folder: Path, script: str = "", **values: object) -> str:
    (folder / "own.html").write_text(TEMPLATE, encoding="ascii")
    return render_page(environment(str(folder)), "own.html", STYLE, script, **values)


def digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_values_are_cleaned_and_escaped_in_ascii(tmp_path: Path) -> None:
    text = page(tmp_path, name="<b>\x1b\u202eé")
    shown = "&lt;b&gt;\\x1b\\u202e&#233;"
    assert f"<title>{shown}</title>" in text
    assert f"<p>{shown}</p>" in text
    assert text.isascii()
    assert text.endswith("</html>\n")


def test_other_objects_are_cleaned_as_well(tmp_path: Path) -> None:
    assert "<p>&lt;b&gt;\\x1b</p>" in page(tmp_path, name=ValueError("<b>\x1b"))
    assert "<p><b>3</b></p>" in page(tmp_path, name=Markup("<b>3</b>"))


def test_a_name_that_is_not_defined_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError):
        page(tmp_path)


@pytest.mark.parametrize("script", ["", SCRIPT])
def test_the_policy_allows_what_is_inside_and_nothing_else(tmp_path: Path, script: str) -> None:
    text = page(tmp_path, script, name="x")
    policy = text.partition('Policy" content="')[2].partition('"')[0].split("; ")
    allowed = [f"script-src {digest(script)}"] if script else []
    assert policy == [
        *("default-src 'none'", f"style-src {digest(STYLE)}", *allowed),
        *("base-uri 'none'", "form-action 'none'"),
    ]
    assert f"<style>{STYLE}</style>" in text
    assert text.count("<script") == len(allowed)
    assert not script or f"<script>{script}</script>" in text


def test_the_shared_styles_load_nothing() -> None:
    style = asset(BASE_STYLE, CHART_STYLE)
    assert style == asset(BASE_STYLE) + asset(CHART_STYLE)
    assert "--paper" in style
    assert not any(word in style for word in ("url(", "@import", "http", "</"))
