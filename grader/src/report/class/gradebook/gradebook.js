// Sorts and filters; everything can be read without it.
"use strict";
(() => {
  const opened = (target) => {
    const details = target && target.closest("details");
    if (details) details.open = true;
  };
  const named = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));
  addEventListener("hashchange", () => opened(named()));
  opened(named());

  // Paper cannot be opened.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });

  const table = document.getElementById("table");
  if (!table) return;
  const body = document.getElementById("rows");
  const rows = [...body.rows];
  const pages = new Map(rows.map((row, index) => [row, document.getElementById("s" + (index + 1))]));

  const form = document.getElementById("filter");
  const find = document.getElementById("find");
  const who = document.getElementById("who");
  const count = document.getElementById("count");
  const filter = () => {
    const words = find.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const fits =
        row.cells[0].textContent.toLowerCase().includes(words) && (!who.value || row.querySelector(who.value));
      row.hidden = !fits;
      pages.get(row).hidden = !fits;
      if (fits) shown += 1;
    }
    count.textContent = shown + " of " + rows.length + " students. Headings sort.";
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  find.addEventListener("input", filter);
  who.addEventListener("change", filter);
  filter();

  const key = (row, column) => {
    const text = row.cells[column].textContent;
    if (column === 0) return text;
    const number = text.match(/\d+(\.\d+)?/);
    return number ? Number(number[0]) : -1;
  };
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const up =
        heading.getAttribute("aria-sort") === "descending" || (column === 0 && !heading.hasAttribute("aria-sort"));
      for (const other of headings) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", up ? "ascending" : "descending");
      const keyed = rows.map((row) => [key(row, column), row]);
      const compare = column === 0 ? (a, b) => a[0].localeCompare(b[0]) : (a, b) => a[0] - b[0];
      keyed.sort((a, b) => (up ? compare(a, b) : compare(b, a)));
      body.append(...keyed.map((pair) => pair[1]));
    });
  });
})();
