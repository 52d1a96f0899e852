"""Merging project files: with git line by line, and by records where git gives up.

Every scenario changes one base on two sides as two people would. Then

- a merge by git without a conflict holds exactly the expected record, or is refused by the loader;
- different things never conflict, contradictions always do;
- `merge` resolves whatever is no contradiction, to the expected record, with every comment.
"""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from project_world import (
    GATES,
    ITEMS,
    LAYOUT,
    PHASES,
    SIGNOFFS,
    answer,
    decision,
    project,
    run,
    signoff,
    sync,
    text_of,
    waiver,
)
from test_store_project_text import decorated, file_of, values

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, FlawText
from tpmcli.store.record.canonical import Phases
from tpmcli.store.record.file import read_record
from tpmcli.store.record.merge import merge
from tpmcli.store.record.outline import outline

Record = dict[str, dict[str, Any]]
Change = tuple[str, str, Any]  # section, key, value


class Scenario(NamedTuple):
    """A base and two sides. ``expected`` is the record after both, None where they contradict each
    other; ``quiet``: git itself must merge it without a conflict."""

    base: bytes
    ours: bytes
    theirs: bytes
    expected: Record | None
    quiet: bool = True
    phases: Phases = PHASES


def changed(data: bytes, changes: list[Change], phases: Phases = PHASES) -> bytes:
    text = text_of(data)
    for section, key, value in changes:
        text.set_block(section, key, value, LAYOUT)
    return text.to_bytes()


def applied(record: Record, changes: list[Change]) -> Record:
    result = {name: dict(part) for name, part in record.items()}
    for section, key, value in changes:
        result[section][key] = value
    return result


def of_both(
    rng: random.Random, record: Record, ours: list[Change], theirs: list[Change]
) -> Scenario:
    base, _ = decorated(rng, file_of(record), rng.choice((0, 0, 6)))
    expected = applied(applied(record, ours), theirs)
    return Scenario(base, changed(base, ours), changed(base, theirs), expected)


def new_answer(rng: random.Random, record: Record, key: str, at: str) -> Change:
    old = record["items"][key]
    kept = {name: old[name] for name in ("waivers", "runs") if name in old}
    return ("items", key, {**answer(rng, at), **kept})


def added(record: Record, section: str, key: str, entry: Any) -> Change:
    return section, key, [*(record[section][key] or []), entry]


OURS, THEIRS = "2026-12-01T10:00:00Z", "2026-12-01T11:00:00Z"


def neighbours(rng: random.Random) -> Scenario:
    """Two people answer two items that stand next to each other."""
    record = project(rng)
    at = rng.randrange(len(ITEMS) - 1)
    ours = [new_answer(rng, record, ITEMS[at], OURS)]
    return of_both(rng, record, ours, [new_answer(rng, record, ITEMS[at + 1], THEIRS)])


def far(rng: random.Random) -> Scenario:
    """Two people answer two items anywhere."""
    record = project(rng)
    one, other = rng.sample(ITEMS, 2)
    ours = [new_answer(rng, record, one, OURS)]
    return of_both(rng, record, ours, [new_answer(rng, record, other, THEIRS)])


def first_answers(rng: random.Random) -> Scenario:
    """Nothing is answered yet."""
    record = project(rng, 0)
    one, other = rng.sample(ITEMS, 2)
    ours = [new_answer(rng, record, one, OURS)]
    return of_both(rng, record, ours, [new_answer(rng, record, other, THEIRS)])


def many(rng: random.Random) -> Scenario:
    """Each answers five items, and takes back one answer more."""
    record = project(rng, rng.choice((0.0, 0.5, 1.0)))
    keys = rng.sample(ITEMS, 12)
    ours = [new_answer(rng, record, key, OURS) for key in keys[:5]]
    theirs = [new_answer(rng, record, key, THEIRS) for key in keys[5:10]]
    ours.append(("items", keys[10], {}))
    theirs.append(("items", keys[11], {}))
    return of_both(rng, record, ours, theirs)


def roles(rng: random.Random) -> Scenario:
    """The TPM answers all of her items in a phase, the PM all of his."""
    record = project(rng, rng.choice((0.0, 0.5)))
    _, items, *_ = rng.choice(list(PHASES))
    ours = [new_answer(rng, record, key, OURS) for role, key in items if role == "tpm"]
    theirs = [new_answer(rng, record, key, THEIRS) for role, key in items if role == "pm"]
    return of_both(rng, record, ours, theirs)


