// The elder page: what the person sends, how far it is, what comes back.

import { has, kept, make, mendSkipLink, say, started, whenReady } from '../dom.js';
import { Problem, call } from '../net.js';
import { actsOf } from './acts.js';
import { Arrivals } from './arrivals.js';
import { bring } from './bring.js';
import { followVoice } from './follow.js';
import { Following } from './following.js';
import { Hand } from './hand.js';
import { install } from './install.js';
import { Outbox, isPassing } from './outbox.js';
import { Player } from './player.js';
import { Post } from './post.js';
import { pause, safely } from './rounds.js';
import { heed, setUp } from './settings.js';
import { Sounds } from './sounds.js';
import { openStore } from './store.js';
import { Picks, takeOver } from './store_left.js';
import { Tools } from './tools.js';
import { Turns, rememberChoice } from './turns.js';
import { Waiting } from './waiting.js';

const PARTS = ['greeting', 'panels', 'speak', 'show', 'type', 'person', 'log', 'more'].map((name) => `elder/${name}`);
const PERSON_POLL_MS = 2500;
const QUIET_POLL_MS = 15000;
const TICK_MS = 500;
const WORDS_EVERY_MS = 5000;
const LOCAL_CHOICES = { photo: 'show', text: 'type', say_again: 'speak' };

const byId = (id) => document.getElementById(id);

class Page {
  constructor() {
    this.session = null;
    this.isQuiet = false;
    this.isReader = kept.get('lantern-reader') === 'yes';
    this.taken = new Set(); // answers that were announced, or are about to be
    this.player = new Player(() => this.status(say('page.tap_to_hear')), () => this.status(say('error.voice_unavailable')));
    this.turns = new Turns(byId('turns'), actsOf(this));
    this.sounds = new Sounds();
    this.following = new Following(this);
    this.arrivals = new Arrivals({
      turns: this.turns,
      player: this.player,
      sounds: this.sounds,
      announce: (words) => this.announce(words),
      read: (ids) => this.markRead(ids),
      isReader: () => this.settings.isSilent,
      isQuiet: () => this.isQuiet,
    });
    followVoice(this.player, (id) => this.turns.element(id));
    this.player.follow((piece) => this.turns.playing(piece?.id ?? null, { isByItself: this.player.hasEnded }));
    this.waiting = new Waiting(byId('waiting'), {
      sessionId: () => this.session?.session_id,
      trouble: (problem) => this.trouble(problem),
      bring: (element, block) => this.bring(element, block),
    });
    this.store = openStore();
    this.picks = new Picks(this.store);
    this.tools = new Tools({
      store: this.store,
      pending: (list) => this.picks.update(list),
      told: (words) => byId('trouble').replaceChildren(make('p', { text: words })),
      send: (message) => {
        this.picks.sent(message.files);
        return this.hand.add({ ...message, needsReader: this.isReader });
      },
      person: () => this.hand.add({ isCall: true }),
      undo: (offer) => this.hand.undo.offer(offer),
      trouble: (code) => this.trouble(new Problem(code, 0)),
      quiet: (isOn) => this.quiet(isOn),
      said: (words) => this.announce(words),
    });
    this.settings = setUp(this);
    this.mail = new Post(this, { remember: (entry) => this.outbox.remember(entry), moved: (share) => this.sendingAt(share) });
    const on = {
      accepted: (entry, accepted) => this.accepted(entry, accepted),
      failed: (problem, entry) => this.failed(problem, entry),
      found: (key) => this.status(say(key)),
    };
    this.outbox = new Outbox(byId('unsent'), (entry) => this.post(entry), on, this.store);
    takeOver(this.store, { messages: (list) => this.outbox.take(list), picks: (list) => this.tools.takeLeft(list) });
    this.hand = new Hand(this);
    addEventListener('online', () => this.catchUp());
    document.addEventListener('lantern-status', ({ detail }) => this.status(detail));
  }

  // --- what is said to a screen reader, and what is shown beside the answers ---

  status(words) {
    if (!this.isQuiet) byId('status').textContent = words;
  }

  announce(words) {
    if (!this.isQuiet) byId('said').textContent = words;
  }

  /** While recording nothing may speak: neither we nor a screen reader. */
  quiet(isOn) {
    if (isOn) {
      this.player.stop();
      for (const id of ['status', 'said', 'trouble']) byId(id).replaceChildren();
    }
    this.isQuiet = isOn;
  }

  trouble(problem) {
    if (!(problem instanceof Problem)) throw problem;
    const key = `error.${problem.code}`;
    const words = say(has(key) ? key : 'error.internal');
    this.status('');
    // Said once, not at every look for an answer; and never into a recording.
    if (this.isQuiet || byId('trouble').textContent === words) return;
    byId('trouble').replaceChildren(make('p', { text: words }));
  }

  // --- sending ---

  /** Sends one message of the outbox; the words that say so stand there at once. */
  async post(entry) {
    if (!this.outbox.isQuiet) {
      byId('trouble').replaceChildren();
      this.status(say('page.sending'));
    }
    this.toldAt = Date.now();
    return this.mail.send(entry);
  }

