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
const BURST = 3; // taps that are told to the desk at once
const place = (name) => document.getElementById(name);

export class Hand {
  constructor(page) {
    this.page = page;
    this.taps = [];
    this.carried = []; // taps that went with the message that is on its way
    this.arrived = new Map(); // mark of a message → its id on the server
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
    const mark = newKey();
    const { isCall, text } = message;
    this.undo.offer({
      words: say(isCall ? 'page.called' : 'page.sent'),
      label: say(isCall ? 'page.undo_call' : 'page.undo'),
      focus: isCall ? 'person' : text ? 'type' : 'speak',
      back: () => this.takeBack(mark, message),
    });
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
        return say('page.undone');
      }
      await new Promise((done) => setTimeout(done, LOOK_MS));
    }
    const id = this.arrived.get(mark);
    if (!id) return say('page.undone');
    const words = await withdraw(id);
    if (words === say('page.undone') && message.isCall) waiting.forget();
    await this.page.refresh();
    return words;
  }

  /** Says whether something must be told beside the next message, even when that is only a call. */
  get hasBeside() {
    return Boolean(this.came.yes || this.always.field);
  }

  /** Adds to a form what the server should know beside the message. */
  beside(form) {
    this.carried = this.taps.slice(-MOST);
    for (const { control, count, withinMs } of this.carried) form.append('taps', `${control}:${count}/${withinMs}`);
    this.came.addTo(form);
    if (this.always.field) form.append('always_person', this.always.field);
    return form;
  }

  /** A message has arrived, with all that stood beside it. */
  accepted(entry, id) {
    if (entry.mark) this.arrived.set(entry.mark, id);
    this.taps = this.taps.filter((each) => !this.carried.includes(each));
    this.carried = [];
    this.came.told();
    this.always.told();
  }

  /** Takes up what the server says of session and conversation. */
  refreshed(session, views) {
    markWithdrawn(views);
    for (const { message, is_withdrawn: isGone } of views) if (isGone) this.page.arrivals.waiting.delete(message.id);
    const answers = views.filter(({ message }) => message.author !== 'customer');
    this.always.update(session, answers.some(({ message }) => message.author === 'agent'));
    const isUrgent = answers.at(-1)?.message.reply?.is_urgent;
    if (isUrgent && answers.at(-1).message.id !== this.urgentId) {
      this.urgentId = answers.at(-1).message.id;
      this.undo.clear(); // the numbers to ring need the room, and danger is never taken back
    }
    this.tellTaps();
  }

  offerSteady() {
    if (this.undo.offered || this.page.isQuiet) return;
    this.undo.offer({
      words: say('page.steady_on'),
      label: say('page.steady_off'),
      focus: 'speak',
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
