"""`tpm init`: both files, or neither."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from small_project import NOW, Small, refused

from tpmcli.app.context import CommandContext
from tpmcli.app.init import (
    GateCounts,
    InitOptions,
    InitResult,
    count_gates,
    initialise,
    lacking_people,
)
from tpmcli.app.init_surroundings import Surroundings, find_surroundings
from tpmcli.app.lint import lint
from tpmcli.model.errors import StorageError, UsageError
from tpmcli.model.policy import Strictness
from tpmcli.repo import atomic
from tpmcli.store.yaml.scan import CONFIG_LIMITS
from world.people import PM, POLICY, RECORD, TPM

SETUP = InitOptions("Kettle", (TPM,), (PM,))


def set_up(folder: Path, setup: InitOptions = SETUP) -> InitResult:
    return initialise(CommandContext(str(folder), {}, lambda: NOW, TPM), setup, bytes)


def test_two_files_that_are_sound(tmp_path: Path) -> None:
    told = set_up(tmp_path)
    assert (told.root, told.files) == (str(tmp_path), (POLICY, RECORD))
    assert told.project.policy.id == "kettle-00000000"
    assert told.counts.gates == 7
    assert told.counts.items > 50
    # A folder without git is no work tree.
    assert (told.committable, told.ignored) == (False, False)
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*ml"))
    assert files == [POLICY, RECORD]
    found = lint(CommandContext(str(tmp_path), {}, lambda: NOW))
    assert (found.files, found.warnings, found.untidy, found.fixed) == ((RECORD,), (), (), ())


def test_what_the_gates_ask_for_is_counted(bare: Small) -> None:
    """Items that do not apply are not asked for, and gates before the start are not passed."""
    session = bare.session()
    own = SETUP._replace(lifecycle="own/short.yaml")
    assert count_gates(session, own) == GateCounts(2, 3)
    assert count_gates(session, own._replace(traits=("hosted",))) == GateCounts(2, 4)
    assert count_gates(session, own._replace(start_at="build")) == GateCounts(1, 1)
    # Before anybody is named.
    assert count_gates(session, own._replace(name="", tpm=(), pm=())) == GateCounts(2, 3)
    assert initialise(session, own, bytes).counts == GateCounts(2, 3)


def test_every_role_that_must_sign_off_needs_somebody(bare: Small) -> None:
    """All that is lacking is named at once, and nothing is written."""
    session = bare.session()
    options = SETUP._replace(lifecycle="lite", packs=("security", "quality", "data"))
    assert lacking_people(session, options) == {"security": 1, "qa": 1}
    with pytest.raises(UsageError) as caught:
        initialise(session, options, bytes)
    assert caught.value.message == "missing `--person security=EMAIL`, `--person qa=EMAIL`"
    assert not bare.path(POLICY).exists()
    # A trait may make one more sign off.
    traits = options._replace(traits=("handles-personal-data",))
    assert lacking_people(session, traits) == {"security": 1, "qa": 1, "data": 1}
    held = options._replace(people=(("security", "ann@example.com"), ("qa", "bo@example.com")))
    assert lacking_people(session, held) == {}
    assert initialise(session, held, bytes).counts.gates == 5


def test_whether_a_commit_can_take_the_files(bare: Small) -> None:
    done = initialise(bare.session(), SETUP, bytes)
    assert (done.committable, done.ignored) == (True, False)
    (bare.root / POLICY).unlink()
    (bare.root / RECORD).unlink()
    bare.write(".gitignore", "/.tpm/\n")
    done = initialise(bare.session(), SETUP, bytes)
    assert (done.committable, done.ignored) == (False, True)


def test_projects_nearby(bare: Small) -> None:
    assert find_surroundings(bare.session()) == Surroundings("", ())
    for name in ("web", "web/shop", "api"):
        (bare.root / name).mkdir()
        initialise(bare.session(folder=name), SETUP, bytes)
    bare.write(".gitignore", "/api/\n")
    # Tracked or new, but not ignored; another repository is another's.
    other = bare.root / "other"
    (other / ".git").mkdir(parents=True)
    assert find_surroundings(bare.session()) == Surroundings("", ("web", "web/shop"))
    assert find_surroundings(bare.session(folder="web/shop")) == Surroundings("..", ())
    (bare.root / "web/shop/src").mkdir()
    assert find_surroundings(bare.session(folder="web/shop/src")) == Surroundings("..", ())
    bare.init()
    assert find_surroundings(bare.session(folder="other")) == Surroundings("", ())
    assert find_surroundings(bare.session(folder="docs")) == Surroundings("..", ())
    (bare.root / "web/.tpm").rename(bare.root / "web/kept")
    (bare.root / "web/.tpm").write_text("no folder\n", encoding="utf-8")
    (bare.root / "web/lib").mkdir()
    assert find_surroundings(bare.session(folder="web/lib")) == Surroundings("", ())


def test_the_record_has_a_block_for_everything(bare: Small) -> None:
    bare.init(start_at="build", increment="2027-q1")
    assert bare.read() == (
        "# The project file of tpm: what was recorded. Written by tpm; safe to merge.\n"
        "schema: tpm/project/1\n"
        "policy: kettle-00000000\n"
        "increment: 2027-q1\n"
        "\n"
        "items:\n"
        "\n"
        "  # build · tpm · tested\n"
        "  build.tested: {}\n"
        "\n"
        "  # build · tpm · documented\n"
        "  build.documented: {}\n"
        "\n"
        "signoffs:\n"
        "\n"
        "  # build · tpm\n"
        "  build.tpm: {}\n"
        "\n"
        "  # build · pm\n"
        "  build.pm: {}\n"
        "\n"
        "decisions:\n"
        "\n"
        "  # build\n"
        "  build: {}\n"
    ).replace("increment: 2027-q1", 'increment: "2027-q1"')
    policy = bare.open().policy
    assert (policy.start_at, policy.lifecycle) == ("build", "own/short.yaml")


def test_a_lifecycle_of_its_own_starts_at_its_own_first_phase(bare: Small) -> None:
    bare.init()
    assert bare.open().policy.start_at == "idea"


def test_a_pack_of_the_team_may_stand_in_the_folder_before(bare: Small) -> None:
    bare.write(
        ".tpm/checklists/house.yaml",
        "schema: tpm/pack/1\nname: house\ntitle: House\nadd:\n  idea:\n    tpm:\n"
        "      - {id: ours, title: It is ours}\n",
    )
    bare.init(packs=(".tpm/checklists/house.yaml",))
    assert "  idea.ours: {}\n" in bare.read()


@pytest.mark.parametrize(
    ("tpm", "pm", "strictness"),
    [
        ((TPM,), (PM,), Strictness.WARN),
        ((TPM,), (TPM,), Strictness.OFF),
        ((TPM,), (TPM.upper(),), Strictness.OFF),
        ((TPM, PM), (TPM,), Strictness.WARN),
    ],
)
def test_one_person_alone_can_work(
    bare: Small, tpm: tuple[str, ...], pm: tuple[str, ...], strictness: Strictness
) -> None:
    bare.init(tpm=tpm, pm=pm)
    assert bare.open().policy.gate.distinct_people is strictness


@pytest.mark.parametrize(
    ("name", "policy_id"),
    [
        ("Payments Ledger", "payments-ledger-00000000"),
        ("Zoë's Café!", "zoe-s-cafe-00000000"),
        ("日本", "project-00000000"),
        ("x" * 60, "x" * 40 + "-00000000"),
    ],
)
def test_the_id_is_made_from_the_name(bare: Small, name: str, policy_id: str) -> None:
    bare.init(name=name)
    policy = bare.open().policy
    assert (policy.name, policy.id) == (name, policy_id)


NAME = "help: use at most 64 letters, digits, `.`, `_` and `-`, such as 1.1 or 2027-q1"


@pytest.mark.parametrize(
    ("setup", "message", "hint"),
    [
        (
            SETUP._replace(lifecycle="standrd"),
            "no lifecycle named `standrd`",
            "help: did you mean `standard`?",
        ),
        (
            SETUP._replace(packs=("fintec",)),
            "no pack named `fintec`",
            "help: did you mean `fintech`?",
        ),
        (
            SETUP._replace(traits=("hostd",)),
            "no trait named `hostd`",
            "help: did you mean `hosted`?",
        ),
        (
            SETUP._replace(tpm=("ann",)),
            "`ann` is not an email address",
            "help: write an address such as pat@example.com",
        ),
        (
            SETUP._replace(pm=("a@b c",)),
            "`a@b c` is not an email address",
            "help: write an address such as pat@example.com",
        ),
        (SETUP._replace(increment=""), "`` is not a valid name for an increment", NAME),
        (SETUP._replace(increment="../x"), "`../x` is not a valid name for an increment", NAME),
        (
            SETUP._replace(start_at="relase"),
            "the lifecycle `standard` has no phase `relase`",
            "help: did you mean `release`?",
        ),
        (
            SETUP._replace(packs=("no.yaml",)),
            "the file `no.yaml` does not exist",
            (
                "help: write the path relative to the folder that holds `.tpm`, and add"
                " the file to git"
            ),
        ),
        (SETUP._replace(packs=("fintech", "fintech")), "`packs` lists fintech twice", ""),
    ],
)
def test_names_that_do_not_resolve(
    tmp_path: Path, setup: InitOptions, message: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        set_up(tmp_path, setup)
    assert refused(caught) == (message, hint)
    assert list(tmp_path.iterdir()) == []


def test_a_huge_pack_is_refused(tmp_path: Path) -> None:
    (tmp_path / "huge.yaml").write_bytes(b"#" * (CONFIG_LIMITS.bytes + 1))
    with pytest.raises(UsageError) as caught:
        set_up(tmp_path, SETUP._replace(packs=("huge.yaml",)))
    assert caught.value.message == f"larger than {CONFIG_LIMITS.bytes:,} bytes"
    assert not (tmp_path / ".tpm").exists()


def test_what_is_there_already_stays(small: Small) -> None:
    before = small.files()
    with pytest.raises(UsageError) as caught:
        small.init()
    assert refused(caught) == (
        "`.tpm/` already exists; nothing was changed",
        "→ tpm status",
    )
    assert small.files() == before


@pytest.mark.parametrize(("lost", "left"), [(POLICY, RECORD), (RECORD, POLICY)])
def test_half_a_project_says_how_to_mend_it(small: Small, lost: str, left: str) -> None:
    (small.root / lost).unlink()
    before = small.files()
    with pytest.raises(UsageError) as caught:
        small.init()
    assert refused(caught) == (
        f"`{left}` already exists, but `{lost}` does not; nothing was changed",
        (
            f"help: restore it (git checkout -- {lost}); where an init was cut off,"
            f" remove {left} and run it again"
        ),
    )
    assert small.files() == before
    (small.root / left).unlink()
    small.init()
    assert set(small.files()) >= {POLICY, RECORD}


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        set_up(tmp_path / "nowhere")
    assert refused(caught) == (f"no such folder: {tmp_path / 'nowhere'}", "")
    assert not (tmp_path / "nowhere").exists()
    (tmp_path / ".tpm").write_text("mine\n", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        set_up(tmp_path)
    assert refused(caught) == (
        f"`{tmp_path / '.tpm'}` is not a folder; nothing was changed",
        "help: move it out of the way",
    )


@pytest.mark.parametrize(
    ("error", "seen"),
    [(OSError(28, "No space left on device"), StorageError), (KeyboardInterrupt(), None)],
)
def test_cut_off_between_the_two_files_neither_is_left(
    bare: Small,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    seen: type[BaseException] | None,
) -> None:
    real = atomic._write_temporary

    def second_fails(temporary: str, data: bytes, like: os.stat_result | None) -> None:
        if "project.yaml" in temporary:
            raise error
        real(temporary, data, like)

    before = bare.files()
    with monkeypatch.context() as broken:
        broken.setattr(atomic, "_write_temporary", second_fails)
        with pytest.raises(seen or type(error)):
            bare.init()
    assert bare.files() == before
    bare.init()
    assert bare.open().record.increment == "1.0"
