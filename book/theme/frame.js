// Repairs of mdBook's page, with none of its templates replaced: what the keyboard cannot reach, what screen readers cannot
// read, and keys that turn pages by accident.
'use strict';
(() => {
  // A theme that was chosen in another book of the same site, and that nobody has checked here.
  const { classList } = document.documentElement;
  for (const [unchecked, checked] of [['coal', 'navy'], ['ayu', 'navy'], ['rust', 'light']]) {
    if (classList.contains(unchecked)) classList.replace(unchecked, checked);
  }

  // Its toggle of the contents is a <label>: no key reaches it, and ARIA does not allow it its attributes.
  const toggle = document.getElementById('mdbook-sidebar-toggle');
  if (toggle) {
    const button = document.createElement('button');
    const sync = () => button.setAttribute('aria-expanded', toggle.getAttribute('aria-expanded') ?? 'false');
    button.type = 'button';
    button.className = 'icon-button';
    button.title = toggle.title;
    button.append(...[...toggle.childNodes].map((node) => node.cloneNode(true)));
    button.setAttribute('aria-label', toggle.title || 'Toggle the table of contents');
    button.setAttribute('aria-controls', 'mdbook-sidebar');
    button.addEventListener('click', () => toggle.click());
    sync();
    new MutationObserver(sync).observe(toggle, { attributeFilter: ['aria-expanded'] });
    for (const name of ['aria-label', 'aria-controls']) toggle.removeAttribute(name);
    toggle.before(button);
    toggle.hidden = true;
    toggle.style.display = 'none';
  }
  document.getElementById('mdbook-menu-bar')?.setAttribute('role', 'banner');

  // A list in a list belongs into an item of it.
  const mend = () => document.querySelectorAll('.on-this-page > ol > ol').forEach((list) => {
    const item = document.createElement('li');
    list.replaceWith(item);
    item.append(list);
  });
  mend();
  addEventListener('load', mend);

  const main = document.querySelector('main');
  if (main) {
    main.id ||= 'main';
    main.tabIndex = -1;
    const skip = document.createElement('a');
    skip.className = 'fj-skip';
    skip.href = `#${main.id}`;
    skip.textContent = 'Skip to the text';
    document.body.prepend(skip);
    // mdBook scrolls its contents to this chapter, and Chromium would let the first Tab begin there.
    const start = document.createElement('span');
    start.tabIndex = -1;
    document.body.prepend(start);
    addEventListener('load', () => {
      if (!location.hash && document.activeElement === document.body) {
        start.focus({ preventScroll: true });
        start.blur();
      }
    });
  }

  // What scrolls has to be reached by keys, and what does not scroll is no stop.
  const scrollers = () => document.querySelectorAll('main pre > code, main .fj-wide, main .table-wrapper').forEach((box) => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  });
  scrollers();
  addEventListener('load', scrollers);
  addEventListener('resize', scrollers);
  document.addEventListener('click', () => requestAnimationFrame(scrollers));

  // Arrow keys alone turn pages in mdBook, often by accident: here it takes Shift.
  document.addEventListener('keydown', (event) => {
    if (!/^Arrow(Left|Right)$/.test(event.key) || event.target.closest('input, textarea, [role=menu]')) return;
    const direction = event.key === 'ArrowLeft' ? 'prev' : 'next';
    if (event.shiftKey) document.querySelector(`a[rel~="${direction}"]`)?.click();
    event.stopImmediatePropagation();
  }, true);

  // Of a console, the copy button takes the commands: no prompt, no output.
  document.addEventListener('click', (event) => {
    const button = event.target.closest('.clip-button');
    const code = button?.closest('pre')?.querySelector('code.language-console');
    if (!code) return;
    event.stopImmediatePropagation();
    const commands = code.textContent.split('\n').filter((line) => line.startsWith('$ ')).map((line) => line.slice(2));
    const told = (text) => {
      button.querySelector('.tooltiptext')?.replaceChildren(text);
      button.classList.add('tooltipped');
    };
    navigator.clipboard.writeText(commands.join('\n')).then(() => told('Copied!'), () => told('Not copied'));
  }, true);

  // Paper cannot be opened.
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('main details:not([open])')];
    opened.forEach((details) => { details.open = true; });
  });
  addEventListener('afterprint', () => opened.forEach((details) => { details.open = false; }));
})();
