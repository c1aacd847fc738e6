// Somebody came from a page of an organisation (help.js): what it told stays here until the person says yes.

import { make, say } from '../dom.js';

const LONGEST = { from: 120, at: 300 };

/** Returns {title, address} of the fragment of the address, and takes it out of the bar; null when there is none. */
export function cameFrom() {
  const told = new URLSearchParams(location.hash.slice(1));
  const [title, given] = ['from', 'at'].map((name) => (told.get(name) ?? '').trim().slice(0, LONGEST[name]));
  if (!title && !given) return null;
  history.replaceState(history.state, '', location.pathname + location.search);
  const address = hostOf(given) ? given : '';
  return title || address ? { title, address } : null;
}

/** Returns the host of a web address; '' for everything else. */
function hostOf(address) {
  try {
    return /^https?:\/\//.test(address) ? new URL(address).host : '';
  } catch {
    return '';
  }
}

export class Came {
  /** root: an empty place in the page; said(words): tells what was chosen. */
  constructor(root, said) {
    this.root = root;
    this.said = said;
    this.yes = null;
    const found = cameFrom();
    if (found) this.ask(found);
  }

  ask(found) {
    const name = found.title || hostOf(found.address);
    const answer = (isYes) => () => {
      this.yes = isYes ? found : null;
      this.root.hidden = true;
      this.root.replaceChildren();
      document.getElementById('conversation').focus();
      this.said(say(isYes ? 'page.came_yes' : 'page.came_no'));
    };
    this.root.replaceChildren(
      make('p', { text: say('page.came', { title: name }) }),
      make(
        'div',
        { class: 'sources' },
        make('button', { type: 'button', 'data-do': 'came-yes', text: say('page.came_tell'), onclick: answer(true) }),
        make('button', { type: 'button', 'data-do': 'came-no', text: say('page.came_not'), onclick: answer(false) }),
      ),
    );
    this.root.hidden = false;
  }

  /** Adds to a form what the person agreed to tell. */
  addTo(form) {
    if (!this.yes) return;
    if (this.yes.title) form.append('context_title', this.yes.title);
    if (this.yes.address) form.append('context_url', this.yes.address);
  }

  /** It was told. */
  told() {
    this.yes = null;
  }
}
