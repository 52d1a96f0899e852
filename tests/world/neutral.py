"""Names in the place of prose: outputs compared whole must not change with a reworded message.

The words are compared once, in tests/render/expected_texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest

from tpmcli.model.finding import Finding
from tpmcli.model.fix import Help, HelpText
from world.found import REASONS

HELPS = {each: name for name, each in vars(Help).items() if isinstance(each, HelpText)}


def _name(constant: str) -> str:
    return constant.capitalize().replace("_", " ")


def _sentence(finding: Finding, sharing: Sequence[Finding]) -> str:
    more = f" and {len(sharing)} more" if sharing else ""
    about = finding.subject.title or finding.subject.id
    return f"{_name(REASONS[finding.reason])}: “{about}”{more}"


def _advice(advice: HelpText, **words: str) -> str:
    said = (word for name, word in words.items() if word and f"{{{name}}}" in advice.text)
    return ", ".join([_name(HELPS[advice]), *said])


@contextmanager
def neutral_words() -> Iterator[None]:
    """Show each finding by the name of its reason and its subject, each advice by its name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tpmcli.render.finding._sentence", _sentence)
        patch.setattr("tpmcli.render.fix._filled", _advice)
        yield
