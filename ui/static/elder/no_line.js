// The elder page without a line: the parts that the browser kept, the same scripts, and the numbers to ring.

import { HOTLINES, make, say } from '../dom.js';
import './start.js';
import { hotline } from './waiting.js';

const parts = [...document.querySelectorAll('[data-part]')];
const note = make(
  'section',
  { id: 'no-line', class: 'no-line', 'aria-labelledby': 'no-line-title' },
  make('h2', { id: 'no-line-title', text: say('page.no_line') }),
  make('p', { text: say('page.no_line_hint') }),
);
if (HOTLINES.length) {
  note.append(make('p', { class: 'ring', text: say('page.no_line_ring') }), make('div', { class: 'hotlines' }, ...HOTLINES.map(hotline)));
}
document.querySelector('#elder-greeting .top').after(note); // before the greeting: seen first

// There is a line again: this page goes on as it is, and what was kept leaves by itself.
document.addEventListener('lantern-line', ({ detail }) => {
  note.hidden = detail.isUp;
  if (detail.isUp) document.dispatchEvent(new CustomEvent('lantern-status', { detail: say('page.line_back') })); // not into a recording
});

for (const part of parts) window.lanternParts.push({ name: part.dataset.part, element: part });
