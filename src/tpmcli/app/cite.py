"""What an answer, a decision or a closed condition cites as evidence, checked as it is cited."""

from collections.abc import Sequence

from tpmcli.app.context import CommandContext
from tpmcli.app.weak_evidence import grade
from tpmcli.app.workspace import Workspace, is_ignored
from tpmcli.model.errors import RefusedError
from tpmcli.model.facts import Detail, EvidenceDetail, EvidenceFact, EvidenceStatus
from tpmcli.model.fix import Advice, Command, Help
from tpmcli.model.problem import Hint, Remedy
from tpmcli.model.record import Evidence
from tpmcli.render.finding import detail_text
from tpmcli.repo.evidence import inspect_evidence
from tpmcli.repo.path_arguments import from_root
from tpmcli.rules.items import FETCH, add_command
from tpmcli.text.paths import split_fragment


def cite_again(workspace: Workspace, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Return evidence with the digests of today.

    Raises: RefusedError if a path cannot be evidence.
    """
    paths = [entry.path for entry in evidence if entry.path]
    facts = inspect_evidence(workspace.tree, paths)
    for path in paths:
        _refuse_unusable(workspace, path, facts[path])
    grade(workspace, facts)
    return tuple(
        entry._replace(sha256=facts[entry.path].sha256) if entry.path else entry
        for entry in evidence
    )


def _is_link(target: str) -> bool:
    return target.startswith(("http://", "https://"))


def resolve_target(workspace: Workspace, context: CommandContext, target: str) -> str:
    """Return a path or link, as typed, as it would be recorded."""
    return target if _is_link(target) else from_root(workspace.root, context.folder, target)


def cite(
    workspace: Workspace, context: CommandContext, targets: Sequence[str], *, graded: bool = True
) -> tuple[list[Evidence], list[str]]:
    """Return paths and links as evidence, with remarks on their content if it is `graded`.

    Paths are relative to the folder of the call, as with other tools, and are recorded relative to
    the folder that holds `.tpm/`.

    Raises: RefusedError if a path or link cannot be evidence.
    """
    paths = {
        target: resolve_target(workspace, context, target)
        for target in targets
        if not _is_link(target)
    }
    facts = inspect_evidence(workspace.tree, paths.values())
    evidence = []
    remarks = []
    for target in dict.fromkeys(targets):
        if target not in paths:
            _refuse_bad_link(target)
            evidence.append(Evidence(url=target))
            remarks.append(f"{target} is recorded, but not verified")
            continue
        path = paths[target]
        _refuse_unusable(workspace, path, facts[path], target)
        evidence.append(Evidence(path=path, sha256=facts[path].sha256))
    return evidence, [*remarks, *(grade(workspace, facts) if graded else ())]


def _refuse_bad_link(target: str) -> None:
    host = target.partition("://")[2].partition("/")[0]
    if not host or any(character.isspace() for character in target):
        raise RefusedError(f"`{target}` is not a link", "write it as https://host/path")


_UNUSABLE: dict[EvidenceStatus, tuple[str, Command | str]] = {
    EvidenceStatus.MISSING: ("does not exist", "check the path, or write the file first"),
    EvidenceStatus.EMPTY: ("is empty", "fill it first"),
    EvidenceStatus.OUTSIDE: (
        "is not inside this repository",
        "evidence is a file of this repository, or an http(s) link",
    ),
    EvidenceStatus.NOT_FETCHED: ("cannot be read", FETCH),
}


def _refuse_unusable(workspace: Workspace, path: str, fact: EvidenceFact, typed: str = "") -> None:
    """Raise RefusedError if the file cannot be evidence. `typed` is the path as it was typed."""
    if fact.status is EvidenceStatus.OK:
        return
    if fact.status is EvidenceStatus.UNTRACKED:
        file = split_fragment(path)[0]
        if is_ignored(workspace, file):
            raise RefusedError(f"git ignores {file}", Advice(Help.NOT_IGNORED, name=file))
        raise RefusedError(f"`{path}` is not tracked by git", add_command(path))
    words, hint = _UNUSABLE[fact.status]
    near = _nearest(fact.detail)
    if near is not None:
        shown = "" if near.kind is Detail.NEAREST else f": there is no heading `#{near.words[0]}`"
        raise RefusedError(f"`{path}` {words}{shown}", Hint(Remedy.DID_YOU_MEAN, (near.words[-1],)))
    if fact.status in (EvidenceStatus.MISSING, EvidenceStatus.OUTSIDE) and typed:
        from tpmcli.app.meant import meant

        hint = meant(workspace, typed, path) or hint
    raise RefusedError(f"`{path}` {words}{colon_detail(fact.detail)}", hint)


def _nearest(detail: EvidenceDetail | None) -> EvidenceDetail | None:
    """Return the detail if it names the nearest match, which is a better hint than any other."""
    return detail if detail and detail.kind in (Detail.NEAREST, Detail.NEAREST_HEADING) else None


def colon_detail(detail: EvidenceDetail | None) -> str:
    """Return the detail after a colon; empty if there is none."""
    return f": {detail_text(detail)}" if detail is not None else ""
