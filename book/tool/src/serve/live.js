// Served by `cargo book serve` and nowhere else: loads the page again when it was made anew, says what is wrong when it could
// not be made, and passes on that something was graded.
'use strict';
(() => {
  const events = new EventSource('/fj-events');
  events.addEventListener('made', () => location.reload());
  events.addEventListener('graded', () => dispatchEvent(new Event('fj-graded')));
  events.addEventListener('mistake', (event) => {
    document.getElementById('fj-mistake')?.remove();
    if (!event.data) return;
    const box = document.createElement('pre');
    box.id = 'fj-mistake';
    box.setAttribute('role', 'alert');
    box.textContent = event.data;
    box.style.cssText = 'position: fixed; inset: auto 0 0; z-index: 1000; margin: 0; padding: 1em; max-height: 40%; overflow: auto; white-space: pre-wrap; background: #4a0d0d; color: #fff';
    document.body.append(box);
  });
})();