def sign_offs(rng: random.Random) -> Scenario:
    """Both roles sign, and one answers meanwhile."""
    record = project(rng)
    one, other = rng.sample(SIGNOFFS, 2)
    ours: list[Change] = [
        added(record, "signoffs", one, signoff(rng, OURS)),
        new_answer(rng, record, rng.choice(ITEMS), OURS),
    ]
    theirs: list[Change] = [
        ("signoffs", other, [*(record["signoffs"][other] or []), signoff(rng, THEIRS)])
    ]
    return of_both(rng, record, ours, theirs)


def decisions(rng: random.Random) -> Scenario:
    """Two gates are decided."""
    record = project(rng)
    one, other = rng.sample(GATES, 2)
    ours: list[Change] = [
        ("decisions", one, [*(record["decisions"][one] or []), decision(rng, OURS)])
    ]
    theirs: list[Change] = [
        ("decisions", other, [*(record["decisions"][other] or []), decision(rng, THEIRS)])
    ]
    return of_both(rng, record, ours, theirs)


def waivers(rng: random.Random) -> Scenario:
    """Two items are waived, and the one's check is run on the other side."""
    record = project(rng, 1)
    one, other = rng.sample(ITEMS, 2)
    first, second = record["items"][one], record["items"][other]
    ours = [("items", one, {**first, "waivers": [*first.get("waivers", []), waiver(rng, OURS)]})]
    value = {**second, "waivers": [*second.get("waivers", []), waiver(rng, THEIRS)]}
    return of_both(rng, record, ours, [("items", other, value)])


def same_item(rng: random.Random) -> Scenario:
    """One changes the answer to an item, the other waives it: both hold."""
    record = project(rng, 1)
    key = rng.choice(ITEMS)
    old = record["items"][key]
    mine = new_answer(rng, record, key, OURS)
    added = [*old.get("waivers", []), waiver(rng, THEIRS)]
    theirs = [("items", key, {**old, "waivers": added})]
    scenario = of_both(rng, record, [mine], theirs)
    expected = applied(record, [("items", key, {**mine[2], "waivers": added})])
    return scenario._replace(expected=expected, quiet=False)


def both_append(rng: random.Random) -> Scenario:
    """Both waive, run a check, or sign for the same thing, at different moments."""
    record = project(rng, 1)
    early, late = (OURS, THEIRS) if rng.random() < 0.5 else (THEIRS, OURS)
    kind = rng.choice(("waivers", "runs", "signoffs"))
    if kind == "signoffs":
        key = rng.choice(SIGNOFFS)
        old = record["signoffs"][key] or []
        one, other = signoff(rng, early), signoff(rng, late)
        changes: list[list[Change]] = [[("signoffs", key, [*old, entry])] for entry in (one, other)]
        both: Change = ("signoffs", key, [*old, *sorted((one, other), key=lambda e: e["at"])])
    else:
        key = rng.choice(ITEMS)
        block = record["items"][key]
        make = waiver if kind == "waivers" else run
        old = block.get(kind, [])
        one, other = make(rng, early), make(rng, late)
        changes = [[("items", key, {**block, kind: [*old, entry]})] for entry in (one, other)]
        entries = [*old, *sorted((one, other), key=lambda e: e["at"])]
        both = ("items", key, {**block, kind: entries})
    scenario = of_both(rng, record, changes[0], changes[1])
    return scenario._replace(expected=applied(record, [both]), quiet=False)


def contradictions(rng: random.Random) -> Scenario:
    """Both answer the same item, or decide the same gate, differently."""
    record = project(rng, rng.choice((0.0, 0.5, 1.0)))
    if rng.random() < 0.7:
        key = rng.choice(ITEMS)
        ours, theirs = (new_answer(rng, record, key, at) for at in (OURS, THEIRS))
    else:
        key = rng.choice(GATES)
        old = record["decisions"][key] or []
        ours, theirs = (("decisions", key, [*old, decision(rng, at)]) for at in (OURS, THEIRS))
    more = [new_answer(rng, record, name, OURS) for name in rng.sample(ITEMS, 2) if name != key]
    scenario = of_both(rng, record, [ours, *more], [theirs])
    return scenario._replace(expected=None)


def same_change(rng: random.Random) -> Scenario:
    """Both sides hold the same change, such as one that was cherry-picked."""
    record = project(rng)
    change = new_answer(rng, record, rng.choice(ITEMS), OURS)
    return of_both(rng, record, [change], [change])


def fewer(rng: random.Random) -> tuple[Phases, set[str]]:
    """The phases before a checklist grew, and the new items."""
    gone = set(rng.sample(ITEMS, 6))
    phases = [(name, [item for item in items if item[1] not in gone]) for name, items, *_ in PHASES]
    return phases, gone


