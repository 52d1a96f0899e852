"""The report as a browser shows it, and as a printer does."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import write_screenshots
from playwright.sync_api import Browser, Page

from chromium import axe_findings, chromium, listen, scrolls_sideways
from tpmcli.cli.main import main
from tpmcli.model.problem import Flaw, Problem
from tpmcli.render.project import formats
from tpmcli.rules.person_names import PersonNames
from tpmcli.rules.project_report import ProjectReport, build_project_report
from world.memory import World, item
from world.people import PM, TPM

pytestmark = pytest.mark.browser

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "payments-ledger"
DAY = "2026-11-22"
HOSTILE = "<script>alert(1)</script> ::error::x \u202egnp.exe `code` \x1b[31m"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example project in a repository of its own."""
    root = tmp_path_factory.mktemp("page") / "ledger"
    shutil.copytree(EXAMPLE, root)
    who = ("-c", "user.name=Sam", "-c", f"user.email={TPM}")
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], [*who, "commit", "-qm", "Begin"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    assert main(["-C", str(root), "report", "--as-of", DAY, "-o", str(root / "page.html")]) == 0
    return root


def many(roles: int, items: int, title: str = "It is done") -> World:
    """A project of so many roles and items, some of them answered."""
    names = [f"role-{number}" for number in range(roles)]
    made = World.of(
        *(
            item(f"feasibility.item-{number}", names[number % roles], title=f"{title} {number}")
            for number in range(items)
        )
    )
    made["policy"]["people"] |= {name: [f"{name}@example.com"] for name in names}
    for number in range(0, items, 3):
        made.answer(
            f"feasibility.item-{number}", note=title, by=f"{names[number % roles]}@example.com"
        )
    return made


def report(made: World, name: str = "") -> ProjectReport:
    project = made.project()
    project = project._replace(policy=project.policy._replace(name=name or "Kettle"))
    return build_project_report(project, made.facts())._replace(
        names=PersonNames({TPM: name or "Sam", PM: name or "Ana"})
    )


def everything() -> World:
    made = World.of(item("feasibility.a"), item("feasibility.b", "pm"))
    for name in ("feasibility.a", "feasibility.b"):
        made.answer(name)
    made.sign("feasibility")
    return made


def nothing() -> World:
    return World.of(item("feasibility.a"), item("feasibility.b", "pm"), item("release.c"))


PAGES: dict[str, Callable[[], str]] = {
    "nothing-answered": lambda: formats.render("html", report(nothing())),
    "everything-answered": lambda: formats.render("html", report(everything())),
    "sixteen-roles": lambda: formats.render("html", report(many(16, 64))),
    "a-thousand-items": lambda: formats.render("html", report(many(2, 1000))),
    "hostile": lambda: formats.render("html", report(many(2, 6, HOSTILE), HOSTILE)),
    "brief": lambda: formats.render("html", report(many(3, 12)), brief=True),
    "problems": lambda: formats.render_problems(
        "html", [Problem(Flaw.FILE_MISSING, (), f".tpm/{HOSTILE}.yaml")]
    ),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, example: Path) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    found = {"example": example / "page.html"}
    for name, made in PAGES.items():
        found[name] = folder / f"{name}.html"
        found[name].write_text(made(), encoding="ascii")
    return found


def opened(browser: Browser, file: Path, width: int = 1280, **more: Any) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 830}, **more)
    page.goto(file.as_uri())
    return page


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


@pytest.mark.parametrize("name", ["example", *PAGES])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_quiet_and_accessible(
    browser: Browser, files: dict[str, Path], name: str, scheme: Any
) -> None:
    page = browser.new_page(color_scheme=scheme)
    heard = listen(page)
    page.goto(files[name].as_uri())
    unfold(page)
    assert axe_findings(page) == []
    assert (heard.console, heard.requests) == ([], [files[name].as_uri()])
    assert page.evaluate("document.scripts.length") == 0
    page.close()


@pytest.mark.parametrize("name", ["example", *PAGES])
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_scrolls_sideways(
    browser: Browser, files: dict[str, Path], name: str, width: int
) -> None:
    page = opened(browser, files[name], width)
    unfold(page)
    assert not scrolls_sideways(page)
    page.close()


def test_the_first_screen_holds_what_decides(browser: Browser, example: Path) -> None:
    page = opened(browser, example / "page.html")
    ends = page.evaluate(
        "['.verdict', '.track', '#tasks + table .when', '#progress + .charts']"
        ".map(each => document.querySelector(each).getBoundingClientRect().bottom)"
    )
    assert max(ends) <= 830
    page.close()


def test_it_prints_on_two_pages(browser: Browser, example: Path, tmp_path: Path) -> None:
    page = opened(browser, example / "page.html")
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    page.close()
    told = subprocess.run(["pdfinfo", tmp_path / "page.pdf"], capture_output=True, text=True)
    assert re.search(r"^Pages: +2$", told.stdout, re.MULTILINE), told.stdout


def cells(page: str, table: str) -> list[list[str]]:
    """The rows of a table of the page, by a pattern of its beginning."""
    (found,) = re.findall(rf"<table {table}.*?</table>", page, re.DOTALL)
    rows = re.findall(r"<tr>(.*?)</tr>", found.partition("<tbody>")[2], re.DOTALL)
    return [[unescape(each) for each in re.findall(r"<t[hd][^>]*>(.*?)</t", row)] for row in rows]


