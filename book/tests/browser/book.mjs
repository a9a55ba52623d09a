// Opens every page of the built book in Chromium. Each line that it prints is a fact that holds or does not; the exit code is
// 1 if one does not. `cargo book test --browser` calls it:
//
//   node book.mjs FOLDER                       the folder of the built pages
//   SHOTS=FOLDER node book.mjs FOLDER          leaves pictures there
//   PAGES=reading node book.mjs FOLDER         only pages whose path holds that
//   CHROMIUM=PATH node book.mjs FOLDER         another browser than /usr/bin/chromium
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { chromium } from "playwright-core";
import { deadlocks, explorers, questions, schedules } from "./figures.mjs";
import { marks } from "./marks.mjs";
import { serve } from "./serve.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const VIEWS = [
  { name: "light", width: 1280, height: 900, colorScheme: "light", axe: true },
  { name: "dark", width: 1280, height: 900, colorScheme: "dark", axe: true },
  { name: "phone", width: 320, height: 640, colorScheme: "light", axe: true },
  { name: "forced colours", width: 1280, height: 900, colorScheme: "dark", forcedColors: "active" },
  { name: "print", width: 800, height: 1100, colorScheme: "dark", media: "print" },
];
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
/// What is no page of its own.
const NO_PAGES = ["toc.html", "404.html"];
/// Milliseconds after which what does not come is not waited for.
const PATIENCE = 180_000;
/// Bytes of the first page with all that it loads, as they are.
const FIRST_PAGE = 400 * 1024;

const root = resolve(process.argv[2] ?? "../../../target/book");
const shots = process.env.SHOTS && resolve(process.env.SHOTS);
if (shots) mkdirSync(shots, { recursive: true });

let held = 0;
let broken = 0;
const fact = (holds, told, why = "") => {
  if (holds) held += 1;
  else broken += 1;
  if (!holds || process.env.VERBOSE) console.log(`${holds ? "ok  " : "FAIL"} ${told}${holds ? "" : `: ${why}`}`);
};

const pages = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".html") && !NO_PAGES.includes(entry.name))
  .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
  .filter((page) => page.includes(process.env.PAGES ?? ""))
  .sort();
const site = await serve(root);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: QUIET });
const counts = { looks: 0, axe: 0, violations: 0, explorers: 0, schedules: 0 };
try {
  for (const view of VIEWS) {
    for (const page of pages) await looks(page, view);
    console.log(`looked at ${pages.length} pages: ${view.name}`);
  }
  for (const page of pages.filter((page) => !["print.html", "index.html"].includes(page))) await plays(page);
  await keyboard("index.html");
  await weighs("index.html");
  await unscripted();
  await marks({ open, fact, pages, site });
} finally {
  await browser.close();
  site.close();
}
console.log(`${pages.length} pages, ${counts.axe} looks with axe: ${counts.violations} violations; ${counts.explorers} explorers walked through, ${counts.schedules} schedules`);
console.log(`${held} facts hold, ${broken} do not`);
process.exitCode = broken === 0 ? 0 : 1;

/// Opens a page; requests that leave the site are in `left`, and refused.
async function open(page, options = {}) {
  const { width = 1280, height = 900, media, ...rest } = options;
  const context = await browser.newContext({ viewport: { width, height }, ...rest });
  const left = [];
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith(site.url) || url.startsWith("data:")) return route.continue();
    left.push(url);
    return route.abort();
  });
  const tab = await context.newPage();
  // A busy machine is slow, and not wrong.
  tab.setDefaultTimeout(PATIENCE);
  const errors = [];
  tab.on("pageerror", (error) => errors.push(error.message));
  tab.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  tab.on("dialog", (dialog) => errors.push(`dialog: ${dialog.message()}`) && dialog.dismiss());
  if (media) await tab.emulateMedia({ media });
  await tab.goto(site.url + page, { waitUntil: "load" });
  return { tab, context, left, errors };
}

