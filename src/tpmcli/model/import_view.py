"""What an import of answers would do: the values that it is planned in and shown from."""

from typing import NamedTuple

from tpmcli.model.answer_form import AnswerFields
from tpmcli.model.checklist import Item
from tpmcli.model.fix import Fix
from tpmcli.model.problem import Hint
from tpmcli.model.record import Answer


class AnswerChange(NamedTuple):
    """An item whose answer the form changes. `before` is what is recorded, None for nothing.

    `place` is where the item stands in the form.
    """

    item: Item
    before: Answer | None
    fields: AnswerFields
    place: str


class RefusedRow(NamedTuple):
    """A row of the form that cannot be recorded, and why."""

    name: str
    place: str
    message: str
    hint: Fix | Hint | None = None


class ImportPlan(NamedTuple):
    """What the import of a form would do.

    `conflicts` were answered by somebody else since the form was made, and nobody chose between the
    two. `cleared` are answers to remove, `kept` those whose answer was emptied but stays.
    `unchanged` counts the rows that were left alone, or are recorded so already. `person` is who
    filled in the form.
    """

    person: str
    changes: tuple[AnswerChange, ...] = ()
    conflicts: tuple[AnswerChange, ...] = ()
    cleared: tuple[AnswerChange, ...] = ()
    kept: tuple[AnswerChange, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    unchanged: int = 0
    remarks: tuple[str, ...] = ()

    @property
    def may_be_recorded(self) -> bool:
        """Whether nothing is refused and no choice is left."""
        return not self.refused and not self.conflicts

    @property
    def total(self) -> int:
        """How many answers it would change."""
        return len(self.changes) + len(self.cleared)
