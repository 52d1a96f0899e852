"""The whole life of a product, as commands in a real repository."""

from __future__ import annotations

from world.command import Repository, Run, day
from world.people import PM, TPM

PHASES = (
    "feasibility",
    "requirements",
    "architecture",
    "development",
    "testing",
    "release",
    "post-launch",
)


def _waivable(project: Repository, phase: str, role: str = "tpm") -> str:
    gate = project.run("gate", "check", phase, "--format", "json").json["gates"][0]
    return str(next(i["id"] for i in gate["items"] if i["level"] == "must" and i["role"] == role))


def test_from_init_to_the_last_gate_and_the_next_increment(project: Repository) -> None:
    # Nothing is decided yet, which is sound and said plainly.
    nothing = project.run("gate", "check", "--decided", "--format", "json")
    assert (nothing.code, nothing.json["verdict"]) == (0, "nothing-decided")
    assert project.run("gate", "check").code == 1

    # Feasibility passes with a waiver and a condition.
    waived = _waivable(project, "feasibility")
    project.ok(
        *("waive", waived, "--reason", "vendor fixed by contract", "--until", day(30)),
        *("--approved-by", PM),
    )
    project.answer_all("feasibility")
    refused = project.run("gate", "decide", "feasibility", "go", "--reason", "now")
    assert refused.code == 1
    assert "tpm gate check feasibility" in refused.err
    project.sign_both("feasibility")
    # The answer came after the waiver: the item is satisfied now, so go again without.
    project.ok("answer", waived, "not-met", "--note", "vendor fixed by contract")
    stale = project.run("gate", "check", "--format", "json").json
    assert {f["rule"] for g in stale["gates"] for f in g["findings"]} >= {"signoff-stale"}
    project.sign_both("feasibility")
    met = project.run("gate", "check", "--format", "json")
    assert met.code == 0
    assert met.json["gates"][0]["recommendation"] == {
        "decision": "conditional",
        "rule": "met-with-waiver",
    }
    project.ok(
        *("gate", "decide", "feasibility", "conditional", "--condition", "Load test at 2x peak"),
        *("--owner", TPM, "--due", day(20)),
    )
    project.commit("feasibility decided")
    assert project.run("gate", "check", "--decided").code == 0

    # The waiver ends, and so does what stood on it; renewed and signed over, it holds again.
    assert project.run("gate", "check", "--decided", "--as-of", day(31)).code == 1
    project.ok(
        *("waive", waived, "--reason", "still fixed", "--until", day(60), "--approved-by", PM)
    )
    unsigned = project.run("gate", "check", "--decided", "--format", "json")
    assert unsigned.code == 1
    assert [
        f["rule"] for f in unsigned.json["gates"][0]["findings"] if f["severity"] == "error"
    ] == ["waiver-unapproved"]
    project.ok("sign", "feasibility", "--role", "pm", "--as", PM)
    assert project.run("gate", "check", "--decided").code == 0

    # The condition blocks later gates once it is overdue, until it is closed with evidence.
    late = project.run("gate", "check", "requirements", "--as-of", day(21), "--format", "json")
    assert "condition-overdue" in {f["rule"] for f in late.json["gates"][0]["findings"]}
    project.ok("gate", "close", "feasibility", "1", "--evidence", "docs/evidence.md")
    late = project.run("gate", "check", "requirements", "--as-of", day(21), "--format", "json")
    assert "condition-overdue" not in {f["rule"] for f in late.json["gates"][0]["findings"]}

    # A decided gate binds its answers; recycle re-opens it, and it passes again.
    project.pass_gate("requirements")
    item = _waivable(project, "requirements")
    bound = project.run("answer", item, "not-met")
    assert bound.code == 1
    assert "recycle" in bound.err
    project.ok("gate", "decide", "requirements", "recycle", "--reason", "scope changed")
    assert project.run("gate", "check", "architecture").code == 1
    project.pass_gate("requirements")

    for phase in PHASES[2:]:
        project.pass_gate(phase)
        project.commit(f"{phase} decided")
    assert project.run("gate", "check", "--through", "post-launch").code == 0
    assert project.run("gate", "check", "--through", "release", "--increment", "1.0").code == 0
    missing = project.run("gate", "check", "--through", "release", "--increment", "9.9")
    assert missing.code == 3
    assert "tpm start NAME" in project.ok("status").out

    # The next increment keeps the first one unchanged, and carries what is true across them.
    before = project.record()
    project.ok("start", "1.1")
    assert (project.root / ".tpm/increments/1.0.yaml").read_bytes() == before
    assert b'increment: "1.1"' in project.record()
    assert b'carried: "1.0"' in project.record()
    assert project.run("gate", "check", "--through", "release", "--increment", "1.0").code == 0
    assert project.run("gate", "check", "--through", "release", "--increment", "1.1").code == 1
    assert project.run("lint").code == 0


