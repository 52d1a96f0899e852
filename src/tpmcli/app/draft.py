"""The draft: a branch of its own on which the page saves, until it is proposed.

How it is used:

    draft = open_draft(context)                 # finds or makes it; repairs what was cut off
    draft.author.missing                        # ("user.name",): nothing can be saved yet
    done = save(draft, act, shown=shown, uploads=[upload])       # app/draft_save.py
    entries(draft)                              # what is in it, app/draft_entries.py
    undo(draft, entry.commit)                   # app/draft_undo.py
    state(draft)                                # behind, ahead, fetched: app/draft_state.py
    update(draft), resolve(draft, key, side)    # merges main: app/draft_update.py
    difference(draft), propose(draft)           # pushes: app/propose.py

`draft.context` is the context for every use case in the draft, `open_workspace(draft.context)` its
project. A `Draft` is a plain value: open it again for each request, which takes a few runs of git.
What writes holds the draft's lock, and ends the step that it began or takes it back.
"""

import os
from contextlib import AbstractContextManager
from typing import NamedTuple

from tpmcli.app.context import CommandContext
from tpmcli.app.draft_repair import Repair, repair
from tpmcli.app.elsewhere import locate
from tpmcli.app.workspace import POLICY
from tpmcli.model.days import day_of
from tpmcli.model.errors import RefusedError
from tpmcli.model.fix import Command
from tpmcli.repo.author import Author, read_author
from tpmcli.repo.discover import folder_in_repository
from tpmcli.repo.draft_git import DraftGit, read_settings
from tpmcli.repo.draft_tree import (
    DraftNote,
    DraftPlace,
    DraftTree,
    add_tree,
    open_tree,
    read_note,
    write_note,
)
from tpmcli.repo.git import Git, open_git
from tpmcli.repo.lock import WAIT, hold
from tpmcli.repo.main_branch import REMOTE, MainBranch, find_main, ref_commit


class Draft(NamedTuple):
    """A draft, as it was opened.

    `top` is its work tree, `folder` the project in it. `main` is the branch that it began at and is
    merged into; without a remote it is a local one. `context` is that of use cases in the draft:
    the acting person is the author that git names. `repaired` is what its opening had to repair.
    `protocols` are those over which git may reach the remote. `person_top` is the work tree of the
    person that the draft was opened from.
    """

    top: str
    folder: str
    branch: str
    main: MainBranch
    author: Author
    context: CommandContext
    place: DraftPlace
    person_top: str
    repaired: Repair = Repair.NOTHING
    protocols: tuple[str, ...] = ()

    def tree(self) -> DraftTree:
        """Return the draft's work tree, with git in it."""
        return DraftTree(self.place, DraftGit(self.top, self.context.env, self.author))

    def git(self) -> DraftGit:
        """Return git in the project's folder of the draft."""
        return DraftGit(self.folder, self.context.env, self.author)

    def remote_git(self) -> DraftGit:
        """Return git for what reaches the remote: in the person's work tree.

        Only there does an address that is a relative path lead to where they mean it to.
        """
        return DraftGit(self.person_top, self.context.env, self.author)


# What `tpm.protocols` in git's configuration may name.
_KNOWN_PROTOCOLS = ("https", "ssh", "file")


def open_draft(context: CommandContext, wait: float = WAIT) -> Draft:
    """Return the draft of the project around a folder: the present one, or a new one.

    A new one begins at the newest known commit of main. One of which main has everything ends; the
    next one begins. An empty one follows main. Nothing is fetched.

    Raises: RefusedError if there is no git repository, or main has no commit or no such project;
    InvalidInputError if there is no project; StorageError if the lock is not free within `wait`
    seconds, or git fails.
    """
    root = locate(context.folder)
    git = open_git(root, context.env)
    if git is None or git.repository is None or not git.repository.top:
        raise RefusedError("a draft needs a git repository", Command(("git", "init")))
    prefix = folder_in_repository(root)
    place = DraftPlace(git.repository.common_dir, _name(prefix))
    settings = read_settings(git)
    author = read_author(settings)
    main, start = find_main(git, settings)
    if not start:
        raise RefusedError(
            f"the branch `{main.name}` has no commit, so no draft can begin at it",
            "commit the project to it first",
        )
    opener = _Opener(place, git, author, main, context, prefix)
    tree, repaired = opener.as_it_is(start), Repair.NOTHING
    if tree is None:
        with hold_draft(place, wait):
            tree, repaired = opener.open(start)
    branch = tree.branch()
    folder = os.path.join(place.top, *prefix.split("/")) if prefix else place.top
    if not os.path.isfile(os.path.join(folder, POLICY)):
        raise RefusedError(
            f"the project is not in the branch `{main.name}` yet",
            "commit `.tpm/` and merge it first",
        )
    inside = context._replace(folder=folder, person=author.email, directory="")
    protocols = tuple(
        each for each in settings.get("tpm.protocols", "").split() if each in _KNOWN_PROTOCOLS
    )
    return Draft(
        place.top,
        folder,
        branch,
        main,
        author,
        inside,
        place,
        git.repository.top,
        repaired,
        protocols or ("https", "ssh"),
    )


