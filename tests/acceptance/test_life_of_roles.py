"""The life of a product with five roles: two of three, a board, leave, and somebody who leaves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tpmcli.app.status import get_status
from tpmcli.render.people import render_text as render_people
from tpmcli.render.status.text import render
from tpmcli.render.style import Style
from tpmcli.rules.next import next_step
from tpmcli.rules.people import view_people
from tpmcli.text.columns import columns
from world.command import Repository
from world.folder import Folder
from world.people import GREEN_RUN, PM, POLICY, TPM

ANN, BO, CY, DANA, EVE = (f"{name}@example.com" for name in ("ann", "bo", "cy", "dana", "eve"))
FLO, VERA, WILL = "flo@example.com", "vera@example.com", "will@example.com"
GATES = ("feasibility", "requirements", "architecture", "testing", "release")
PACK = """schema: tpm/pack/1
name: reviews
title: Reviews
roles:
  security: {title: Security, short: SEC, question: "Is it safe?"}
  legal: {title: Legal}
signoffs:
  - {role: security, people: 2, at: [architecture, release]}
  - {role: legal, at: [release]}
add:
  architecture:
    security:
      - id: attack-tried
        title: Somebody tried to break it
        why: What nobody attacked is not safe.
        level: must
  release:
    security:
      - id: findings-closed
        title: What was found is closed
        why: A hole that is known is used.
        level: must
    legal:
      - id: terms-cleared
        title: The terms are cleared
        why: Each market has its own.
        level: must
"""
PEOPLE = f"""people:
  security: [{ANN}, {BO}, {CY}]
  legal: [{FLO}]
  board: [{VERA}, {WILL}]
"""
BOARD = """roles:
  board: {title: Product board}
