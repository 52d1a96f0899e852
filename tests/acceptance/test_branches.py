"""Two branches that record different things, and real `git merge` between them."""

from __future__ import annotations

from world.command import Repository
from world.people import PM, TPM


def _branch(project: Repository, name: str, *commands: tuple[str, ...]) -> None:
    project.git("checkout", "-q", "-b", name, "main")
    for command in commands:
        project.ok(*command)
    project.commit(name)


def _merge(project: Repository, name: str) -> bool:
    """Merges a branch into the one that is checked out; True where git needed no help."""
    project.git("merge", "-q", "--no-edit", name, check=False)
    return not project.git("ls-files", "-u")


def test_different_items_and_roles_merge_clean(project: Repository) -> None:
    _branch(
        project,
        "tpm",
        ("answer", "unknowns-spiked", "met", "-e", "docs/evidence.md"),
        ("answer", "dependencies-confirmed", "not-met", "--note", "one is missing"),
    )
    _branch(
        project,
        "pm",
        ("answer", "problem-statement-agreed", "met", "-e", "docs/evidence.md", "--as", PM),
        ("answer", "technical-risks-registered", "not-met"),
    )
    assert _merge(project, "tpm")
    answers = {
        item["id"]: item["answer"]
        for item in project.run("status", "--format", "json").json["phases"][0]["items"]
        if item["answer"]
    }
    assert answers == {
        "feasibility.unknowns-spiked": "met",
        "feasibility.dependencies-confirmed": "not-met",
        "feasibility.technical-risks-registered": "not-met",
        "feasibility.problem-statement-agreed": "met",
    }
    assert project.run("lint").code == 0


def test_both_sign_on_their_own_branch(project: Repository) -> None:
    project.answer_all("feasibility")
    project.commit("answers")
    _branch(project, "tpm", ("sign", "feasibility", "--role", "tpm"))
    _branch(project, "pm", ("sign", "feasibility", "--role", "pm", "--as", PM))
    assert _merge(project, "tpm")
    assert project.run("gate", "check", "feasibility").code == 0


def test_a_merge_makes_a_signature_stale_that_did_not_see_the_answer(project: Repository) -> None:
    project.answer_all("feasibility")
    project.sign_both("feasibility")
    project.commit("signed")
    _branch(project, "change", ("answer", "unknowns-spiked", "not-met", "--note", "it broke"))
    project.git("checkout", "-q", "main")
    project.ok("answer", "options-compared", "not-met", "--note", "later", "--as", TPM)
    project.ok("sign", "feasibility", "--role", "tpm")
    project.commit("signed anew")
    assert _merge(project, "change")
    report = project.run("gate", "check", "feasibility", "--format", "json")
    assert report.code == 1
    rules = {f["rule"] for f in report.json["gates"][0]["findings"] if f["severity"] == "error"}
    assert rules == {"not-met", "signoff-stale"}


def test_a_contradiction_is_left_to_a_person(project: Repository) -> None:
    _branch(
        project,
        "yes",
        ("answer", "unknowns-spiked", "met", "-e", "docs/evidence.md"),
        ("answer", "dependencies-confirmed", "met", "-e", "docs/evidence.md"),
    )
    _branch(project, "no", ("answer", "unknowns-spiked", "not-met", "--note", "it did not work"))
    assert not _merge(project, "yes")
    blocked = project.run("gate", "check")
    assert blocked.code == 3
    assert "tpm merge" in blocked.err
    merged = project.run("merge")
    assert merged.code == 1
    assert "feasibility.unknowns-spiked" in merged.err
    text = project.record().decode()
    assert text.count("<<<<<<<") == 1
    # A person keeps one side; everything else is merged already.
    head, _, rest = text.partition("<<<<<<<")
    ours, _, rest = rest.partition("=======\n")
    _, _, tail = rest.partition(">>>>>>>")
    kept = head + ours.partition("\n")[2] + tail.partition("\n")[2]
    (project.root / ".tpm/project.yaml").write_text(kept, encoding="utf-8")
    project.commit("merged")
    status = project.run("status", "--format", "json").json["phases"][0]["items"]
    answers = {item["id"]: item["answer"] for item in status if item["answer"]}
    assert answers == {
        "feasibility.unknowns-spiked": "not-met",
        "feasibility.dependencies-confirmed": "met",
    }


def test_one_side_synced(project: Repository) -> None:
    pack = ".tpm/checklists/ours.yaml"
    project.write(
        pack,
        "schema: tpm/pack/1\nname: ours\ntitle: Ours\nabout: Ours.\nadd:\n  feasibility:\n"
        "    tpm:\n      - id: ours\n        title: Our rule holds\n        why: Ours.\n"
        "        level: must\n        evidence:\n          expect: a note\n",
    )
    policy = project.root / ".tpm/policy.yaml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("packs: []", f"packs: [{pack}]"), encoding="utf-8")
    project.commit("a pack")
    _branch(project, "synced", ("sync",))
    _branch(
        project,
        "answered",
        ("answer", "unknowns-spiked", "met", "-e", "docs/evidence.md"),
        ("answer", "skills-and-capacity-checked", "not-met"),
    )
    assert _merge(project, "synced")
    assert project.run("lint").code == 0
    assert "feasibility.ours: {}" in project.record().decode()


def test_both_sides_synced_is_right_or_refused_and_merge_resolves_it(project: Repository) -> None:
    pack = ".tpm/checklists/ours.yaml"
    item = (
        "      - id: {0}\n        title: Rule {0} holds\n        why: Ours.\n        level: must\n"
    )
    text = (
        "schema: tpm/pack/1\nname: ours\ntitle: Ours\nabout: Ours.\nadd:\n  feasibility:\n"
        "    tpm:\n" + item.format("one") + item.format("two")
    )
    project.write(pack, text)
    policy = project.root / ".tpm/policy.yaml"
    policy.write_text(
        policy.read_text(encoding="utf-8").replace("packs: []", f"packs: [{pack}]"),
        encoding="utf-8",
    )
    project.commit("a pack")
    _branch(project, "left", ("sync",), ("answer", "one", "not-met"))
    _branch(project, "right", ("sync",), ("answer", "two", "not-met"))
    if not _merge(project, "left"):
        assert project.run("gate", "check").code == 3
        merged = project.run("merge")
        assert merged.code == 0, merged.err
        project.commit("merged")
    elif project.run("gate", "check").code == 3:
        assert project.run("lint", "--fix").code == 0
    status = project.run("status", "--format", "json").json["phases"][0]["items"]
    answers = {item["id"]: item["answer"] for item in status if item["answer"]}
    assert answers == {"feasibility.one": "not-met", "feasibility.two": "not-met"}
    assert project.run("lint").code == 0