def test_a_hot_fix_beside_the_next_version(project: Repository) -> None:
    policy = project.root / ".tpm/policy.yaml"
    policy.write_text(
        policy.read_text(encoding="utf-8")
        .replace("kinds: {}", "kinds: {patch: [release]}")
        .replace("deploy-kinds: []", "deploy-kinds: [patch]"),
        encoding="utf-8",
    )
    unknown = project.run("start", "1.0.1", "--kind", "pach", "--parallel")
    assert unknown.code == 2
    assert "  help: did you mean `patch`?\n" in unknown.err
    before = project.record()
    project.ok("start", "1.0.1", "--kind", "patch", "--parallel")
    assert project.record() == before
    gates = project.run("gate", "list", "--increment", "1.0.1", "--format", "json").json["gates"]
    assert {gate["phase"] for gate in gates if gate["verdict"] != "not-gated"} == {"release"}
    elsewhere = project.run(
        *("gate", "check", "testing", "--increment", "1.0.1", "--format", "json")
    )
    assert (elsewhere.code, elsewhere.json["verdict"]) == (1, "not-gated")
    for role, person in (("tpm", TPM), ("pm", PM)):
        gate = project.run(
            *("gate", "check", "release", "--increment", "1.0.1", "--format", "json")
        ).json["gates"][0]
        names = [
            item["id"]
            for item in gate["items"]
            if item["level"] == "must" and item["role"] == role and not item["satisfied"]
        ]
        options = ("--increment", "1.0.1", "--as", person)
        project.ok("answer", *names, "met", "--evidence", "docs/evidence.md", *options)
        project.ok("sign", "release", "--role", role, *options)
    project.ok(
        *("gate", "decide", "release", "go", "--reason", "a fix", "--increment", "1.0.1"),
        *("--as", PM),
    )
    assert project.run("gate", "check", "--through", "release", "--increment", "1.0.1").code == 0
    assert project.run("gate", "check", "--through", "release").code == 1


def test_a_live_product_begins_at_testing(repository: Repository) -> None:
    repository.init("--start-at", "testing")
    early = repository.run("gate", "check", "feasibility", "--format", "json")
    assert early.code == 1
    assert early.json["verdict"] == "not-gated"
    assert (
        repository.run("gate", "check", "--format", "json").json["gates"][0]["phase"] == "testing"
    )
    repository.pass_gate("testing")
    assert repository.run("gate", "check", "--through", "testing").code == 0
    assert repository.run("gate", "check", "--through", "feasibility").code == 1


def test_one_person_alone_in_both_roles(repository: Repository) -> None:
    repository.ok("init", "--name", "Solo", "--yes")
    policy = (repository.root / ".tpm/policy.yaml").read_text(encoding="utf-8")
    assert 'distinct-people: "off"' in policy
    item = _waivable(repository, "feasibility")
    repository.ok(*("waive", item, "--reason", "later", "--until", day(10), "--approved-by", TPM))
    repository.answer_all("feasibility", by=TPM)
    repository.sign_both("feasibility", by=TPM)
    assert repository.run("gate", "check", "feasibility").code == 0
    repository.ok("gate", "decide", "feasibility", "go", "--reason", "alone, and sure")
    assert repository.run("gate", "check", "--decided").code == 0


