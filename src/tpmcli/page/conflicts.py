"""Two answers to one question: what the draft and main contradict each other in, to choose from."""

from collections.abc import Sequence
from typing import Any

from starlette.responses import Response

from tpmcli.app.draft_update import FILES, DraftConflict, Side
from tpmcli.app.draft_update import resolve as choose_side
from tpmcli.model.errors import MessageError
from tpmcli.model.record import Answer
from tpmcli.page.change_words import change_words
from tpmcli.page.visit import Failure, Line, Visit, failure_of
from tpmcli.render.dates import in_full
from tpmcli.rules.history import LogEntry

_NOT_CHOSEN = "Nothing was chosen"


def show_conflicts(
    visit: Visit,
    conflicts: Sequence[DraftConflict],
    failed: Failure | None = None,
    errors: dict[str, str] | None = None,
) -> Response:
    """Return the first conflict that is left to be chosen."""
    left = [each for each in conflicts if each.chosen is None]
    conflict = left[0]
    sides = [
        _side(visit, "ours", "Yours, in the draft", conflict.ours),
        _side(visit, "theirs", f"On {visit.desk.main}", conflict.theirs),
    ]
    possible = {str(each) for each in conflict.sides}
    return visit.page(
        "conflict.html",
        "Two answers to one question",
        "",
        status=422 if failed else 200,
        failed=failed,
        heading="Two versions of one thing"
        if _is_file(conflict)
        else "Two answers to one question",
        subject=_title(visit, conflict),
        key=conflict.key,
        of=len(left),
        sides=[{**each, "disabled": each["value"] not in possible} for each in sides],
        errors=errors or {},
        shown="",
    )


def resolve(visit: Visit) -> Response:
    """Keep the version that was chosen."""
    draft, keep = visit.desk.draft, visit.form.one("keep")
    if draft is None or not visit.desk.may_act:
        return visit.go("/propose")
    if keep not in {str(each) for each in Side}:
        return _again(visit, "Choose one of the two", "keep-ours")
    try:
        done = choose_side(draft, visit.form.one("key"), Side(keep))
    except MessageError as error:
        return _again(visit, failure_of(error).lines[0].text)
    if done.conflicts:
        return show_conflicts(visit.anew(), done.conflicts)
    return visit.go("/propose", fetched="1")


def _again(visit: Visit, text: str, field: str = "") -> Response:
    """Return the conflicts once more, with what was wrong."""
    from tpmcli.app.draft_update import update

    draft = visit.desk.draft
    done = update(draft) if draft is not None else None
    if done is None or not done.conflicts:
        return visit.go("/propose")
    failed = Failure((Line(text, field),), _NOT_CHOSEN)
    return show_conflicts(visit.anew(), done.conflicts, failed, {"keep": text} if field else {})


def _is_file(conflict: DraftConflict) -> bool:
    return conflict.section == FILES


def _title(visit: Visit, conflict: DraftConflict) -> str:
    if _is_file(conflict):
        return conflict.subject
    items = visit.desk.workspace.checklist.items()
    if conflict.subject in items:
        return items[conflict.subject].title
    phase, _, rest = conflict.subject.partition(".")
    name = visit.desk.phases.get(phase, phase)
    kind = "Sign-off of" if conflict.section == "signoffs" else "Decision at"
    return f"{kind} {name}{f' ({rest})' if rest else ''}"


def _side(visit: Visit, value: str, title: str, said: Sequence[LogEntry]) -> dict[str, Any]:
    told = [change_words(visit, each) for each in said]
    lines = [f"{each.who} {each.text}" for each in told]
    lines += [each.detail for each in told if each.detail]
    recorded = said[-1].change.entry if said else None
    who = ""
    if recorded is not None:
        who = f"{visit.desk.name(recorded.by)}, {in_full(recorded.at)}, {recorded.at[11:16]} UTC"
    if isinstance(recorded, Answer) and not recorded.evidence:
        lines.append("No evidence")
    return {
        "value": value,
        "title": title,
        "who": who,
        "lines": lines or ["Nothing"],
        "icon": told[-1].icon if told else "open",
        "look": told[-1].look if told else "soft",
    }
