"""Attacks on who signs: forged authors, approvals of something else, keys."""

from __future__ import annotations

import subprocess
from datetime import timedelta

from attack_cases import attack, honest
from attack_world import Result, World

from tpmcli.model.problem import Flaw
from tpmcli.model.rule import Reason
from world.files import clean_env
from world.people import DEV, PM, TPM

PM_LOGIN, TPM_LOGIN = "pm-login", "tpm-login"


def least(world: World, level: str) -> None:
    """Main's policy asks for a level, and knows its people's logins."""
    world.git("checkout", "-q", "main")
    world.policy("identity: author", f"identity: {level}")
    world.policy(
        "aliases: {}",
        f'aliases: {{{PM}: ["github:{PM_LOGIN}"], {TPM}: ["github:{TPM_LOGIN}"]}}',
    )
    world.commit()
    world.branch()


def signed_for_the_pm(world: World) -> str:
    """A pull request in which the TPM wrote the PM's sign-off, for her to approve."""
    world.git("checkout", "-q", "main")
    world.answer_all("requirements", should=True)
    world.commit()
    world.branch()
    world.sign("requirements", "pm", by=TPM, behalf_of=PM)
    return world.commit()


def approval(login: str, commit: str, state: str = "APPROVED") -> dict[str, str]:
    return {"login": login, "commit": commit, "state": state}


@attack("the commit's author is forged, where an author is not enough", Reason.APPROVAL_AWAITED)
def forged_author(world: World) -> Result:
    least(world, "platform")
    world.answer_all("requirements", should=True)
    world.sign("requirements", "pm")
    world.commit(author=PM)
    return world.check(approvals=[])


@attack("the PM's sign-off comes without her approval", Reason.APPROVAL_AWAITED)
def no_approval(world: World) -> Result:
    least(world, "platform")
    signed_for_the_pm(world)
    return world.check()


@attack("the TPM approves the sign-off in the PM's name", Reason.APPROVAL_AWAITED)
def approval_by_the_wrong_person(world: World) -> Result:
    least(world, "platform")
    head = signed_for_the_pm(world)
    return world.check(approvals=[approval(TPM_LOGIN, head)])


@attack("a login that the base does not know approves", Reason.APPROVAL_AWAITED)
def approval_by_a_stranger(world: World) -> Result:
    least(world, "platform")
    head = signed_for_the_pm(world)
    return world.check(approvals=[approval("nobody", head)])


@attack("the pull request names its own login as the PM's", Reason.APPROVAL_AWAITED)
def approval_by_an_alias_of_the_head(world: World) -> Result:
    least(world, "platform")
    signed_for_the_pm(world)
    world.policy(PM_LOGIN, "dev-login")
    head = world.commit()
    return world.check(approvals=[approval("dev-login", head)])


@attack("an approval of an earlier commit, before the sign-off", Reason.APPROVAL_OUTDATED)
def approval_of_an_earlier_commit(world: World) -> Result:
    least(world, "platform")
    before = world.git("rev-parse", "HEAD")
    signed_for_the_pm(world)
    return world.check(approvals=[approval(PM_LOGIN, before)])


@attack("an approval of answers that were changed and signed anew later", Reason.APPROVAL_OUTDATED)
def approval_of_other_answers(world: World) -> Result:
    least(world, "platform")
    approved = signed_for_the_pm(world)
    world.answer("requirements.prd-complete", by=PM, evidence=["docs/other.md"])
    world.sign("requirements", "pm", by=TPM, behalf_of=PM)
    world.commit()
    return world.check(approvals=[approval(PM_LOGIN, approved)])


@attack("an approval that was taken back", Reason.APPROVAL_AWAITED)
def approval_dismissed(world: World) -> Result:
    least(world, "platform")
    head = signed_for_the_pm(world)
    said = [approval(PM_LOGIN, head), approval(PM_LOGIN, head, "DISMISSED")]
    return world.check(approvals=said)


@attack("an approval after which changes were asked for", Reason.APPROVAL_AWAITED)
def approval_overtaken(world: World) -> Result:
    least(world, "platform")
    head = signed_for_the_pm(world)
    said = [approval(PM_LOGIN, head), approval(PM_LOGIN, head, "CHANGES_REQUESTED")]
    return world.check(approvals=said)


@attack("an approval of a commit that nobody has", Reason.APPROVAL_AWAITED)
def approval_of_nothing(world: World) -> Result:
    least(world, "platform")
    signed_for_the_pm(world)
    return world.check(approvals=[approval(PM_LOGIN, "0" * 40)])


@attack("a commit named as a revision of git's", Reason.APPROVAL_AWAITED)
def approval_of_a_revision(world: World) -> Result:
    least(world, "platform")
    signed_for_the_pm(world)
    return world.check(approvals=[approval(PM_LOGIN, "pr")])


@attack("approvals that are no JSON", Flaw.NOT_JSON, code=3)
def approvals_not_json(world: World) -> Result:
    signed_for_the_pm(world)
    return world.check(approvals="{")


