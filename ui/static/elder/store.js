// What this device keeps until the server has it: messages, the files that belong to them, files that belong to none yet.

import { newKey } from '../net.js';

const NAME = 'lantern';
const VERSION = 1;
const MESSAGES = 'messages'; // id → everything but the bytes
const FILES = 'files'; // id → a file that no message holds yet: a running recording, a picture that was picked
const PIECES = 'pieces'; // [id of the file, number] → its bytes; pieces, because a phone cannot hold a video in one
const PIECE_BYTES = 2 * 1024 * 1024;
const OPEN_MS = 4000; // a browser that shuts the store without a word counts as one that has none
const LOCK = 'lantern-page-';
const KEPT = ['id', 'key', 'at', 'isCall', 'text', 'choice', 'label', 'needsReader', 'taps'];

/** Opens the store; null where the browser has none (private windows of some) or does not let us. */
export async function openStore() {
  const late = new Promise((done) => setTimeout(done, OPEN_MS, null));
  try {
    const database = await Promise.race([opened(), late]);
    return database && new Store(database);
  } catch {
    return null; // none, shut off (null, or it throws when it is only named), or broken
  }
}

function opened() {
  return new Promise((done, fail) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      for (const room of [MESSAGES, FILES]) request.result.createObjectStore(room, { keyPath: 'id' });
      request.result.createObjectStore(PIECES);
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

const ofFile = (id) => IDBKeyRange.bound([id, 0], [id, Infinity]);

export class Store {
  constructor(database) {
    this.database = database;
    this.ids = new WeakMap(); // file → the id under which it is kept
    this.holding = new WeakMap(); // file → promise: whether all of it is kept
    this.page = newKey(); // whose things these are; its lock is held for as long as this page lives
    navigator.locks?.request(LOCK + this.page, () => new Promise(() => undefined)).catch(() => undefined);
    this.database.onversionchange = () => this.database.close();
  }

  /** Runs work(transaction); resolves to its result once everything is on disk. Throws DOMException. */
  run(mode, work, durability = 'strict') {
    return new Promise((done, fail) => {
      const transaction = this.database.transaction([MESSAGES, FILES, PIECES], mode, { durability });
      let result;
      const request = work(transaction);
      if (request) request.onsuccess = () => (result = request.result);
      transaction.oncomplete = () => done(result);
      transaction.onabort = () => fail(transaction.error ?? new DOMException('aborted', 'AbortError'));
      transaction.commit?.();
    });
  }

  // --- files ---

  /** Keeps a file that was picked, piece by piece; resolves to whether it is kept. */
  hold(field, file) {
    if (!this.holding.has(file)) this.holding.set(file, this.holdWhole(field, file));
    return this.holding.get(file);
  }

  async holdWhole(field, file) {
    const id = newKey();
    this.ids.set(file, id);
    try {
      for (let place = 0, start = 0; start < file.size; place += 1, start += PIECE_BYTES) {
        const bytes = await file.slice(start, start + PIECE_BYTES).arrayBuffer();
        await this.run('readwrite', (transaction) => void transaction.objectStore(PIECES).put(bytes, [id, place]));
      }
      const row = { id, page: this.page, field, name: file.name, type: file.type, size: file.size, at: Date.now() };
      await this.run('readwrite', (transaction) => void transaction.objectStore(FILES).put(row));
      return true;
    } catch (error) {
      if (!(error instanceof DOMException)) throw error; // no room, or the file went away while it was read
      this.ids.delete(file);
      await this.drop(id).catch(() => undefined);
      return false;
    }
  }

  /** Returns the key of a message with these files: that of its recording, so that a lost one found again is the same. */
  keyOf(files) {
    const voice = files.find(({ field, file }) => field === 'voice' && this.ids.has(file));
    return voice ? this.ids.get(voice.file) : null;
  }

  /** Forgets a file that was picked and is not to be sent. */
  async letGo(file) {
    await this.holding.get(file);
    const id = this.ids.get(file);
    this.ids.delete(file);
    this.holding.delete(file);
    if (id) await this.drop(id);
  }

  /** Returns a file that was kept, its pieces joined in order; null when it is gone. */
  async file({ id, name, type, size }) {
    const pieces = [];
    for (const key of await this.run('readonly', (transaction) => transaction.objectStore(PIECES).getAllKeys(ofFile(id)))) {
      // One at a time and as a Blob, which the browser may put on disk: a video is larger than a phone's memory.
      pieces.push(new Blob([await this.run('readonly', (transaction) => transaction.objectStore(PIECES).get(key))]));
    }
    const file = new File(pieces, name, { type });
    if (!file.size || (size !== undefined && file.size !== size)) return null;
    this.ids.set(file, id);
    this.holding.set(file, Promise.resolve(true));
    return file;
  }

  /** Returns the kept copy of a file that the device can no longer read; null when there is none. */
  async copyOf(file) {
    const id = (await this.holding.get(file)) && this.ids.get(file);
    return id ? this.file({ id, name: file.name, type: file.type, size: file.size }) : null;
  }

  // --- a recording while it runs ---

  /** Begins a recording; returns what takes its pieces. */
  async record(name, type) {
    const row = { id: newKey(), page: this.page, field: 'voice', name, type, at: Date.now(), isRecording: true };
    await this.run('readwrite', (transaction) => void transaction.objectStore(FILES).put(row));
    return new Recording(this, row.id);
  }

  // --- messages ---

  /** Keeps a message with its files; resolves to whether all of it is kept. */
  async keep(entry) {
    const files = [];
    for (const each of entry.files) {
      if (!(await this.hold(each.field, each.file))) return false;
      const { name, type, size } = each.file;
      files.push({ id: this.ids.get(each.file), field: each.field, name, type, size, uploadId: each.uploadId });
    }
    const row = { ...Object.fromEntries(KEPT.map((name) => [name, entry[name]])), page: this.page, files };
    try {
      await this.run('readwrite', (transaction) => {
        transaction.objectStore(MESSAGES).put(row);
        for (const { id } of files) transaction.objectStore(FILES).delete(id); // they belong to the message now
      });
      return true;
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      return false;
    }
  }

  // --- what pages before this one left ---

  /** Returns the ids of the pages that left something here, this one excepted. */
  async pages() {
    const rows = await this.rows();
    return [...new Set(rows.map(({ page }) => page))].filter((page) => page !== this.page);
  }

  /** Calls take when a page lives no more; at once where it is gone already. */
  whenGone(page, take) {
    return navigator.locks ? navigator.locks.request(LOCK + page, take) : take();
  }

  /** Takes over what a page left. Returns messages to send (recordings that it could not end among them) and picks. */
  async takeOver(page) {
    const found = { messages: [], picks: [] };
    for (const row of (await this.rows()).filter((each) => each.page === page)) {
      const files = [];
      for (const each of row.files ?? [row]) {
        const file = await this.file(each);
        if (file) files.push({ field: each.field, file, uploadId: each.uploadId });
      }
      const { id, at } = row;
      if (row.files) found.messages.push({ ...row, files, hadFiles: row.files.length > 0 });
      else if (!files.length) await this.drop(id);
      else if (row.isRecording) found.messages.push({ id, key: id, at, files, hadFiles: true });
      else found.picks.push({ ...files[0], id });
    }
    for (const message of found.messages) await this.keep(message);
    for (const { id, file, field } of found.picks) {
      const row = { id, page: this.page, field, name: file.name, type: file.type, size: file.size, at: Date.now() };
      await this.run('readwrite', (transaction) => void transaction.objectStore(FILES).put(row));
    }
    return found;
  }

  async rows() {
    const all = [];
    for (const room of [MESSAGES, FILES]) all.push(...(await this.run('readonly', (transaction) => transaction.objectStore(room).getAll())));
    return all.sort((one, other) => one.at - other.at);
  }

  /** Says whether the message still waits here; another page may have sent it. */
  async has(id) {
    return (await this.run('readonly', (transaction) => transaction.objectStore(MESSAGES).count(id))) > 0;
  }

  /** Forgets a message with its files, or one file. */
  async drop(id, files = []) {
    await this.run('readwrite', (transaction) => {
      transaction.objectStore(MESSAGES).delete(id);
      for (const each of [id, ...files.map(({ file }) => this.ids.get(file)).filter(Boolean)]) {
        transaction.objectStore(FILES).delete(each);
        transaction.objectStore(PIECES).delete(ofFile(each));
      }
    });
  }

  /** Forgets everything. */
  async clear() {
    await this.run('readwrite', (transaction) => {
      for (const room of [MESSAGES, FILES, PIECES]) transaction.objectStore(room).clear();
    });
  }
}

class Recording {
  constructor(store, id) {
    this.store = store;
    this.id = id;
    this.place = 0;
    this.isKept = true;
    this.written = Promise.resolve();
  }

  /** Keeps the next piece (a Blob); one after the other. */
  add(piece) {
    const place = this.place;
    this.place += 1;
    this.written = this.written.then(async () => {
      const bytes = await piece.arrayBuffer();
      await this.store.run('readwrite', (transaction) => void transaction.objectStore(PIECES).put(bytes, [this.id, place]), 'relaxed');
    }).catch((error) => {
      if (!(error instanceof DOMException)) throw error;
      this.isKept = false; // no room: the page itself still has it
    });
  }

  /** Ends it; the finished file is the one that was kept. */
  async end(file) {
    await this.written;
    if (this.isKept) {
      this.store.ids.set(file, this.id);
      this.store.holding.set(file, Promise.resolve(true));
    } else await this.store.drop(this.id).catch(() => undefined);
  }
}
