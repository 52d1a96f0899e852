"""Worlds for the reasons that take roles of one's own, several people of one, or a delegation.

And for those that only `tpm lint` prints. See `fix_world_items.py`.
"""

from __future__ import annotations

from fix_world_items import OWNED, asks, waived, world_of
from fix_worlds import FixWorld
from honest_roles import ANN, BO, CY, DANA, PHASE, with_roles

from tpmcli.model.rule import Reason
from world.people import PM, TPM

TWO_OF_PM = "{role: pm, people: 2}"


def second_pm(world: FixWorld) -> None:
    """Let a second person be a PM."""
    world.policy(f"pm: [{PM}]", f"pm: [{PM}, {CY}]")


@world_of(Reason.SIGNOFFS_NONE, "answered")
def signoffs_none(world: FixWorld) -> None:
    with_roles(world)
    world.look(PHASE)


@world_of(Reason.SIGNOFF_NARROW, "signed")
def signoff_narrow(world: FixWorld) -> None:
    """The PM signed off their answers; since then it takes two PMs to decide."""
    second_pm(world)
    world.policy("deciders: [tpm, pm]", f"deciders: [tpm, {TWO_OF_PM}]")
    world.sync()
    world.commit()
    world.look(PHASE)


@world_of(Reason.SAME_PERSON_OF_MANY, "answered")
def same_person_of_many(world: FixWorld) -> None:
    more = [(f"security: [{ANN}, {BO}, {CY}]", f"security: [{ANN}, {TPM}]")]
    signers = (("tpm", TPM), ("pm", PM), ("security", ANN), ("security", TPM))
    with_roles(world, *signers, more=more)
    world.look(PHASE)


@world_of(Reason.WAIVER_APPROVERS_TOO_FEW)
def waiver_approvers_too_few(world: FixWorld) -> None:
    """One approver was enough when the waiver was requested."""
    waived(world)
    second_pm(world)
    world.policy("approvers: [tpm, pm]", f"approvers: [{TWO_OF_PM}]")
    world.sync()
    world.commit()
    world.look(PHASE)


@world_of(Reason.WAIVER_APPROVER_RELATED)
def waiver_approver_related(world: FixWorld) -> None:
    with_roles(world)
    world.answer_all(PHASE, OWNED)
    world.waive(OWNED, world.day(10), by=DANA)
    world.look(PHASE)


# What only `tpm lint` prints.


@world_of(Reason.TRAITS_MISSING)
def traits_missing(world: FixWorld) -> None:
    world.policy("packs: [", "packs: [edtech, ")
    world.sync()
    world.commit()
    world.asked.append(["lint"])


@world_of(Reason.ANSWERS_OUTDATED)
def answers_outdated(world: FixWorld) -> None:
    world.answer(OWNED)
    asks(world, "Somebody owns the product", "One person owns the product")
    world.asked.append(["lint"])


@world_of(Reason.EVIDENCE_REUSED, "answered")
def evidence_reused(world: FixWorld) -> None:
    """All answers cite one document with headings."""
    world.look(PHASE)
