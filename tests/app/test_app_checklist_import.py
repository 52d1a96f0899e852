"""`tpm checklist import`: a pack that lints clean, and what happens when it is imported again."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_project import AT, NOW

from tpmcli.app.checklist_import import ImportResult, import_checklist
from tpmcli.app.context import CommandContext
from tpmcli.app.import_request import ImportRequest
from tpmcli.app.init import InitOptions, initialise
from tpmcli.app.lint import lint
from tpmcli.app.sync import sync
from tpmcli.app.workspace import open_workspace
from tpmcli.exchange.options import ReadOptions
from tpmcli.model.errors import InvalidInputError, MessageError, RefusedError, UsageError
from tpmcli.model.record import AnswerValue
from tpmcli.render.checklist.imported import render
from tpmcli.render.fix import fix_text
from tpmcli.render.problem import problem_message
from tpmcli.render.style import Style
from tpmcli.store.yaml.reader import read_yaml
from world.people import PM, POLICY, TPM

LIST = """\
# Launch list

## Ops

- [x] The backup was restored
- [ ] The alert SHOULD wake somebody

## Product

- [ ] The price is told
- [ ] ~~The booth is booked~~
"""
PACK = ".tpm/checklists/launch-list.yaml"
REQUEST = ImportRequest("launch.md", "release", "pm")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the standard lifecycle, and a list beside it."""
    initialise(context(tmp_path), InitOptions("Kettle", (TPM,), (PM,)), bytes)
    (tmp_path / "launch.md").write_text(LIST)
    return tmp_path


def context(folder: Path, person: str = PM) -> CommandContext:
    return CommandContext(str(folder), {}, lambda: NOW, person)


def run(folder: Path, request: ImportRequest = REQUEST) -> ImportResult:
    return import_checklist(context(folder), request)


def name_pack(folder: Path) -> None:
    policy = folder / POLICY
    policy.write_text(policy.read_text().replace("packs: []", f"packs: [{PACK}]"))
    sync(open_workspace(context(folder)))


def text_of(error: MessageError) -> str:
    return f"{error.message} | {fix_text(error.hint)}" if error.hint else error.message


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_list_becomes_a_pack_that_lints_clean(project: Path) -> None:
    done = run(project)
    assert done.written == (PACK, ".tpm/schemas/pack.json")
    assert (
        (project / PACK).read_text()
        == done.text
        == (
            "# yaml-language-server: $schema=../schemas/pack.json\n"
            "schema: tpm/pack/1\n"
            "name: launch-list\n"
            "title: Launch list\n"
            "about: Imported from launch.md on 2026-11-22.\n"
            "\n"
            "add:\n"
            "  release:\n"
            "    pm:\n"
            "      # Ops\n"
            "      - id: the-backup-was-restored\n"
            "        title: The backup was restored\n"
            '        why: "Part of: Ops"\n'
            "        level: must\n"
            "\n"
            "      - id: the-alert-should-wake-somebody\n"
            "        title: The alert SHOULD wake somebody\n"
            '        why: "Part of: Ops"\n'
            "        level: should\n"
            "\n"
            "      # Product\n"
            "      - id: the-price-is-told\n"
            "        title: The price is told\n"
            '        why: "Part of: Product"\n'
            "        level: must\n"
        )
    )
    assert render(done.report, Style()) == (
        "3 items in 2 sections from launch.md, a Markdown document\n"
        "left out: 1 struck out (line 11: “The booth is booked”)\n"
        "levels: `SHOULD` is should (1), without a word must (2); change them with `--levels"
        " WORD=must|should|leave`\n"
        "1 tick in the source: no answers, unless with `--keep-answers`\n"
    )
    name_pack(project)
    found = lint(context(project))
    assert (found.warnings, found.untidy) == ((), ())
    assert run(project).written == ()


def test_a_dry_run_writes_nothing(project: Path) -> None:
    before = files(project)
    done = run(project, REQUEST._replace(dry_run=True))
    assert done.text.startswith("# yaml-language-server")
    assert files(project) == before


def test_a_second_import_shows_the_difference_and_keeps_ids(project: Path) -> None:
    run(project)
    name_pack(project)
    (project / "launch.md").write_text(
        LIST.replace("The price is told", "The price is told to all").replace(
            "## Product", "## Product\n\n- [ ] The press is told"
        )
    )
    before = files(project)
    refused = run(project)
    assert refused.refused
    assert files(project) == before
    assert "+        title: The price is told to all\n" in refused.changes
    assert render(refused.report, Style()).splitlines()[-4:] == [
        "1 tick in the source: no answers, unless with `--keep-answers`",
        "3 kept their ids, 1 new, 1 reworded",
        "  + release.the-press-is-told: The press is told",
        "  ~ release.the-price-is-told: The price is told to all",
    ]
    done = run(project, REQUEST._replace(force=True))
    assert done.written == (PACK,)
    assert run(project).written == ()


def test_ticks_become_answers_only_if_asked_for(project: Path) -> None:
    keep = REQUEST._replace(keep_answers=True)
    with pytest.raises(RefusedError) as error:
        run(project, keep)
    assert "the policy does not name" in error.value.message
    assert not (project / PACK).exists()
    run(project)
    name_pack(project)
    items = open_workspace(context(project)).record.items
    assert not any(item.answer for item in items.values())
    done = run(project, keep)
    assert done.answered == ("release.the-backup-was-restored",)
    answer = open_workspace(context(project)).record.items[done.answered[0]].answer
    assert answer is not None
    assert (answer.value, answer.by, answer.at) == (AnswerValue.MET, PM, AT)
    assert answer.note == "ticked in launch.md when it was imported"
    assert run(project, keep).answered == ()