aliases: {}"""


@pytest.fixture
def product(project: Repository) -> Repository:
    """A project of the lite lifecycle with five roles."""
    made = Repository(project.root.parent / "product", project.command)
    made.write("docs/notes.md", "# Notes\n\nIt was tried, and it works well enough to go on.\n")
    made.commit("begin")
    made.init("--lifecycle", "lite")
    made.write(".tpm/checklists/reviews.yaml", PACK)
    made.edit("packs: []", "packs: [.tpm/checklists/reviews.yaml]", POLICY)
    made.edit("people:\n", PEOPLE, POLICY)
    made.edit("aliases: {}", BOARD, POLICY)
    decided = "deciders: [tpm, pm, {role: board, people: 2, at: [release]}]"
    made.edit("deciders: [tpm, pm]", decided, POLICY)
    made.edit("distinct-people: warn", "distinct-people: require", POLICY)
    made.edit("identity: author", "identity: claimed", POLICY)
    made.ok("sync")
    made.ok("lint")
    made.commit("set up")
    return made


def day(offset: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=offset)).isoformat()


def answer(product: Repository, phase: str) -> None:
    """Answers everything that is required; each role does its own."""
    gate = product.run("gate", "check", phase, "--format", "json").json["gates"][0]
    by = {"tpm": TPM, "pm": PM, "security": ANN, "legal": FLO}
    for item in gate["items"]:
        if not item["satisfied"]:
            product.answer(item["id"], by=by[item["role"]], evidence=("docs/notes.md",))


def states(product: Repository, phase: str) -> dict[str, tuple[str, int, int]]:
    gate = product.run("gate", "check", phase, "--format", "json").json["gates"][0]
    return {
        each["role"]: (each["state"], each.get("signed", 1), each.get("needed", 1))
        for each in gate["signoffs"]
    }


def rules(product: Repository, phase: str) -> list[tuple[str, str]]:
    gate = product.run("gate", "check", phase, "--format", "json").json["gates"][0]
    found = [(each["rule"], each["severity"]) for each in gate["findings"]]
    # The notes that are cited everywhere are no table of risks, and the same file each time.
    return [
        each for each in found if "evidence" not in each[0] and each != ("check-not-run", "warning")
    ]


def test_the_life_of_a_product(product: Repository) -> None:
    for phase in GATES[:2]:
        answer(product, phase)
        product.ok("sign", phase, "--as", TPM)
        product.ok("sign", phase, "--as", PM)
        product.decide(phase)

    # Two of three, and a third whose sign-off nobody needs.
    answer(product, "architecture")
    product.ok("sign", "architecture", "--as", CY)
    product.answer("attack-tried", by=ANN, note="and again")
    for person in (TPM, PM, ANN):
        product.ok("sign", "architecture", "--as", person)
    assert states(product, "architecture")["security"] == ("stale", 1, 2)
    assert ("signoff-stale", "error") in rules(product, "architecture")
    mine = product.run("next", "--mine", env={"TPM_AS": BO}).out
    assert "tpm sign architecture --role security" in mine
    refused = product.run("gate", "decide", "architecture", "go", "--as", PM)
    assert refused.code == 1
    said = product.ok("sign", "architecture", "--as", BO).err
    assert f"{BO} signed off architecture as SEC" in said
    assert "2 of 2" in said
    assert rules(product, "architecture") == [("signoff-stale", "warning")]
    product.decide("architecture")

    # Reopened: everybody signs anew. Then the PM is on leave.
    product.ok("gate", "decide", "architecture", "recycle", "--reason", "a hole", "--as", PM)
    assert states(product, "architecture")["security"][0] == "missing"
    days = f'first: "{day(-1)}", last: "{day(20)}"'
    leave = f"delegations:\n  - {{from: {PM}, to: {DANA}, role: pm, {days}, reason: leave}}\n"
    product.edit("\ngate:\n", f"\n{leave}gate:\n", POLICY)
    product.ok("sync")
    for person in (TPM, DANA, ANN, BO):
        product.ok("sign", "architecture", "--as", person)
    shown = product.run("gate", "check", "architecture").out
    assert f"PM signed off by {DANA} for {PM}" in shown
    product.ok("gate", "decide", "architecture", "go", "--reason", "closed", "--as", DANA)
    log = product.ok("log").out
    assert f"signed          architecture as PM: for {PM}, by {DANA}" in log
    assert f"decided         architecture: go for {PM}; closed, by {DANA}" in log

    # No word of mouth: a report answers for the tests.
    answer(product, "testing")
    refused = product.run("sign", "testing", "--as", TPM)
    assert refused.code == 1
    assert "1 required item is open:\n  testing.test-report-green: " in refused.err
    product.write("reports/junit.xml", GREEN_RUN)
    product.commit("the report of the tests")
    product.ok("sign", "testing", "--as", TPM)
    product.ok("sign", "testing", "--as", DANA)
    product.decide("testing")

    # The board signs over the whole gate, and decides.
    answer(product, "release")
    for person in (TPM, DANA, ANN, BO, FLO, VERA):
        product.ok("sign", "release", "--as", person)
    assert states(product, "release")["board"] == ("missing", 1, 2)
    product.ok("sign", "release", "--as", WILL)
    assert states(product, "release")["board"] == ("valid", 2, 2)
    product.answer("terms-cleared", by=FLO, note="for one market more")
    assert states(product, "release")["board"] == ("stale", 0, 2)
    for person in (FLO, VERA, WILL):
        product.ok("sign", "release", "--as", person)
    product.ok("gate", "decide", "release", "go", "--reason", "ready", "--as", VERA)
    product.commit("released")

    # Somebody leaves, and the number is raised: what is decided holds.
    product.edit(f"[{ANN}, {BO}, {CY}]", f"[{BO}, {CY}, {EVE}]", POLICY)
    product.edit(leave, "", POLICY)
    product.write(".tpm/checklists/reviews.yaml", PACK.replace("people: 2", "people: 3"))
    added, retired = product.ok("sync").err, product.read(".tpm/project.yaml")
    assert f"release.security/{EVE}" in added
    assert f"architecture.security/{ANN}:" in retired
    assert product.ok("gate", "check", "--decided").code == 0

    # The next increment has blocks for those who are there.
    product.ok("start", "1.1", "--as", TPM)
    record = product.read(".tpm/project.yaml")
    assert f"release.security/{EVE}: {{}}" in record
    assert ANN not in record.partition("signoffs:")[2]
    assert product.ok("lint").out
    product.ok("portfolio", ".")
    for kind in ("html", "markdown"):
        assert product.ok("report", "--format", kind).out


def test_each_role_has_its_completion(product: Repository) -> None:
    done = product.started(
        env={"_TPM_COMPLETE": "complete_bash", "COMP_WORDS": "tpm sign --role s", "COMP_CWORD": "3"}
    )
    assert done.out.split() == ["security"]


def many(product: Repository, count: int) -> None:
    """Lets so many roles sign off every gate, with long addresses."""
    extra = "\n".join(f"  role-{n}: {{title: Role {n}, short: R{n}}}" for n in range(count - 5))
    people = "\n".join(
        f"  role-{n}: [somebody.with-a-long-name-{n}@department.example.com]"
        for n in range(count - 5)
    )
    signing = ", ".join(f"role-{n}" for n in range(count - 5))
    product.edit(
        "  board: {title: Product board}", f"  board: {{title: Product board}}\n{extra}", POLICY
    )
    product.edit("  legal: [", f"{people}\n  legal: [", POLICY)
    product.edit("signoffs: [tpm, pm]", f"signoffs: [tpm, pm, {signing}]", POLICY)
    product.ok("sync")


@pytest.mark.parametrize("count", [5, 8, 16])
@pytest.mark.parametrize("width", [80, 60])
def test_what_is_shown_fits(product: Repository, count: int, width: int) -> None:
    if count > 5:
        many(product, count)
    style = Style(width=width)
    status = get_status(Folder(product.root).open())
    shown = render(status, next_step(status, None), style)
    assert "must        signed" in shown
    assert too_wide(shown, width) == []
    people = render_people(view_people(status, None, "", left=True), style)
    assert too_wide(people, width) == []


def too_wide(text: str, width: int) -> list[str]:
    """The lines that are too wide, but for commands, which are kept whole, and long addresses."""
    return [
        line
        for line in text.splitlines()
        if columns(line) > width and "tpm " not in line and " " in line.strip()
    ]


def lent(giver: str, to: str, role: str = "pm", first: int = -1, last: int = 20) -> str:
    """A delegation from so many days after today to so many."""
    days = f'first: "{day(first)}", last: "{day(last)}"'
    return f"delegations:\n  - {{from: {giver}, to: {to}, role: {role}, {days}, reason: leave}}\n"


BAD = {
    "an undeclared role": (f"[{FLO}]", f"[{FLO}]\n  secuirty: [{FLO}]", "no role named `secuirty`"),
    "a role that nobody holds": (f"  legal: [{FLO}]\n", "", "`reviews` makes LEGAL sign off"),
    "more people than there are": (f"[{ANN}, {BO}, {CY}]", f"[{ANN}]", "needs 2 people of SEC"),
    "two addresses of one person": (
        "aliases: {}",
        f"aliases: {{{ANN}: [{BO}, {CY}]}}",
        "needs 2 people of SEC, and `people: security` names ann@example.com, bo@example.com,",
    ),
    "a delegate of a delegate": (
        "\ngate:\n",
        "\n" + lent(PM, DANA) + lent(DANA, EVE).removeprefix("delegations:\n") + "gate:\n",
        "dana@example.com does not hold the role `pm`",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_policy_that_cannot_be(product: Repository, name: str) -> None:
    old, new, said = BAD[name]
    product.edit(old, new, POLICY)
    done = product.run("gate", "check")
    assert done.code == 3
    assert said in done.err


def test_who_may_act_at_one_gate(product: Repository) -> None:
    """What holds there is not said of every gate; who only owns other gates' items is left out."""
    whole, shown = product.ok("people").out, product.ok("people", "--gate", "architecture").out
    assert "TPM      Technical Product Manager · signs off every gate, 1 of 1" in whole
    assert "SEC      Security · signs off architecture, release, 2 of 3" in whole
    assert "TPM      Technical Product Manager · signs off architecture, 1 of 1" in shown
    assert "SEC      Security · signs off architecture, 2 of 3" in shown
    assert "at release once 2 of BOARD" not in shown
    one = product.ok("people", "--role", "SEC").out
    assert [line.split()[0] for line in one.splitlines() if line[:1].isupper()] == [
        *("Ledger", "SEC", "Decide", "Waive")
    ]


