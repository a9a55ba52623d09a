// The explorer of interleavings, <figure class="fj-explorer" data-machine="{…}">: the reader is the scheduler. The machine is
// the one of tool/src/machine; the browser tests walk through all schedules and compare. Without JavaScript its table stays.
'use strict';
(() => {
  // <tag property=… attribute=…>children</tag>; text is text.
  const el = (tag, properties = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(properties)) {
      if (key in element) element[key] = value;
      else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };

  class Machine {
    constructor(given) {
      this.given = given;
      this.threads = given.steps.map((steps) => steps.map((step) => step.split(' ')));
    }
    start() {
      const each = (value) => this.threads.map(() => value);
      return { shared: { ...this.given.shared }, held: {}, printed: [], next: each(0), registers: each(0), loaded: each(false) };
    }
    step(state, thread) {
      return this.threads[thread][state.next[thread]];
    }
    waitsFor(state, thread) {
      const [operation, lock] = this.step(state, thread) ?? [];
      return operation === 'lock' && lock in state.held ? lock : null;
    }
    canRun(state, thread) {
      return this.step(state, thread) !== undefined && this.waitsFor(state, thread) === null;
    }
    runnable(state) {
      return this.threads.map((_, thread) => thread).filter((thread) => this.canRun(state, thread));
    }
    // The state after the next step of a thread, and what the step did.
    after(before, thread) {
      const state = structuredClone(before);
      const [operation, name, number] = this.step(state, thread);
      const { shared, held, registers } = state;
      let effect;
      switch (operation) {
        case 'load': registers[thread] = shared[name]; break;
        case 'add': registers[thread] += Number(name); break;
        case 'store': shared[name] = registers[thread]; break;
        case 'set': shared[name] = Number(number); break;
        case 'fetch_add': shared[name] += Number(number); break;
        case 'lock': held[name] = thread; effect = `holds ${name}`; break;
        case 'unlock': delete held[name]; effect = `${name} is free`; break;
        case 'print': state.printed.push(name); effect = `prints ${name}`; break;
      }
      if (operation === 'load' || operation === 'add') {
        state.loaded[thread] = true;
        effect = `register = ${registers[thread]}`;
      }
      effect ??= `${name} = ${shared[name]}`;
      state.next[thread] += 1;
      return [state, effect];
    }
    outcome(state) {
      if (this.threads.some((_, thread) => this.step(state, thread))) return 'deadlock';
      const printed = state.printed.length ? [`printed "${state.printed.join(' ')}"`] : [];
      return [...printed, ...Object.entries(state.shared).map(([name, value]) => `${name} = ${value}`)].join(', ');
    }
    // The first store of a value that was loaded before another thread wrote there; see tool/src/machine/told.rs.
    lost(turns) {
      for (const [at, turn] of turns.entries()) {
        if (turn.step[0] !== 'store') continue;
        const loaded = turns.findLastIndex((other, index) => index < at && other.thread === turn.thread && other.step[0] === 'load');
        if (loaded < 0 || turns[loaded].step[1] !== turn.step[1]) continue;
        const writes = (other) => ['store', 'set', 'fetch_add'].includes(other.step[0]) && other.step[1] === turn.step[1];
        const between = turns.findIndex((other, index) => index > loaded && index < at && other.thread !== turn.thread && writes(other));
        if (between >= 0) return { at, loaded, between };
      }
      return null;
    }
    // What the end of a schedule means: [whether it is as expected, in words].
    ending(state, turns) {
      const { names, expect } = this.given;
      const outcome = this.outcome(state);
      if (outcome === 'deadlock') {
        const waits = names.flatMap((name, thread) => {
          const lock = this.waitsFor(state, thread);
          return lock ? [`${name} waits for ${lock}, which ${names[state.held[lock]]} holds`] : [];
        });
        return [false, `Deadlock: ${waits.join('; ')}.`];
      }
      if (expect && state.shared[expect[0]] !== expect[1]) {
        const lost = this.lost(turns);
        const name = (at) => names[turns[at].thread];
        const told = lost
          ? ` An update was lost: in step ${lost.at + 1}, ${name(lost.at)} stored what it had loaded in step ${lost.loaded + 1}, and so wiped out what ${name(lost.between)} stored in step ${lost.between + 1}.`
          : '';
        return [false, `It ends with ${outcome}, not ${expect[1]}.${told}`];
      }
      return [true, outcome ? `It ends with ${outcome}.` : 'It ends.'];
    }
  }

  const explorer = (figure) => {
    const given = JSON.parse(figure.dataset.machine);
    const machine = new Machine(given);
    const variables = Object.keys(given.shared);
    const outcomes = Object.entries(given.outcomes);
    const found = new Set();
    let states = [machine.start()];
    let turns = [];

    const button = (text, key, press) => {
      const made = el('button', { type: 'button', className: 'fj-button' }, `${text} `, el('kbd', { textContent: key, ariaHidden: 'true' }));
      made.setAttribute('aria-keyshortcuts', key);
      made.addEventListener('click', press);
      return made;
    };
    const key = (thread) => given.names[thread][0].toLowerCase();
    const cards = given.names.map((name, thread) => {
      const steps = given.steps[thread].map((step) => el('li', {}, el('code', { textContent: step })));
      const register = el('p', { className: 'fj-register' });
      const run = button(`Run ${name}`, key(thread), () => go(thread));
      const title = el('p', { className: 'fj-name', textContent: name.length === 1 ? `Thread ${name}` : name });
      const card = el('div', { className: `fj-card fj-t${thread}`, role: 'group', 'aria-label': title.textContent }, title, el('ol', {}, ...steps), register, run);
      return { card, steps, register, run };
    });
    const memory = el('dl', {});
    const shared = el('div', { className: 'fj-card fj-shared', role: 'group', 'aria-label': 'What they share' }, el('p', { className: 'fj-name', textContent: 'What they share' }), memory);
    shared.hidden = !variables.length && !given.locks.length && !given.steps.flat().some((step) => step.startsWith('print'));
    const undo = button('Undo', 'u', () => back());
    const again = button('Start again', 'r', () => begin());
    const show = button('Show me one', 'x', () => {
      begin();
      given.run.forEach((thread) => turn(thread));
      paint();
    });
    const status = el('p', { className: 'fj-status', role: 'status' });
    const body = el('tbody');
    const heads = ['Step', ...given.names, ...variables].map((text) => el('th', { scope: 'col', textContent: text }));
    const table = el('table', {}, el('caption', { textContent: 'Your schedule' }), el('thead', {}, el('tr', {}, ...heads)), body);
    const wide = el('div', { className: 'fj-wide', role: 'group', 'aria-label': `Your schedule: ${given.title}`, tabIndex: 0 }, table);
    const goals = el('ul', { className: 'fj-found' });
    const left = el('p', { className: 'fj-left' });
    const live = el('div', { className: 'fj-live' },
      el('div', { className: 'fj-cards' }, ...cards.map(({ card }) => card), shared),
      el('div', { className: 'fj-bar', role: 'group', 'aria-label': 'Schedule' }, undo, again, show),
      status, wide, left, goals);

    const turn = (thread) => {
      const step = machine.step(states.at(-1), thread);
      const [state, effect] = machine.after(states.at(-1), thread);
      states.push(state);
      turns.push({ thread, step, effect });
    };
    const go = (thread) => {
      const state = states.at(-1);
      if (machine.canRun(state, thread)) {
        turn(thread);
        return paint();
      }
      const lock = machine.waitsFor(state, thread);
      const name = given.names[thread];
      status.textContent = lock ? `${name} cannot go on: ${given.names[state.held[lock]]} holds ${lock}.` : `${name} has ended.`;
    };
    const back = () => {
      if (!turns.length) return;
      states.pop();
      turns.pop();
      paint();
    };
    const begin = () => {
      states = [machine.start()];
      turns = [];
      paint();
    };

    const paintCard = ({ steps, register, run }, thread, state) => {
      const blocked = machine.waitsFor(state, thread) !== null;
      steps.forEach((item, at) => {
        const isNext = at === state.next[thread];
        item.className = at < state.next[thread] ? 'fj-past' : isNext ? `fj-next${blocked ? ' fj-blocked' : ''}` : '';
        if (isNext) item.setAttribute('aria-current', 'step');
        else item.removeAttribute('aria-current');
      });
      register.hidden = !given.steps[thread].some((step) => step.startsWith('load'));
      register.textContent = `register: ${state.loaded[thread] ? state.registers[thread] : 'empty'}`;
      // Not `disabled`: the focus would be lost with it.
      run.setAttribute('aria-disabled', String(!machine.canRun(state, thread)));
    };
    const paintMemory = (state) => {
      const pair = (name, value) => [el('dt', {}, el('code', { textContent: name })), el('dd', { textContent: value })];
      const holder = (lock) => (lock in state.held ? `held by ${given.names[state.held[lock]]}` : 'free');
      memory.replaceChildren(
        ...variables.flatMap((name) => pair(name, state.shared[name])),
        ...given.locks.flatMap((lock) => pair(lock, holder(lock))),
        ...(state.printed.length ? pair('printed', state.printed.join(' ')) : []));
    };
    const row = ({ thread, step, effect }, at, lost) => {
      const cells = given.names.map((_, column) => {
        if (column !== thread) return el('td');
        const cell = el('td', { className: `fj-t${thread}` }, el('code', { textContent: step.join(' ') }), ' ', el('span', { className: 'fj-effect', textContent: effect }));
        if (lost?.between === at) cell.append(' ', el('strong', { textContent: 'lost' }));
        return cell;
      });
      const values = variables.map((name) => el('td', { className: 'fj-value', textContent: states[at + 1].shared[name] }));
      return el('tr', { className: lost?.between === at ? 'fj-lost' : '' }, el('th', { scope: 'row', textContent: at + 1 }), ...cells, ...values);
    };
    const paintEnd = (state, isOver) => {
      status.classList.remove('fj-good', 'fj-bad');
      if (!isOver) {
        const last = turns.at(-1);
        status.textContent = last
          ? `Step ${turns.length}: ${given.names[last.thread]} runs ${last.step.join(' ')}; ${last.effect}.`
          : 'You are the scheduler. Which thread goes next?';
        return;
      }
      found.add(machine.outcome(state));
      const [isRight, told] = machine.ending(state, turns);
      status.classList.add(isRight ? 'fj-good' : 'fj-bad');
      status.textContent = told;
    };
    const paintFound = () => {
      const count = outcomes.length;
      const missing = outcomes.filter(([outcome]) => !found.has(outcome)).length;
      left.textContent = `${given.total} schedules, ${count} ${count === 1 ? 'outcome' : 'different outcomes'}. ${missing ? `Find every one: ${missing} to go.` : 'You have found every one.'}`;
      goals.replaceChildren(...outcomes.map(([outcome, schedules]) => {
        const isFound = found.has(outcome);
        const text = isFound ? `${outcome || 'the end'}: ${schedules} of ${given.total} schedules` : 'not found yet';
        return el('li', { className: isFound ? 'fj-is-found' : '' }, el('span', { ariaHidden: 'true', textContent: isFound ? '✓ ' : '○ ' }), text);
      }));
    };
    const paint = () => {
      const state = states.at(-1);
      const isOver = machine.runnable(state).length === 0;
      const lost = isOver ? machine.lost(turns) : null;
      cards.forEach((card, thread) => paintCard(card, thread, state));
      paintMemory(state);
      body.replaceChildren(...turns.map((one, at) => row(one, at, lost)));
      wide.hidden = !turns.length;
      undo.setAttribute('aria-disabled', String(!turns.length));
      again.setAttribute('aria-disabled', String(!turns.length));
      paintEnd(state, isOver);
      paintFound();
    };

    // Keys work while the focus is in the figure only (WCAG 2.1.4), and do not reach mdBook's own.
    live.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const pressed = event.key.toLowerCase();
      const thread = given.names.findIndex((_, index) => key(index) === pressed);
      const press = thread >= 0 ? () => go(thread) : { u: back, r: begin, x: () => show.click() }[pressed];
      if (!press) return;
      event.preventDefault();
      event.stopPropagation();
      press();
    });
    figure.append(live);
    figure.classList.add('fj-on');
    begin();
    // For the browser tests.
    figure.machine = machine;
  };

  // A schedule of a real program: <figure class="fj-schedule">, a table that is stepped through.
  const schedule = (figure) => {
    const rows = [...figure.querySelectorAll('tbody tr')];
    const end = figure.querySelector('.fj-end');
    const status = el('p', { className: 'fj-status', role: 'status' });
    let at = rows.length;
    const paint = () => {
      rows.forEach((row, index) => {
        row.classList.toggle('fj-later', index >= at);
        if (index === at - 1) row.setAttribute('aria-current', 'step');
        else row.removeAttribute('aria-current');
      });
      const isOver = at === rows.length;
      end.hidden = !isOver;
      status.textContent = at === 0 ? 'Nothing has run yet.' : `Step ${at} of ${rows.length}: ${rows[at - 1].dataset.told}${isOver ? `. ${end.querySelector('p')?.textContent ?? ''}` : ''}`;
      back.setAttribute('aria-disabled', String(at === 0));
      first.setAttribute('aria-disabled', String(at === 0));
      next.setAttribute('aria-disabled', String(isOver));
      last.setAttribute('aria-disabled', String(isOver));
    };
    const to = (step) => () => {
      at = Math.max(0, Math.min(rows.length, step()));
      paint();
    };
    const button = (text, step) => {
      const made = el('button', { type: 'button', className: 'fj-button', textContent: text });
      made.addEventListener('click', to(step));
      return made;
    };
    const first = button('To the beginning', () => 0);
    const back = button('Back', () => at - 1);
    const next = button('Next step', () => at + 1);
    const last = button('To the end', () => rows.length);
    const bar = el('div', { className: 'fj-bar', role: 'group', 'aria-label': 'Steps' }, first, back, next, last);
    figure.querySelector('figcaption').after(bar, status);
    figure.classList.add('fj-on');
    addEventListener('beforeprint', to(() => rows.length));
    at = 0;
    paint();
  };

  const each = (selector, make) => document.querySelectorAll(selector).forEach((figure) => {
    try {
      make(figure);
    } catch (error) {
      console.error(error); // the figure stays as it was written
    }
  });
  each('.fj-explorer', explorer);
  each('.fj-schedule', schedule);
})();
