"""Attacks on content that stands for another: pointers to Git LFS."""

from __future__ import annotations

from hashlib import sha256

from attack_cases import attack
from attack_world import Result, World

from tpmcli.model.rule import Reason
from world.people import EVIDENCE

ATTRIBUTES = ".gitattributes"
IN_LFS = f"{EVIDENCE} filter=lfs diff=lfs merge=lfs -text\n"
REPORT = "reports/junit.xml"
CHECKED = """schema: tpm/pack/1
name: house-rules
title: House rules
add:
  feasibility:
    tpm:
      - id: owner-named
        title: Somebody owns the product
        why: What nobody owns nobody mends.
        level: must
        evidence: {expect: a page that names the owner, required: true}
      - id: tried
        title: It was tried
        why: Whoever tries it knows.
        level: must
        standing: true
        checks: [CHECK]
        answered-by: checks
"""


def pointer_to(content: bytes) -> str:
    """The text that git stores for a content in Git LFS."""
    oid = sha256(content).hexdigest()
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {len(content)}\n"


def store(world: World, content: bytes) -> None:
    """Put an object where Git LFS puts what it fetched."""
    oid = sha256(content).hexdigest()
    place = world.path(f".git/lfs/objects/{oid[:2]}/{oid[2:4]}/{oid}")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)


def point(world: World, name: str = EVIDENCE) -> bytes:
    """Replace a file by the pointer to its content, which is returned."""
    content = world.path(name).read_bytes()
    world.write(name, pointer_to(content))
    return content


def pin(world: World) -> None:
    """Let main's own item pin its evidence."""
    world.git("checkout", "-q", "main")
    world.replace(
        ".tpm/checklists/house-rules.yaml", "required: true}", "required: true, pin: true}"
    )
    world.commit()
    world.branch()


def with_check(world: World, check: str) -> None:
    """Let main's pack check a file, which is there and sound."""
    world.git("checkout", "-q", "main")
    world.write(REPORT, '<testsuite><testcase name="a"/></testsuite>\n')
    world.write(".tpm/checklists/house-rules.yaml", CHECKED.replace("CHECK", check))
    world.sync()
    world.commit()
    world.branch()


@attack("pinned evidence becomes a pointer, and no attribute says so", Reason.EVIDENCE_CHANGED)
def pointer_without_attributes(world: World) -> Result:
    pin(world)
    point(world)
    world.commit()
    return world.check()


@attack(
    "evidence becomes a pointer with its attributes, and no object is anywhere",
    Reason.EVIDENCE_NOT_FETCHED,
)
def pointer_to_nothing(world: World) -> Result:
    world.write(ATTRIBUTES, IN_LFS)
    point(world)
    world.commit()
    return world.check()


@attack("an attribute macro in a folder's own attributes", Reason.EVIDENCE_CHANGED)
def macro_in_a_folder(world: World) -> Result:
    """Git knows macros of the top alone."""
    pin(world)
    world.write("docs/.gitattributes", "[attr]kept filter=lfs\n* kept\n")
    point(world)
    world.commit()
    return world.check()


@attack("a folder's attributes take the filter away again", Reason.EVIDENCE_CHANGED)
def filter_taken_away(world: World) -> Result:
    pin(world)
    world.write(ATTRIBUTES, IN_LFS)
    world.write("docs/.gitattributes", "*.md -filter\n")
    store(world, point(world))
    world.commit()
    return world.check()


@attack("the attributes come from the main branch's other folder", Reason.EVIDENCE_CHANGED)
def attributes_of_another_folder(world: World) -> Result:
    pin(world)
    world.write("src/.gitattributes", "*.md filter=lfs\n")
    store(world, point(world))
    world.commit()
    return world.check()


@attack("a pointer with a line more, which git-lfs leaves as it is", Reason.EVIDENCE_CHANGED)
def pointer_with_extra_lines(world: World) -> Result:
    pin(world)
    world.write(ATTRIBUTES, IN_LFS)
    store(world, point(world))
    world.write(EVIDENCE, world.read(EVIDENCE) + "note it is all there\n")
    world.commit()
    return world.check()


@attack("a pointer that is too long for one", Reason.EVIDENCE_CHANGED)
def pointer_too_long(world: World) -> Result:
    pin(world)
    world.write(ATTRIBUTES, IN_LFS)
    store(world, point(world))
    world.write(EVIDENCE, world.read(EVIDENCE) + "\n" * 1024)
    world.commit()
    return world.check()


@attack("an object of another size under the digest's name", Reason.EVIDENCE_NOT_FETCHED)
def object_of_another_size(world: World) -> Result:
    world.write(ATTRIBUTES, IN_LFS)
    content = point(world)
    world.write(EVIDENCE, pointer_to(content).replace(f"size {len(content)}", "size 7"))
    store(world, content)
    world.commit()
    return world.check()


@attack("an object with another content under the digest's name", Reason.EVIDENCE_CHANGED)
def object_with_another_content(world: World) -> Result:
    pin(world)
    world.write(ATTRIBUTES, IN_LFS)
    content = point(world)
    store(world, content)
    oid = sha256(content).hexdigest()
    place = world.path(f".git/lfs/objects/{oid[:2]}/{oid[2:4]}/{oid}")
    place.write_bytes(b"x" * len(content))
    world.commit()
    return world.check()


@attack("in Git LFS, evidence becomes blank", Reason.EVIDENCE_EMPTY)
def blank_in_lfs(world: World) -> Result:
    world.write(ATTRIBUTES, IN_LFS)
    world.write(EVIDENCE, pointer_to(b" \n" * 99))
    store(world, b" \n" * 99)
    world.commit()
    return world.check()


@attack(
    "where nobody fetches, one pointer becomes another that is nowhere",
    Reason.EVIDENCE_NOT_FETCHED,
)
def pointer_swapped_unfetched(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.write(ATTRIBUTES, IN_LFS)
    point(world)
    world.commit()
    world.branch()
    world.write(EVIDENCE, pointer_to(b"nothing"))
    world.commit()
    return world.check()


@attack("where nobody fetches, the pointer is deleted", Reason.EVIDENCE_MISSING)
def pointer_deleted_unfetched(world: World) -> Result:
    world.git("checkout", "-q", "main")
    world.write(ATTRIBUTES, IN_LFS)
    point(world)
    world.commit()
    world.branch()
    world.path(EVIDENCE).unlink()
    world.commit()
    return world.check()


@attack(
    "a file that a check counts becomes a pointer", Reason.CHECK_COULD_NOT_RUN, state="answered"
)
def pointer_for_a_counted_file(world: World) -> Result:
    with_check(world, "file: {glob: reports/*.xml}")
    world.write(ATTRIBUTES, "reports/* filter=lfs\n")
    point(world, REPORT)
    world.commit()
    return world.check("feasibility")


@attack("a test report becomes a pointer", Reason.CHECK_COULD_NOT_RUN, state="answered")
def pointer_for_a_report(world: World) -> Result:
    with_check(world, f"junit: {{file: {REPORT}, min-tests: 1}}")
    point(world, REPORT)
    world.commit()
    return world.check("feasibility")
