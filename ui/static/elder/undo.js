// Taking back what was done last: a large button at a fixed place, for at least ten seconds and until something else is
// done. Nothing waits for it: what was sent is on its way already, for the sake of those in danger.

import { make, say } from '../dom.js';
import { call } from '../net.js';

const LEAST_MS = 10_000;

export class Undo {
  /** on: {status(words), trouble(problem)}. */
  constructor(root, on) {
    this.root = root;
    this.on = on;
    this.words = root.querySelector('.undo-said');
    this.button = root.querySelector('button');
    this.button.addEventListener('click', () => this.press());
    document.addEventListener('click', (event) => this.pass(event));
  }

  /**
   * Offers to take something back. words: what was done; label: of the button; back: does it; focus: id of what gets the focus then;
   * isSpoken: nobody else says the words to a screen reader.
   */
  offer({ words, label = say('page.undo'), back, focus, isSpoken = false }) {
    this.offered = { words, label, back, focus, at: Date.now() };
    this.words.textContent = words;
    this.button.textContent = label;
    this.root.hidden = false;
    if (isSpoken) this.on.status(words);
  }

  /** Says something beside an offer that stands; false when none does. */
  say(words) {
    if (!this.offered) return false;
    this.words.textContent = words;
    this.on.status(words);
    return true;
  }

  /** Takes the offer away; the focus goes where the action began, never into nothing. */
  clear() {
    if (!this.offered) return;
    const hadFocus = this.root.contains(document.activeElement);
    const { focus } = this.offered;
    this.offered = null;
    this.root.hidden = true;
    if (hadFocus) document.getElementById(focus ?? 'conversation').focus();
  }

  async press() {
    const { offered } = this;
    if (!offered) return;
    this.clear();
    try {
      this.on.status((await offered.back()) ?? say('page.undone'));
    } catch (problem) {
      this.on.trouble(problem);
      if (problem.status === 0 || problem.status >= 500) this.offer(offered); // it can be tried again
    }
  }

  /** Whatever is done next takes an old offer away; not before its ten seconds are over. */
  pass(event) {
    const isElse = event.isTrusted && event.target.closest?.('button, a, summary') && !this.root.contains(event.target);
    if (this.offered && isElse && Date.now() - this.offered.at > LEAST_MS) this.clear();
  }
}

/** Takes a message or a call back on the server; returns the words that say what became of it. */
export async function withdraw(id) {
  const done = await call('POST', `/submissions/${id}/withdraw`);
  if (!done.is_withdrawn) return say('page.undo_danger');
  if (done.ticket === 'kept') return say('page.undo_kept');
  // What came after the call keeps it: nobody is told that a person is called off who will come.
  return say(done.ticket === 'none' && !document.getElementById('waiting').hidden ? 'page.undone_still' : 'page.undone');
}

/** Marks in the conversation what was taken back: the person's own turn says so, and its answer goes. */
export function markWithdrawn(views) {
  for (const { message, is_withdrawn: isGone } of views) {
    const turn = isGone && document.getElementById(`turn-${message.id}`);
    if (!turn || turn.classList.contains('withdrawn')) continue;
    turn.classList.add('withdrawn');
    if (message.author === 'customer') turn.append(make('p', { class: 'gone', text: say('page.withdrawn') }));
    else turn.hidden = true;
  }
}