def hold_draft(place: DraftPlace, wait: float = WAIT) -> AbstractContextManager[None]:
    """Hold the lock under which a draft is changed.

    Raises: StorageError if it is not free within `wait` seconds, or git's folder cannot be written.
    """
    place.make_home()
    return hold(place.top + ".draft", wait)


class _Opener:
    """One opening of a draft."""

    def __init__(
        self,
        place: DraftPlace,
        git: Git,
        author: Author,
        main: MainBranch,
        context: CommandContext,
        prefix: str,
    ) -> None:
        self.place = place
        self.git = DraftGit(git.folder, context.env, author)
        self.author = author
        self.main = main
        self.context = context
        self.prefix = prefix

    def as_it_is(self, start: str) -> DraftTree | None:
        """Return the draft if it is in order and stays; None if something is to be done.

        This needs no lock, so that a page is drawn while another one is busy.
        """
        note = read_note(self.place)
        tree = open_tree(self.place, self.context.env, self.author)
        if tree is None or tree.branch() != note.branch or tree.step() is not None:
            return None
        if not self._stays(tree.head(), start, note) or not tree.is_clean():
            return None
        return tree

    def open(self, start: str) -> tuple[DraftTree, Repair]:
        note = read_note(self.place)
        tree = open_tree(self.place, self.context.env, self.author)
        branch = note.branch or (tree.branch() if tree else "")
        if not branch or not ref_commit(self.git, f"refs/heads/{branch}"):
            return self._begin(start), Repair.NOTHING
        repaired = Repair.NOTHING
        if tree is None or tree.branch() != branch:
            tree = add_tree(self.place, self.git, branch, self.context.env, self.author)
            repaired = Repair.RESTORED
        folder = os.path.join(self.place.top, *self.prefix.split("/"))
        repaired = max(repair(tree, folder), repaired, key=lambda each: each is not Repair.NOTHING)
        if note.branch != branch:
            write_note(self.place, DraftNote(branch))
        return self._follow(tree, branch, start), repaired

    def _begin(self, start: str) -> DraftTree:
        """Begin a new draft at a commit of main."""
        branch = self._free_name()
        self.git.output("update-ref", "-m", "tpm: begin a draft", f"refs/heads/{branch}", start, "")
        note = DraftNote(branch, fetched=read_note(self.place).fetched)
        write_note(self.place, note)
        return add_tree(self.place, self.git, branch, self.context.env, self.author)

    def _follow(self, tree: DraftTree, branch: str, start: str) -> DraftTree:
        """Return the draft, or the next one if main has everything that was sent of it."""
        note, head = read_note(self.place), tree.head()
        if self._stays(head, start, note):
            return tree
        if note.offered:
            return self._next(branch, start)
        tree.move(start)
        return tree

    def _stays(self, head: str, start: str, note: DraftNote) -> bool:
        """Return whether the draft is neither done nor an empty one that follows main."""
        if head == start and not note.offered:
            return True
        if is_ancestor(self.git, head, start):
            return False
        return not (note.sent and self._adds_nothing(head, start))

    def _next(self, branch: str, start: str) -> DraftTree:
        made = self._begin(start)
        self.git.run("update-ref", "-d", f"refs/heads/{branch}")
        return made

    def _adds_nothing(self, head: str, start: str) -> bool:
        """Return whether a merge into main would change nothing, as after it was squashed."""
        words = ("merge-tree", "--write-tree", "--no-messages", start, head)
        made = self.git.run(*words)
        there = self.git.run("rev-parse", f"{start}^{{tree}}")
        return made.code == 0 and made.out.split()[:1] == there.out.split()[:1]

    def _free_name(self) -> str:
        """Return the name of a new branch, `tpm/<name>-<day>`, that nothing has."""
        start = f"tpm/{person_slug(self.author)}-{day_of(self.context.now())}"
        number = 1
        while True:
            name = start if number == 1 else f"{start}-{number}"
            places = (f"refs/heads/{name}", f"refs/remotes/{REMOTE}/{name}")
            if name != self.main.name and not any(ref_commit(self.git, each) for each in places):
                return name
            number += 1


def is_ancestor(git: Git, commit: str, of: str) -> bool:
    """Return whether a commit is in the history of another one."""
    return git.run("merge-base", "--is-ancestor", commit, of).code == 0


def person_slug(author: Author) -> str:
    """Return a person's name as a part of a branch's name: letters and digits of ASCII."""
    from unicodedata import normalize

    for text in (author.name, author.email.partition("@")[0]):
        plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        words = "".join(sign if sign.isalnum() else " " for sign in plain).split()
        if words:
            return "-".join(words)[:40].strip("-")
    return "draft"


def _name(prefix: str) -> str:
    """Return the name of a draft's folder: one for each project of a repository."""
    if not prefix:
        return "draft"
    from hashlib import sha256

    return f"draft-{sha256(prefix.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"
