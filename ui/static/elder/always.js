// "From now on always a person": remembered, and undone by one tap.

import { kept, say } from '../dom.js';
import { call } from '../net.js';

const KEPT = 'lantern-always-person';

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
    this.isUnsent = this.isOn && !on.session(); // a session that begins now has to hear of it
    this.isRemembered = this.isUnsent; // by this device alone: not yet held against what the server knows
    this.draw();
  }

  /** Shows what the server knows; a person's answer makes the button appear. hasBegun: the session has messages. */
  update(session, hasPersonAnswered, hasBegun) {
    if (this.isRemembered && hasBegun) this.told(); // what holds in a conversation is newer than what was remembered
    if (!this.isChanging && session.always_person !== this.isOn && !this.isUnsent) this.set(session.always_person);
    this.hasAnswered ||= hasPersonAnswered;
    this.draw();
  }

  /** What goes with the next message: '' when nothing is to be told. */
  get field() {
    return this.isUnsent ? (this.isOn ? 'yes' : 'no') : '';
  }

  /** The next message has taken it along. */
  told() {
    this.isUnsent = false;
    this.isRemembered = false;
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

  /** Tells the server at once; without a session, or without a line, it goes with the next message. */
  async send(isOn) {
    const session = this.on.session();
    this.isUnsent = true;
    this.isRemembered = false;
    if (!session) return;
    this.isChanging = true;
    try {
      await call('PUT', `/sessions/${session.session_id}/always-person`, { is_on: isOn });
      this.isUnsent = false;
    } catch (problem) {
      if (problem.status !== 404) this.on.trouble(problem);
    } finally {
      this.isChanging = false;
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