def one_synced(rng: random.Random) -> Scenario:
    """One side ran `tpm sync`, the other answered old items."""
    record = project(rng)
    phases, gone = fewer(rng)
    base = sync(file_of(record), phases, gone).data
    old = [key for key in ITEMS if key not in gone]
    changes = [new_answer(rng, record, key, OURS) for key in rng.sample(old, 3)]
    expected = applied(record, [*[("items", key, {}) for key in gone], *changes])
    sides = [changed(base, changes), sync(base, PHASES, ()).data]
    if rng.random() < 0.5:
        sides.reverse()
    return Scenario(base, sides[0], sides[1], expected, quiet=False)


def both_synced(rng: random.Random) -> Scenario:
    """Both sides ran `tpm sync` for checklists of different age, and answered."""
    record = project(rng)
    phases, gone = fewer(rng)
    base = sync(file_of(record), phases, gone).data
    part = [
        (p, [i for i in items if i[1] not in gone or rng.random() < 0.5]) for p, items, *_ in PHASES
    ]
    one = sync(base, PHASES, ()).data
    other = sync(base, part, ()).data
    there = {key for _, items in part for _, key in items}
    keys = rng.sample(ITEMS, 3)
    mine = [new_answer(rng, applied(record, [("items", k, {}) for k in gone]), keys[0], OURS)]
    theirs = [
        new_answer(rng, applied(record, [("items", k, {}) for k in gone]), key, THEIRS)
        for key in keys[1:]
        if key in there
    ]
    expected = applied(record, [*[("items", k, {}) for k in gone], *mine, *theirs])
    return Scenario(base, changed(one, mine), changed(other, theirs), expected, quiet=False)


def reordered(rng: random.Random) -> Scenario:
    """A person has put some blocks in another order; both answer."""
    scenario = far(rng)
    sides = [scenario.base, scenario.ours, scenario.theirs]
    which = rng.choice(([0, 1, 2], [1], [2]))
    seed = rng.random()
    for at in which:
        cut = outline(sides[at], "f")
        items = cut.section("items")
        assert items is not None
        assert items.blocks is not None
        moved = random.Random(seed)
        block = items.blocks.pop(moved.randrange(len(items.blocks)))
        items.blocks.insert(moved.randrange(len(items.blocks)), block)
        sides[at] = cut.to_bytes()
    return scenario._replace(base=sides[0], ours=sides[1], theirs=sides[2], quiet=False)


KINDS = [
    *(neighbours, far, first_answers, many, roles, sign_offs, decisions, waivers, same_item),
    *(both_append, contradictions, same_change, one_synced, both_synced, reordered),
]
QUICK, SOAK = 14, 250


def recorded(value: dict[str, Any]) -> Record:
    """What is recorded, empty blocks apart."""
    return {
        name: {key: block for key, block in value[name].items() if block}
        for name in ("items", "signoffs", "decisions")
    }


def by_git(folder: Path, scenario: Scenario) -> tuple[bytes, bool]:
    """`git merge-file`: the merged text, and whether it conflicts."""
    for name, data in zip(("base", "ours", "theirs"), scenario[:3], strict=True):
        (folder / name).write_bytes(data)
    done = subprocess.run(
        ["git", "merge-file", "-p", "ours", "base", "theirs"], cwd=folder, capture_output=True
    )
    assert 0 <= done.returncode < 128, done.stderr
    return done.stdout, done.returncode > 0


def refusals(data: bytes) -> list[FlawText]:
    """Why the loader refuses a file; nothing where it reads it."""
    try:
        read_record(data, "f")
    except InvalidInputError as error:
        return [problem.flaw for problem in error.problems]
    return []


def check_git(scenario: Scenario, merged: bytes, conflict: bool) -> bool:
    """True where git merged cleanly; whatever it merged so is right, or refused."""
    if conflict:
        assert not scenario.quiet or scenario.expected is None
        return False
    assert scenario.expected is not None, "a contradiction was merged without a conflict"
    twice = refusals(merged)
    if twice:
        assert not scenario.quiet
        assert Flaw.DUPLICATE_KEY in twice
        return False
    value = values(merged)
    assert recorded(value) == recorded(scenario.expected)
    return True