@attack("approvals without states", Flaw.APPROVAL_INCOMPLETE, code=3)
def approvals_without_state(world: World) -> Result:
    signed_for_the_pm(world)
    return world.check(approvals=[{"login": PM_LOGIN, "commit": "0" * 40}])


@honest("the PM signs by approving, and never opens a terminal")
def approved(world: World) -> Result:
    least(world, "platform")
    head = signed_for_the_pm(world)
    result = world.check("--decided", approvals=[approval(PM_LOGIN, head)])
    shown = world.check("requirements", approvals=[approval(PM_LOGIN, head)])
    assert shown.report is not None
    levels = {str(s.role): s.identity for s in shown.report.gates[0].signoffs}
    assert levels["pm"] == "platform", levels
    return result


@honest("an approval stands when other files change after it")
def approved_before_other_changes(world: World) -> Result:
    least(world, "platform")
    head = signed_for_the_pm(world)
    world.write("src/main.py", "print('later')\n")
    world.commit()
    return world.check(approvals=[approval(PM_LOGIN, head, "approved"), approval("x", head)])


# Signed commits


def new_key(world: World, name: str) -> str:
    """A new key; the path of its public half."""
    path = world.root.parent / f"key-{name}"
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path)], check=True
    )
    return f"{path}.pub"


def list_signers(world: World, *lines: str) -> None:
    least(world, "signed")
    world.git("checkout", "-q", "main")
    world.write(".tpm/allowed_signers", "".join(f"{line}\n" for line in lines))
    world.answer_all("requirements", should=True)
    world.commit()
    world.branch()


def signer_line(person: str, public: str, options: str = 'namespaces="git"') -> str:
    with open(public, encoding="utf-8") as file:
        kind, key = file.read().split()[:2]
    return f"{person} {options} {kind} {key}"


def commit_signed(world: World, public: str, author: str = PM) -> None:
    world.git("add", "-A")
    world.git(
        *("-c", "gpg.format=ssh", "-c", f"user.signingkey={public}"),
        *("commit", "-q", "-S", "-m", "signed"),
        author=author,
    )


@honest("a commit signed with the PM's key")
def signed(world: World) -> Result:
    public = new_key(world, "pm")
    list_signers(world, signer_line(PM, public))
    world.sign("requirements", "pm")
    commit_signed(world, public)
    shown = world.check("requirements")
    assert shown.report is not None
    levels = {str(s.role): s.identity for s in shown.report.gates[0].signoffs}
    assert levels["pm"] == "signed", levels
    return world.check()


@attack("an unsigned commit, where commits must be signed", Reason.IDENTITY_TOO_WEAK)
def unsigned(world: World) -> Result:
    public = new_key(world, "pm")
    list_signers(world, signer_line(PM, public))
    world.sign("requirements", "pm")
    world.commit(author=PM)
    return world.check()


@attack("a key that is in no list, for which git says “Good”", Reason.IDENTITY_TOO_WEAK)
def untrusted_key(world: World) -> Result:
    list_signers(world, signer_line(PM, new_key(world, "pm")))
    other = new_key(world, "other")
    world.sign("requirements", "pm")
    commit_signed(world, other)
    said = subprocess.run(
        ["git", "-c", "gpg.ssh.allowedSignersFile=/dev/null", "verify-commit", "HEAD"],
        cwd=world.root,
        capture_output=True,
        text=True,
        env=clean_env(),
    )
    assert "Good" in said.stderr
    return world.check()


@attack("the TPM's own key signs in the PM's name", Reason.IDENTITY_TOO_WEAK)
def key_of_another_person(world: World) -> Result:
    mine = new_key(world, "tpm")
    list_signers(world, signer_line(PM, new_key(world, "pm")), signer_line(TPM, mine))
    world.sign("requirements", "pm")
    commit_signed(world, mine)
    return world.check()


@attack("the pull request adds its key to the allowed signers", Reason.IDENTITY_TOO_WEAK)
def key_of_the_head(world: World) -> Result:
    list_signers(world, signer_line(PM, new_key(world, "pm")))
    mine = new_key(world, "mine")
    world.write(".tpm/allowed_signers", signer_line(PM, mine) + "\n")
    world.sign("requirements", "pm")
    commit_signed(world, mine)
    return world.check()


@attack("an expired key with a backdated commit", Reason.IDENTITY_TOO_WEAK)
def expired_key(world: World) -> Result:
    public = new_key(world, "pm")
    list_signers(world, signer_line(PM, public, 'namespaces="git",valid-before="20260301"'))
    world.sign("requirements", "pm")
    now, world.now = world.now, world.now - timedelta(days=30)
    commit_signed(world, public)
    world.now = now
    return world.check()


@attack("a key that is only for files", Reason.IDENTITY_TOO_WEAK)
def key_of_another_namespace(world: World) -> Result:
    public = new_key(world, "pm")
    list_signers(world, signer_line(PM, public, 'namespaces="file"'))
    world.sign("requirements", "pm")
    commit_signed(world, public)
    return world.check()


