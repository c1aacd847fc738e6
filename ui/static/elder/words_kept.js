// The words that wait to be sent, kept on the device at once: this store needs no waiting, unlike the one for files.

import { kept } from '../dom.js';

const PREFIX = 'lantern-unsent:';
const DRAFT = 'lantern-draft';
const KEPT = ['id', 'key', 'at', 'isCall', 'text', 'choice', 'label', 'needsReader', 'hadFiles'];

/** The words that a page before this one could not send, the oldest first; their pictures and recordings follow from the store. */
export function restored() {
  const found = [];
  try {
    for (const name of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
      found.push({ files: [], ...JSON.parse(localStorage.getItem(name)), isFound: true, isKept: true });
    }
  } catch (error) {
    if (!(error instanceof DOMException || error instanceof SyntaxError || error instanceof TypeError)) throw error; // TypeError: no localStorage
  }
  return found.sort((one, other) => one.at - other.at);
}

/** Keeps the words of a message; says whether there was anything to keep, and room. */
export function keepWords(entry) {
  if (!(entry.isCall || entry.text || entry.choice)) return false;
  const row = Object.fromEntries(KEPT.filter((name) => name in entry).map((name) => [name, entry[name]]));
  try {
    localStorage.setItem(PREFIX + entry.id, JSON.stringify(row));
    return true;
  } catch {
    return false; // no room, or not allowed: the page itself still has it
  }
}

/** Says whether the words of a message are still here. */
export function hasWords(id) {
  return kept.get(PREFIX + id) !== null;
}

export function forgetWords({ id }) {
  kept.remove(PREFIX + id);
}

/** What is being written is kept in tools.js, until it is sent or everything is erased. */
export const draft = {
  get: () => kept.get(DRAFT) ?? '',
  set: (words) => kept.set(DRAFT, words),
  forget: () => kept.remove(DRAFT),
};
