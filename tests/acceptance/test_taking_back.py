"""Taking back what was done, as commands in a real repository."""

from __future__ import annotations

from world.command import Repository
from world.people import EVIDENCE, PM

SPIKED = "feasibility.unknowns-spiked"


def test_answers_signoffs_and_starts(project: Repository) -> None:
    blank = project.record()
    project.ok("answer", SPIKED, "met", "--evidence", EVIDENCE)
    replaced = project.ok("answer", SPIKED, "met", "--evidence", "https://example.com/x")
    assert f"replaced the evidence of {SPIKED}: {EVIDENCE}" in replaced.err
    project.ok("answer", SPIKED, "--add-evidence", EVIDENCE)
    project.ok("answer", SPIKED, "--remove-evidence", "https://example.com/x")
    cleared = project.ok("answer", "unknowns-spiked", "--clear")
    assert cleared.err.startswith("cleared: ")
    assert project.record() == blank

    # A withdrawal counts until the role signs again, and is judged like a sign-off.
    project.answer_all("feasibility")
    project.sign_both("feasibility")
    project.commit("signed")
    project.git("checkout", "-q", "-b", "change")
    assert project.run("sign", "--role", "pm", "--withdraw").code == 1
    project.ok("sign", "--role", "pm", "--withdraw", "--as", PM)
    assert "withdrew the PM's sign-off of feasibility" in project.run("status").out
    assert f"{PM} withdrew the PM's sign-off" in project.ok("next").out
    assert "withdrawn" in project.ok("log").out
    project.commit("withdrawn by another")
    forged = project.run("gate", "check", "--decided", "--against", "main")
    assert forged.code == 1
    assert "identity-too-weak" in forged.out
    project.git("checkout", "-q", "main")

    # A start by mistake, undone after it was merged.
    before = project.record()
    project.ok("start", "1.1", "--abandon", "by mistake")
    project.commit("start 1.1")
    project.git("checkout", "-q", "-b", "undo")
    undone = project.ok("start", "--undo")
    assert "undone: the start of 1.1; 1.0 is current" in undone.err
    assert project.record() == before
    project.commit("undo 1.1")
    assert project.run("gate", "check", "--decided", "--against", "main").code == 0
