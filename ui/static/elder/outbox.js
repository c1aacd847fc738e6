// Everything that was sent and has not arrived: kept on the device in order, sent again until it has.

import { make, say } from '../dom.js';
import { Problem, newKey } from '../net.js';
import { draft, forgetWords, hasWords, keepWords, restored } from './words_kept.js';

const FRESH_MS = 15 * 60 * 1000; // what is older is offered after a reload, but not sent without being asked
const KEEP_MS = 1000; // a large video is kept while it is sent; nothing else takes this long
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 30_000;

/** Says whether the same message may arrive later: everything but what the server will never take. */
export function isPassing(problem) {
  return ![413, 422].includes(problem.status);
}

export class Outbox {
  /**
   * post: (entry) → what the API accepted, throws Problem. store: promise of the Store, or of null.
   * on: {accepted(entry, accepted), failed(problem, entry), found(key of the words)}.
   */
  constructor(root, post, on, store = Promise.resolve(null)) {
    this.root = root;
    this.post = post;
    this.on = on;
    this.store = store;
    store.then((opened) => (this.opened = opened));
    this.isBusy = false;
    this.tries = 0;
    this.dueAt = 0;
    const found = restored().map((entry) => ({ ...entry, isOld: isOld(entry) }));
    this.entries = found.filter((entry) => !entry.hadFiles);
    this.hasFailed = this.entries.length > 0;
    this.draw();
    const due = () => (this.dueAt = 0);
    addEventListener('online', due);
    document.addEventListener('visibilitychange', due);
    document.addEventListener('lantern-line', (event) => event.detail.isUp && due());
    document.addEventListener('lantern-erased', () => this.clear());
    this.restore(found.filter((entry) => entry.hadFiles));
  }

  get isEmpty() {
    return !this.entries.length;
  }

  /** Says whether something waits that may be sent without asking. */
  get isWaiting() {
    return this.entries.some((entry) => !entry.isOld);
  }

  /** Adds what pages before this one kept. halves: messages whose words alone were found. */
  async restore(halves) {
    const store = await this.store;
    const gone = [];
    for (const half of halves) if (!store || !(await asked(store.has(half.id), true))) gone.push(half);
    if (gone.length) this.take(gone); // their files were never kept; the words go on alone, and that is said
  }

  /** Takes messages of pages that are gone: what is fresh is sent, what is old is offered. */
  take(messages) {
    for (const each of messages) {
      if (this.entries.some(({ id }) => id === each.id)) continue;
      this.entries.push({ ...each, isFound: true, isKept: true, isOld: isOld(each) });
    }
    if (!messages.length) return;
    this.entries.sort((one, other) => one.at - other.at);
    this.hasFailed = true;
    this.draw();
    const isFresh = messages.some((each) => !isOld(each));
    this.on.found(isFresh ? 'page.kept_here' : 'page.kept_old');
    if (isFresh) this.flush({ isQuiet: true });
  }

  /** Takes one message; it is kept before it is sent, so that nothing that happens meanwhile loses it. */
  async add(message) {
    const called = message.isCall && this.entries.find((each) => each.isCall);
    if (called) {
      called.isOld = false; // one call is enough: it is this one now
      called.mark ??= message.mark;
      await this.flush();
      return;
    }
    const key = this.opened?.keyOf(message.files ?? []) ?? newKey();
    const entry = { files: [], ...message, id: key, key, at: Date.now(), hadFiles: Boolean(message.files?.length) };
    this.entries.push(entry);
    entry.isKept = keepWords(entry) && !entry.hadFiles;
    entry.keeping = this.keepWhole(entry);
    await Promise.race([entry.keeping, new Promise((done) => setTimeout(done, KEEP_MS))]);
    await this.flush();
  }

  /** Keeps a message that has files, or that there was no other room for. */
  async keepWhole(entry) {
    if (entry.isKept) return;
    const store = await this.store;
    entry.isKept = store !== null && (await store.keep(entry));
    this.draw();
  }

  /** Notes what has changed in a message that is being sent. */
  async remember(entry) {
    await entry.keeping;
    const store = await this.store;
    if (!entry.isKept || !this.entries.includes(entry)) return;
    if (entry.hadFiles) await store.keep(entry);
    else keepWords(entry);
  }

  /** Sends all in order. By itself (isQuiet) it does so now and then, and says nothing when there is still no line. */
  async flush({ isQuiet = false, isAsked = false } = {}) {
    if (isAsked) for (const entry of this.entries) entry.isOld = false;
    if (isQuiet && Date.now() < this.dueAt) return;
    if (!isQuiet || !this.isBusy) this.isQuiet = isQuiet;
    if (this.isBusy) {
      if (!isQuiet) this.isAgain = true; // what came meanwhile follows at once
      await this.sendCalls(); // not behind a long video
      return;
    }
    this.isBusy = true;
    try {
      do {
        this.isAgain = false;
        await this.sendAll();
      } while (this.isAgain);
    } finally {
      this.isBusy = false; // a mistake of ours elsewhere never stops the next try
    }
  }

  /** Calls first, then the rest in order; what does not get through holds up what was written after it, but no call. */
  async sendAll() {
    if ((await this.sendCalls())?.status === 0) return; // no line for the rest either
    for (const entry of [...this.entries]) {
      if (entry.isOld || entry.isSending || isForPerson(entry)) continue;
      const problem = await this.send(entry);
      if (problem && isPassing(problem)) return;
    }
  }

