"""The formats that checklists are read from, in the order in which they are tried."""

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from tpmcli.exchange.data import Data, load_data
from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.source import ImportSource, UnreadableSourceError
from tpmcli.model.imported import Reading


class ImportFormat(NamedTuple):
    """A format: its name for `--from`, what people call it, and its module.

    `of_data`: its `recognises` takes the data of a YAML or JSON file, instead of the file.
    """

    name: str
    title: str
    module: str
    of_data: bool = False

    def read(self, source: ImportSource, options: ReadOptions) -> Reading:
        """Return what the file holds.

        Raises:
            UnreadableSourceError: it cannot be read in this format.
        """
        read: Callable[[ImportSource, ReadOptions], Reading] = self._module().read
        return read(source, options)

    def recognises(self, source: ImportSource) -> bool:
        """Return whether the file looks like this format."""
        recognises: Callable[[ImportSource], bool] = self._module().recognises
        return recognises(source)

    def recognises_data(self, data: Data) -> bool:
        """Return whether the data of a file looks like this format."""
        recognises: Callable[[Data], bool] = self._module().recognises
        return recognises(data)

    def _module(self) -> ModuleType:
        return import_module(f"tpmcli.exchange.{self.module}")


FORMATS = (
    ImportFormat("xlsx", "an Excel workbook", "workbook_file"),
    ImportFormat("html", "an HTML page", "html_file"),
    ImportFormat("tpm", "a file of tpm", "tpm_file", of_data=True),
    ImportFormat("issue-form", "a GitHub issue form", "issue_form", of_data=True),
    ImportFormat("deon", "a deon checklist", "deon", of_data=True),
    ImportFormat("openssf-baseline", "the OpenSSF Baseline", "openssf_baseline", of_data=True),
    ImportFormat("openssf-badge", "OpenSSF badge criteria", "openssf_badge", of_data=True),
    ImportFormat("a11y-project", "the A11Y Project's checklist", "a11y_project", of_data=True),
    ImportFormat("aws-lens", "an AWS Well-Architected lens", "aws_lens", of_data=True),
    ImportFormat("azure-review", "an Azure review checklist", "azure_review", of_data=True),
    ImportFormat("list", "a list in YAML or JSON", "any_list"),
    ImportFormat("csv", "a CSV file", "csv_file"),
    ImportFormat("markdown", "a Markdown document", "markdown_file"),
)
"""Every format; the last one takes any text."""


def format_names() -> list[str]:
    """Return the names for `--from`."""
    return [each.name for each in FORMATS]


def find_format(source: ImportSource, name: str = "") -> ImportFormat:
    """Return the format of that name, or the first that recognises the file.

    Raises:
        UnreadableSourceError: the file is empty, binary, or invalid YAML or JSON.
    """
    if not source.data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise UnreadableSourceError("this file is empty")
    if name:
        return next(each for each in FORMATS if each.name == name)
    for each in FORMATS:
        if each.of_data:
            continue
        if each.name == "list" and each.recognises(source):
            return _data_format(source, each)
        if each.recognises(source):
            return each
    # The last one recognises every text.
    raise UnreadableSourceError("this is a binary file of no known format")


def _data_format(source: ImportSource, otherwise: ImportFormat) -> ImportFormat:
    data = load_data(source)
    return next(
        (each for each in FORMATS if each.of_data and each.recognises_data(data)), otherwise
    )