async function looks(page, view) {
  const { name, axe, ...options } = view;
  const { tab, context, left, errors } = await open(page, options);
  const told = `${page}, ${name}`;
  counts.looks += 1;
  const picture = shots && !page.startsWith("verdicts/") && page !== "print.html";
  if (picture) {
    const path = join(shots, `${page.replaceAll("/", "-")} ${name}.png`.replaceAll(" ", "-"));
    await tab.screenshot({ path, fullPage: true, timeout: 60_000 });
  }
  if (axe && !(page === "print.html" && name !== "light")) {
    await tab.evaluate(() => document.querySelectorAll("main details").forEach((details) => { details.open = true; }));
    await tab.evaluate(AXE);
    const found = await tab.evaluate((values) => globalThis.axe.run({ runOnly: { type: "tag", values } }), RULES);
    counts.axe += 1;
    counts.violations += found.violations.length;
    const why = found.violations.map((rule) => `${rule.id} ${rule.nodes.length}x ${rule.nodes[0].html.slice(0, 160)} ${rule.nodes[0].failureSummary}`);
    fact(found.violations.length === 0, `${told}: axe finds nothing`, why.join("\n     "));
  }
  const wide = await tab.evaluate(tooWide);
  fact(wide.length === 0, `${told}: nothing is wider than the screen`, wide.join("\n     "));
  fact(left.length === 0, `${told}: no request leaves this machine`, left.join(" "));
  fact(errors.length === 0, `${told}: no errors`, errors.join(" "));
  await context.close();
}

/// What reaches beyond the right edge, but for what scrolls in a region of its own.
function tooWide() {
  const width = document.documentElement.clientWidth;
  const scrolls = "pre, .fj-wide, .table-wrapper, .fj-skip, .sidebar, #mdbook-sidebar, .nav-chapters";
  const all = [...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && box.right > width + 1 && !element.parentElement.closest(scrolls) && !element.matches(".fj-skip, .sidebar, #mdbook-sidebar");
  });
  const root = document.documentElement.scrollWidth > width + 1 ? [`page: ${document.documentElement.scrollWidth} of ${width}`] : [];
  return root.concat(all.slice(0, 5).map((element) => `${Math.round(element.getBoundingClientRect().right)} of ${width}: ${element.outerHTML.slice(0, 120)}`));
}

/// Its figures and questions do what they say.
async function plays(page) {
  const { tab, context } = await open(page);
  const walked = await explorers(tab, page, fact);
  counts.explorers += walked.explorers;
  counts.schedules += walked.schedules;
  await deadlocks(tab, page, fact);
  await schedules(tab, page, fact);
  await questions(tab, page, fact);
  await context.close();
}

/// The first stop skips to the text; the contents can be reached on a phone; Tab reaches what can be pressed, and is seen.
async function keyboard(page) {
  const { tab, context } = await open(page, { width: 320, height: 640, reducedMotion: "reduce" });
  await tab.keyboard.press("Tab");
  const first = await tab.evaluate(() => document.activeElement.textContent);
  fact(first === "Skip to the text", `${page}: the first stop skips to the text`, first);
  await tab.keyboard.press("Enter");
  fact(await tab.evaluate(() => document.activeElement.matches("main")), `${page}: and gets there`, "the focus is elsewhere");
  await tab.reload();
  const reached = [];
  const blind = [];
  for (let press = 0; press < 300; press += 1) {
    await tab.keyboard.press("Tab");
    const at = await tab.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      return { name: element.getAttribute("aria-label") ?? element.textContent.trim().slice(0, 40), body: element === document.body, seen: style.outlineStyle !== "none" || style.boxShadow !== "none", html: element.outerHTML.slice(0, 100) };
    });
    if (at.body) break;
    reached.push(at.name);
    if (!at.seen) blind.push(at.html);
  }
  const contents = reached.some((name) => /table of contents/i.test(name));
  fact(contents, `${page}: keys reach the contents on a phone`, reached.slice(0, 12).join(", "));
  fact(blind.length === 0, `${page}: where the focus is can be seen`, blind.slice(0, 5).join("\n     "));
  await context.close();
}

/// The first page with all that it loads.
async function weighs(page) {
  const before = site.sent();
  const { context } = await open(page);
  const bytes = site.sent() - before;
  console.log(`the first page weighs ${Math.round(bytes / 1024)} KB`);
  fact(bytes <= FIRST_PAGE, `${page}: it weighs at most ${FIRST_PAGE / 1024} KB`, `${Math.round(bytes / 1024)} KB`);
  await context.close();
}

/// Without scripts every figure is there as a table, and every answer can be opened.
async function unscripted() {
  for (const page of pages.filter((page) => page !== "print.html")) {
    const { tab, context } = await open(page, { javaScriptEnabled: false });
    const hidden = await tab.locator(".fj-still table, .fj-schedule table, .fj-ask summary").evaluateAll((all) => all.filter((one) => !one.checkVisibility()).length).catch(() => 0);
    fact(hidden === 0, `${page}: without scripts all of it is there`, `${hidden} parts are not`);
    await context.close();
  }
}
