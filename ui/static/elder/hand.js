// For hands that shake and fingers that slip, and for the human side: repeats, taking back, always a person, where
// somebody came from. Joined to the page here.

import { say } from '../dom.js';
import { Problem, call, newKey } from '../net.js';
import { AlwaysPerson } from './always.js';
import { Came } from './came.js';
import { Guard } from './guard.js';
import { Undo, markWithdrawn, withdraw } from './undo.js';

const MOST = 20; // bursts that one message tells of
const LOOK_MS = 200;
const STEADY_LOOK_MS = 1000;
const BURST = 3; // taps that are told to the desk at once
const place = (name) => document.getElementById(name);

export class Hand {
  constructor(page) {
    this.page = page;
    this.taps = [];
    this.carried = []; // taps that went with the message that is on its way
    this.arrived = new Map(); // mark of a message → its id on the server
    this.left = new Map(); // mark of a message that was on its way → the key that would be its id
    this.owed = []; // ids to take back as soon as there is a line
    const status = (words) => words && page.status(words);
    const trouble = (problem) => page.trouble(problem);
    this.undo = new Undo(place('undo-row'), { status, trouble });
    this.always = new AlwaysPerson(place('always'), { status, trouble, session: () => page.session, undo: (offer) => this.undo.offer(offer) });
    this.came = new Came(place('came'), (words) => status(words));
    this.guard = new Guard({
      many: () => page.isQuiet || this.undo.say(say('page.once_is_enough')) || status(say('page.once_is_enough')),
      steady: () => this.offerSteady(),
      told: (taps) => this.tapped(taps),
    });
  }

  /** Sends a message through the outbox, and offers to take it back. */
  add(message) {
    const { isCall, text } = message;
    const called = isCall && this.page.outbox.entries.find((each) => each.isCall);
    const mark = called?.mark ?? newKey();
    this.undo.offer({
      words: say('page.sending'), // that it has left is said once it has arrived
      label: say(isCall ? 'page.undo_call' : 'page.undo'),
      focus: isCall ? 'person' : text ? 'type' : 'speak',
      back: () => this.takeBack(mark, message),
    });
    this.sending = { mark, offer: this.undo.offered };
    return this.page.outbox.add({ ...message, mark });
  }

  /** Returns the words that say what became of it. What has not left yet only leaves the outbox. */
  async takeBack(mark, message) {
    const { outbox, player, waiting, tools } = this.page;
    player.stop();
    for (;;) {
      const entry = outbox.entries.find((each) => each.mark === mark);
      if (!entry) break;
      if (!entry.isSending) {
        outbox.drop(entry);
        if (message.text) tools.giveBack(message.text);
        break;
      }
      await new Promise((done) => setTimeout(done, LOOK_MS));
    }
    const id = this.arrived.get(mark) ?? this.left.get(mark); // it may have arrived without our hearing of it
    if (!id) return say('page.undone');
    const words = await this.withdrawn(id, !this.arrived.has(mark));
    if (words === say('page.undone') && message.isCall) waiting.forget();
    await this.page.refresh();
    return words;
  }

  /** isUnsure: nobody knows whether it arrived; without a line that is looked up later. */
  async withdrawn(id, isUnsure) {
    try {
      return await withdraw(id);
    } catch (problem) {
      if (!isUnsure || !(problem instanceof Problem)) throw problem;
      if (problem.status === 404) return say('page.undone'); // it never arrived
      if (problem.status !== 0 && problem.status < 500) throw problem;
      this.owed.push(id);
      return say('page.undo_later');
    }
  }

  /** Takes back what could not be taken back without a line. */
  async takeOwed() {
    for (const id of this.owed.splice(0)) {
      const words = await this.withdrawn(id, true);
      if (words !== say('page.undo_later')) this.page.status(words);
    }
  }

  /** A message is on its way under this key. */
  leaves({ mark, key }) {
    if (mark) this.left.set(mark, key);
  }

  /** Changes what stands beside the offer to take this message back. */
  sayOf(entry, words) {
    if (entry.mark && this.sending?.mark === entry.mark && this.undo.offered === this.sending.offer) this.undo.words.textContent = words;
  }

  /** Says whether something must be told beside the next message, even when that is only a call. */
  get hasBeside() {
    return Boolean(this.came.yes || this.always.field);
  }

  /** Adds to the form of a message what the server should know beside it. */
  beside(form, entry) {
    this.carried = this.taps.slice(-MOST);
    for (const { control, count, withinMs } of this.carried) form.append('taps', `${control}:${count}/${withinMs}`);
    this.came.addTo(form);
    entry.always = this.always.field; // what is changed while it is on its way goes with another one
    if (entry.always) form.append('always_person', entry.always);
    return form;
  }

  /** A message has arrived, with all that stood beside it. */
  accepted(entry, id) {
    if (entry.mark) this.arrived.set(entry.mark, id);
    this.sayOf(entry, say(entry.isCall ? 'page.called' : 'page.sent'));
    this.taps = this.taps.filter((each) => !this.carried.includes(each));
    this.carried = [];
    this.came.told();
    if (entry.always && entry.always === this.always.field) this.always.told();
  }

  /** Takes up what the server says of session and conversation. */
  refreshed(session, views) {
    markWithdrawn(views);
    for (const { message, is_withdrawn: isGone } of views) if (isGone) this.page.arrivals.waiting.delete(message.id);
    const answers = views.filter(({ message }) => message.author !== 'customer');
    this.always.update(session, answers.some(({ message }) => message.author === 'agent'), views.length > 0);
    const newest = answers[answers.length - 1]?.message;
    if (newest?.reply?.is_urgent && newest.id !== this.urgentId) {
      this.urgentId = newest.id;
      this.undo.clear(); // the numbers to ring need the room, and danger is never taken back
    }
    this.tellTaps();
    if (this.owed.length) this.takeOwed().catch((problem) => this.page.trouble(problem));
  }

  /** Waits for its place: what was sent last can be taken back first, and nothing is offered into a recording. */
  offerSteady() {
    clearTimeout(this.steadyTimer);
    if (this.undo.offered || this.page.isQuiet) {
      this.steadyTimer = setTimeout(() => this.offerSteady(), STEADY_LOOK_MS);
      return;
    }
    this.undo.offer({
      words: say('page.steady_on'),
      label: say('page.steady_off'),
      focus: 'speak',
      isSpoken: true,
      back: () => this.guard.setSteady(false),
    });
  }

  tapped(taps) {
    this.taps.push(taps);
    this.tellTaps();
  }

  /** Tells the person who is called at once that a hand trembles; else it goes with the next message. */
  async tellTaps() {
    const { session } = this.page;
    const burst = this.taps.find(({ count }) => count >= BURST);
    if (!session?.ticket || !burst || this.isTelling) return;
    this.isTelling = true;
    try {
      const { control, count, withinMs } = burst;
      await call('POST', `/sessions/${session.session_id}/taps`, { control, count, within_ms: withinMs });
      this.taps = this.taps.filter((each) => each !== burst);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem; // it goes with the next message
    } finally {
      this.isTelling = false;
    }
  }
}
