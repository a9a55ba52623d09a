// Opens a made-up gradebook, and the page that a student of it reads, in Chromium. Each line that it prints is a fact that
// holds or does not; the exit code is 1 if one does not.
//
//   npm ci                                                   once; needs node 20 and Debian's package chromium
//   npm test                                                 with a class of 12
//   node gradebook.mjs FILE                                  with a gradebook that is there
//   SHOTS=FOLDER npm test                                    leaves pictures and a PDF in a folder
//   CHROMIUM=PATH npm test                                   another browser than /usr/bin/chromium
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const FOCUSABLE = "a[href], button, input, select, summary, [tabindex='0']";
const VIEWS = [
  { name: "light", width: 1280, height: 900, colorScheme: "light" },
  { name: "dark", width: 1280, height: 900, colorScheme: "dark" },
  { name: "phone", width: 320, height: 640, colorScheme: "light" },
  { name: "dark phone", width: 320, height: 640, colorScheme: "dark" },
  { name: "print", width: 800, height: 1100, colorScheme: "dark", media: "print" },
  { name: "forced colours", width: 1280, height: 900, colorScheme: "dark", forcedColors: "active" },
];
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

let held = 0;
let broken = 0;
const fact = (holds, told, why = "") => {
  console.log(`${holds ? "ok  " : "FAIL"} ${told}${holds ? "" : `: ${why}`}`);
  if (holds) held += 1;
  else broken += 1;
};

const scratch = mkdtempSync(join(tmpdir(), "gradebook-"));
const shots = process.env.SHOTS && resolve(process.env.SHOTS);
if (shots) mkdirSync(shots, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: QUIET,
});
try {
  const given = process.argv[2];
  await checkPage(given ? resolve(given) : sample("12"), "gradebook");
  if (!given) await checkPage(sample("own"), "own page");
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true });
}
console.log(`${held} facts hold, ${broken} do not`);
process.exitCode = broken === 0 ? 0 : 1;

function sample(asked) {
  const file = join(scratch, `${asked}.html`);
  const command = ["run", "-q", "-p", "grader", "--example", "gradebook_sample", "--", asked];
  writeFileSync(file, execFileSync("cargo", command, { maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "inherit"] }));
  return file;
}

async function checkPage(file, name) {
  for (const view of VIEWS) await looks(file, name, view);
  await keyboard(file, name);
  await unscripted(file, name);
  await shut(file, name);
  await paper(file, name);
}

// Opens the page; what it asks for beside itself is in `asked`.
async function open(file, options = {}) {
  const { width = 1280, height = 900, media, ...rest } = options;
  const context = await browser.newContext({ viewport: { width, height }, ...rest });
  const page = await context.newPage();
  const asked = [];
  const errors = [];
  page.on(
    "request",
    (request) => request.isNavigationRequest() || request.url().startsWith("data:") || asked.push(request.url()),
  );
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("dialog", (dialog) => errors.push(`dialog: ${dialog.message()}`) && dialog.dismiss());
  await page.goto(pathToFileURL(file).href);
  if (media) await page.emulateMedia({ media });
  return { page, context, asked, errors };
}

// Lays out all of it: what is closed, and what is put off until somebody scrolls there.
function unfold(page) {
  return page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    for (const part of document.querySelectorAll(".student")) part.style.contentVisibility = "visible";
  });
}

async function looks(file, name, view) {
  const { name: called, ...options } = view;
  const { page, context, asked, errors } = await open(file, options);
  const picture = shots && join(shots, `${name} ${called}.png`.replaceAll(" ", "-"));
  if (picture) await page.screenshot({ path: picture, timeout: 120_000 });
  await unfold(page);
  if (picture)
    await page.screenshot({
      timeout: 120_000,
      path: picture.replace(".png", "-whole.png"),
      clip: { x: 0, y: 0, width: view.width, height: 3000 },
      fullPage: true,
    });
  await page.evaluate(AXE);
  const found = await page.evaluate((values) => globalThis.axe.run({ runOnly: { type: "tag", values } }), RULES);
  const told = found.violations.map(
    (rule) => `${rule.id} ${rule.nodes.length}x ${rule.nodes[0].html.slice(0, 120)} ${rule.nodes[0].failureSummary}`,
  );
  fact(
    told.length === 0,
    `${name}, ${called}: axe, ${found.passes.length} rules pass, ${found.violations.length} do not`,
    told.join("\n     "),
  );
  const wide = await page.evaluate(tooWide);
  fact(wide.length === 0, `${name}, ${called}: nothing is wider than the screen`, wide.join("\n     "));
  fact(asked.length === 0, `${name}, ${called}: no request leaves the page`, asked.join(" "));
  fact(errors.length === 0, `${name}, ${called}: no errors`, errors.join(" "));
  await context.close();
}

// What reaches beyond the right edge, but for what scrolls in a region of its own.
function tooWide() {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => element.closest(".scroll, .drawn, .skip");
  const all = [...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.right > width + 1 && (!scrolls(element) || element === scrolls(element));
  });
  const root =
    document.documentElement.scrollWidth > width ? [`page: ${document.documentElement.scrollWidth} of ${width}`] : [];
  return root.concat(all.slice(0, 5).map((element) => element.outerHTML.slice(0, 120)));
}

