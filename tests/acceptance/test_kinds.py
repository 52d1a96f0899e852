"""An increment of a kind, as commands in a real repository: what it skips is said everywhere."""

from __future__ import annotations

from world.command import Repository
from world.people import TPM

SKIPPED = ("feasibility", "requirements", "architecture", "development", "testing", "post-launch")
SAID = (
    "1.0.1 is of the kind `patch`: it skips feasibility, requirements, architecture, development,"
    " testing and post-launch"
)


def _policy(project: Repository, old: str, new: str) -> None:
    file = project.root / ".tpm/policy.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    project.commit("policy")


def test_a_hot_fix_says_what_it_skips_and_goes_out_only_if_listed(project: Repository) -> None:
    _policy(project, "kinds: {}", "kinds: {patch: [release]}")
    project.ok("start", "1.0.1", "--kind", "patch", "--abandon", "a hole in the login")
    project.answer_all("release")
    signed = project.ok("sign", "release", "--role", "tpm", "--as", TPM)
    assert f"  {SAID}\n" in signed.err
    project.sign_both("release")
    decided = project.ok("gate", "decide", "release", "go", "--reason", "it is mended")
    assert f"  {SAID}\n" in decided.err
    project.commit("release decided")

    for command in (("gate", "check", "--decided"), ("status",), ("gate", "list")):
        assert f"{SAID}." in project.ok(*command).out
    for command in (("status",), ("gate", "list")):
        data = project.ok(*command, "--format", "json").json
        assert (data["kind"], data["skipped"]) == ("patch", list(SKIPPED))
    for form in ("markdown", "html"):
        assert "it skips feasibility" in project.ok("report", "--format", form).out
    assert SAID in project.ok("portfolio", ".").out

    refused = project.run("gate", "check", "--through", "release", "--format", "json")
    assert (refused.code, refused.json["verdict"]) == (1, "unmet")
    assert [each["rule"] for each in refused.json["findings"]] == ["kind-not-deployable"]
    assert refused.json["short"] == [
        {"increment": "1.0.1", "kind": "patch", "skipped": list(SKIPPED)}
    ]
    _policy(project, "deploy-kinds: []", "deploy-kinds: [patch]")
    assert SAID in project.ok("gate", "check", "--through", "release").out


def test_no_increment_begins_while_the_product_is_killed(project: Repository) -> None:
    project.ok("gate", "decide", "feasibility", "kill", "--reason", "no market")
    for more in (("--abandon", "we go on"), ("--parallel",)):
        refused = project.run("start", "1.1", *more)
        assert refused.code == 1
        assert "so no increment can start" in refused.err
        assert "`tpm gate decide feasibility recycle --reason REASON`" in refused.err
    held = project.run("gate", "decide", "feasibility", "hold", "--reason", "we wait")
    assert held.code == 1
    assert "which `hold` does not reopen" in held.err
    project.ok("gate", "decide", "feasibility", "recycle", "--reason", "there is one")
    project.ok("start", "1.1", "--abandon", "we begin anew")
