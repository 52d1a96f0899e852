
"use strict";
(() => {
  const form = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const text = document.getElementById("f-text");
  const state = document.getElementById("f-state");
  const labels = [...form.querySelectorAll("select[data-label]")];
  const bodies = [...document.querySelectorAll("tbody")];
  const rows = [...document.querySelectorAll("tr.row")].map((row) => ({ row, words: null }));
  const filter = () => {
    const wanted = text.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const kept = labels.filter((label) => label.value);
    let count = 0;
    for (const each of rows) {
      if (wanted.length && each.words === null) {
        each.words = each.row.textContent.toLowerCase();
      }
      const fits =
        (!state.value || each.row.dataset.state === state.value) &&
        kept.every((label) => each.row.dataset["l" + label.dataset.label] === label.value) &&
        wanted.every((word) => each.words.includes(word));
      each.row.hidden = !fits;
      count += fits;
    }
    for (const body of bodies) {
      body.hidden = !body.querySelector("tr.row:not([hidden])");
    }
    shown.textContent = count + " of " + rows.length + (rows.length === 1 ? " project" : " projects");
  };
  const heads = [...document.querySelectorAll("thead th")];
  const sort = (head, column) => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    for (const other of heads) {
      other.removeAttribute("aria-sort");
    }
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const byRank = head.dataset.sort === "rank";
    const key = (row) => (byRank ? Number(row.cells[column].dataset.v) : row.cells[column].textContent);
    const compare = new Intl.Collator("en", { numeric: true }).compare;
    for (const body of bodies) {
      const keyed = [...body.querySelectorAll("tr.row")].map((row) => [key(row), row]);
      keyed.sort((a, b) => (byRank ? a[0] - b[0] : compare(a[0], b[0])) * (up ? 1 : -1));
      body.append(...keyed.map((each) => each[1]));
    }
  };
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sort(head, column));
    head.replaceChildren(button);
  });
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  form.hidden = false;
  filter();
})();
