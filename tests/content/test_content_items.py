"""What holds for each shipped item, in the lifecycle and in the packs."""

import re
from collections.abc import Callable
from typing import Any

from content_files import (
    ALL,
    CHECKLISTS,
    EXAMPLES,
    FIND_LISTS,
    PACKS,
    REFERENCES,
    ROOT,
    TEMPLATES,
    TRAITS,
)

from tpmcli.checks.registry import load_kind
from tpmcli.store.checklists.check_flaws import check_flaws

ITEM_KEYS = {
    "id",
    "title",
    "why",
    "level",
    "must-when",
    "evidence",
    "not-applicable",
    "valid-for",
    "standing",
    "repeats",
    "when",
    "checks",
    "answered-by",
    "refs",
    "locked",
    "enforce-from",
}
EVIDENCE_KEYS = {"expect", "required", "find", "template", "pin"}
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LIST = re.compile(r"@[a-z]+(-[a-z]+)*")
# Two statements in one: a second clause behind the only comma.
SECOND_CLAIM = re.compile(
    r"^[^,]*, and [^,]*\b(is|are|was|were|has|have|had|holds?|did|lost|covers?|names?|reached"
    r"|works?|asks?|confirm(s|ed)?|can|cannot)\b"
)
PRONOUN = re.compile(r"\b(it|its|they|them|their)\b", re.IGNORECASE)
GLOB = re.compile(r"(?!/)[A-Za-z0-9_.*?\[\]-]+(/[A-Za-z0-9_.*?\[\]-]+)*")
UNPROVABLE = re.compile(
    r"\b(always|never|anywhere|everything|everyone|at all times)\b", re.IGNORECASE
)


def is_sound_glob(glob: str) -> bool:
    """A relative path with / between its parts, no braces, no .., and ** only as a whole part."""
    parts = glob.split("/")
    return (
        GLOB.fullmatch(glob) is not None
        and ".." not in parts
        and all("**" not in part or part == "**" for part in parts)
        and parts[-1] != "**"
    )


def offenders(is_right: Callable[[dict[str, Any]], object]) -> list[str]:
    """The items, by pack and id, that are not as they should be."""
    return [f"{entry.source}:{entry.id}" for entry in ALL if not is_right(entry.item)]


def test_keys_are_those_of_the_format() -> None:
    assert offenders(lambda item: set(item) <= ITEM_KEYS) == []
    assert offenders(lambda item: set(item["evidence"]) <= EVIDENCE_KEYS) == []


def test_ids_are_slugs() -> None:
    assert offenders(lambda item: SLUG.fullmatch(item["id"])) == []


def test_titles_are_short_and_can_be_true_at_one_moment() -> None:
    assert offenders(lambda item: 20 <= len(item["title"]) <= 90) == []
    assert offenders(lambda item: not item["title"].endswith(".")) == []
    assert offenders(lambda item: not UNPROVABLE.search(item["title"])) == []


def test_a_title_makes_one_claim() -> None:
    assert offenders(lambda item: ";" not in item["title"]) == []
    assert offenders(lambda item: not SECOND_CLAIM.search(item["title"])) == []


def test_a_pronoun_of_a_title_stands_behind_what_it_means() -> None:
    """At most one, and never before the third word: "it" needs a word to stand for."""

    def is_right(item: dict[str, Any]) -> bool:
        found = list(PRONOUN.finditer(item["title"]))
        return len(found) <= 1 and all(item["title"][: at.start()].count(" ") >= 3 for at in found)

    assert offenders(is_right) == []


def test_why_is_one_sentence_line() -> None:
    assert offenders(lambda item: item["why"].endswith(".") and len(item["why"]) <= 110) == []


def test_items_say_what_would_convince() -> None:
    assert offenders(lambda item: len(item["evidence"]["expect"]) >= 15) == []


def test_a_must_needs_evidence_unless_checks_answer_it() -> None:
    def is_right(item: dict[str, Any]) -> bool:
        by_checks = item.get("answered-by") == "checks"
        return item["level"] != "must" or item["evidence"].get("required", False) is not by_checks

    assert offenders(is_right) == []


def test_find_globs_are_sound_and_unlike() -> None:
    def is_right(item: dict[str, Any]) -> bool:
        globs = item["evidence"].get("find", [])
        return len(set(globs)) == len(globs) and all(
            glob[1:] in FIND_LISTS if LIST.fullmatch(glob) else is_sound_glob(glob)
            for glob in globs
        )

    assert offenders(is_right) == []


def test_lists_of_places_are_sound_sorted_and_used() -> None:
    assert list(FIND_LISTS) == sorted(FIND_LISTS)
    for globs in FIND_LISTS.values():
        assert len(set(globs)) == len(globs)
        assert [glob for glob in globs if not is_sound_glob(glob)] == []
    named = {glob[1:] for entry in ALL for glob in entry.item["evidence"].get("find", [])}
    assert set(FIND_LISTS) <= named


def test_a_level_that_depends_on_traits_is_a_should_otherwise() -> None:
    assert offenders(lambda item: "must-when" not in item or item["level"] == "should") == []


def test_no_file_that_every_project_has_is_proposed_as_something_else() -> None:
    """A README is no user documentation, CODEOWNERS no decision rights, an ADR no design of it."""
    for_any: tuple[str, ...] = (
        "README*",
        "CODEOWNERS",
        ".github/CODEOWNERS",
        "docs/CODEOWNERS",
        "@adr",
    )
    for_any += ("docs/adr/*.md", "doc/adr/*.md", "docs/decisions/*.md", "@setup")
    found = {
        (entry.item["id"], glob)
        for entry in ALL
        for glob in entry.item["evidence"].get("find", [])
        if glob in for_any
    }
    assert found == {
        ("decisions-recorded", "@adr"),
        ("newcomer-can-build", "@setup"),
        ("oss-scope-published", "README*"),
    }
    assert "README*" not in FIND_LISTS["user-docs"]


