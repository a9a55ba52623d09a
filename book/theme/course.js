// Questions, and the reader's own results, which come from `cargo book serve` on the reader's own machine and from nowhere
// else. They are a stranger's text: taken field by field, bounded, and shown as text.
'use strict';
(() => {
  const el = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  // --- Questions ---
  document.querySelectorAll('.fj-ask').forEach((question) => {
    const inputs = [...question.querySelectorAll('input')];
    const told = question.querySelector('.fj-told');
    const answer = question.querySelector('details');
    const isSeveral = inputs[0]?.type === 'checkbox';
    const check = () => {
      const isRight = inputs.every((input) => input.checked === ('right' in input.dataset));
      told.className = `fj-told ${isRight ? 'fj-good' : 'fj-bad'}`;
      told.textContent = isRight ? '✓ Right.' : '✗ Not quite: think again, or open the answer.';
      if (isRight) answer.open = true;
    };
    if (isSeveral) {
      const button = el('button', 'fj-button', 'Check');
      button.type = 'button';
      button.addEventListener('click', check);
      told.before(button);
      inputs.forEach((input) => input.addEventListener('change', () => { told.textContent = ''; }));
    } else {
      inputs.forEach((input) => input.addEventListener('change', check));
    }
  });

  // --- The reader's own results ---
  const boxes = [...document.querySelectorAll('.fj-exercise[data-exercise]')];
  if (!boxes.length || !['127.0.0.1', 'localhost', '[::1]'].includes(location.hostname)) return;
  const text = (value, most = 300) => (typeof value === 'string' ? value.slice(0, most) : '');
  const count = (value) => (Number.isSafeInteger(value) && value >= 0 ? value : 0);
  const list = (value, most) => (Array.isArray(value) ? value.slice(0, most) : []);

  const trace = (given) => {
    const names = list(given.threads, 16).map((thread) => text(thread, 40));
    const details = el('details', 'fj-own');
    details.open = true;
    details.append(el('summary', '', `A schedule in which yours fails: ${text(given.message)}`));
    const table = el('table');
    const head = table.createTHead().insertRow();
    for (const name of ['Step', ...names, 'Line']) {
      const cell = el('th', '', name);
      cell.scope = 'col';
      head.append(cell);
    }
    const body = table.createTBody();
    list(given.steps, 200).forEach((step, index) => {
      const [of, at, action] = list(step, 3);
      const row = body.insertRow();
      const number = el('th', '', String(index + 1));
      number.scope = 'row';
      row.append(number);
      names.forEach((_, thread) => {
        const cell = row.insertCell();
        if (thread !== count(of)) return;
        cell.className = `fj-t${thread % 4}`;
        cell.textContent = text(action).replaceAll('`', '');
      });
      row.insertCell().textContent = text(at);
    });
    const wide = el('div', 'fj-wide');
    wide.tabIndex = 0;
    wide.setAttribute('role', 'group');
    wide.setAttribute('aria-label', 'Your schedule');
    wide.append(table);
    details.append(wide);
    return details;
  };

  const show = (data) => boxes.forEach((box) => {
    const marks = box.querySelector('.fj-marks');
    const result = data?.exercises?.[box.dataset.exercise];
    marks.replaceChildren();
    if (!result || typeof result !== 'object') return;
    const [passed, total] = [count(result.passed), count(result.total)];
    const isDone = total > 0 && passed === total;
    const verdict = text(result.verdict, 40);
    const line = el('p', isDone ? 'fj-good' : 'fj-bad', `${isDone ? '✓' : '✗'} Yours: ${passed} of ${total} checks pass`);
    if (/^[a-z-]+$/.test(verdict) && verdict !== 'passed') {
      const link = el('a', '', verdict);
      link.href = `${typeof path_to_root === 'string' ? path_to_root : ''}verdicts/${verdict}.html`;
      line.append('. Verdict: ', link);
    }
    marks.append(line);
    if (result.trace && typeof result.trace === 'object') marks.append(trace(result.trace));
    const drawn = list(result.timeline, 40).map((row) => text(row, 200));
    if (drawn.length) {
      const wide = el('pre', 'fj-own', drawn.join('\n'));
      wide.tabIndex = 0;
      marks.append(wide);
    }
  });
  const load = () => fetch('/progress.json', { cache: 'no-store' })
    .then((answer) => (answer.ok ? answer.json() : null))
    .then(show, () => undefined); // a server that is gone has nothing to tell
  load();
  addEventListener('fj-graded', load);
})();
