"use strict";
// Searches and filters controls and findings. Everything is on the page without this script.
(() => {
  const form = document.getElementById("filter");
  const words = document.getElementById("words");
  const severity = document.getElementById("severity");
  const shown = document.getElementById("shown");
  const statuses = [...form.querySelectorAll("input[name=status]")];
  const lower = (element) => element.textContent.toLowerCase();
  let controls;

  // Read when the first filter is set: a page may hold many thousand findings.
  const read = () =>
    [...document.querySelectorAll(".control")].map((element) => ({
      element,
      text: lower(element.querySelector(".head")),
      items: [...element.querySelectorAll(".item")].map((item) => ({ element: item, text: lower(item) })),
    }));

  const filter = () => {
    controls ??= read();
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const allowed = new Set(statuses.filter((box) => box.checked).map((box) => box.value));
    let controlsShown = 0;
    let itemsShown = 0;
    for (const control of controls) {
      const data = control.element.dataset;
      const inRange = allowed.has(data.status) && (!severity.value || severity.value === data.severity);
      const headHas = wanted.every((word) => control.text.includes(word));
      let count = 0;
      for (const item of control.items) {
        const fits = inRange && (headHas
          || wanted.every((word) => item.text.includes(word) || control.text.includes(word)));
        item.element.hidden = !fits;
        count += fits ? 1 : 0;
      }
      const visible = inRange && (headHas || count > 0);
      control.element.hidden = !visible;
      controlsShown += visible ? 1 : 0;
      itemsShown += count;
    }
    for (const stage of document.querySelectorAll(".stage")) {
      stage.hidden = !stage.querySelector(".control:not([hidden])");
    }
    shown.textContent = `${controlsShown} of ${controls.length} controls, ${itemsShown} entries in them`;
  };

  // Paper shows all: what is folded away, and what is filtered out stays out.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    folded.forEach((element) => (element.open = true));
  });
  addEventListener("afterprint", () => folded.forEach((element) => (element.open = false)));

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  form.hidden = false;
})();
