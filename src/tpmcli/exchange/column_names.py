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
    *("description", "task name", "issue", "subject", "details", "control name", "best practice"),
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
    *("required", "required?", "mandatory", "mandatory?", "obligation", "weight", "criticality"),
    *("requirement level", "category", "prio", "risk"),
)
SECTIONS = (
    *("phase", "stage", "pillar", "part", "chapter", "chapter_name", "chapter name", "domain"),
    *("area", "category", "theme", "group", "topic", "section", "section_name", "section name"),
    *("subcategory", "sub-category", "subsection", "sub-section", "function", "family", "module"),
)
CHECKS = (
    *("done", "done?", "status", "state", "check", "checked", "check?", "complete", "complete?"),
    *("completed", "completed?", "result", "pass", "pass/fail", "pass?", "y/n", "yes/no", "ok"),
    *(
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
    *("why", "rationale", "reason", "explanation", "description", "short description", "guidance"),
    *("details", "detail", "more information", "background", "objective", "objectives", "intent"),
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
