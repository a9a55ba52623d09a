// Explorers, schedules and questions, used as a reader would.

/// Walks through every schedule of every explorer with the machine of the browser, and compares the outcomes with those that
/// Rust counted; then finds every outcome of the first of them by keys.
export async function explorers(tab, page, fact) {
  const walked = await tab.evaluate(() => [...document.querySelectorAll(".fj-explorer")].map((figure) => {
    const machine = figure.machine;
    if (!machine) return { id: figure.id, error: "there is no machine" };
    const counted = {};
    let schedules = 0;
    const walk = (state) => {
      const threads = machine.runnable(state);
      if (!threads.length) {
        const outcome = machine.outcome(state);
        counted[outcome] = (counted[outcome] ?? 0) + 1;
        schedules += 1;
      }
      for (const thread of threads) walk(machine.after(state, thread)[0]);
    };
    if (machine.given.total <= 100_000) walk(machine.start());
    const given = machine.given.outcomes;
    const same = machine.given.total > 100_000 || (Object.keys(given).length === Object.keys(counted).length && Object.entries(given).every(([outcome, count]) => counted[outcome] === count));
    return { id: figure.id, same, schedules, told: `${JSON.stringify(counted)} where Rust counts ${JSON.stringify(given)}` };
  }));
  for (const { id, same, told, error } of walked) fact(same === true, `${page} #${id}: the browser finds the schedules that Rust finds`, error ?? told);
  for (const { id } of walked) await byKeys(tab, page, id, fact);
  return { explorers: walked.length, schedules: walked.reduce((sum, one) => sum + (one.schedules ?? 0), 0) };
}

/// A schedule for each outcome, pressed key by key; then everything is found. Undo takes the last step back.
async function byKeys(tab, page, id, fact) {
  const runs = await tab.evaluate((id) => {
    const { machine } = document.getElementById(id);
    const runs = {};
    const walk = (state, run) => {
      if (Object.keys(runs).length === Object.keys(machine.given.outcomes).length) return;
      const threads = machine.runnable(state);
      if (!threads.length) runs[machine.outcome(state)] ??= run;
      for (const thread of threads) walk(machine.after(state, thread)[0], [...run, thread]);
    };
    walk(machine.start(), []);
    return Object.values(runs).map((run) => run.map((thread) => machine.given.names[thread][0].toLowerCase()));
  }, id);
  const figure = tab.locator(`[id="${id}"]`);
  const hidden = await figure.locator(".fj-found li").allTextContents();
  fact(hidden.every((text) => text.includes("not found yet")), `${page} #${id}: outcomes are hidden until they are found`, hidden.join(" | "));
  await figure.locator(".fj-cards button").first().focus();
  for (const [index, run] of runs.entries()) {
    if (index) await tab.keyboard.press("r");
    for (const key of run) await tab.keyboard.press(key);
  }
  const left = await figure.locator(".fj-left").textContent();
  fact(left.includes("You have found every one."), `${page} #${id}: keys find every outcome`, left);
  const steps = await figure.locator("tbody tr").count();
  await tab.keyboard.press("u");
  const after = await figure.locator(".fj-live tbody tr").count();
  fact(after === runs.at(-1).length - 1, `${page} #${id}: u takes the last step back`, `${steps} and then ${after}`);
  const kept = await tab.evaluate((id) => document.getElementById(id).contains(document.activeElement), id);
  fact(kept, `${page} #${id}: the focus stays`, "it is lost");
  await figure.locator(".fj-bar button").last().click();
  const [shown, still] = await figure.evaluate((element) => [
    [...element.querySelectorAll(".fj-live tbody tr")].map((row) => row.textContent.replaceAll(/\s+/g, " ").replace(" lost", "").trim()),
    [...element.querySelectorAll(".fj-still tbody tr")].map((row) => row.textContent.replaceAll(/\s+/g, " ").trim()),
  ]);
  fact(JSON.stringify(shown) === JSON.stringify(still), `${page} #${id}: what it shows is what stands on paper`, `${shown.join(" / ")} where it is ${still.join(" / ")}`);
  const [status, written] = await figure.evaluate((element) => [element.querySelector(".fj-status").textContent, element.querySelector(".fj-still > p").textContent]);
  fact(written.startsWith(status), `${page} #${id}: it tells of the end what stands on paper`, `${status} where it is ${written}`);
}

/// A deadlock is told with its circle.
export async function deadlocks(tab, page, fact) {
  const told = await tab.evaluate(() => [...document.querySelectorAll(".fj-explorer")].filter((figure) => "deadlock" in figure.machine.given.outcomes).map((figure) => {
    const { machine } = figure;
    const find = (state, run) => {
      const threads = machine.runnable(state);
      if (!threads.length) return machine.outcome(state) === "deadlock" ? machine.ending(state, run)[1] : null;
      return threads.reduce((found, thread) => found ?? find(machine.after(state, thread)[0], run), null);
    };
    return { id: figure.id, told: find(machine.start(), []) };
  }));
  for (const { id, told: text } of told) fact(/^Deadlock: .+ waits for .+, which .+ holds/.test(text), `${page} #${id}: a deadlock is told with its circle`, text);
}

/// Schedules of real programs can be stepped through, to the end and back.
export async function schedules(tab, page, fact) {
  for (const figure of await tab.locator(".fj-schedule").all()) {
    const id = await figure.getAttribute("id");
    const rows = await figure.locator("tbody tr").count();
    const seen = () => figure.locator("tbody tr:not(.fj-later)").count();
    const next = figure.locator(".fj-bar button").nth(2);
    fact((await seen()) === 0, `${page} #${id}: it begins at the beginning`, String(await seen()));
    await next.focus();
    for (let step = 0; step < rows; step += 1) await tab.keyboard.press("Enter");
    fact((await seen()) === rows && (await figure.locator(".fj-end").isVisible()), `${page} #${id}: keys step to its end`, `${await seen()} of ${rows}`);
    const status = await figure.locator(".fj-status").textContent();
    fact(status.startsWith(`Step ${rows} of ${rows}: `), `${page} #${id}: and say so`, status);
    await figure.locator(".fj-bar button").first().click();
    fact((await seen()) === 0, `${page} #${id}: and back`, String(await seen()));
  }
}

/// A wrong choice is told, a right one opens the answer.
export async function questions(tab, page, fact) {
  for (const question of await tab.locator(".fj-ask").all()) {
    const id = await question.getAttribute("id");
    const inputs = await question.locator("input").all();
    const isSeveral = (await inputs[0].getAttribute("type")) === "checkbox";
    const rights = await question.locator("input[data-right]").all();
    const wrong = question.locator("input:not([data-right])").first();
    await wrong.check();
    if (isSeveral) await question.locator("button").click();
    const told = await question.locator(".fj-told").textContent();
    fact(told.includes("Not quite"), `${page} #${id}: a wrong choice is told`, told);
    if (isSeveral) await wrong.uncheck();
    for (const right of rights) await right.check();
    if (isSeveral) await question.locator("button").click();
    fact((await question.locator(".fj-told").textContent()).includes("Right."), `${page} #${id}: so is a right one`, told);
    fact(await question.locator("details").evaluate((details) => details.open), `${page} #${id}: and the answer opens`, "it is closed");
  }
}
