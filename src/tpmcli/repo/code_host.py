"""The web pages of a repository on its code host, worked out from the address of a git remote.

Nothing is asked over the network. An address that cannot have a web page has none here: a local
path, `file://`, plain `http` and `git`. Credentials are dropped, and so are the ports of ssh.
"""

from enum import StrEnum
from typing import NamedTuple

from tpmcli.repo.git import Git

_SSH_HOSTS = {
    "ssh.github.com": "github.com",
    "altssh.gitlab.com": "gitlab.com",
    "altssh.bitbucket.org": "bitbucket.org",
}
_HOST_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-")


class HostKind(StrEnum):
    """A code host, as far as its addresses differ. `OTHER` has GitHub's addresses of files."""

    GITHUB = "GitHub"
    GITLAB = "GitLab"
    AZURE = "Azure DevOps"
    BITBUCKET = "Bitbucket"
    BITBUCKET_SERVER = "Bitbucket Data Center"
    GITEA = "Gitea"
    OTHER = "code host"


# What the host's name contains where a team runs it itself.
_BY_NAME = {
    "github": HostKind.GITHUB,
    "ghe": HostKind.GITHUB,
    "gitlab": HostKind.GITLAB,
    "bitbucket": HostKind.BITBUCKET_SERVER,
    "stash": HostKind.BITBUCKET_SERVER,
    "gitea": HostKind.GITEA,
    "forgejo": HostKind.GITEA,
    "codeberg": HostKind.GITEA,
}
_BITBUCKET_SSH_PORT = "7999"


class CodeHost(NamedTuple):
    """A repository on a code host. `address` is its web page, without a slash at the end."""

    kind: HostKind
    address: str

    def commit(self, commit: str) -> str:
        """Return the page of a commit."""
        match self.kind:
            case HostKind.GITLAB:
                return f"{self.address}/-/commit/{commit}"
            case HostKind.BITBUCKET | HostKind.BITBUCKET_SERVER:
                return f"{self.address}/commits/{commit}"
            case _:
                return f"{self.address}/commit/{commit}"

    def file(self, commit: str, path: str) -> str:
        """Return the page of a file, relative to the repository, as it is in a commit."""
        encoded = "/".join(map(_encode, path.split("/")))
        match self.kind:
            case HostKind.GITLAB:
                return f"{self.address}/-/blob/{commit}/{encoded}"
            case HostKind.BITBUCKET:
                return f"{self.address}/src/{commit}/{encoded}"
            case HostKind.BITBUCKET_SERVER:
                return f"{self.address}/browse/{encoded}?at={commit}"
            case HostKind.AZURE:
                return f"{self.address}?path={_encode(f'/{path}')}&version=GC{commit}"
            case HostKind.GITEA:
                return f"{self.address}/src/commit/{commit}/{encoded}"
            case _:
                return f"{self.address}/blob/{commit}/{encoded}"

    def new_request(self, branch: str, target: str) -> str | None:
        """Return the form for a new pull request (GitLab: merge request) of a pushed branch.

        None for a host of an unknown kind.
        """
        source, into = _encode(branch), _encode(target)
        ways = "/".join(map(_encode, branch.split("/")))
        target_ways = "/".join(map(_encode, target.split("/")))
        match self.kind:
            case HostKind.GITHUB:
                return f"{self.address}/compare/{target_ways}...{ways}?expand=1"
            case HostKind.GITEA:
                return f"{self.address}/compare/{target_ways}...{ways}"
            case HostKind.GITLAB:
                query = (
                    f"merge_request%5Bsource_branch%5D={source}"
                    f"&merge_request%5Btarget_branch%5D={into}"
                )
                return f"{self.address}/-/merge_requests/new?{query}"
            case HostKind.BITBUCKET:
                return f"{self.address}/pull-requests/new?source={source}&dest={into}"
            case HostKind.BITBUCKET_SERVER:
                query = f"create&sourceBranch=refs%2Fheads%2F{source}"
                return f"{self.address}/pull-requests?{query}&targetBranch=refs%2Fheads%2F{into}"
            case HostKind.AZURE:
                return f"{self.address}/pullrequestcreate?sourceRef={source}&targetRef={into}"
            case _:
                return None


def read_remote(address: str) -> CodeHost | None:
    """Return the code host at the address of a git remote, or None if it has no web page."""
    scheme, separator, rest = address.strip().partition("://")
    if separator:
        host, _, path = rest.partition("/")
        scheme = scheme.lower()
    else:
        # The short form of ssh, `git@host:owner/name`. `C:\name` is a folder of Windows.
        host, colon, path = _short_form(address.strip())
        scheme = "ssh" if colon else ""
    if scheme not in ("https", "ssh") or set(path) & set("?#\\"):
        return None
    user, _, host = host.rpartition("@")
    name, _, port = host.lower().partition(":")
    if not name or not set(name) <= _HOST_SIGNS or name.startswith("-") or ".." in name:
        return None
    if port and not (port.isascii() and port.isdecimal()):
        return None
    if scheme == "ssh":
        if "." not in name:
            # It may be a name of ~/.ssh/config, which only ssh knows.
            return None
        name = _SSH_HOSTS.get(name, name)
    parts = _parts(path)
    if parts is None:
        return None
    web = f"https://{name}:{port}" if port and scheme == "https" else f"https://{name}"
    if scheme == "https":
        return _azure(name, web, parts) or _host(name, web, parts)
    return _azure_ssh(name, user, parts) or _host(name, web, parts, port)