  /** Sends the calls for a person; they wait behind nothing. Returns the last Problem, or null. */
  async sendCalls() {
    let last = null;
    for (const entry of this.entries.filter(isForPerson)) {
      if (!entry.isOld && !entry.isSending) last = (await this.send(entry)) ?? last;
    }
    return last;
  }

  /** Sends one; returns the Problem, or null when it has arrived. */
  async send(entry) {
    if (!this.entries.includes(entry)) return null; // erased meanwhile
    entry.isSending = true;
    try {
      if (!(await this.isStillHere(entry))) return null;
      await this.mend(entry);
      const accepted = await this.post(entry);
      this.tries = 0;
      this.forget(entry);
      try {
        this.on.accepted(entry, accepted); // before anything is waited for: whoever takes it back must find its id
      } finally {
        await this.drop(entry);
      }
      if (entry.lost && !accepted.isWhole) this.on.failed(new Problem('file_unread', 422), {});
      return null;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      await this.missed(entry, problem);
      return problem;
    } finally {
      entry.isSending = false;
    }
  }

  /** A file that this device cannot read any more is replaced by the copy kept here; without one the rest goes alone. */
  async mend(entry) {
    for (const each of [...entry.files]) {
      if (await isReadable(each.file)) continue;
      const copy = await asked((await this.store)?.copyOf(each.file), null);
      if (copy) each.file = copy;
      else {
        entry.files = entry.files.filter((other) => other !== each);
        entry.lost = (entry.lost ?? 0) + 1;
      }
    }
    if (entry.lost && !entry.files.length && !entry.text && !entry.choice) throw new Problem('file_unread', 422);
  }

  /** Notes that a message did not arrive; the next try comes later each time, unless some of it got through. */
  async missed(entry, problem) {
    if (isPassing(problem)) {
      this.hasFailed = true;
      this.tries = entry.hasMoved ? 1 : this.tries + 1;
      entry.hasMoved = false;
      this.dueAt = Date.now() + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.tries - 1));
      this.draw();
    } else await this.drop(entry);
    if (!this.isQuiet || !isPassing(problem)) this.on.failed(problem, entry);
  }

  /** Says whether a message of an earlier page still waits; another page of this device may have sent it. */
  async isStillHere(entry) {
    if (!entry.isFound) return true;
    const store = await this.store;
    const isHere = hasWords(entry.id) || (store !== null && (await asked(store.has(entry.id), true)));
    if (!isHere) this.forget(entry);
    return isHere;
  }

  async drop(entry) {
    this.forget(entry);
    forgetWords(entry);
    await entry.keeping;
    const store = await this.store;
    if (entry.hadFiles || entry.isKept) await asked(store?.drop(entry.id, entry.files), null);
  }

  forget(entry) {
    this.entries = this.entries.filter((each) => each !== entry);
    if (this.isEmpty) this.hasFailed = false;
    this.draw();
  }

  /** Empties this device: what was sent is erased, so what was not goes too. */
  async clear() {
    for (const entry of this.entries) forgetWords(entry);
    this.entries = [];
    this.hasFailed = false;
    this.draw();
    draft.forget();
    await asked((await this.store)?.clear(), null);
  }

  draw() {
    const isShown = this.hasFailed && !this.isEmpty;
    if (!isShown && this.root.contains(document.activeElement)) document.getElementById('conversation').focus();
    this.root.hidden = !isShown;
    const lines = isShown ? this.entries.map(words) : [];
    const title = this.entries.every((entry) => entry.isOld) ? 'page.kept_old' : 'page.unsent';
    const isOnlyHere = isShown && this.entries.some((entry) => entry.isKept === false);
    const shown = JSON.stringify([title, isOnlyHere, lines]);
    if (shown === this.shown) return; // what has the focus stays where it is
    this.shown = shown;
    const again = () => this.flush({ isAsked: true });
    const list = make('ul', { role: 'list' }, ...lines.map((text) => make('li', { text })));
    const button = make('button', { type: 'button', class: 'go', text: say('page.retry'), onclick: again });
    const old = this.root.querySelector('button');
    const texts = [make('p', { text: say(title) }), list, isOnlyHere ? make('p', { class: 'only-here', text: say('page.not_kept') }) : null];
    if (old && isShown) {
      for (const each of this.root.querySelectorAll('p, ul')) each.remove();
      old.before(...texts.filter(Boolean));
    } else this.root.replaceChildren(...(isShown ? [...texts.filter(Boolean), button] : []));
  }
}

function isForPerson({ isCall, choice }) {
  return isCall || choice === 'human';
}

async function isReadable(file) {
  if (!file.arrayBuffer) return true; // a browser that cannot ask
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false; // taken away, changed, or not allowed any more
  }
}

function words({ isCall, choice, label, text, hadFiles, files }) {
  if (isCall || choice === 'human') return say('page.person');
  const parts = files.map(({ field }) => say(field === 'voice' ? 'page.kind_voice' : `page.kind_${field}`));
  if (hadFiles && !files.length) parts.push(say('page.files_gone'));
  return [text ?? label, ...parts].filter(Boolean).join(' · ');
}

function isOld({ at }) {
  return Date.now() - at > FRESH_MS;
}

/** Returns what the store answers, or otherwise where it does not. */
async function asked(answer, otherwise) {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return otherwise;
  }
}
