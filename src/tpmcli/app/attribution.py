"""The identity level of the entries that a branch adds, found commit by commit.

Lines do not matter, as they would to `git blame`: an entry belongs to the commit whose record has
it and whose parents' records do not.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tpmcli.app.state import SIGNERS
from tpmcli.app.workspace import INCREMENTS, RECORD
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.policy import Identity, Policy
from tpmcli.model.record import CheckRun, Start
from tpmcli.repo.approvals import Approval
from tpmcli.repo.authorship import Commit, blobs_in, commits_between, contents, objects_at
from tpmcli.repo.comparison import Comparison
from tpmcli.repo.signatures import SignatureVerifier
from tpmcli.rules.change.new_entries import Attribution
from tpmcli.rules.change.recorded_entries import EntryKey, Recorded, entries_of
from tpmcli.store.record.file import read_record

_HEX = frozenset("0123456789abcdef")
_ORDER = list(Identity)


class IdentitySources(NamedTuple):
    """The sources of identity: the base's policy and signers, approvals, the present moment."""

    policy: Policy
    allowed_signers: bytes
    approvals: Sequence[Approval]
    now: str


def attribute(
    compared: Comparison,
    prefix: str,
    accepted: str,
    wanted: Mapping[EntryKey, Recorded],
    identity: IdentitySources,
) -> dict[EntryKey, Attribution]:
    """Return the identity level that each of the wanted entries reaches.

    Only commits after `accepted` are considered. If several of them add an entry, it has the lowest
    of their levels.
    """
    if not wanted:
        return {}
    commits = commits_between(compared.git, accepted, compared.entries_head)
    approved = [each.commit for each in identity.approvals if _is_object_id(each.commit)]
    parents = [parent for commit in commits for parent in commit.parents]
    history = _History(compared, prefix, [*(c.id for c in commits), *parents, *approved])
    sources = _introductions(commits, history, wanted.keys())
    judge = _Judge(compared, identity, history)
    return {
        key: judge.attribution(recorded, sources.get(key, [])) for key, recorded in wanted.items()
    }


class _Source(NamedTuple):
    """A commit that adds an entry; `sure` if every parent's record can be read."""

    commit: Commit
    sure: bool


def _introductions(
    commits: Sequence[Commit], history: "_History", wanted: Iterable[EntryKey]
) -> dict[EntryKey, list[_Source]]:
    looked_for = set(wanted)
    # A record that cannot be read, as amid a conflict, counts as that of its parents.
    known: dict[str, frozenset[EntryKey]] = {}
    found: dict[EntryKey, list[_Source]] = {}
    nothing: frozenset[EntryKey] = frozenset()
    for commit in commits:
        before = nothing.union(
            *(
                known[parent] if parent in known else history.keys(parent) or nothing
                for parent in commit.parents
            )
        )
        own = history.keys(commit.id)
        known[commit.id] = before if own is None else own
        sure = all(history.keys(parent) is not None for parent in commit.parents)
        for key in (known[commit.id] - before) & looked_for:
            found.setdefault(key, []).append(_Source(commit, sure))
    return found


class _History:
    """The entries of the project's records in some commits."""

    def __init__(self, compared: Comparison, prefix: str, commits: Iterable[str]) -> None:
        git = compared.git
        start = f"{prefix}/" if prefix else ""
        paths = (f"{start}{RECORD}", f"{start}{INCREMENTS}")
        self._commits = list(dict.fromkeys(commits))
        self._objects = objects_at(git, self._commits, paths)
        self._paths = paths
        folders = {self._objects.get((commit, paths[1]), "") for commit in self._commits} - {""}
        self._kept = {
            folder: sorted(oid for name, oid in blobs_in(git, folder).items() if _is_record(name))
            for folder in folders
        }
        blobs = {self._objects.get((commit, paths[0]), "") for commit in self._commits} - {""}
        blobs.update(oid for kept in self._kept.values() for oid in kept)
        self._entries = {oid: _entries(data) for oid, data in contents(git, sorted(blobs)).items()}

    def has_record(self, commit: str) -> bool:
        """Return whether the commit is there and has a record under way."""
        return (commit, self._paths[0]) in self._objects

    def keys(self, commit: str) -> frozenset[EntryKey] | None:
        """Return the entries of a commit's records; None if a record cannot be read."""
        blobs = list(self._kept.get(self._objects.get((commit, self._paths[1]), ""), ()))
        current = self._objects.get((commit, self._paths[0]))
        found = [self._entries.get(oid) for oid in ([current] if current else []) + blobs]
        if any(entries is None for entries in found):
            return None
        return frozenset(key for entries in found if entries for key in entries)


def _is_record(name: str) -> bool:
    return name.endswith(".yaml")


def _entries(data: bytes) -> frozenset[EntryKey] | None:
    try:
        return frozenset(entries_of(read_record(data, RECORD)))
    except InvalidInputError:
        return None


class _Judge:
    """Evaluates the identity level of an entry by commits, signatures and approvals."""

    def __init__(self, compared: Comparison, identity: IdentitySources, history: _History) -> None:
        self._identity = identity
        self._history = history
        self._signatures = SignatureVerifier(
            compared.git, identity.allowed_signers, identity.now, compared.scratch
        )

    def attribution(self, recorded: Recorded, sources: Sequence[_Source]) -> Attribution:
        person = self._identity.policy.canonical(recorded.entry.by)
        level = Identity.CLAIMED
        weakest: Commit | None = None
        for source in sources:
            reached = self._level(source, person)
            if weakest is None or _ORDER.index(reached) < _ORDER.index(level):
                level, weakest = reached, source.commit
        # Nobody can approve a pull request of their own, so what its author recorded of a run or a
        # start may be approved by anybody whom the policy names.
        anybody = level is Identity.AUTHOR and isinstance(recorded.entry, CheckRun | Start)
        approved = self._approved(person, anybody=anybody)
        if level is not Identity.SIGNED and any(recorded.key in keys for keys in approved.values()):
            level = Identity.PLATFORM
        if weakest is None:
            return Attribution(level)
        without = [commit for commit, keys in approved.items() if recorded.key not in keys]
        return Attribution(
            level, weakest.id, weakest.email, weakest.authored, without[-1] if without else ""
        )

    def _level(self, source: _Source, person: str) -> Identity:
        policy = self._identity.policy
        if not source.sure:
            return Identity.CLAIMED
        if self._signatures.is_signed_by(source.commit.id, policy.names_of(person)):
            return Identity.SIGNED
        author = policy.canonical(source.commit.email) == person
        return Identity.AUTHOR if author else Identity.CLAIMED

    def _approved(self, person: str, *, anybody: bool) -> dict[str, frozenset[EntryKey]]:
        """Return the commits that the person approved, each with the entries of its records.

        With `anybody`, an approval counts by whoever the policy names.
        """
        policy = self._identity.policy
        return {
            approval.commit: self._history.keys(approval.commit) or frozenset()
            for approval in self._identity.approvals
            if _is_object_id(approval.commit)
            and (
                policy.canonical(approval.login) == person
                or (anybody and policy.known(approval.login))
            )
            and self._history.has_record(approval.commit)
        }


def _is_object_id(text: str) -> bool:
    return len(text) in (40, 64) and set(text) <= _HEX


def signers_of(sources: Mapping[str, bytes]) -> bytes:
    """Return the list of allowed signers among a policy's files; empty if there is none."""
    return sources.get(SIGNERS, b"")