def test_another_file_is_never_taken_for_a_pack(project: Path) -> None:
    (project / PACK).parent.mkdir(parents=True)
    (project / PACK).write_text("mine: true\n")
    with pytest.raises(RefusedError, match="exists and is not a valid pack"):
        run(project)
    assert (project / PACK).read_text() == "mine: true\n"
    assert run(project, REQUEST._replace(force=True)).written[0] == PACK


def test_origin_and_licence_are_kept(project: Path) -> None:
    done = run(
        project,
        REQUEST._replace(source="https://example.com/list", licence="CC BY 4.0", name="own"),
    )
    assert done.target.shown == ".tpm/checklists/own.yaml"
    about = read_yaml(done.text.encode(), "own.yaml").value["about"]
    assert about == (
        "Imported from launch.md on 2026-11-22. Source: https://example.com/list."
        " Licence: CC BY 4.0."
    )


def test_outside_of_a_project_the_pack_is_put_here(tmp_path: Path) -> None:
    (tmp_path / "launch.md").write_text(LIST)
    done = run(tmp_path)
    assert done.written == ("launch-list.yaml",)
    assert (tmp_path / "launch-list.yaml").read_text().startswith("schema: tpm/pack/1\n")


def test_ids_of_the_projects_checklist_are_left_alone(project: Path) -> None:
    taken = "rollback-tested"
    known = open_workspace(context(project)).checklist.items()
    own = next(item for item in known.values() if item.phase == "release")
    (project / "launch.csv").write_text(f"Id,Title\n{own.slug},A title\n{taken}-x,Another\n")
    done = run(project, REQUEST._replace(file="launch.csv"))
    assert f"id: {own.slug}-2\n" in done.text


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (REQUEST._replace(file="none.md"), "no file `none.md`"),
        (REQUEST._replace(file="."), "`.` is a folder | help: name a file in it"),
        (
            REQUEST._replace(file="https://example.com/a.md"),
            "nothing is downloaded | help: download the file, and name its address with `--source`",
        ),
        (
            REQUEST._replace(phase="relase"),
            "no phase named `relase` | help: did you mean `release`?",
        ),
        (
            REQUEST._replace(format_name="markdwn"),
            "no format named `markdwn` | help: did you mean `markdown`?",
        ),
        (
            REQUEST._replace(name="saas"),
            "a pack cannot be named `saas`, which tpm has already | help: choose another name",
        ),
        (
            REQUEST._replace(level="may"),
            "no level named `may` | help: choose one of `must`, `should`",
        ),
        (
            REQUEST._replace(levels=("high",)),
            (
                "`--levels` high is not WORD=must, WORD=should or WORD=leave | help: write such as"
                " `--levels high=must,medium=should,low=leave`"
            ),
        ),
        (
            REQUEST._replace(output="a.yml"),
            "`a.yml` does not end in `.yaml`, which a policy needs | help: use a.yml.yaml",
        ),
    ],
    ids=lambda value: "" if isinstance(value, ImportRequest) else value[:30],
)
def test_what_is_refused(project: Path, request_: ImportRequest, expected: str) -> None:
    before = files(project)
    with pytest.raises((UsageError, RefusedError)) as error:
        run(project, request_)
    assert text_of(error.value) == expected
    assert files(project) == before


def test_whose_items_they_are_is_known_the_second_time(project: Path) -> None:
    run(project)
    assert run(project, ImportRequest("launch.md")).written == ()


def test_whose_items_they_are_must_be_said(project: Path) -> None:
    with pytest.raises(UsageError, match="missing `--phase` and `--role`"):
        run(project, ImportRequest("launch.md"))


def test_nothing_found_says_what_was_there_and_what_helps(project: Path) -> None:
    (project / "launch.md").write_text("# Notes\n\n- one\n- two\n\n| a | b |\n|--|--|\n| c | d |\n")
    with pytest.raises(InvalidInputError) as error:
        run(project)
    (problem,) = error.value.problems
    assert problem_message(problem) == (
        "0 items found in a Markdown document; left out: 2 list items without a checkbox,"
        " 1 row of a table without a column to check"
    )
    assert fix_text(problem.hint) == (
        "help: `--bullets` takes list items without a checkbox; `--map title=COLUMN` takes the rows"
        " of a table with that column"
    )
    done = run(project, REQUEST._replace(options=ReadOptions(bullets=True)))
    assert [item.title for item in done.report.taken] == ["one", "two"]


def test_an_invalid_source_is_told_with_its_place(project: Path) -> None:
    (project / "list.yaml").write_text("a: 1\nb: [1, 2\nc: }\n")
    before = files(project)
    with pytest.raises(InvalidInputError) as error:
        run(project, REQUEST._replace(file="list.yaml"))
    (problem,) = error.value.problems
    assert (problem.file, problem.line, problem.column) == ("list.yaml", 3, 2)
    assert problem_message(problem) == "not valid YAML"
    assert files(project) == before
