"""The style sheet of the HTML report: on a screen by day and night, on a phone, on paper.

Every pair of colours has a contrast of at least 4.5 to 1, which a test computes from this text.
"""

from __future__ import annotations

STYLE = """
:root {
  color-scheme: light;
  --back: #ffffff; --text: #1c2128; --soft: #525c68; --line: #d5dae0; --panel: #f6f7f9;
  --link: #0b57b0;
  --good: #0b5c2c; --good-back: #e4f5e9;
  --warn: #6f4400; --warn-back: #fdf2d3;
  --bad: #9c1219; --bad-back: #fdeaea;
  --quiet: #48525d; --quiet-back: #eceff2;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    color-scheme: dark;
    --back: #12161b; --text: #e6e9ed; --soft: #a6b0bb; --line: #343c46; --panel: #1a2027;
    --link: #8cbcff;
    --good: #84dba0; --good-back: #12331f;
    --warn: #f0c674; --warn-back: #362909;
    --bad: #ffa3a3; --bad-back: #401a1d;
    --quiet: #b9c2cc; --quiet-back: #29313a;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 60rem; padding: 1.5rem 1.25rem 3rem; background: var(--back);
  color: var(--text); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans",
  "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.4rem; line-height: 1.25; margin: 2.5rem 0 .5rem; }
main > section.gate > h2 { border-top: 2px solid var(--line); padding-top: 1.25rem; }
h3 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
h4 { font-size: 1rem; margin: 0; }
p { margin: .35rem 0; }
a { color: var(--link); }
code {
  font: .86em/1.4 ui-monospace, SFMono-Regular, Consolas, "DejaVu Sans Mono", monospace;
  color: var(--soft);
}
.fix code, .cited code { color: inherit; }
.soft { color: var(--soft); }
.said { white-space: pre-line; }
.lead {
  border-left: .35rem solid; border-radius: .25rem; padding: .75rem 1rem; margin: 1rem 0;
  font-size: 1.15rem;
}
.good { color: var(--good); background: var(--good-back); }
.warn { color: var(--warn); background: var(--warn-back); }
.bad { color: var(--bad); background: var(--bad-back); }
.quiet { color: var(--quiet); background: var(--quiet-back); }
.chip {
  display: inline-block; border-radius: .75rem; padding: 0 .6rem; font-size: .85rem;
  font-weight: 600; line-height: 1.6;
}
h2 .chip { font-size: .95rem; vertical-align: middle; }
.chip { white-space: nowrap; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
th, td {
  text-align: left; vertical-align: top; padding: .45rem .6rem;
  border-bottom: 1px solid var(--line);
}
td:first-child, th:first-child { padding-left: 0; }
thead th { color: var(--soft); font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 600; }
td { min-width: 4.5rem; }
tbody th { min-width: 9rem; overflow-wrap: break-word; }
td[data-label="On"] { white-space: nowrap; }
td[data-label="Who"], td[data-label="By"], td[data-label="Decision"] { min-width: 11.5rem; }
ul, ol { margin: .35rem 0; padding-left: 1.4rem; }
ul.items { list-style: none; padding: 0; }
.items > li {
  border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .9rem; margin: .5rem 0;
}
.items ul { padding-left: 1.2rem; margin-bottom: 0; }
.findings > li, .history > li { margin: .5rem 0; }
.findings p, .history p { margin: .1rem 0; }
dl { margin: .5rem 0; }
dt { font-weight: 600; }
dd { margin: 0 0 .5rem; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; }
:target { outline: 3px solid var(--link); outline-offset: 3px; }
@media screen and (max-width: 52rem) {
  body { padding: 1rem .9rem 2rem; }
  h1 { font-size: 1.55rem; }
  .lead { font-size: 1.05rem; }
  table, tbody, tr, tbody th, td { display: block; }
  thead { display: none; }
  tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
  tbody th, td { border: 0; padding: .1rem 0; }
  td::before { content: attr(data-label) ": "; color: var(--soft); }
}
@media print {
  @page { margin: 16mm; }
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; }
  .chip, .lead { border: 1px solid; background: none; }
  .items > li { padding: .4rem .7rem; margin: .35rem 0; }
  .lead { border-left-width: 4px; }
  a { color: inherit; }
  h2, h3, h4 { break-after: avoid; }
  .items > li, .findings > li, tr { break-inside: avoid; }
}
"""
