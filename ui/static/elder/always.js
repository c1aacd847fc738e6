// "From now on always a person": remembered, and undone by one tap.

import { kept, say } from '../dom.js';
import { Problem, call } from '../net.js';

const KEPT = 'lantern-always-person';
const UNTOLD = 'lantern-always-untold'; // the person has changed it, and the server has not heard of that

export class AlwaysPerson {
  /** on: {session(), status(words), trouble(problem), undo(offer)}. */
  constructor(root, on) {
    this.root = root;
    this.on = on;
    this.line = root.querySelector('.always-on');
    this.ask = root.querySelector('[data-do=always]');
    this.ask.addEventListener('click', () => this.change(true));
    root.querySelector('[data-do=always-off]').addEventListener('click', () => this.change(false));
    this.isOn = kept.get(KEPT) === 'yes';
    const isUntold = kept.get(UNTOLD) !== null;
    this.isUnsent = isUntold || this.isOn; // a session that begins now has to hear of it
    this.isRemembered = this.isUnsent && !isUntold; // by this device alone: not yet held against what the server knows
    this.draw();
  }

  /** Shows what the server knows; a person's answer makes the button appear. hasBegun: the session has messages. */
  update(session, hasPersonAnswered, hasBegun) {
    if (this.isRemembered && hasBegun) this.told(); // what holds in a conversation is newer than what was remembered
    if (!this.telling && session.always_person !== this.isOn && !this.isUnsent) this.set(session.always_person);
    this.hasAnswered ||= hasPersonAnswered;
    this.draw();
    if (this.isUnsent && !this.isRemembered && !this.telling) this.tell(session).catch(laterAgain); // there is a line again
  }

  /** What goes with the next message: '' when nothing is to be told. */
  get field() {
    return this.isUnsent ? (this.isOn ? 'yes' : 'no') : '';
  }

  /** The server has heard of it, or a message that arrived has taken it along. */
  told() {
    this.isUnsent = false;
    this.isRemembered = false;
    kept.remove(UNTOLD);
  }

  async change(isOn, { isUndo = false } = {}) {
    this.set(isOn);
    this.draw({ hasFocus: true });
    const words = say(isOn ? 'page.always_on' : 'page.always_off');
    await this.send(isOn);
    if (!isUndo) this.on.undo({ words, label: say('page.undo'), focus: 'person', back: () => this.change(!isOn, { isUndo: true }) });
    this.on.status(words);
    return words;
  }

  /** Tells the server at once; without a session, or without a line, as soon as there is one. */
  async send(isOn) {
    this.isUnsent = true;
    this.isRemembered = false;
    kept.set(UNTOLD, isOn ? 'on' : 'off'); // a page that is closed meanwhile leaves it to the next one
    const session = this.on.session();
    if (!session) return;
    try {
      await this.tell(session);
    } catch (problem) {
      if (problem.status !== 404) this.on.trouble(problem);
    }
  }

  /** Tells the server, one after another: two at once may arrive in the wrong order. Throws Problem. */
  tell(session) {
    this.telling ??= this.tellNewest(session).finally(() => {
      this.telling = null;
    });
    return this.telling;
  }

  /** Tells what holds, and again when that was changed meanwhile. Throws Problem. */
  async tellNewest(session) {
    for (;;) {
      const { isOn } = this;
      try {
        await call('PUT', `/sessions/${session.session_id}/always-person`, { is_on: isOn });
        if (isOn === this.isOn) return this.told();
      } catch (problem) {
        if (isOn === this.isOn) throw problem;
      }
    }
  }

  set(isOn) {
    this.isOn = isOn;
    if (isOn) kept.set(KEPT, 'yes');
    else kept.remove(KEPT);
  }

  draw({ hasFocus = false } = {}) {
    this.root.hidden = !this.isOn && !this.hasAnswered;
    this.line.hidden = !this.isOn;
    this.ask.hidden = this.isOn;
    if (hasFocus) this.root.querySelector(this.isOn ? '[data-do=always-off]' : '[data-do=always]').focus();
    if (hasFocus && this.root.hidden) document.getElementById('person').focus();
  }
}

/** Whatever is wrong with the line is said elsewhere, and the next look tells it again. */
function laterAgain(problem) {
  if (!(problem instanceof Problem)) throw problem;
}
