"""What people do in the small project, spelled the same in each form."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from world.people import EVIDENCE, ROLES


class Actions(ABC):
    """A form of the project says how each thing is done, and what is made of them comes with it.

    Whoever acts is `by`; if it is left out, the form says who.
    """

    @abstractmethod
    def answer(
        self,
        item: str,
        value: str = "met",
        *,
        by: str = "",
        evidence: Sequence[str] = (),
        **more: Any,
    ) -> object:
        """Answer an item; evidence is named by path or link."""

    @abstractmethod
    def waive(
        self, item: str, until: str, *, by: str = "", approved_by: str = "", **more: Any
    ) -> object:
        """Waive an item until the end of a day."""

    @abstractmethod
    def sign(self, phase: str, *roles: str, by: str = "", **more: Any) -> object:
        """Sign off a phase for the roles: both of them if none is named."""

    @abstractmethod
    def decide(self, phase: str, outcome: str = "go", *, by: str = "", **more: Any) -> object:
        """Decide a gate as it is now."""

    @abstractmethod
    def close(
        self, phase: str, number: int, *, by: str = "", evidence: Sequence[str] = (), **more: Any
    ) -> object:
        """Close a condition of the gate's last decision."""

    @abstractmethod
    def unsatisfied(self, phase: str, *, should: bool = False) -> Mapping[str, Sequence[str]]:
        """Return the required items of a phase that are not satisfied, by role.

        With `should`, the recommended ones, too.
        """

    def answer_each(self, items: Sequence[str], value: str = "met", **more: Any) -> object:
        """Answer several items at once."""
        return [self.answer(item, value, **more) for item in items]

    def answer_all(self, phase: str, *but: str, should: bool = False, **more: Any) -> None:
        """Answer, as its role, every item of a phase that is not satisfied, except some."""
        for role, items in self.unsatisfied(phase, should=should).items():
            asked = [item for item in items if item not in but]
            if asked:
                self.answer_each(asked, **{"by": ROLES[role], "evidence": (EVIDENCE,), **more})

    def sign_both(self, phase: str, **more: Any) -> None:
        """Sign off a phase in both roles."""
        self.sign(phase, "tpm", **more)
        self.sign(phase, "pm", **more)

    def pass_gate(self, phase: str, **more: Any) -> None:
        """Answer what is not satisfied, sign off in both roles, and decide `go`."""
        self.answer_all(phase, **more)
        self.sign_both(phase)
        self.decide(phase)
