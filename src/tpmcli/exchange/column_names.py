"""The names that columns of checklists have, in lower case, by what they hold."""

TITLES = (
    *("requirement", "req_description", "requirement description", "requirement text", "title"),
    *(
        "checklist item",
        "item",
        "task",
        "check",
        "check name",
        "control",
        "control text",
        "question",
    ),
    *("criterion", "criteria", "statement", "to do", "todo", "action item", "action", "step"),
    *("activity", "test name", "test case", "deliverable", "what", "text", "name", "summary"),
    *(
        "anforderung",
        "prüfpunkt",
        "aufgabe",
        "exigence",
        "tâche",
        "requisito",
        "tarea",
        "requisiti",
    ),
    *(
        "检查项",
        "检查内容",
        "要求",
        "需求",
        "項目",
        "チェック項目",
        "要件",
        "검사항목",
        "требование",
        "المتطلب",
    ),
    *("point", "tip", "advice", "recommendation", "measure", "practice", "rule", "objective"),
    *("description", "task name", "issue", "subject", "control name", "best practice"),
)
IDS = (
    *("id", "req_id", "requirement id", "item id", "control id", "test id", "check id", "task id"),
    *(
        "#",
        "no",
        "no.",
        "nr",
        "nr.",
        "number",
        "ref",
        "ref.",
        "key",
        "code",
        "identifier",
        "item #",
    ),
    *("issue key", "req", "control", "s/n", "sl no", "s.no", "shortcode", "short code"),
)
LEVELS = (
    *("level", "l", "lvl", "priority", "severity", "importance", "must/should", "moscow"),
    *("priorität", "stufe", "priorité", "niveau", "prioridad", "nivel", "prioridade", "priorità"),
    *("优先级", "级别", "等级", "优先度", "優先度", "重要度", "приоритет", "уровень", "الأولوية"),
    *("required", "required?", "mandatory", "mandatory?", "obligation", "weight", "criticality"),
    *("requirement level", "category", "prio", "risk"),
)
SECTIONS = (
    *("phase", "stage", "pillar", "part", "chapter", "chapter_name", "chapter name", "domain"),
    *("area", "category", "theme", "group", "topic", "section", "section_name", "section name"),
    *("bereich", "kapitel", "kategorie", "catégorie", "domaine", "chapitre", "categoría", "área"),
    *(
        "capítulo",
        "categoria",
        "类别",
        "分类",
        "章节",
        "模块",
        "分類",
        "カテゴリ",
        "раздел",
        "категория",
        "الفئة",
    ),
    *("subcategory", "sub-category", "subsection", "sub-section", "function", "family", "module"),
)
CHECKS = (
    *("done", "done?", "status", "state", "check", "checked", "check?", "complete", "complete?"),
    *("completed", "completed?", "result", "pass", "pass/fail", "pass?", "y/n", "yes/no", "ok"),
    *(
        *("erledigt", "fait", "statut", "estado", "hecho", "feito", "stato", "状态", "完成"),
        *("状況", "статус", "الحالة"),
        "☐",
        "✓",
        "✔",
        "✅",
        "☑",
        "[ ]",
        "[x]",
        ":white_check_mark:",
        "answer",
        "met",
        "met?",
        "ready",
    ),
    *("compliant", "compliance", "valid", "implemented", "applicable", "applicable?", "tick"),
)
WHYS = (
    *("beschreibung", "begründung", "beschrijving", "descripción", "descrição", "descrizione"),
    *("说明", "描述", "備考", "説明", "описание", "الوصف"),
    *("why", "rationale", "reason", "explanation", "description", "short description", "guidance"),
    *(
        "details",
        "detail",
        "details and hints",
        "hints",
        "more information",
        "background",
        "objective",
        "objectives",
        "intent",
    ),
)
EXPECTS = (
    *("evidence", "expected evidence", "expected result", "proof", "acceptance criteria"),
    *("how to verify", "verification", "how to check", "artifact", "artefact", "deliverables"),
)
# Such a column is filled in, whatever is in it.
STATES = frozenset(("status", "state", "result", "done", "done?", "pass/fail", "y/n", "yes/no"))
STATE_WORDS = frozenset(
    (
        *(
            "yes",
            "no",
            "y",
            "n",
            "x",
            "ok",
            "done",
            "open",
            "todo",
            "to do",
            "pass",
            "passed",
            "fail",
        ),
        *("failed", "n/a", "na", "not started", "in progress", "complete", "completed", "pending"),
        *(
            "met",
            "not met",
            "true",
            "false",
            "deleted",
            "removed",
            "partial",
            "tbd",
            "blocked",
            "-",
        ),
    )
)
NEEDS_EVIDENCE = ("evidence required",)
MAY_SKIP = ("may be not applicable",)
KNOWN = frozenset((*TITLES, *IDS, *LEVELS, *SECTIONS, *CHECKS, *WHYS, *EXPECTS))
