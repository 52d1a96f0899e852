"""The steps of a draft that are cut off, each as one call."""

from __future__ import annotations

from collections.abc import Callable

from tpmcli.app.answer import AnswerRequest, answer
from tpmcli.app.draft import Draft
from tpmcli.app.draft_entries import entries
from tpmcli.app.draft_save import Files, receive, save
from tpmcli.app.draft_undo import undo
from tpmcli.app.draft_update import update
from tpmcli.app.propose import propose
from tpmcli.model.record import AnswerValue
from world.draft import ITEM, DraftWorld


def _save(world: DraftWorld, draft: Draft) -> None:
    upload = receive(
        draft, "proof.txt", [b"# Proof\n\nFive people tried it for a week, and it works.\n"]
    )
    save(
        draft,
        lambda work, who, names: answer(work, who, [ITEM], AnswerRequest(AnswerValue.MET, names)),
        files=Files(ITEM, (upload,)),
    )


def _undo(world: DraftWorld, draft: Draft) -> None:
    undo(draft, entries(draft)[-1].commit)


STEPS: dict[str, Callable[[DraftWorld, Draft], object]] = {
    "save": _save,
    "undo": _undo,
    "propose": lambda world, draft: propose(draft),
    "update": lambda world, draft: update(draft),
}