def test_every_number_is_that_of_the_json(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (example / "page.html").read_text(encoding="ascii")
    capsys.readouterr()
    main(["-C", str(example), "status", "--as-of", DAY, "--format", "json"])
    status = json.loads(capsys.readouterr().out)
    main(["-C", str(example), "gate", "check", "--as-of", DAY, "--format", "json"])
    gate = json.loads(capsys.readouterr().out)["gates"][0]

    counts = gate["counts"]
    must = counts["must"]
    assert f"<b>{must['satisfied']} of {must['total']}</b> required items satisfied" in page
    assert f"satisfied, {counts['waived']} waived" in page
    shown = {row[0]: row[4:] for row in cells(page, 'id="figures-phases"')}
    for phase in status["phases"]:
        items = phase["items"]
        expected = []
        for level in ("must", "should"):
            of = [each for each in items if each["level"] == level]
            expected.append(f"{sum(each['satisfied'] for each in of)} of {len(of)}")
        waived = sum(each["state"] == "waived" for each in items)
        assert shown.pop(phase["phase"]) == [*expected, str(waived)]
    assert shown == {}

    begun = status["phases"][:3]
    for role, title in (("tpm", "Technical Product Manager"), ("pm", "Product Manager")):
        satisfied = sum(phase["roles"][role]["satisfied"] for phase in begun)
        total = sum(phase["roles"][role]["total"] for phase in begun)
        assert f"<caption>{title}: {satisfied} of {total} required items satisfied" in page
        assert f'aria-label="{title}: {satisfied} of {total} required' in page
        rows = cells(page, rf'class="figures-role"><caption>{title}')
        assert rows[-1] == [DAY, str(satisfied), str(total)]

    kinds = {"condition": "condition", "plan": "plan", "waiver": "waiver expires"}
    dated = [
        [each["text"], each["day"], kinds[each["kind"]]]
        for each in status["due"]
        if each["kind"] in kinds and each["day"] <= "2027-02-20"
    ]
    found = [row[:3] for row in cells(page, 'id="figures-dates"')]
    assert sorted(found, key=lambda row: row[1:]) == sorted(
        ([text.partition(" (condition")[0], day, kind] for text, day, kind in dated),
        key=lambda row: row[1:],
    )


@pytest.mark.parametrize("name", ["nothing-answered", "everything-answered", "sixteen-roles"])
def test_the_words_of_a_page(files: dict[str, Path], name: str) -> None:
    page = files[name].read_text(encoding="ascii")
    assert {
        "nothing-answered": "2 required items have no answer and 2 sign-offs are missing.",
        "everything-answered": "Kettle is ready for a decision on",
        "sixteen-roles": "42 required items have no answer",
    }[name] in page
    charts = {"nothing-answered": 2, "everything-answered": 2, "sixteen-roles": 16}[name]
    assert page.count("<figure>") == charts


def test_what_was_typed_is_only_text(browser: Browser, files: dict[str, Path]) -> None:
    page = opened(browser, files["hostile"])
    assert "<script>alert(1)</script>" in page.inner_text("h1")
    assert "\\u202e" in page.inner_text("h1")
    text = files["hostile"].read_text(encoding="ascii")
    assert "<script" not in text
    assert "\n::error" not in text
    page.close()


def test_an_item_that_changed_shows_what_changed(example: Path, tmp_path: Path) -> None:
    root = tmp_path / "ledger"
    shutil.copytree(example, root)
    page = (root / "page.html").read_text(encoding="ascii")
    assert "The earlier wording is not in this copy of the history." in page
    record = root / ".tpm/checklists/house-rules.yaml"
    now = record.read_text(encoding="utf-8")
    before = now.replace(
        "Each ledger invariant names the place that enforces it and the alert when it breaks",
        "Each ledger invariant is written down with the place that enforces it",
    ).replace(
        "a table: invariant, where it is enforced, and the alert that fires when it breaks",
        "a table: invariant, and where it is enforced",
    )
    who = ("-c", "user.name=Sam", "-c", f"user.email={TPM}")
    for text in (before, now):
        record.write_text(text, encoding="utf-8")
        subprocess.run(["git", *who, "commit", "-qam", "Reword"], cwd=root, check=True)
    assert main(["-C", str(root), "report", "--as-of", DAY, "-o", str(root / "page.html")]) == 0
    page = (root / "page.html").read_text(encoding="ascii")
    assert "<del>is written down with</del> <ins>names</ins>" in page
    assert "not in this copy" not in page


def test_five_thousand_commits(example: Path, tmp_path: Path) -> None:
    root = tmp_path / "ledger"
    shutil.copytree(example, root)
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=root, check=True, capture_output=True, text=True
    ).stdout.strip()
    lines = [
        f"commit refs/heads/main\ncommitter Kim <kim@example.com> {1_795_000_000 + number} +0000\n"
        "data 1\nx\n" + (f"from {head}\n" if number == 0 else "")
        for number in range(5_000)
    ]
    subprocess.run(
        ["git", "fast-import", "--quiet"], cwd=root, check=True, input="".join(lines), text=True
    )
    assert main(["-C", str(root), "report", "--as-of", DAY, "-o", str(root / "page.html")]) == 0
    assert "No-go" in (root / "page.html").read_text(encoding="ascii")


def test_the_pictures_in_the_readme_are_of_this_page() -> None:
    made = write_screenshots.digest(write_screenshots.page())
    kept = write_screenshots.DIGEST.read_text(encoding="ascii")
    assert made == kept, "out of date: run python scripts/write_screenshots.py"
    assert write_screenshots.digest("another page") != kept
    for name in write_screenshots.SHOTS:
        assert (write_screenshots.IMAGES / name).read_bytes().startswith(b"\x89PNG")