def test_leaving_an_increment_needs_a_reason(project: Repository) -> None:
    refused = project.run("start", "2.0")
    assert refused.code == 1
    assert "--abandon" in refused.err
    project.ok("start", "2.0", "--abandon", "the market moved on")
    assert "the market moved on" in project.record().decode()
    assert (project.root / ".tpm/increments/1.0.yaml").exists()


def test_after_kill_every_check_is_unmet(project: Repository) -> None:
    project.pass_gate("feasibility")
    project.ok("gate", "decide", "requirements", "kill", "--reason", "no market")
    for question in (("feasibility",), ("--decided",), ("--through", "feasibility"), ()):
        report = project.run("gate", "check", *question, "--format", "json")
        assert report.code == 1
        rules = {f["rule"] for g in report.json["gates"] for f in g["findings"]}
        rules |= {f["rule"] for f in report.json["findings"]}
        assert "project-killed" in rules


OWN = ".tpm/checklists/house.yaml"


def _pack(**titles: str) -> str:
    """A team's own pack with one item in each phase named, as its title says."""
    text = "schema: tpm/pack/1\nname: house\ntitle: House rules\nabout: Ours.\nadd:\n"
    for phase, title in titles.items():
        text += (
            f"  {phase}:\n    tpm:\n      - id: house-rule\n        title: {title}\n"
            "        why: It is ours.\n        level: must\n        evidence:\n"
            "          expect: a note\n          required: true\n"
        )
    return text


def _findings(project: Repository, *question: str) -> set[tuple[str, str, str]]:
    report = project.run("gate", "check", *question, "--format", "json").json
    found = [f for gate in report["gates"] for f in gate["findings"]] + report["findings"]
    return {(f["rule"], f["severity"], f["subject"]) for f in found}


def _named(done: Run) -> list[str]:
    """The last word of every line, which is an item's id."""
    return [line.split()[-1] for line in done.err.splitlines()]


def test_a_new_checklist_leaves_decided_gates_and_asks_the_open_one(project: Repository) -> None:
    project.write(OWN, _pack(feasibility="The rule holds", requirements="The other rule holds"))
    policy = project.root / ".tpm/policy.yaml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("packs: []", f"packs: [{OWN}]"), encoding="utf-8")
    assert _named(project.ok("sync")) == ["feasibility.house-rule", "requirements.house-rule"]
    project.pass_gate("feasibility")
    project.answer_all("requirements")
    project.sign_both("requirements")
    assert project.run("gate", "check", "requirements").code == 0

    # Reworded: the decided gate holds with a warning, the open one asks anew.
    project.write(OWN, _pack(feasibility="It holds", requirements="The other one holds"))
    assert project.run("gate", "check", "--decided").code == 0
    assert ("added-after-decision", "warning", "feasibility.house-rule") in _findings(
        project, "--decided"
    )
    assert project.run("gate", "check", "requirements").code == 1
    assert ("stale-question", "error", "requirements.house-rule") in _findings(
        project, "requirements"
    )

    # Dropped: what was decided on it stands, and sync keeps what a decision stands on.
    project.write(OWN, _pack(architecture="A new rule holds"))
    assert project.run("gate", "check", "--decided").code == 0
    assert ("item-removed", "warning", "feasibility.house-rule") in _findings(project, "--decided")
    assert _named(project.ok("sync")) == ["architecture.house-rule"]
    assert project.run("gate", "check", "--decided").code == 0
    # Re-opened, nothing stands on it any more, and it goes.
    project.ok("gate", "decide", "feasibility", "recycle", "--reason", "a new rule")
    assert project.run("gate", "check", "feasibility").code == 1
    assert project.run("gate", "check", "feasibility", "--through", "release").code == 2
