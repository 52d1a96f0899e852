"""Commits whose date git has and a calendar does not."""

from __future__ import annotations

from attack_world import World

BEYOND = "253402300800 +0000"
"""The first second of the year 10000, which `git fsck --strict` accepts."""

HUGE = "99999999999999999999999 +0000"
ODD_DATES = (
    BEYOND,
    HUGE,
    "18446744073709551615 +0000",
    "9223372036854775807 -9999",
    "-5 +0000",
    "",
)


def commit_dated(
    world: World, author_date: str, committer_date: str = "", *, author: str = ""
) -> str:
    """Commit all that is there with these very dates, as no version of git would write them."""
    world.git("add", "-A")
    now = f"{int(world.now.timestamp())} +0000"
    lines = [
        f"tree {world.git('write-tree')}",
        f"parent {world.git('rev-parse', 'HEAD')}",
        f"author a <{author or 'tpm@example.com'}> {author_date}",
        f"committer a <{author or 'tpm@example.com'}> {committer_date or now}",
    ]
    file = world.root.parent / f"{world.root.name}-commit"
    file.write_text("\n".join(lines) + "\n\nchange\n", encoding="utf-8")
    commit = world.git("hash-object", "-t", "commit", "-w", "--literally", str(file))
    world.git("reset", "-q", commit)
    return commit
