// The elder page: what the person sends, how far it is, what comes back.

import { has, make, mendSkipLink, say, started, whenReady } from '../dom.js';
import { Problem, address, call, newKey } from '../net.js';
import { Outbox, isPassing } from './outbox.js';
import { Player } from './player.js';
import { setUp } from './settings.js';
import { Tools } from './tools.js';
import { Turns, rememberChoice, spokenText } from './turns.js';
import { Waiting } from './waiting.js';

const PARTS = ['greeting', 'panels', 'speak', 'show', 'type', 'person', 'log', 'more'].map((name) => `elder/${name}`);
const WORK_POLL_MS = 400;
const PERSON_POLL_MS = 2500;
const QUIET_POLL_MS = 15000;
const TICK_MS = 500;
const WORDS_EVERY_MS = 5000;
const SOUND_MS = 12000; // an answer that has no sound by then is taken as read from the page
const FIRST_WORDS_MS = 1500; // how long 收到了 stands before the words about what is being done
const WATCHING = 'progress.watching';
const LOCAL_CHOICES = { photo: 'show', text: 'type', say_again: 'speak' };

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const byId = (id) => document.getElementById(id);

class Page {
  constructor() {
    this.session = null;
    this.isQuiet = false;
    this.isReader = localStorage.getItem('lantern-reader') === 'yes';
    this.toSpeak = new Map(); // id of an answer without sound so far → when it came
    this.followed = new Set();
    this.player = new Player(() => this.status(say('page.tap_to_hear')));
    this.turns = new Turns(byId('turns'), {
      choose: (id, label) => this.choose(id, label),
      play: (message) => message.reply?.speech && this.player.play(address(message.reply.speech.url)),
      playUrl: (url) => this.player.play(url),
      stop: () => this.player.stop(),
      slower: () => this.slower(),
      isSlow: () => this.player.isSlow,
    });
    this.waiting = new Waiting(byId('waiting'), () => this.session?.session_id, (problem) => this.trouble(problem));
    this.tools = new Tools({
      send: (message) => this.outbox.add({ ...message, needsReader: this.isReader }),
      person: () => this.outbox.add({ isCall: true }),
      trouble: (code) => this.trouble(new Problem(code, 0)),
      quiet: (isOn) => this.quiet(isOn),
      said: (words) => this.announce(words),
    });
    setUp(this);
    this.outbox = new Outbox(byId('unsent'), (entry) => this.post(entry), {
      accepted: (entry, accepted) => this.accepted(entry, accepted),
      failed: (problem, entry) => this.failed(problem, entry),
      isKnown: () => this.session !== null,
    });
    addEventListener('online', () => this.catchUp());
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

  slower() {
    const isOn = this.player.toggleSlow();
    for (const button of document.querySelectorAll('.slower')) button.setAttribute('aria-pressed', String(isOn));
  }

  // --- sending ---

  /** Sends one message of the outbox; the words that say so stand there at once. */
  async post(entry) {
    if (!this.outbox.isQuiet) {
      byId('trouble').replaceChildren();
      this.status(say('page.sending'));
    }
    if (!this.session) this.session = await this.find('/sessions/mine'); // another page of this device may have begun
    const accepted = await (entry.isCall && this.session ? this.postCall(entry) : this.postMessage(entry));
    this.session = { ...this.session, session_id: accepted.session_id };
    return accepted;
  }

  async postCall(entry) {
    try {
      return await call('POST', `/sessions/${this.session.session_id}/human`);
    } catch (problem) {
      if (problem.status !== 404) throw problem;
      this.session = null; // erased meanwhile: a person is called all the same
      return this.postMessage(entry);
    }
  }

  async postMessage(entry) {
    const send = () => call('POST', '/submissions', this.form(entry), { 'Idempotency-Key': entry.key });
    try {
      return await send();
    } catch (problem) {
      if (problem.status === 404 && this.session) this.session = null;
      // It did arrive, but the answer that makes this device its owner was lost: nobody could ever read that one.
      else if (problem.code === 'key_reused' && !this.session) entry.key = newKey();
      else throw problem;
      return send();
    }
  }

  form({ files, text, choice, isCall, needsReader }) {
    const form = new FormData();
    for (const { field, file } of files) form.append(field, file, file.name);
    if (text) form.append('text', text);
    if (choice || isCall) form.append('choice', choice ?? 'human');
    form.append('language', document.documentElement.lang);
    if (this.session) form.append('session_id', this.session.session_id);
    if (needsReader) form.append('needs', 'screen_reader');
    return form;
  }

  accepted(entry, { submission_id: id }) {
    if (!this.outbox.hasFailed) byId('trouble').replaceChildren();
    if (entry.choice || entry.isCall) rememberChoice(id, entry.label ?? say('choice.human'));
    this.waiting.open();
    this.status(say('progress.accepted'));
    byId('conversation').scrollIntoView({ block: 'start' });
    this.follow(id, progressWords(entry.files.map(({ field }) => field)));
  }

  /** What may still arrive stays in the outbox; words that never can go back to where they were written. */
  failed(problem, { text }) {
    if (problem.code === 'key_reused') {
      this.status(''); // it had arrived, only the answer to it was lost
      return;
    }
    this.trouble(problem);
    if (text && !isPassing(problem)) this.tools.giveBack(text);
  }

  async choose(id, label) {
    if (id in LOCAL_CHOICES) byId(LOCAL_CHOICES[id]).click();
    else if (id === 'call_back') this.waiting.askNumber();
    else if (id === 'look_again') this.waiting.lookAgain();
    else await this.outbox.add({ choice: id, label, needsReader: this.isReader });
  }

  /** Waits for the answer, with a word every few seconds, then for its sound. */
  async follow(id, words) {
    this.followed.add(id);
    let lines = [...words, 'progress.thinking', 'progress.still_working'];
    let said = '';
    let spokenAt = Date.now() - WORDS_EVERY_MS + FIRST_WORDS_MS;
    for (;;) {
      await pause(WORK_POLL_MS);
      const outcome = await this.ask(`/submissions/${id}`);
      if (outcome === null) return; // erased meanwhile
      if (outcome && !isWorking(outcome)) break;
      if (Date.now() - spokenAt >= WORDS_EVERY_MS) {
        const picture = pictureWords(outcome?.reading);
        if (picture) {
          this.status(picture === said ? say('progress.still_working') : picture);
          said = picture;
          lines = lines.filter((key) => key !== WATCHING); // it has been said, and better
        } else {
          this.status(say(lines[0]));
          if (lines.length > 1) lines.shift();
        }
        spokenAt = Date.now();
      }
    }
    this.status('');
    await this.refresh();
    while (this.toSpeak.size) {
      await pause(WORK_POLL_MS);
      const outcome = await this.ask(`/submissions/${id}`);
      await this.refresh();
      if (outcome === null || outcome?.progress === 'done') break;
    }
    await this.refresh();
    await this.giveUpSound((answer) => answer.submission_id === id);
  }

  /** After a reload, or for what another page of this device sent: waits for the answer as if it was sent here. */
  async followLast(views) {
    const last = views.findLast(({ message }) => message.author === 'customer');
    const id = last?.message.submission_id;
    if (!id || this.followed.has(id)) return;
    this.followed.add(id);
    const isAnswered = views.some(({ message }) => message.author === 'bot' && message.submission_id === id);
    const outcome = isAnswered ? null : await this.ask(`/submissions/${id}`);
    if (outcome && isWorking(outcome)) this.follow(id, progressWords(last.attachments.map((each) => each.modality)));
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
    const fresh = this.turns.update(views).filter((message) => unread.has(message.id));
    if (this.hasEnded) this.sayClosed();
    for (const message of fresh) {
      this.toSpeak.set(message.id, Date.now());
      this.announce(this.isReader ? spokenText(message) : say('page.answer_came'));
    }
    if (fresh.length && !this.isQuiet) this.bringUp(fresh.at(-1));
    await this.speakNew();
    await this.followLast(views);
  }

  /** A person has ended the matter; when we ended it ourselves, the answer says so already. */
  sayClosed() {
    this.hasEnded = false;
    const words = say('handoff.closed');
    if (this.turns.newestWords().includes(words)) return;
    this.status(words);
    this.waiting.close(words);
  }

  bringUp(message) {
    byId(`turn-${message.id}`).scrollIntoView({ block: 'start' });
  }

  async speakNew() {
    if (this.isQuiet) return;
    const done = [];
    for (const id of this.toSpeak.keys()) {
      const speech = this.turns.current(id)?.reply?.speech;
      if (this.isReader) done.push(id);
      else if (speech) {
        this.player.add(address(speech.url));
        done.push(id);
      }
    }
    done.forEach((id) => this.toSpeak.delete(id));
    if (done.length) await this.markRead(done);
    await this.giveUpSound((answer, came) => Date.now() - came > SOUND_MS);
  }

  /** Where no sound has come, the words on the page have to do; a screen reader gets them now. */
  async giveUpSound(isOver) {
    if (this.isQuiet) return;
    const silent = [...this.toSpeak].filter(([id, came]) => isOver(this.turns.current(id), came)).map(([id]) => id);
    if (!silent.length) return;
    silent.forEach((id) => this.toSpeak.delete(id));
    this.announce(silent.map((id) => spokenText(this.turns.current(id))).join(' '));
    await this.markRead(silent);
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
    if (this.outbox.isWaiting) await this.outbox.flush({ isQuiet: true });
    await this.refresh();
  }

  /** Looks for answers of a person for as long as the page is open. */
  async watch() {
    await this.refresh();
    let lookedAt = Date.now();
    for (;;) {
      await pause(TICK_MS); // short: what happens meanwhile changes how often is often enough
      const isBusy = this.session?.ticket || this.toSpeak.size || this.outbox.isWaiting || this.wasCut;
      if (document.hidden || Date.now() - lookedAt < (isBusy ? PERSON_POLL_MS : QUIET_POLL_MS)) continue;
      await this.catchUp();
      lookedAt = Date.now();
    }
  }
}

function isWorking({ state }) {
  return state === 'accepted' || state === 'working';
}

/** Returns the keys of the words to say while what came in these fields is being read. */
function progressWords(names) {
  const fields = new Set(names);
  const words = [];
  if (fields.has('voice')) words.push('progress.listening');
  if (fields.has('photo') || fields.has('screenshot')) words.push('progress.looking');
  if (fields.has('video')) words.push(WATCHING);
  return words;
}

/** Returns which picture of a video is being looked at, in words; '' when none is. reading: {done, of} or null. */
function pictureWords(reading) {
  if (!reading || reading.done >= reading.of) return '';
  return say('progress.watching_at', { number: reading.done + 1, of: reading.of });
}

whenReady(PARTS, () => {
  document.title = say('page.title');
  mendSkipLink();
  const page = new Page();
  started();
  page.watch();
});
