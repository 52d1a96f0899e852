"""Short documents as people commit them: honest ones of every kind and script, and hollow ones."""

from __future__ import annotations

from base64 import b64decode

PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00;"

HONEST: dict[str, str | bytes] = {
    "risks.csv": "risk,owner\nVendor stops,Ann\nKey is lost,Bo\nLoad too high,Cy\n",
    "metrics.tsv": "metric\tvalue\nadoption\t41 %\nretention\t88 %\n",
    "decision.md": "We use PostgreSQL 16 for the ledger.\n",
    "decision-with-title.md": "# Decision: one ledger\n\nAgreed by the board, 2026-11-02.\n",
    "headline.md": "## Go or no go\n\nWe go: every exit criterion is met.\n",
    "approval.md": "Approved by Legal (J. Ortega) on 2026-10-30, without conditions.\n",
    "approval.txt": "Legal has no objection to the launch in Spain.\n",
    "mail.eml": "From: legal@example.com\nSubject: Launch\n\nNo objection.\n",
    "prd-zh.md": "# 需求\n\n用户可以在三秒内完成付款。\n",
    "zh-tw.md": "決議:採用雙重帳本。\n",
    "prd-ja.md": "# 要件\n\n支払いは三秒以内に完了する。\n",
    "ja-kana.txt": "リリースをしょうにんします\n",
    "ko.md": "# 결정\n\n원장을 두 지역에 복제한다.\n",
    "ar.md": "# القرار\n\nنعتمد دفتر الأستاذ المزدوج ابتداء من يناير.\n",
    "he.md": "אושר על ידי המחלקה המשפטית ביום שני.\n",
    "ru.md": "# Решение\n\nЗапускаем в декабре, после проверки восстановления.\n",  # noqa: RUF001
    "el.md": "Εγκρίθηκε από το νομικό τμήμα χωρίς όρους.\n",
    "hi.md": "# निर्णय\n\nखाता बही दो क्षेत्रों में रखी जाएगी, जनवरी से शुरू।\n",
    "th.md": "อนุมัติให้เปิดตัวในเดือนธันวาคมโดยไม่มีเงื่อนไข\n",
    "de.md": "# Freigabe\n\nDer Datenschutz stimmt zu, geprüft am 3. November.\n",
    "runbook.md": "# Roll back\n\n```sh\nkubectl rollout undo deployment/ledger\n```\n",
    "indented.md": "    terraform apply -target=module.ledger -auto-approve\n",
    "table.md": "| Gate | Result |\n| --- | --- |\n| Load test | 2,140 requests a second |\n",
    "tasks.md": "- [x] Restored the backup\n- [x] Timed it: 14 minutes\n",
    "links.md": "[The study of the market](https://example.com/study), November 2026\n",
    "quote.md": "> We would switch today if it had exports.\n\nInterview 4, an accountant\n",
    "details.md": "<details><summary>Test</summary>\n\nAll 214 tests passed in CI.\n\n</details>\n",
    "front.md": "---\nstatus: accepted\n---\n\n# 7. Two regions\n\nAccepted, at the cost in 6.\n",
    "diagram.md": "```mermaid\ngraph LR\n  client --> gateway --> ledger\n```\n",
    "alt.md": "![The client calls the gateway, which calls the ledger](a.png)\n",
    "api.rst": "API\n===\n\n.. note:: Version 1 stays until June 2027.\n",
    "guide.adoc": "= Guide\n\n== Restore\n\nRun the restore job, then compare the totals.\n",
    "picture.png": PICTURE,
    "pixel.gif": GIF,
    "logo.svg": "<svg/>\n",
    "scan.pdf": b"%PDF-1.4\n1 0 obj<<>>endobj\n",
    "openapi.yaml": "openapi: 3.1.0\ninfo: {title: Ledger, version: '1'}\npaths: {}\n",
    "ci.yml": "on: pull_request\njobs: {test: {uses: ./.github/workflows/test.yml}}\n",
    "LICENSE": "Copyright 2026 Example Ltd. All rights reserved.\n",
    "package-lock.json": '{"name": "ledger", "lockfileVersion": 3, "packages": {}}\n',
    "go.sum": "golang.org/x/text v0.20.0 h1:gK/Kv2otX8gz+wn7Rmb3vT96ZwuoxnQlY+HlJVj7Qug=\n",
    "CODEOWNERS": "* @example/ledger-owners @example/security\n",
    "check.py": "def test_total() -> None:\n    assert total([]) == 0\n",
    "utf16.txt": "Approved by the steering committee.\n".encode("utf-16"),
    "latin1.txt": "Freigegeben durch Müller, geprüft am 3. Mai.\n".encode("latin-1"),
    "crlf.md": "# Result\r\n\r\nThe restore took 14 minutes and 3 seconds.\r\n",
}
EMPTY: dict[str, str | bytes] = {
    "blank.md": "\u00a0\n\u2003\n",
    "zero-width.md": "\u200b\u200d\u2060\u00ad\ufe0f\n",
    "fillers.txt": "\u3164\u2800\u115f\n",
    "zeros.bin": b"\0\0\0\n\0",
    "bom.txt": b"\xff\xfe",
    "headings.md": "# Plan\n\n## Goals\n\n## Risks\n",
    "comments.md": "# Plan\n\n<!-- Say what the plan is, and who agreed to it. -->\n",
    "fields.md": "# <title of the decision>\n\nOwner: <your name>\n\n{Describe the problem here}\n",
    "prompts.md": "# Choice\n\nOwner:\nDate: YYYY-MM-DD\n\n* Good, because\n* Bad, because\n",
    "todo.md": "# Plan\n\nTODO: write the plan\n\n## Risks\n\nTBD\n",
    "filler.md": "# Plan\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit.\n",
    "table.md": "# Risks\n\n| Risk | Owner | Mitigation |\n| --- | --- | --- |\n| | | |\n",
    "boxes.md": "# Ready\n\n- [ ]\n- [ ]\n\n---\n\n[1]: https://example.com/a-long-address\n",
    "comments.rst": "Plan\n====\n\n.. Say what the plan is, and who agreed to it.\n",
    "front.md": "---\nstatus: proposed\n---\n\n# {short title}\n\n## Context\n",
    "picture.md": "# Design\n\n<a id='design'></a>\n\n![](diagram.png)\n",
}
THIN: dict[str, str | bytes] = {
    "ok.md": "# Spike\n\nok\n",
    "done.txt": "done\n",
    "none.md": "n/a\n",
    "emoji.md": "# Test\n\n✅✅✅✅✅✅✅✅✅✅✅✅✅✅✅✅✅✅✅✅✅✅✅✅✅✅✅✅✅✅✅✅✅✅\n",
    "dashes.md": "a\n\n" + "- \n" * 40,
    "zh.md": "已完成。\n",
    "key.yaml": "approved: true\n",
}
