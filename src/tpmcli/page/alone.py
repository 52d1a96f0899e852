"""The pages that stand alone: there is no access to the project, or it cannot be read."""

from collections.abc import Sequence
from typing import NamedTuple

from tpmcli.model.errors import MessageError
from tpmcli.model.problem import Problem
from tpmcli.page.templating import render
from tpmcli.page.visit import words_of
from tpmcli.render.problem import problem_message


class MissingPageError(Exception):
    """There is nothing at the address."""


class _Text(NamedTuple):
    title: str
    lead: str = ""
    texts: tuple[str, ...] = ()
    link: tuple[str, str] | None = None
    refresh: str = ""


_HOME = ("/", "Back to the overview")
_PAGES = {
    "opened": _Text("Opening", link=("/", "Go to the overview"), refresh="/"),
    "closed": _Text(
        "Open this page from its icon",
        "This address works only in the browser that tpm opened. That keeps other programs and"
        " other people on this computer out.",
        ("Open it from your desktop or applications again. What you saved is in your draft.",),
    ),
    "foreign": _Text(
        "This form did not come from this page",
        "Nothing was saved. The form was sent by another page, or it was opened before tpm was"
        " started again.",
        ("Go back, copy what you typed, open the page again, and send it from there.",),
        _HOME,
    ),
    "too-large": _Text(
        "This is too large",
        "Nothing was saved. A file may have 20 MB, and 10 files may be sent at once.",
        ("Go back, choose smaller files, or put the file elsewhere and cite a link to it.",),
        _HOME,
    ),
    "bad-form": _Text(
        "This form cannot be read", "Nothing was saved. Go back and try again.", link=_HOME
    ),
    "missing": _Text(
        "No such page",
        "The item may have been renamed, or it belongs to another version of the checklist.",
        link=("/items", "See all items"),
    ),
    "internal": _Text(
        "Something went wrong in tpm",
        "This is an error of the program. Look at your draft to see whether the last thing was"
        " saved.",
        ("The terminal in which tpm serve runs names the error.",),
        ("/propose", "Look at the draft"),
    ),
}


def alone(name: str) -> str:
    """Return one of the pages that need no project."""
    return _page(_PAGES[name])


def broken(problems: Sequence[Problem]) -> str:
    """Return the page that says why nothing can be judged."""
    told = [{"place": _place(each), "text": _sentence(problem_message(each))} for each in problems]
    text = _Text(
        "The record cannot be read",
        "Nothing is judged and nothing can be saved. What cannot be read never counts as met.",
        ("Send the text of this page to a Technical Product Manager. Reload it when it is fixed.",),
    )
    return _page(text, told)


def busy(error: MessageError) -> str:
    """Return the page for something that the machine refused."""
    if "timed out" in error.message:
        text = _Text(
            "Another tpm is writing",
            "Nothing is lost. Try again in a moment.",
            link=_HOME,
        )
    else:
        text = _Text("This cannot be done now", words_of(error), link=_HOME)
    return _page(text)


def _page(text: _Text, problems: Sequence[dict[str, str]] = ()) -> str:
    link = {"href": text.link[0], "text": text.link[1]} if text.link else None
    return render(
        "alone.html",
        title=text.title,
        lead=text.lead,
        texts=text.texts,
        link=link,
        refresh=text.refresh,
        problems=problems,
    )


def _place(problem: Problem) -> str:
    line = f":{problem.line}" if problem.line else ""
    return f"{problem.file}{line}" if problem.file else ""


def _sentence(text: str) -> str:
    plain = text.replace("`", "").rstrip(".")
    return f"{plain[:1].upper()}{plain[1:]}."