def test_roles_on_the_command_line(product: Repository) -> None:
    answer(product, "architecture")
    assert product.run("sign", "architecture", "--role", "sec", "--as", ANN).code == 0
    wrong = product.run("sign", "architecture", "--role", "secure", "--as", ANN)
    assert (wrong.code, wrong.err.splitlines()[0]) == (2, "error: no role named `secure`")
    assert "did you mean `security`?" in wrong.err
    stranger = product.run("sign", "architecture", "--as", "dev@example.com")
    assert stranger.code == 1
    assert "dev@example.com has no role" in stranger.err
    product.edit(f"[{FLO}]", f"[{FLO}, {ANN}]", POLICY)
    both = product.run("sign", "release", "--as", ANN)
    assert both.code == 2
    assert "may sign off release as SEC and as LEGAL" in both.err


@pytest.mark.parametrize(("first", "last"), [(3, 20), (-20, -3)], ids=["not begun", "ended"])
def test_a_delegation_that_is_not_in_force(product: Repository, first: int, last: int) -> None:
    """Its deputy can neither sign nor decide; an entry within its days would be another matter."""
    answer(product, "feasibility")
    product.edit("\ngate:\n", f"\n{lent(PM, DANA, first=first, last=last)}gate:\n", POLICY)
    product.ok("sync")
    for words in (
        ("sign", "feasibility", "--role", "pm"),
        ("gate", "decide", "feasibility", "hold"),
    ):
        done = product.run(*words, "--as", DANA)
        assert done.code == 1, done
        assert DANA in done.err
    assert states(product, "feasibility")["pm"] == ("missing", 1, 1)


