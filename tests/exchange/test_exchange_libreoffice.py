"""Real LibreOffice opens an exported workbook and saves it in other formats: nothing is lost."""

from __future__ import annotations

from pathlib import Path

from libreoffice import converted
from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.registry import find_format
from tpmcli.exchange.source import ImportSource
from tpmcli.exchange.write_table import write_workbook
from tpmcli.model.checklist import Level
from tpmcli.model.exported import ExportedChecklist, ExportedItem

TITLES = ("The price is told", "=1+1", "-2 is right", "grüße; 上线, “so”", "@here")
CHECKLIST = ExportedChecklist(
    "Launch",
    tuple(
        ExportedItem(
            *(f"release.item-{number}", "release", "Release", "pm", "Product Manager"),
            *((Level.MUST, Level.SHOULD)[number % 2], title, f"Why {number}.", "a link"),
        )
        for number, title in enumerate(TITLES)
    ),
)


def test_what_libreoffice_saves_is_imported(tmp_path: Path) -> None:
    made = tmp_path / "launch.xlsx"
    made.write_bytes(write_workbook(CHECKLIST))
    (again,) = converted(converted([made], "ods", tmp_path), "xlsx", tmp_path)
    # Separator, quotes, UTF-8, first line; as shown; no formula.
    (table,) = converted([made], "csv:Text - txt - csv (StarCalc):59,34,76,1", tmp_path)
    for file in (again, table):
        source = ImportSource(file.name, file.read_bytes())
        reading = find_format(source).read(source, ReadOptions())
        assert [
            (item.source_id, item.title, item.level, item.why, item.expect)
            for item in reading.items
        ] == [
            (item.id, item.title, str(item.level), item.why, item.expect)
            for item in CHECKLIST.items
        ]
