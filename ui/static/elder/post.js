// The way of one message to the server: the session first, then large files in pieces, then the message itself.

import { LANGUAGE } from '../dom.js';
import { call, newKey } from '../net.js';
import { upload } from './upload.js';

const DIRECT_BYTES = 384 * 1024; // a message up to this large goes in one; it takes a slow line some seconds
const SMALL_BYTES = 64 * 1024; // what is smaller than this goes along in any case

/** Returns the files of a message that have to go in pieces. */
function largeOf({ files }) {
  const all = files.reduce((sum, { file }) => sum + file.size, 0);
  return all > DIRECT_BYTES ? files.filter(({ file }) => file.size > SMALL_BYTES) : [];
}

export class Post {
  /** page: {session: read and written, find(path)}. on: {remember(entry), moved(share 0..1)}. */
  constructor(page, on) {
    this.page = page;
    this.on = on;
  }

  /** Sends one message of the outbox; returns what the API accepted. Throws Problem. */
  async send(entry) {
    const { page } = this;
    await this.openSession();
    const way = () => (entry.isCall && page.session && !page.hand.hasBeside ? this.sendCall(entry) : this.sendMessage(entry));
    let accepted;
    try {
      accepted = await way();
    } catch (problem) {
      if (problem.code !== 'key_reused') throw problem;
      accepted = await this.arrived(entry); // only the answer to it was lost
      if (!accepted) {
        entry.key = newKey(); // another message came under its key, or one that nobody could ever read
        await this.on.remember(entry);
        accepted = await way();
      }
    }
    page.session = { ...page.session, session_id: accepted.session_id };
    return accepted;
  }

  /** Makes sure that there is a session: a first message whose answer is lost could not be known again without one. */
  openSession() {
    this.opening ??= this.openOne().finally(() => (this.opening = null)); // one for all that leave at once
    return this.opening;
  }

  /** Returns the message as the server has it: from this device and with all its files; null otherwise. */
  async arrived({ key, files, lost = 0 }) {
    try {
      const known = await call('GET', `/submissions/${key}`);
      const views = await call('GET', `/sessions/${known.session_id}/messages`);
      const mine = views.find(({ message }) => message.author === 'customer' && message.submission_id === key);
      return mine?.attachments.length === files.length + lost ? { ...known, isWhole: true } : null;
    } catch (problem) {
      if (problem.status === 0 || problem.status >= 500) throw problem;
      return null;
    }
  }

  async openOne() {
    const { page } = this;
    if (!page.session) page.session = await page.find('/sessions/mine'); // another page of this device may have begun
    if (page.session) return;
    try {
      ({ session: page.session } = await call('POST', '/sessions', { language: LANGUAGE }));
    } catch (problem) {
      if (problem.status === 0 || problem.status >= 500) throw problem;
    }
  }

  async sendCall(entry) {
    this.page.hand.leaves(entry);
    try {
      return await call('POST', `/sessions/${this.page.session.session_id}/human`, undefined, { 'Idempotency-Key': entry.key });
    } catch (problem) {
      if (problem.status !== 404) throw problem;
      this.page.session = null; // erased meanwhile: a person is called all the same
      return this.sendMessage(entry);
    }
  }

  async sendMessage(entry) {
    const { page } = this;
    try {
      return await this.sendOnce(entry);
    } catch (problem) {
      if (problem.status === 404) {
        page.session = null; // erased, or its uploads were forgotten
        for (const each of entry.files) each.uploadId = undefined;
        await this.openSession();
      }
      else if (problem.code !== 'wrong_offset') throw problem;
      return this.sendOnce(entry);
    }
  }

  async sendOnce(entry) {
    await this.carry(entry, largeOf(entry));
    this.page.hand.leaves(entry);
    return call('POST', '/submissions', this.form(entry), { 'Idempotency-Key': entry.key });
  }

  async carry(entry, large) {
    const all = large.reduce((sum, { file }) => sum + file.size, 0);
    let before = 0;
    for (const each of large) {
      const moved = (bytes) => {
        entry.hasMoved = true;
        this.on.moved((before + bytes) / all);
      };
      await upload(each, this.page.session?.session_id, { begun: () => this.on.remember(entry), moved });
      before += each.file.size;
    }
  }

  form(entry) {
    const { files, text, choice, isCall, needsReader } = entry;
    const large = largeOf(entry);
    const form = new FormData();
    for (const each of files) {
      if (large.includes(each)) form.append('upload_id', each.uploadId);
      else form.append(each.field, each.file, each.file.name);
    }
    if (text) form.append('text', text);
    if (choice || isCall) form.append('choice', choice ?? 'human');
    form.append('language', LANGUAGE);
    if (this.page.session) form.append('session_id', this.page.session.session_id);
    if (needsReader) form.append('needs', 'screen_reader');
    if (this.page.settings.value('captions') === 'on') form.append('needs', 'captions');
    return this.page.hand.beside(form, entry);
  }
}
