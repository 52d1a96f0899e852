"""Web pages of a repository, from the addresses of its remotes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmcli.repo.code_host import (
    CodeHost,
    HostKind,
    find_code_host,
    host_with,
    is_pushed,
    read_remote,
)
from tpmcli.repo.git import Git

Run = Callable[..., str]
K = HostKind

ADDRESSES = {
    "https://github.com/acme/ledger.git": (K.GITHUB, "https://github.com/acme/ledger"),
    "https://github.com/acme/ledger/": (K.GITHUB, "https://github.com/acme/ledger"),
    "https://me:s3cret@github.com/acme/ledger": (K.GITHUB, "https://github.com/acme/ledger"),
    "git@github.com:acme/ledger.git": (K.GITHUB, "https://github.com/acme/ledger"),
    "ssh://git@ssh.github.com:443/acme/ledger.git": (K.GITHUB, "https://github.com/acme/ledger"),
    "HTTPS://GitHub.com/Acme/Ledger.git": (K.GITHUB, "https://github.com/Acme/Ledger"),
    "https://github.acme.example/pay/ledger": (K.GITHUB, "https://github.acme.example/pay/ledger"),
    "git@acme.ghe.com:pay/ledger.git": (K.GITHUB, "https://acme.ghe.com/pay/ledger"),
    "https://gitlab.com/a/b/c/d.git": (K.GITLAB, "https://gitlab.com/a/b/c/d"),
    "ssh://git@gitlab.acme.example:2222/a/b.git": (K.GITLAB, "https://gitlab.acme.example/a/b"),
    "https://gitlab-ci-token:x@gitlab.acme.example:8443/a/b.git": (
        K.GITLAB,
        "https://gitlab.acme.example:8443/a/b",
    ),
    "https://code.acme.example/a/b/c.git": (K.GITLAB, "https://code.acme.example/a/b/c"),
    "git@bitbucket.org:acme/ledger.git": (K.BITBUCKET, "https://bitbucket.org/acme/ledger"),
    "https://code.acme.example/scm/PAY/ledger.git": (
        K.BITBUCKET_SERVER,
        "https://code.acme.example/projects/PAY/repos/ledger",
    ),
    "https://acme.example/bitbucket/scm/~pat/ledger.git": (
        K.BITBUCKET_SERVER,
        "https://acme.example/bitbucket/users/pat/repos/ledger",
    ),
    "ssh://git@code.acme.example:7999/pay/ledger.git": (
        K.BITBUCKET_SERVER,
        "https://code.acme.example/projects/pay/repos/ledger",
    ),
    "https://acme@dev.azure.com/acme/My%20Project/_git/ledger": (
        K.AZURE,
        "https://dev.azure.com/acme/My%20Project/_git/ledger",
    ),
    "git@ssh.dev.azure.com:v3/acme/My%20Project/ledger": (
        K.AZURE,
        "https://dev.azure.com/acme/My%20Project/_git/ledger",
    ),
    "https://acme.visualstudio.com/Pay/_git/ledger": (
        K.AZURE,
        "https://acme.visualstudio.com/Pay/_git/ledger",
    ),
    "acme@vs-ssh.visualstudio.com:v3/acme/Pay/ledger": (
        K.AZURE,
        "https://acme.visualstudio.com/Pay/_git/ledger",
    ),
    "https://codeberg.org/acme/ledger.git": (K.GITEA, "https://codeberg.org/acme/ledger"),
    "git@gitea.acme.example:acme/ledger.git": (K.GITEA, "https://gitea.acme.example/acme/ledger"),
    "https://git.example.com/kestrel/ledger.git": (
        K.OTHER,
        "https://git.example.com/kestrel/ledger",
    ),
    'https://github.com/acme/"><script>': (
        K.GITHUB,
        "https://github.com/acme/%22%3E%3Cscript%3E",
    ),
}
NO_PAGE = [
    "",
    "/srv/git/ledger.git",
    "../ledger",
    "ledger",
    "C:/work/ledger",
    "C:\\work\\ledger",
    "./a:b/c",
    "file:///srv/git/ledger.git",
    "http://github.com/acme/ledger",
    "git://github.com/acme/ledger.git",
    "ext::ssh -i key git@github.com acme/ledger",
    "javascript://github.com/acme/ledger",
    "git@work:acme/ledger.git",
    "git@acme.example:/srv/git/ledger.git",
    "ssh://acme.example/~pat/ledger.git",
    "https://github.com/ledger",
    "https://github.com/../ledger",
    "https://github.com/acme/%2e%2e",
    "https://github.com/acme/led%2fger",
    "https://github.com/acme/ledger?ref=a",
    "https://github.com/acme/ledger#a",
    "https://[::1]/acme/ledger",
    "https://github.com:x/acme/ledger",
    "https://git<hub>.com/acme/ledger",
    "https:///acme/ledger",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_page_of_a_repository(address: str) -> None:
    assert read_remote(address) == CodeHost(*ADDRESSES[address])


@pytest.mark.parametrize("address", NO_PAGE)
def test_no_page_of_an_address(address: str) -> None:
    assert read_remote(address) is None


PAGES = {
    K.GITHUB: (
        "https://h/o/r/commit/c0de",
        "https://h/o/r/blob/c0de/docs/a%20b%23%C3%A9.md",
        "https://h/o/r/compare/main...tpm/a%20b?expand=1",
    ),
    K.GITLAB: (
        "https://h/o/r/-/commit/c0de",
        "https://h/o/r/-/blob/c0de/docs/a%20b%23%C3%A9.md",
        (
            "https://h/o/r/-/merge_requests/new?merge_request%5Bsource_branch%5D=tpm%2Fa%20b"
            "&merge_request%5Btarget_branch%5D=main"
        ),
    ),
    K.AZURE: (
        "https://h/o/r/commit/c0de",
        "https://h/o/r?path=%2Fdocs%2Fa%20b%23%C3%A9.md&version=GCc0de",
        "https://h/o/r/pullrequestcreate?sourceRef=tpm%2Fa%20b&targetRef=main",
    ),
    K.BITBUCKET: (
        "https://h/o/r/commits/c0de",
        "https://h/o/r/src/c0de/docs/a%20b%23%C3%A9.md",
        "https://h/o/r/pull-requests/new?source=tpm%2Fa%20b&dest=main",
    ),
    K.BITBUCKET_SERVER: (
        "https://h/o/r/commits/c0de",
        "https://h/o/r/browse/docs/a%20b%23%C3%A9.md?at=c0de",
        (
            "https://h/o/r/pull-requests?create&sourceBranch=refs%2Fheads%2Ftpm%2Fa%20b"
            "&targetBranch=refs%2Fheads%2Fmain"
        ),
    ),
    K.GITEA: (
        "https://h/o/r/commit/c0de",
        "https://h/o/r/src/commit/c0de/docs/a%20b%23%C3%A9.md",
        "https://h/o/r/compare/main...tpm/a%20b",
    ),
    K.OTHER: (
        "https://h/o/r/commit/c0de",
        "https://h/o/r/blob/c0de/docs/a%20b%23%C3%A9.md",
        None,
    ),
}


def test_every_kind_has_pages() -> None:
    assert set(PAGES) == set(HostKind)


@pytest.mark.parametrize("kind", PAGES)
def test_the_pages_of_each_kind(kind: HostKind) -> None:
    host = CodeHost(kind, "https://h/o/r")
    shown = (
        host.commit("c0de"),
        host.file("c0de", "docs/a b#é.md"),
        host.new_request("tpm/a b", "main"),
    )
    assert shown == PAGES[kind]


@given(
    st.text(max_size=40), st.sampled_from(["https://{}", "git@{}", "ssh://{}", "{}"]), st.booleans()
)
def test_no_address_escapes(text: str, form: str, known: bool) -> None:
    """Whatever stands in it: the page is plain https, without a user, a password or a sign."""
    host = read_remote(form.format(f"github.com/{text}" if known else text))
    if host is None:
        return
    page = urlsplit(host.file("c0de", text))
    assert (page.scheme, page.username, page.password, page.fragment) == ("https", None, None, "")
    assert not set(page.geturl()) & set("\"'<> \\\n\t")
    assert page.geturl().isascii()


@pytest.fixture
def cloned(repository: Path, tmp_path: Path, git: Run) -> Path:
    """A clone whose last commit was not pushed, with a code host as its remote."""
    (repository / "a.md").write_text("a\n")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "a")
    git(tmp_path, "clone", "-q", str(repository), "clone")
    clone = tmp_path / "clone"
    git(clone, "remote", "set-url", "origin", "git@github.com:acme/ledger.git")
    (clone / "a.md").write_text("b\n")
    git(clone, "commit", "-qam", "b")
    return clone


def test_a_commit_that_was_pushed(cloned: Path, git: Run) -> None:
    here = Git(str(cloned))
    mine, theirs = git(cloned, "rev-parse", "HEAD"), git(cloned, "rev-parse", "HEAD~")
    assert [is_pushed(here, commit) for commit in (mine, theirs, "0" * 40)] == [False, True, False]
    assert host_with(here, mine) is None
    assert host_with(here, theirs) == CodeHost(K.GITHUB, "https://github.com/acme/ledger")


def test_a_commit_that_was_pushed_to_a_fork(cloned: Path, git: Run) -> None:
    git(cloned, "remote", "add", "fork", "https://gitlab.com/pat/ledger")
    git(cloned, "update-ref", "refs/remotes/fork/topic", "HEAD")
    found = host_with(Git(str(cloned)), git(cloned, "rev-parse", "HEAD"))
    assert found == CodeHost(K.GITLAB, "https://gitlab.com/pat/ledger")


def test_the_remote_that_counts(cloned: Path, git: Run) -> None:
    here = Git(str(cloned))
    git(cloned, "remote", "rename", "origin", "upstream")
    assert find_code_host(here) == CodeHost(K.GITHUB, "https://github.com/acme/ledger")
    git(cloned, "remote", "add", "other", "https://gitlab.com/pat/ledger")
    assert find_code_host(here) is None
    assert find_code_host(here, "other") == CodeHost(K.GITLAB, "https://gitlab.com/pat/ledger")


def test_an_address_that_git_rewrites(cloned: Path, git: Run) -> None:
    git(cloned, "remote", "set-url", "origin", "gh:acme/ledger")
    git(cloned, "config", "url.https://github.com/.insteadOf", "gh:")
    assert find_code_host(Git(str(cloned))) == CodeHost(K.GITHUB, "https://github.com/acme/ledger")


def test_no_remote(repository: Path) -> None:
    assert find_code_host(Git(str(repository))) is None
    assert host_with(Git(str(repository)), "HEAD") is None
