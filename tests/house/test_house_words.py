"""The wording of everything that people read: phrases that no text of the project contains.

Each phrase has a reason, an example that its pattern finds, and the places where it is right.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "tpmcli"


class Phrase(NamedTuple):
    """A pattern that no text contains, why not, and a text that it must find.

    `right` are patterns of texts in which the phrase is right.
    """

    pattern: str
    reason: str
    example: str
    right: tuple[str, ...] = ()


PHRASES = (
    Phrase(r"\b(?:is|are) no (?!longer\b|more\b)\w+", "negate the verb", "`x` is no day"),
    Phrase(r"\bsays? (?:yes|no)\b", "a check passes or fails", "its check says no"),
    Phrase(r"\b(?:still )?says\b", "files contain, reports report", "the file still says TODO"),
    Phrase(r"\b[Vv]ouch", "a role signs off", "the role vouches for it"),
    Phrase(r"\b[Ss]tranger", "people are authorised or not", "signed by a stranger"),
    Phrase(r"\banew\b", "again", "answer it anew"),
    Phrase(r"\b[Mm]end(?:s|ed|ing)?\b", "fix, correct", "to mend it"),
    Phrase(r"\bways? (?:out|past)\b", "help, fix; bypass", "the command is the way out"),
    Phrase(r"\b(?:must|should)-items?\b", "required or recommended item", "a must-item"),
    Phrase(r"(?i)\be-mail", "email", "an e-mail address"),
    Phrase(r"\b[Rr]e-open", "reopen", "re-open the gate"),
    Phrase(r"\bunder way\b", "current", "the increment under way"),
    Phrase(r"\b(?:is|are) not there\b", "does not exist", "the file is not there"),
    Phrase(r"\b(?:is|are) there already\b", "already exists", "it is there already"),
    Phrase(r"\b[Ll]aps(?:e|es|ed|ing)\b", "expire", "the answer lapsed"),
    Phrase(r"\b[Uu]?[Nn]?[Ss]ound\b", "valid", "the files are sound"),
    Phrase(r"\b[Ss]hel(?:f|ves)\b", "checklists", "the shelf of packs"),
    Phrase(r"\b[Dd]ossier", "project report", "the dossier of a project"),
    Phrase(r"\btold\b|\btells?\b", "a report lists or shows", "each is told once"),
    Phrase(r"(?i)\b(?:ours?|us|we)\b", "a tool speaks, not people", "a bug of ours"),
    Phrase(r"(?i)\b(?:he|she|hers?|him|his)\b", "they", "once she approves"),
    Phrase(r"(?<![\w}`\]])'[a-z][a-z -]*'(?!\w)", "backticks for values", "found 'yes'"),
    Phrase(r"\w\(s\)", "a real plural", "2 item(s)"),
    Phrase(r"\b0 of 0\b", "leave a zero part out", "should 0 of 0"),
    Phrase(r"\b(?:lay|laid) over\b", "add a pack", "packs to lay over it"),
    Phrase(r"\b[Tt]rips?\b", "increment kind", "a shorter trip"),
    Phrase(r"\bcounts? for nothing\b", "is ignored", "it counts for nothing"),
    Phrase(r"\bpromise[ds]?\b", "a condition", "a promise with a date"),
    Phrase(r"\bnot gated\b", "skipped", "the gate is not gated"),
    Phrase(r"\bsign(?:s|ed|ing)? over\b", "sign off", "has not signed over the waiver"),
    Phrase(r"\b(?:walk|walked) around\b", "bypass", "the gate is walked around"),
)
