"use strict";
(() => {
  const said = document.getElementById("said");
  const tell = words => { said.textContent = words; };

  // Numbers of one unit are sorted among themselves: dollars beside yuan would mean nothing.
  const key = (row, column) => {
    const cell = row.cells[column];
    const { v, u } = cell.dataset;
    return { missing: v === "", unit: u || "", number: v ? Number(v) : null, text: cell.textContent.trim() };
  };
  const order = new Intl.Collator("en", { numeric: true });
  const compare = (a, b) => order.compare(a.unit, b.unit)
    || (a.number !== null && b.number !== null && a.number - b.number)
    || order.compare(a.text, b.text);

  const sortable = table => {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    const original = [...body.rows];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const was = head.getAttribute("aria-sort");
        heads.forEach(each => each.removeAttribute("aria-sort"));
        const name = button.textContent.trim();
        if (was === "descending") {
          body.append(...original);
          body.classList.remove("sorted");
          tell("Rows in the order of the report");
          return;
        }
        const way = was === "ascending" ? -1 : 1;
        const keyed = original.map(row => [key(row, column), row]);
        keyed.sort(([a], [b]) => a.missing - b.missing || way * compare(a, b));
        body.append(...keyed.map(each => each[1]));
        body.classList.add("sorted");
        head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
        tell(`Sorted by ${name}, ${way > 0 ? "ascending" : "descending"}`);
      });
    });
  };

  const filterable = (table, number) => {
    const rows = [...table.tBodies[0].rows];
    if (rows.length < 5) return;
    const tools = document.createElement("div");
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("span");
    tools.className = "tools";
    input.type = "search";
    input.id = `filter-${number}`;
    label.htmlFor = input.id;
    const named = document.getElementById(table.getAttribute("aria-labelledby"));
    label.textContent = "Filter rows";
    input.setAttribute("aria-label", `Filter rows of ${named ? named.textContent : "the table"}`);
    tools.append(label, input, count);
    table.before(tools);
    let texts = null;
    const filter = () => {
      texts = texts || rows.map(row => row.textContent.toLowerCase());
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      rows.forEach((row, at) => {
        row.hidden = !words.every(word => texts[at].includes(word));
        left += row.hidden ? 0 : 1;
      });
      count.textContent = words.length ? `${left} of ${rows.length} rows` : "";
      tell(count.textContent);
    };
    let waiting = 0;
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(filter, rows.length > 2000 ? 200 : 0);
    });
  };

  const footnote = work => [...work.querySelectorAll("dd:not(.x)")].map(part => {
    const copy = part.cloneNode(true);
    copy.querySelectorAll(".x").forEach(each => each.remove());
    return copy.textContent.trim();
  }).join("; ") + ".";

  const copied = async (text, button) => {
    const was = button.textContent;
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "unseen";
      document.body.append(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
      button.focus();
    }
    button.textContent = done ? "Copied" : "Press Ctrl+C";
    tell(done ? "Footnote copied" : "The footnote could not be copied");
    setTimeout(() => { button.textContent = was; }, 2000);
  };

  document.addEventListener("toggle", event => {
    const details = event.target;
    const work = details.open && details.closest(".t-answers") && details.querySelector(".work");
    if (!work || details.querySelector(".copy")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy footnote";
    button.addEventListener("click", () => copied(footnote(work), button));
    work.after(button);
  }, true);

  document.querySelectorAll("table").forEach((table, number) => {
    sortable(table);
    filterable(table, number);
  });
})();
