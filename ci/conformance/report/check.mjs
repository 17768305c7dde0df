// Holds pages to what docs/reference/html-report.md says of them, in headless Chromium:
//   node check.mjs CHROMIUM AXE.js SCREENSHOTS PAGE.html…
// Each page is opened at two widths, in light and dark. It must load nothing but itself, break no rule of
// its own Content Security Policy, run nothing that a hostile name brought in, scroll sideways nowhere but
// in tables, and satisfy axe-core's rules for WCAG 2.2 AA and its best practices. SCREENSHOTS may be `-`.
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Browser } from "./browser.mjs";

const OPENS_WITHIN_MS = 2000;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// A control is found by its id, nothing by words that are nowhere, and all again without words.
const SEARCH = `(() => {
  const words = document.getElementById("words");
  if (!words) return "none";
  const type = (text) => { words.value = text; words.dispatchEvent(new Event("input", { bubbles: true })); };
  const visible = () => document.querySelectorAll(".control:not([hidden])").length;
  const all = document.querySelectorAll(".control").length;
  const id = document.querySelector(".control .id").textContent;
  type(id); const one = visible();
  type("no such words anywhere"); const none = visible();
  type(""); const again = visible();
  return one >= 1 && none === 0 && again === all ? "works" : [all, one, none, again].join(" ");
})()`;

const [program, axeFile, screenshots, ...pages] = process.argv.slice(2);
const axe = readFileSync(axeFile, "utf8");
const browser = new Browser(program);
const failures = [];

async function look(page, width, scheme) {
  const name = `${basename(page)} ${width} ${scheme}`;
  const fail = (what) => failures.push(`${name}: ${what}`);
  const tab = await browser.tab();
  await tab.look(width, scheme);
  const url = pathToFileURL(page).href;
  // The machine may be busy with other things: the best of three is what the page takes.
  const times = [await tab.open(url), await tab.open(url), await tab.open(url)];
  const milliseconds = Math.round(Math.min(...times));
  const { findings, sideways, search } = await tab.run(`({
    findings: document.querySelectorAll(".item").length,
    sideways: document.documentElement.scrollWidth - innerWidth,
    search: ${SEARCH} })`);
  if (screenshots !== "-") {
    writeFileSync(join(screenshots, `${name.replaceAll(" ", "-")}.png`), await tab.screenshot());
  }
  if (milliseconds > OPENS_WITHIN_MS) fail(`opens in ${milliseconds} ms`);
  if (sideways > 0) fail(`scrolls sideways by ${sideways} px`);
  if (!["works", "none"].includes(search)) fail(`search: ${search}`);
  await tab.run("document.querySelectorAll('details').forEach((one) => (one.open = true))");
  // Of a large page one part is like the other: axe takes minutes for thousands of like entries.
  await tab.run("[...document.querySelectorAll('.item')].slice(200).forEach((one) => one.remove())");
  await tab.run(`${axe}; 0`);
  const violations = await tab.run(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ["violations"] }).then((all) =>
       all.violations.map((one) => one.id + ": " + one.help + " " + one.nodes[0].html.slice(0, 200)))`,
  );
  violations.forEach(fail);
  tab.complaints.forEach(fail);
  tab.requests.filter((one) => one !== url).forEach((one) => fail(`loads ${one}`));
  console.log(`${name}: ${findings} entries, opens in ${milliseconds} ms, search ${search},`
    + ` ${violations.length} violations`);
  await tab.close();
}

for (const page of pages) {
  for (const width of [1280, 480]) {
    for (const scheme of ["light", "dark"]) {
      await look(page, width, scheme);
    }
  }
}
await browser.close();
failures.forEach((failure) => console.error(`FAILED ${failure}`));
process.exitCode = failures.length ? 1 : 0;