def check_merge(scenario: Scenario) -> None:
    """`merge` gives the expected record, or markers around the contradiction and nothing else."""
    result = merge(scenario.base, scenario.ours, scenario.theirs, "f", scenario.phases)
    mirrored = merge(scenario.base, scenario.theirs, scenario.ours, "f", scenario.phases)
    assert [c[:3] for c in result.conflicts] == [c[:3] for c in mirrored.conflicts]
    if scenario.expected is None:
        assert len(result.conflicts) == 1
        [conflict] = result.conflicts
        lines = result.data.decode().split("\n")
        assert lines[conflict.line - 1] == "<<<<<<< ours"
        assert any(line.strip().startswith(f"{conflict.key}:") for line in lines[conflict.line :])
        for pattern, side in ((r"\1", scenario.ours), (r"\2", scenario.theirs)):
            text = re.sub(
                r"<<<<<<< ours\n(.*?)=======\n(.*?)>>>>>>> theirs\n",
                pattern,
                result.data.decode(),
                flags=re.DOTALL,
            )
            got, one, two = (values(d) for d in (text.encode(), scenario.ours, scenario.theirs))
            key, section = conflict.key, conflict.section
            assert got[section][key] == values(side)[section][key]
            base = values(scenario.base)
            for name in ("items", "signoffs", "decisions"):
                for block, value in got[name].items():
                    if (name, block) != (section, key):
                        was, mine = base[name][block], one[name][block]
                        assert value == (mine if mine != was else two[name][block])
    else:
        assert result.conflicts == ()
        for data in (result.data, mirrored.data):
            assert recorded(values(data)) == recorded(scenario.expected)
            read_record(data, "f")
    every = {
        remark
        for side in scenario[:3]
        for remark in re.findall(r"# remark \d+ of a person", side.decode())
    }
    for data in (result.data, mirrored.data):
        assert every <= set(re.findall(r"# remark \d+ of a person", data.decode()))


def scenarios(kind: Any, count: int) -> list[Scenario]:
    return [kind(random.Random(f"{kind.__name__} {number}")) for number in range(count)]


def check_all(kind: Any, count: int, folder: Path) -> None:
    for scenario in scenarios(kind, count):
        check_git(scenario, *by_git(folder, scenario))
        check_merge(scenario)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_two_sides(
    kind: Any, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    record_property("merges", QUICK)
    check_all(kind, QUICK, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_two_sides_at_length(
    kind: Any, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    record_property("merges", SOAK)
    check_all(kind, SOAK, tmp_path)


def merged_by_ort(folder: Path, cases: list[Scenario]) -> list[tuple[bytes, bool]]:
    """Every scenario as two branches of one repository, merged by git's own strategy."""

    def git(*argv: str, **kwargs: Any) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(["git", *argv], cwd=folder, capture_output=True, **kwargs)

    git("init", "-q", "-b", "main")
    stream: list[bytes] = []

    def commit(branch: str, mark: int, data: bytes, parent: int | None) -> None:
        person = b"A <a@b.c> 1700000000 +0000"
        stream.append(b"commit refs/heads/%s\nmark :%d\n" % (branch.encode(), mark))
        stream.append(b"committer %s\ndata 1\nx\n" % person)
        if parent is not None:
            stream.append(b"from :%d\n" % parent)
        stream.append(b"M 100644 inline .tpm/project.yaml\ndata %d\n%s\n" % (len(data), data))

    for number, scenario in enumerate(cases):
        mark = 3 * number + 1
        commit(f"base-{number}", mark, scenario.base, None)
        commit(f"ours-{number}", mark + 1, scenario.ours, mark)
        commit(f"theirs-{number}", mark + 2, scenario.theirs, mark)
    assert git("fast-import", "--quiet", input=b"".join(stream)).returncode == 0
    results = []
    for number in range(len(cases)):
        done = git("merge-tree", "--write-tree", f"ours-{number}", f"theirs-{number}")
        assert done.returncode in (0, 1), done.stderr
        tree = done.stdout.split(b"\n")[0].decode()
        shown = git("cat-file", "blob", f"{tree}:.tpm/project.yaml")
        results.append((shown.stdout, done.returncode == 1))
    return results


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_two_branches(
    kind: Any, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    record_property("merges", 6)
    cases = scenarios(kind, 6)
    for scenario, (merged, conflict) in zip(cases, merged_by_ort(tmp_path, cases), strict=True):
        check_git(scenario, merged, conflict)


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_two_branches_at_length(
    kind: Any, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    record_property("merges", SOAK)
    cases = scenarios(kind, SOAK)
    for scenario, (merged, conflict) in zip(cases, merged_by_ort(tmp_path, cases), strict=True):
        check_git(scenario, merged, conflict)


def test_the_checks_notice_a_wrong_merge() -> None:
    scenario = far(random.Random(1))
    with pytest.raises(AssertionError):
        check_git(scenario, scenario.ours, conflict=False)
    with pytest.raises(AssertionError):
        check_git(scenario, scenario.ours, conflict=True)
    wrong = contradictions(random.Random(1))
    with pytest.raises(AssertionError):
        check_git(wrong, wrong.ours, conflict=False)
    with pytest.raises(AssertionError):
        check_merge(scenario._replace(expected=recorded(values(scenario.ours))))
