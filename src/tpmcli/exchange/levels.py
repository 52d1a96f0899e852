"""Levels: the words by which sources weigh their items, taken for `must` or `should`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tpmcli.exchange.wording import clean
from tpmcli.model.checklist import Level

_MUST = (
    *(
        "basic",
        "must",
        "must have",
        "must-have",
        "shall",
        "required",
        "require",
        "mandatory",
        "essential",
    ),
    *("high", "highest", "critical", "severe", "blocker", "blocking", "urgent", "major"),
    *("p0", "p1", "a", "1", "high_risk", "high risk", "hard", "compulsory", "obligatory", "muss"),
)
_SHOULD = (
    *(
        "advanced",
        "intermediate",
        "should",
        "should have",
        "should-have",
        "recommended",
        "recommend",
        "optional",
        "suggested",
    ),
    *("medium", "moderate", "normal", "low", "lowest", "minor", "trivial", "info", "informational"),
    *("may", "could", "could have", "nice to have", "nice-to-have", "p2", "p3", "p4", "aa", "aaa"),
    *("b", "c", "d", "2", "3", "4", "5", "medium_risk", "medium risk", "best practice", "soft"),
    *("advised", "advisable", "highly recommended", "consider", "kann", "soll", "sollte"),
)
# High, required; medium, low, recommended and optional in other languages.
_MUST_ELSEWHERE = (
    *(
        "hoch",
        "kritisch",
        "erforderlich",
        "pflicht",
        "élevé",
        "élevée",
        "obligatoire",
        "alta",
        "alto",
    ),
    *(
        "obligatorio",
        "obrigatório",
        "obbligatorio",
        "requerido",
        "crítico",
        "hög",
        "hoog",
        "wysoki",
    ),
    *("高", "严重", "嚴重", "必须", "必須", "必要", "必需", "重要", "높음", "필수"),
    *("высокий", "высокая", "обязательно", "عالي", "عالية", "إلزامي", "بالا"),
)
_SHOULD_ELSEWHERE = (
    *("mittel", "niedrig", "empfohlen", "moyen", "moyenne", "faible", "recommandé", "facultatif"),
    *("media", "medio", "média", "médio", "baja", "bajo", "baixa", "baixo", "recomendado"),
    *(
        "opcional",
        "consigliato",
        "中",
        "中等",
        "中度",
        "低",
        "建议",
        "建議",
        "推荐",
        "推奨",
        "可选",
        "任意",
    ),
    *("보통", "중간", "낮음", "권장", "средний", "средняя", "низкий", "низкая", "рекомендуется"),
    *("متوسط", "متوسطة", "منخفض", "منخفضة", "موصى به"),
)
MEANINGS: Mapping[str, Level] = {
    **dict.fromkeys((*_MUST, *_MUST_ELSEWHERE), Level.MUST),
    **dict.fromkeys((*_SHOULD, *_SHOULD_ELSEWHERE), Level.SHOULD),
}
"""What a word for a level means, unless the source or a person says otherwise."""

# Words that weigh an item wherever they stand for themselves. A letter or a number does not.
_PLAIN_WORDS = frozenset(word for word in (*_MUST, *_SHOULD) if len(word) > 3) | {
    "low",
    "p0",
    "p1",
}
_PREFIX = re.compile(
    r"^(?:maturity |assurance |priority |prio )?(?:(?:level|lvl|tier|class)[ _:-]*|l(?=[0-9]))"
)
_STEP = re.compile(r"[a-z]|[0-9]+|aa|aaa")
_KEYWORDS = re.compile(
    r"\b(MUST|SHALL|REQUIRED|SHOULD|RECOMMENDED|MAY|OPTIONAL|SUGGESTED)\b(?! NOT BE)"
)
_STRONG = frozenset(("MUST", "SHALL", "REQUIRED"))
_NOTED = re.compile(
    r"^[(\[](?P<first>[^)\]]{1,20})[)\]]:?\s|\s[(\[](?P<last>[^)\]]{1,20})[)\]]\.?$"
    r"|^(?P<lead>[A-Za-z][A-Za-z0-9 -]{1,18}):\s"
)


def normal(word: str) -> str:
    """Return a word for a level as it is looked up: `Level 1`, `L1` and `[1]` are `1`."""
    text = clean(word).casefold().strip(" .:;*_`()[]{}!")
    rest = _PREFIX.sub("", text, count=1).strip()
    return rest if _STEP.fullmatch(rest) else text


def meaning(word: str) -> Level | None:
    """Return what a word means by the general mapping, or None if it is none of its words."""
    return MEANINGS.get(normal(word))


def is_plain_word(text: str) -> bool:
    """Return whether a text on its own is a word for a level, such as a heading “Optional”."""
    return normal(text) in _PLAIN_WORDS


def noted(title: str) -> str:
    """Return the level that a title itself names; empty if it names none.

    That is a note at its beginning or end, such as `(optional)` and `[P1]`, or a key word in
    capitals (RFC 2119), of which the strongest counts.
    """
    match = _NOTED.search(title)
    if match is not None:
        text = match["first"] or match["last"] or match["lead"]
        if is_plain_word(text) or re.fullmatch(r"[pP][0-4]", text):
            return clean(text)
    if title.isupper():
        return ""
    words = _KEYWORDS.findall(title)
    strong = [word for word in words if word in _STRONG]
    return str((strong or words or [""])[0])