def test_what_needs_evidence_says_where_to_look() -> None:
    assert (
        offenders(lambda item: item["evidence"].get("find") or not item["evidence"].get("required"))
        == []
    )


def test_values_are_of_the_format_and_defaults_are_left_out() -> None:
    assert offenders(lambda item: item["level"] in {"must", "should"}) == []
    assert offenders(lambda item: item.get("repeats", "product") == "product") == []
    assert offenders(lambda item: item.get("answered-by", "checks") == "checks") == []
    assert offenders(lambda item: re.fullmatch("[1-9][0-9]*d", item.get("valid-for", "1d"))) == []
    flags = ("not-applicable", "standing", "locked")
    assert offenders(lambda item: all(item.get(flag, True) is True for flag in flags)) == []


def test_what_must_hold_daily_lapses_or_is_checked() -> None:
    assert (
        offenders(
            lambda item: not item.get("standing") or item.get("valid-for") or item.get("checks")
        )
        == []
    )


def checks_in(checks: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """The checks of a list with their kinds, those within `any-of` in its place."""
    found: list[tuple[str, dict[str, Any]]] = []
    for check in checks:
        for kind, options in check.items():
            found += checks_in(options) if kind == "any-of" else [(kind, options)]
    return found


def test_checks_are_of_known_kinds_with_known_keys() -> None:
    def is_right(item: dict[str, Any]) -> bool:
        for kind, arguments in checks_in(item.get("checks", [])):
            paths = [arguments[key] for key in ("file", "glob") if key in arguments]
            known = {option.name for option in load_kind(kind).options}
            if not set(arguments) <= known or not all(map(is_sound_glob, paths)):
                return False
        return list(check_flaws(item.get("checks", []))) == []

    assert offenders(is_right) == []


def test_a_check_of_what_is_cited_leaves_room_for_links_and_other_documents() -> None:
    """An honest answer that a check cannot read is a warning."""

    def leaves_room(item: dict[str, Any]) -> bool:
        reading = [
            options
            for _, options in checks_in(item.get("checks", []))
            if "evidence" in (options.get("file"), options.get("glob"))
        ]
        return all(options.get("unread") == "warn" for options in reading)

    assert offenders(leaves_room) == []


def test_what_checks_answer_has_checks_and_no_template() -> None:
    by_checks = [entry.item for entry in ALL if entry.item.get("answered-by") == "checks"]
    assert by_checks
    assert [item["id"] for item in by_checks if not item["checks"]] == []
    assert [item["id"] for item in by_checks if "template" in item["evidence"]] == []


def test_ids_are_unique_over_lifecycle_and_all_packs_together() -> None:
    slugs = [entry.item["id"] for entry in ALL]
    assert sorted({slug for slug in slugs if slugs.count(slug) > 1}) == []


def test_titles_are_unique() -> None:
    titles = [entry.item["title"] for entry in ALL]
    assert sorted({title for title in titles if titles.count(title) > 1}) == []


def test_references_resolve_and_are_cited() -> None:
    cited = {key for entry in ALL for key in entry.item.get("refs", [])}
    assert cited == set(REFERENCES["references"])


def test_references_are_complete_and_in_order() -> None:
    assert set(REFERENCES) == {"schema", "references"}
    assert list(REFERENCES["references"]) == sorted(REFERENCES["references"])
    for reference in REFERENCES["references"].values():
        assert set(reference) == {"name", "url", "licence", "seen"}
        assert reference["seen"] >= "2026-11-22"
        assert reference["url"].startswith("https://")
        assert reference["name"]
        assert reference["licence"]


def test_traits_are_declared_and_used() -> None:
    used = {
        trait for entry in ALL for key in ("when", "must-when") for trait in entry.item.get(key, [])
    }
    used |= {
        trait
        for pack in PACKS.values()
        for change in pack.get("adjust", {}).values()
        for trait in change.get("when", [])
    }
    assert used == set(TRAITS["traits"])


def test_traits_ask_a_question_and_say_what_follows() -> None:
    assert set(TRAITS) == {"schema", "traits"}
    assert 8 <= len(TRAITS["traits"]) <= 12
    for trait in TRAITS["traits"].values():
        assert set(trait) == {"ask", "means"}
        assert trait["ask"].endswith("?")
        assert trait["means"]


def test_templates_exist_and_are_used() -> None:
    named = {
        entry.item["evidence"]["template"] for entry in ALL if "template" in entry.item["evidence"]
    }
    assert named == set(TEMPLATES)


def test_schema_lines_name_the_formats() -> None:
    assert {data["schema"] for data in CHECKLISTS.values()} == {"tpm/checklist/1"}
    assert {data["schema"] for data in PACKS.values()} == {"tpm/pack/1"}
    assert TRAITS["schema"] == "tpm/traits/1"
    assert REFERENCES["schema"] == "tpm/references/1"


def test_no_file_stands_in_the_folder_unread() -> None:
    read = {"find-lists.yaml", "lite.yaml", "references.yaml", "traits.yaml"}
    read |= {"standard/lifecycle.yaml"} | {f"examples/{name}.md" for name in EXAMPLES}
    read |= {f"standard/{phase}.yaml" for phase in CHECKLISTS}
    read |= {f"packs/{name}.yaml" for name in PACKS}
    read |= {f"templates/{name}.md" for name in TEMPLATES}
    there = {path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file()}
    assert there == read