def _short_form(address: str) -> tuple[str, str, str]:
    """Return the host, the colon and the path of `user@host:path`; no colon if it is a path."""
    host, colon, path = address.partition(":")
    local = not colon or "/" in host or "\\" in host or len(host) < 2 or path.startswith("/")
    return (host, "", "") if local else (host, colon, path)


def _parts(path: str) -> list[str] | None:
    """Return the decoded names of a path, without `.git` at the end; None if there are none."""
    from urllib.parse import unquote

    parts = [unquote(part) for part in path.strip("/").split("/")]
    parts[-1] = parts[-1].removesuffix(".git")
    if any(part in ("", ".", "..") or "/" in part for part in parts):
        return None
    return parts


def _azure(name: str, web: str, parts: list[str]) -> CodeHost | None:
    """Return the repository at Azure DevOps: its address over https is that of its page."""
    if "_git" not in parts[:-1] and not (name == "dev.azure.com" and len(parts) > 2):
        return None
    return CodeHost(HostKind.AZURE, f"{web}/{_joined(parts)}")


def _azure_ssh(name: str, user: str, parts: list[str]) -> CodeHost | None:
    """Return the repository at `…:v3/organisation/project/repository`."""
    if len(parts) != 4 or parts[0] != "v3":
        return None
    _, organisation, project, repository = parts
    if name == "ssh.dev.azure.com":
        web = f"https://dev.azure.com/{_encode(organisation)}"
    elif name == "vs-ssh.visualstudio.com" and user:
        web = f"https://{organisation.lower()}.visualstudio.com"
        if not set(organisation.lower()) <= _HOST_SIGNS:
            return None
    else:
        return None
    return CodeHost(HostKind.AZURE, f"{web}/{_joined([project, '_git', repository])}")


def _host(name: str, web: str, parts: list[str], ssh_port: str = "") -> CodeHost | None:
    if name == "bitbucket.org":
        kind = HostKind.BITBUCKET
    elif "scm" in parts[:-2] or ssh_port == _BITBUCKET_SSH_PORT:
        kind = HostKind.BITBUCKET_SERVER
    else:
        labels = name.replace("-", ".").split(".")
        kind = next((_BY_NAME[label] for label in labels if label in _BY_NAME), HostKind.OTHER)
    if kind is HostKind.BITBUCKET_SERVER:
        return _bitbucket_server(web, parts)
    if len(parts) < 2 or any(part.startswith("~") for part in parts):
        return None
    if kind is HostKind.OTHER and len(parts) > 2:
        # Of these hosts, GitLab alone has groups in groups.
        kind = HostKind.GITLAB
    return CodeHost(kind, f"{web}/{_joined(parts)}")


def _bitbucket_server(web: str, parts: list[str]) -> CodeHost | None:
    """Return the repository whose last parts are its project and name.

    Over https, `scm` stands between them and the folder of the server.
    """
    if len(parts) < 2:
        return None
    *folder, project, name = parts
    if folder and folder[-1] == "scm":
        folder.pop()
    kind, owner = ("users", project[1:]) if project.startswith("~") else ("projects", project)
    return CodeHost(
        HostKind.BITBUCKET_SERVER, f"{web}/{_joined([*folder, kind, owner, 'repos', name])}"
    )


def _joined(parts: list[str]) -> str:
    return "/".join(map(_encode, parts))


def _encode(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="", errors="surrogateescape")


def find_code_host(git: Git, remote: str = "origin") -> CodeHost | None:
    """Return the code host of a remote, or None if it has no web page.

    Without a remote of that name, the only one counts.
    """
    known = _remotes(git)
    address = known.get(remote) or (next(iter(known.values())) if len(known) == 1 else "")
    return read_remote(address) if address else None


def host_with(git: Git, commit: str) -> CodeHost | None:
    """Return the code host that has a commit; None if it was not pushed, as far as git knows.

    It was pushed if a remote-tracking branch contains it: what git heard of the remote last.
    """
    known = _remotes(git)
    for remote in sorted(known, key=lambda name: name != "origin"):
        host = read_remote(known[remote])
        if host is not None and is_pushed(git, commit, remote):
            return host
    return None


def is_pushed(git: Git, commit: str, remote: str = "") -> bool:
    """Return whether a remote-tracking branch, of any remote or of one, contains a commit."""
    answer = git.run(
        *("for-each-ref", "--count=1", "--format=%(refname)", f"--contains={commit}"),
        f"refs/remotes/{remote}",
    )
    return answer.code == 0 and bool(answer.out.strip())


def _remotes(git: Git) -> dict[str, str]:
    """Return the addresses of the remotes by name, as git fetches from them."""
    found = {}
    for line in git.run("remote", "-v").out.decode("utf-8", "replace").splitlines():
        name, _, rest = line.partition("\t")
        address, _, way = rest.rpartition(" (")
        if way.startswith("fetch)"):
            found[name] = address
    return found
