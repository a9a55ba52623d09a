// The reader's own results beside an exercise: shown, and never more than text, whatever is in them.

const HOSTILE = `<img src=x onerror="globalThis.ran = true"><script>globalThis.ran = true</script>`;

export async function marks({ open, fact, pages, site }) {
  const page = pages.find((page) => page.includes("exercises/ex07"));
  if (!page) return;
  site.progress = {
    exercises: {
      ex07: {
        verdict: "race",
        passed: 4,
        total: 6,
        trace: {
          message: `outcome 1 ${HOSTILE}`,
          threads: ["main", HOSTILE],
          steps: [
            [0, "src/lib.rs:41", "loads 0 from `hits`"],
            [1, HOSTILE, HOSTILE],
            [99, 7],
            "x",
          ],
        },
        timeline: ["main |===| exit code 0", HOSTILE],
      },
    },
  };
  const { tab, context, errors } = await open(page);
  await tab.waitForSelector(".fj-marks table");
  const shown = await tab.locator(".fj-marks").textContent();
  fact(shown.includes("Yours: 4 of 6 checks pass"), `${page}: the reader's own marks are shown`, shown);
  fact((await tab.locator(".fj-marks tbody tr").count()) === 4, `${page}: and the schedule that fails`, shown);
  fact(/src\/lib\.rs:41/.test(shown) && shown.includes("loads 0 from hits"), `${page}: with the reader's own lines`, shown);
  const href = await tab.locator(".fj-marks a").getAttribute("href");
  fact(href === "../verdicts/race.html", `${page}: and its verdict, with its page`, href);
  const safe = await tab.evaluate(() => globalThis.ran !== true && !document.querySelector(".fj-marks img, .fj-marks script"));
  fact(safe && errors.length === 0, `${page}: what a stranger wrote is text`, errors.join(" "));
  site.progress = { exercises: { ex07: { verdict: "passed", passed: 6, total: 6, trace: null } } };
  await tab.evaluate(() => dispatchEvent(new Event("fj-graded")));
  await tab.waitForFunction(() => document.querySelector(".fj-marks").textContent.includes("6 of 6"));
  fact((await tab.locator(".fj-marks table").count()) === 0, `${page}: results change without a reload`, "the old schedule is still there");
  for (const odd of [[], "x", 7, { exercises: [] }, { exercises: { ex07: "x" } }, { exercises: { ex07: { trace: { steps: "x", threads: 7 } } } }]) {
    site.progress = odd;
    await tab.evaluate(() => dispatchEvent(new Event("fj-graded")));
    await tab.waitForTimeout(50);
  }
  fact(errors.length === 0, `${page}: results of another form do no harm`, errors.join(" "));
  await context.close();
}
