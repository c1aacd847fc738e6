// The elder page: what the person sends, how far it is, what comes back.

import { has, make, mendSkipLink, say, started, whenReady } from '../dom.js';
import { Problem, address, call, newKey } from '../net.js';
import { Player } from './player.js';
import { setUp } from './settings.js';
import { Tools } from './tools.js';
import { Turns, spokenText } from './turns.js';
import { Waiting } from './waiting.js';

const PARTS = ['greeting', 'panels', 'speak', 'show', 'type', 'person', 'log', 'more'].map((name) => `elder/${name}`);
const WORK_POLL_MS = 400;
const PERSON_POLL_MS = 2500;
const QUIET_POLL_MS = 15000;
const WORDS_EVERY_MS = 5000;
const FIRST_WORDS_MS = 1500; // how long 收到了 stands before the words about what is being done
const LOCAL_CHOICES = { photo: 'show', text: 'type', say_again: 'speak' };

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const byId = (id) => document.getElementById(id);

class Page {
  constructor() {
    this.session = null;
    this.isQuiet = false;
    this.isReader = localStorage.getItem('lantern-reader') === 'yes';
    this.toSpeak = new Set();
    this.player = new Player(() => this.status(say('page.tap_to_hear')));
    this.turns = new Turns(byId('turns'), {
      choose: (id) => this.choose(id),
      play: (message) => message.reply?.speech && this.player.play(address(message.reply.speech.url)),
      playUrl: (url) => this.player.play(url),
      stop: () => this.player.stop(),
      slower: () => this.slower(),
      isSlow: () => this.player.isSlow,
    });
    this.waiting = new Waiting(byId('waiting'), () => this.session?.session_id, (problem) => this.trouble(problem));
    this.tools = new Tools({
      send: (message) => this.send(message),
      person: () => this.callPerson(),
      trouble: (code) => this.trouble(new Problem(code, 0)),
      quiet: (isOn) => this.quiet(isOn),
      said: (words) => this.announce(words),
    });
    setUp(this);
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

  trouble(problem, retry) {
    if (!(problem instanceof Problem)) throw problem;
    const key = `error.${problem.code}`;
    const again = retry ? make('button', { type: 'button', class: 'go', text: say('page.retry'), onclick: retry }) : '';
    byId('trouble').replaceChildren(make('p', { text: say(has(key) ? key : 'error.internal') }), again);
    this.status('');
  }

  slower() {
    const isOn = this.player.toggleSlow();
    for (const button of document.querySelectorAll('.slower')) button.setAttribute('aria-pressed', String(isOn));
  }

  // --- sending ---

  async send({ files = [], text, choice }) {
    const form = new FormData();
    for (const { field, file } of files) form.append(field, file, file.name);
    if (text) form.append('text', text);
    if (choice) form.append('choice', choice);
    form.append('language', document.documentElement.lang);
    if (this.session) form.append('session_id', this.session.session_id);
    if (this.isReader) form.append('needs', 'screen_reader');
    // Made once: what is sent again after a broken line is the same message.
    const key = newKey();
    await this.post(() => call('POST', '/submissions', form, { 'Idempotency-Key': key }), progressWords(files));
  }

  async callPerson() {
    if (!this.session) await this.send({ choice: 'human' });
    else await this.post(() => call('POST', `/sessions/${this.session.session_id}/human`), []);
  }

  async choose(id) {
    if (id in LOCAL_CHOICES) byId(LOCAL_CHOICES[id]).click();
    else if (id === 'call_back') this.waiting.askNumber();
    else if (id === 'look_again') this.waiting.lookAgain();
    else await this.send({ choice: id });
  }

  async post(request, words) {
    byId('trouble').replaceChildren();
    this.status(say('page.sending'));
    let accepted;
    try {
      accepted = await request();
    } catch (problem) {
      this.trouble(problem, () => this.post(request, words));
      return;
    }
    this.status(say('progress.accepted'));
    this.session = { ...this.session, session_id: accepted.session_id };
    byId('conversation').scrollIntoView({ block: 'start' });
    await this.follow(accepted.submission_id, words);
  }

  /** Waits for the answer, with a word every few seconds, then for its sound. */
  async follow(id, words) {
    const lines = [...words, 'progress.thinking', 'progress.still_working'];
    let spokenAt = Date.now() - WORDS_EVERY_MS + FIRST_WORDS_MS;
    for (;;) {
      await pause(WORK_POLL_MS);
      const outcome = await this.ask(`/submissions/${id}`);
      if (outcome && !['accepted', 'working'].includes(outcome.state)) break;
      if (Date.now() - spokenAt >= WORDS_EVERY_MS) {
        this.status(say(lines[0]));
        spokenAt = Date.now();
        if (lines.length > 1) lines.shift();
      }
    }
    this.status('');
    await this.refresh();
    while (this.toSpeak.size) {
      await pause(WORK_POLL_MS);
      const outcome = await this.ask(`/submissions/${id}`);
      await this.refresh();
      if (outcome?.progress === 'done') break;
    }
    await this.refresh();
    await this.giveUpSound();
  }

  /** Asks the API; null while there is no line (the words about it are shown). */
  async ask(path) {
    try {
      const found = await call('GET', path);
      if (this.wasCut) byId('trouble').replaceChildren();
      this.wasCut = false;
      return found;
    } catch (problem) {
      if (problem.status === 404) return null;
      this.wasCut = true;
      this.trouble(problem);
      await pause(PERSON_POLL_MS);
      return null;
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
    this.waiting.update(session);
    const views = await this.ask(`/sessions/${session.session_id}/messages`);
    if (!views) return;
    const unread = new Set(session.unread.map((view) => view.message.id));
    const fresh = this.turns.update(views).filter((message) => unread.has(message.id));
    for (const message of fresh) {
      this.toSpeak.add(message.id);
      this.announce(this.isReader ? spokenText(message) : say('page.answer_came'));
    }
    if (fresh.length && !this.isQuiet) this.bringUp(fresh.at(-1));
    await this.speakNew();
  }

  bringUp(message) {
    byId(`turn-${message.id}`).scrollIntoView({ block: 'start' });
  }

  async speakNew() {
    if (this.isQuiet) return;
    const done = [];
    for (const id of this.toSpeak) {
      const speech = this.turns.current(id)?.reply?.speech;
      if (this.isReader) done.push(id);
      else if (speech) {
        this.player.add(address(speech.url));
        done.push(id);
      }
    }
    done.forEach((id) => this.toSpeak.delete(id));
    if (done.length) await this.markRead(done);
  }

  /** Where no sound has come, the words on the page have to do; a screen reader gets them now. */
  async giveUpSound() {
    const silent = [...this.toSpeak];
    this.toSpeak.clear();
    if (!silent.length) return;
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

  /** Looks for answers of a person for as long as the page is open. */
  async watch() {
    await this.refresh();
    for (;;) {
      await pause(this.session?.ticket ? PERSON_POLL_MS : QUIET_POLL_MS);
      if (this.session && !document.hidden) await this.refresh();
    }
  }
}

/** Returns the keys of the words to say while these files are being read. */
function progressWords(files) {
  const fields = new Set(files.map(({ field }) => field));
  const words = [];
  if (fields.has('voice')) words.push('progress.listening');
  if (fields.has('photo') || fields.has('screenshot')) words.push('progress.looking');
  if (fields.has('video')) words.push('progress.watching');
  return words;
}

whenReady(PARTS, () => {
  document.title = say('page.title');
  mendSkipLink();
  const page = new Page();
  started();
  page.watch();
});