def test_one_who_delegates_to_the_other_signer(product: Repository) -> None:
    """Under `distinct-people: require` a deputy gives nobody two roles."""
    answer(product, "feasibility")
    product.edit("\ngate:\n", f"\n{lent(PM, TPM)}gate:\n", POLICY)
    product.ok("sync")
    product.ok("sign", "feasibility", "--role", "tpm", "--as", TPM)
    product.ok("sign", "feasibility", "--role", "pm", "--as", TPM)
    assert rules(product, "feasibility") == [("same-person", "error")]
    assert product.run("gate", "decide", "feasibility", "go", "--as", PM).code == 1
    product.ok("sign", "feasibility", "--as", PM)
    assert rules(product, "feasibility") == []


def test_a_role_that_is_removed_while_its_signoffs_stand(product: Repository) -> None:
    """They count for nothing, stay in the record for ever, and disturb nothing."""
    answer(product, "architecture")
    product.ok("sign", "architecture", "--as", ANN)
    product.edit("packs: [.tpm/checklists/reviews.yaml]", "packs: []", POLICY)
    product.edit(f"  security: [{ANN}, {BO}, {CY}]\n  legal: [{FLO}]\n", "", POLICY)
    assert product.ok("lint").code == 0
    assert set(states(product, "architecture")) == {"tpm", "pm"}
    product.ok("sync")
    record = product.read(".tpm/project.yaml")
    assert f"architecture.security/{ANN}:\n" in record
    assert f"architecture.security/{BO}" not in record
    assert f"release.legal/{FLO}" not in record
    for command in (("status",), ("log",), ("report",), ("gate", "list"), ("people",)):
        product.ok(*command)


def test_a_sign_off_by_somebody_who_left(product: Repository) -> None:
    answer(product, "architecture")
    for person in (ANN, BO):
        product.ok("sign", "architecture", "--as", person)
    product.edit(f"[{ANN}, {BO}, {CY}]", f"[{BO}, {CY}]", POLICY)
    assert ("signer-unauthorised", "error") in rules(product, "architecture")
    product.ok("sign", "architecture", "--as", CY)
    assert ("signer-unauthorised", "warning") in rules(product, "architecture")
    assert states(product, "architecture")["security"] == ("valid", 2, 2)


def test_two_people_who_sign_on_two_branches(product: Repository) -> None:
    """No conflict, and both count; each is judged as a pull request by itself."""
    answer(product, "architecture")
    product.commit("answers")
    product.git("branch", "-m", "main")
    for person in (ANN, BO):
        product.git("checkout", "-q", "-b", f"by-{person[:2]}", "main")
        product.git("config", "user.email", person)
        product.ok("sign", "architecture", "--as", person)
        product.commit(f"{person} signs")
        judged = product.run("gate", "check", "--decided", "--against", "main")
        assert judged.code == 0, judged
    product.git("checkout", "-q", "main")
    for branch in ("by-an", "by-bo"):
        product.git("merge", "-q", "--no-ff", "-m", branch, branch)
    assert states(product, "architecture")["security"] == ("valid", 2, 2)
    assert product.ok("lint").out.startswith("OK")