async function keyboard(file, name) {
  const { page, context } = await open(file, { reducedMotion: "reduce" });
  const still = await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior);
  fact(still === "auto", `${name}: nothing moves where less motion is asked for`, still);
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement.textContent);
  fact(first === "Skip to the content", `${name}: the first stop skips to the content`, first);
  await page.keyboard.press("Enter");
  const main = await page.evaluate(() => document.activeElement.id);
  fact(main === "main", `${name}: and gets there`, main);
  await page.reload();
  await unfold(page);
  const wanted = await page.evaluate((focusable) => {
    const seen = [...document.querySelectorAll(focusable)].filter((element) => element.checkVisibility());
    seen.forEach((element, index) => (element.dataset.stop = index));
    return seen.length;
  }, FOCUSABLE);
  const reached = new Set();
  const blind = new Set();
  for (let press = 0; press < wanted + 5; press += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const is_on_screen = box.bottom > 0 && box.top < innerHeight;
      return {
        stop: element.dataset.stop,
        seen: style.outlineStyle !== "none" && is_on_screen,
        html: element.outerHTML.slice(0, 100),
      };
    });
    if (at.stop !== undefined) reached.add(at.stop);
    if (at.stop !== undefined && !at.seen) blind.add(at.html);
  }
  fact(reached.size === wanted, `${name}: Tab reaches ${reached.size} of ${wanted} places`, "some are not reached");
  fact(blind.size === 0, `${name}: where the focus is can be seen`, [...blind].join("\n     "));
  if (await page.locator("#table").count()) await sorts(page, name);
  await context.close();
}

async function sorts(page, name) {
  const totals = () =>
    page.$$eval("#rows tr:not([hidden])", (rows) =>
      rows.map((row) => Number(row.cells[row.cells.length - 1].textContent.match(/[\d.]+/)[0])),
    );
  await page.locator("#table thead th:last-child button").focus();
  await page.keyboard.press("Enter");
  const down = await totals();
  fact(
    down.every((total, index) => index === 0 || down[index - 1] >= total),
    `${name}: Enter on a heading sorts`,
    down.join(" "),
  );
  await page.keyboard.press("Enter");
  const up = await totals();
  fact(up.join() !== down.join() && up.length === down.length, `${name}: and turns the order round`, up.join(" "));
  await page.locator("#find").focus();
  await page.keyboard.type("ada love");
  const left = await page.$$eval("#rows tr:not([hidden]) th a", (links) => links.map((link) => link.textContent));
  fact(
    left.length > 0 && left.every((link) => link === "Ada Lovelace"),
    `${name}: a name finds its student`,
    left.join(" "),
  );
  const pages = await page.$$eval(".student:not([hidden])", (parts) => parts.length);
  fact(pages === left.length, `${name}: and no other page is shown`, String(pages));
}

async function unscripted(file, name) {
  const scripted = await open(file);
  await unfold(scripted.page);
  const whole = await scripted.page.evaluate(() => document.querySelector("main").textContent.length);
  await scripted.context.close();
  const { page, context } = await open(file, { javaScriptEnabled: false });
  const shown = await page.locator("main").textContent();
  const hidden = await page.locator("main [hidden]:not(#filter)").count();
  fact(
    hidden === 0 && Math.abs(shown.length - whole) < 100,
    `${name}: without scripts all of it is there`,
    `${shown.length} of ${whole}`,
  );
  const link = page.locator(".marks a").first();
  if (await link.count()) {
    const target = await link.getAttribute("href");
    await page.goto(pathToFileURL(file).href + target);
    fact(await page.locator(target).isVisible(), `${name}: and a link opens what it leads to`, target);
  }
  await context.close();
}

// What a page could do that somebody broke out into: the server that it asks hears nothing.
async function shut(file, name) {
  let heard = 0;
  const server = createServer((_, answer) => answer.end(String((heard += 1)))).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { page, context } = await open(file);
  const ran = await page.evaluate(async (url) => {
    const add = (name, values) => document.body.append(Object.assign(document.createElement(name), values));
    add("script", { textContent: "globalThis.ran = true" });
    add("style", { textContent: "body { display: none }" });
    add("img", { src: url });
    add("iframe", { src: url });
    await fetch(url).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 500));
    return globalThis.ran === true || getComputedStyle(document.body).display === "none";
  }, `http://127.0.0.1:${server.address().port}/`);
  fact(!ran && heard === 0, `${name}: its policy lets no other script, style or request through`, `${heard} requests`);
  await context.close();
  server.close();
}

async function paper(file, name) {
  const { page, context } = await open(file, { colorScheme: "dark" });
  const students = await page.locator(".student").count();
  await page.emulateMedia({ media: "print" });
  const kept = await page.evaluate(
    () => [...document.querySelectorAll("details > div")].filter((part) => !part.checkVisibility()).length,
  );
  fact(kept === 0, `${name}: paper shows what is closed on a screen`, `${kept} parts are not shown`);
  const pdf = await page.pdf({ format: "A4", tagged: true, preferCSSPageSize: true });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  fact(pages >= students, `${name}: ${students} students are ${pages} pages of paper`, "less than one each");
  if (shots) writeFileSync(join(shots, `${name}.pdf`.replaceAll(" ", "-")), pdf);
  await context.close();
}