  /** Says now and then how much of a large file has arrived. */
  sendingAt(share) {
    if (Date.now() - this.toldAt < WORDS_EVERY_MS) return;
    this.toldAt = Date.now();
    this.status(say('page.sending_at', { percent: Math.floor(share * 100) }));
  }

  accepted(entry, { submission_id: id }) {
    if (!this.outbox.hasFailed) byId('trouble').replaceChildren();
    this.hand.accepted(entry, id);
    if (entry.choice || entry.isCall) rememberChoice(id, entry.label ?? say('choice.human'));
    this.waiting.open();
    this.status(say('progress.accepted'));
    if (!this.isQuiet) this.sounds.play('sent');
    this.bring(byId('conversation'));
    this.refresh(); // what was sent is seen at once
    this.following.follow(id, entry.files.map(({ field }) => field));
  }

  /** What may still arrive stays in the outbox; words that never can go back to where they were written. */
  failed(problem, { text, mark }) {
    this.hand.sayOf({ mark }, '');
    this.trouble(problem);
    if (text && !isPassing(problem)) this.tools.giveBack(text);
  }

  async choose(id, label) {
    if (id in LOCAL_CHOICES) byId(LOCAL_CHOICES[id]).click();
    else if (id === 'call_back') this.waiting.askNumber();
    else if (id === 'look_again') this.waiting.lookAgain();
    else await this.hand.add({ choice: id, label, needsReader: this.isReader });
  }

  /** Fetches; null for what is not there. Throws Problem. */
  async find(path) {
    try {
      return await call('GET', path);
    } catch (problem) {
      if (problem.status !== 404) throw problem;
      return null;
    }
  }

  /** Asks the API; null for what is not there, undefined while there is no line (the words about it are shown). */
  async ask(path) {
    try {
      const found = await this.find(path);
      if (this.wasCut && !this.outbox.hasFailed) byId('trouble').replaceChildren();
      this.wasCut = false;
      return found;
    } catch (problem) {
      this.wasCut = true;
      this.trouble(problem);
      await pause(PERSON_POLL_MS);
      return undefined;
    }
  }

  // --- receiving ---

  /** Fetches session and conversation; shows, announces and speaks what is new. */
  async refresh() {
    const session = await this.ask('/sessions/mine');
    if (!session) return;
    const isOther = this.session && this.session.session_id !== session.session_id;
    if (isOther && !this.session.language) return; // a message of this page has just opened a newer one
    this.session = session;
    if (this.waiting.update(session)) this.hasEnded = true;
    const views = await this.ask(`/sessions/${session.session_id}/messages`);
    if (!views) return;
    const unread = new Set(session.unread.map((view) => view.message.id));
    this.turns.update(views);
    // Not what was drawn just now: two looks at once may draw it before the session calls it unread.
    const fresh = views.filter(({ message, is_withdrawn: isGone }) => unread.has(message.id) && !isGone && !this.taken.has(message.id)).map(({ message }) => message);
    for (const { id } of fresh) this.taken.add(id);
    this.hand.refreshed(session, views);
    heed(this, fresh);
    if (this.hasEnded) this.sayClosed();
    this.arrivals.take(fresh);
    if (fresh.length && !this.isQuiet) this.bringUp(fresh[fresh.length - 1]);
    else this.takeUp();
    await this.arrivals.look();
    await this.following.last(views);
  }

  /** A person has ended the matter; when we ended it ourselves, the answer says so already. */
  sayClosed() {
    this.hasEnded = false;
    const words = say('handoff.closed');
    if (this.turns.newestWords().includes(words)) return;
    this.status(words);
    this.waiting.close(words);
  }

  bring(element, block) {
    bring(element, { isQuiet: this.isQuiet, block });
  }

  bringUp(message) {
    this.bring(byId(`turn-${message.id}`));
  }

  /** A page that is opened again in the middle of a guide begins at the step where the person was. */
  takeUp() {
    if (this.hasTakenUp || this.isQuiet) return;
    this.hasTakenUp = true;
    if (this.turns.newest?.reply?.guide) this.bringUp(this.turns.newest);
  }

  async markRead(ids) {
    try {
      await call('PUT', `/sessions/${this.session.session_id}/read`, { message_ids: ids });
    } catch (problem) {
      this.trouble(problem);
    }
  }

  /** Sends what could not be sent, then looks for what has come. */
  async catchUp() {
    // A long video must not keep answers waiting.
    if (this.outbox.isWaiting) await Promise.race([this.outbox.flush({ isQuiet: true }), pause(PERSON_POLL_MS)]);
    await this.refresh();
  }

  /** Looks for answers of a person for as long as the page is open. */
  async watch() {
    await safely(() => this.refresh());
    let lookedAt = Date.now();
    for (;;) {
      await pause(TICK_MS); // short: what happens meanwhile changes how often is often enough
      const isBusy = this.session?.ticket || !this.arrivals.isEmpty || this.outbox.isWaiting || this.wasCut;
      if (document.hidden || Date.now() - lookedAt < (isBusy ? PERSON_POLL_MS : QUIET_POLL_MS)) continue;
      await safely(() => this.catchUp());
      lookedAt = Date.now();
    }
  }
}

whenReady(PARTS, () => {
  document.title = say('page.title');
  mendSkipLink();
  const page = new Page();
  started();
  install();
  page.watch();
});