@attack("a signed commit of another's entry is amended", Reason.IDENTITY_TOO_WEAK)
def signature_of_another_content(world: World) -> Result:
    public = new_key(world, "pm")
    list_signers(world, signer_line(PM, public))
    world.sign("requirements", "pm")
    commit_signed(world, public)
    raw = subprocess.run(
        ["git", "cat-file", "commit", "HEAD"], cwd=world.root, capture_output=True, check=True
    ).stdout
    forged = raw.replace(b"\nsigned\n", b"\nsigned, and more\n")
    assert forged != raw
    done = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
        cwd=world.root,
        input=forged,
        capture_output=True,
        check=True,
    )
    world.git("checkout", "-q", "-B", "pr", done.stdout.decode().strip())
    return world.check()


# Who wrote it


@attack("an evil merge brings the PM's sign-off", Reason.IDENTITY_TOO_WEAK)
def evil_merge(world: World) -> Result:
    world.answer_all("requirements", should=True)
    world.commit()
    world.git("checkout", "-q", "main")
    world.write("src/main.py", "print('other')\n")
    world.commit()
    world.git("checkout", "-q", "pr")
    world.git("merge", "-q", "--no-ff", "--no-commit", "main")
    world.sign("requirements", "pm")
    world.commit()
    return world.check()


@attack("the PM mends a broken file in which somebody hid her sign-off", Reason.IDENTITY_TOO_WEAK)
def hidden_in_a_broken_file(world: World) -> Result:
    world.answer_all("requirements", should=True)
    world.sign("requirements", "pm")
    whole = world.path(".tpm/project.yaml").read_text()
    world.write(".tpm/project.yaml", whole + "broken: [\n")
    world.commit()
    world.write(".tpm/project.yaml", whole)
    world.commit(author=PM)
    return world.check()


@attack("the PM's own entry is taken out and put back by the TPM", Reason.IDENTITY_TOO_WEAK)
def taken_out_and_put_back(world: World) -> Result:
    world.answer_all("requirements", should=True)
    world.commit()
    world.sign("requirements", "pm")
    world.commit(author=PM)
    whole = world.block("requirements.pm")
    world.record(whole, "  requirements.pm: {}")
    world.commit(author=PM)
    world.record("  requirements.pm: {}", whole)
    world.commit()
    return world.check()


@attack("a waiver is requested in another's name", Reason.IDENTITY_TOO_WEAK)
def waiver_in_anothers_name(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.answer_all("requirements", should=True)
    world.commit()
    world.branch()
    world.answer("requirements.nfrs-quantified", "not-met", note="not yet")
    world.waive("requirements.nfrs-quantified", world.day(30), by=PM, approved_by=TPM)
    world.commit()
    return world.check()


def _promised(world: World) -> None:
    """Main passes requirements with a condition."""
    world.git("checkout", "-q", "main")
    world.answer_all("requirements", should=True)
    world.sign("requirements", "tpm")
    world.sign("requirements", "pm")
    world.decide("requirements", "conditional", conditions=[("measure it", TPM, world.day(20))])
    world.commit()
    world.branch()


@attack("a stranger says that a condition was kept", Reason.CLOSER_UNAUTHORISED)
def closing_by_a_stranger(world: World) -> Result:
    _promised(world)
    world.close("requirements", 1)
    block = world.block("requirements")
    head, _, tail = block.rpartition(f"by: {TPM}")
    world.record(block, f"{head}by: {DEV}{tail}")
    world.commit(author=DEV)
    return world.check()


@attack("a condition is closed with nothing to show", Reason.CLOSED_WITHOUT_EVIDENCE)
def closing_without_evidence(world: World) -> Result:
    _promised(world)
    block = world.block("requirements")
    at = f"{world.now:%Y-%m-%dT%H:%M:%SZ}"
    world.record(block, block + f'\n    - close: 1\n      by: {TPM}\n      at: "{at}"')
    world.commit()
    return world.check()


@attack("the condition's evidence is deleted after it was closed", Reason.CLOSING_EVIDENCE_MISSING)
def closing_evidence_deleted(world: World) -> Result:
    _promised(world)
    world.close("requirements", 1)
    world.commit()
    world.land()
    world.path("docs/evidence.md").unlink()
    world.commit()
    return world.check()


@attack(
    "a gate is held, its answers change, and it is decided on the old signatures",
    Reason.SIGNOFF_STALE,
)
def held_edited_and_decided(world: World) -> Result:
    from attack_tools import decide_by_hand

    world.decide("feasibility", "hold", reason="one moment")
    world.commit(author=PM)
    world.now += timedelta(minutes=5)
    world.answer("feasibility.problem-statement-agreed", by=PM, evidence=["docs/other.md"])
    decide_by_hand(world, "feasibility")
    world.commit(author=PM)
    return world.check()


@attack("an answer is dated ahead so that it never lapses", Reason.DATED_BEFORE_ANSWERS)
def answer_from_the_future(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.answer_all("requirements", should=True)
    world.commit()
    world.branch()
    block = world.block("requirements.prd-complete")
    at = block.partition("at: ")[2].split("\n")[0]
    world.record(block, block.replace(at, '"2099-01-01T00:00:00Z"'))
    world.sign("requirements", "pm")
    world.commit(author=PM)
    return world.check()
