// Everything that was sent and has not arrived: kept in order, sent again until it has. Words outlive the page.

import { make, say } from '../dom.js';
import { Problem, newKey } from '../net.js';

const PREFIX = 'lantern-unsent:';
const FRESH_MS = 15 * 60 * 1000; // what is older is offered after a reload, but not sent without being asked
const KEPT = ['id', 'key', 'at', 'isCall', 'text', 'choice', 'label', 'needsReader', 'hadFiles'];

/** Says whether the same message may arrive later: no line, a busy or broken server. */
export function isPassing(problem) {
  return problem.status === 0 || problem.status === 429 || problem.status >= 500;
}

export class Outbox {
  /** post: (entry) → what the API accepted, throws Problem. on: {accepted(entry, accepted), failed(problem, entry), isKnown()}. */
  constructor(root, post, on) {
    this.root = root;
    this.post = post;
    this.on = on;
    this.isBusy = false;
    this.entries = restored();
    this.hasFailed = this.entries.length > 0;
    this.draw();
  }

  get isEmpty() {
    return !this.entries.length;
  }

  /** Says whether something waits that may be sent without asking. */
  get isWaiting() {
    return this.entries.some((entry) => !entry.isOld);
  }

  /** Takes one message; it is kept before it is sent, so that nothing that happens meanwhile loses it. */
  async add(message) {
    if (message.isCall && this.entries.some((each) => each.isCall)) {
      await this.flush({ isAsked: true }); // one call is enough
      return;
    }
    const key = newKey();
    const entry = { files: [], ...message, id: key, key, at: Date.now(), hadFiles: Boolean(message.files?.length) };
    this.entries.push(entry);
    keep(entry);
    if (entry.isCall && this.isBusy && this.on.isKnown()) await this.send(entry); // not behind a long video
    else await this.flush();
  }

  /** Sends all in order. By itself (isQuiet) it says nothing when there is still no line. */
  async flush({ isQuiet = false, isAsked = false } = {}) {
    if (isAsked) for (const entry of this.entries) entry.isOld = false;
    this.isQuiet = isQuiet;
    if (this.isBusy) {
      this.isAgain = true; // what came meanwhile follows at once
      return;
    }
    this.isBusy = true;
    do {
      this.isAgain = false;
      await this.sendAll();
    } while (this.isAgain);
    this.isBusy = false;
  }

  async sendAll() {
    let isCallOnly = false; // a call for a person never waits behind a message that the server does not take
    for (const entry of [...this.entries]) {
      if (entry.isOld || entry.isSending || (isCallOnly && !entry.isCall)) continue;
      const problem = await this.send(entry);
      if (problem?.status === 0) return;
      isCallOnly ||= problem !== null && isPassing(problem);
    }
  }

  /** Sends one; returns the Problem, or null when it has arrived. */
  async send(entry) {
    entry.isSending = true;
    try {
      const accepted = await this.post(entry);
      this.drop(entry);
      this.on.accepted(entry, accepted);
      return null;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (isPassing(problem)) this.hasFailed = true;
      else this.drop(entry);
      this.draw();
      if (!this.isQuiet || !isPassing(problem)) this.on.failed(problem, entry);
      return problem;
    } finally {
      entry.isSending = false;
    }
  }

  drop(entry) {
    this.entries = this.entries.filter((each) => each !== entry);
    forget(entry);
    if (this.isEmpty) this.hasFailed = false;
    this.draw();
  }

  draw() {
    const isShown = this.hasFailed && !this.isEmpty;
    if (!isShown && this.root.contains(document.activeElement)) document.getElementById('conversation').focus();
    this.root.hidden = !isShown;
    const lines = isShown ? this.entries.map(words) : [];
    const shown = JSON.stringify(lines);
    if (shown === this.shown) return; // what has the focus stays where it is
    this.shown = shown;
    const again = () => this.flush({ isAsked: true });
    const list = make('ul', { role: 'list' }, ...lines.map((text) => make('li', { text })));
    const button = make('button', { type: 'button', class: 'go', text: say('page.retry'), onclick: again });
    const old = this.root.querySelector('button');
    if (old && isShown) this.root.querySelector('ul').replaceWith(list);
    else this.root.replaceChildren(...(isShown ? [make('p', { text: say('page.unsent') }), list, button] : []));
  }
}

function words({ isCall, choice, label, text, hadFiles, files }) {
  if (isCall || choice === 'human') return say('page.person');
  const parts = files.map(({ field }) => say(field === 'voice' ? 'page.kind_voice' : `page.kind_${field}`));
  if (hadFiles && !files.length) parts.push(say('page.files_gone'));
  return [text ?? label, ...parts].filter(Boolean).join(' · ');
}

/** Everything that a page before this one could not send. What was only a picture or a recording is gone with it. */
function restored() {
  const found = [];
  try {
    for (const name of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
      const entry = { files: [], ...JSON.parse(localStorage.getItem(name)) };
      found.push({ ...entry, isOld: Date.now() - entry.at > FRESH_MS });
    }
  } catch (error) {
    if (!(error instanceof DOMException || error instanceof SyntaxError)) throw error;
  }
  return found.sort((one, other) => one.at - other.at);
}

function keep(entry) {
  if (!(entry.isCall || entry.text || entry.choice)) return;
  const kept = Object.fromEntries(KEPT.filter((name) => name in entry).map((name) => [name, entry[name]]));
  try {
    localStorage.setItem(PREFIX + entry.id, JSON.stringify(kept));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // no room, or not allowed: the page itself still has it
  }
}

function forget(entry) {
  try {
    localStorage.removeItem(PREFIX + entry.id);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
