// The REST API of our own origin, with the device's or the desk's cookie.

import { BASE } from './dom.js';

const ANSWER_MS = 20_000; // a line that is up but carries nothing is a broken line
const FILE_MS = 90_000; // a small file, or a piece of a large one, over a slow line

/** An answer that is no success. code is a key of the language file: error.<code>. */
export class Problem extends Error {
  constructor(code, status, detail = {}) {
    super(code);
    this.code = code;
    this.status = status;
    this.detail = detail;
  }
}

/** Returns the address of something that the API named, below the path of the site. */
export function address(path) {
  return path.startsWith('/') ? `${BASE}${path}` : path;
}

/** Calls the API; returns the JSON of the answer, or null when it has none. Throws Problem. */
export async function call(method, path, body, headers = {}) {
  const options = { method, headers: { 'Accept-Language': document.documentElement.lang, ...headers }, credentials: 'same-origin' };
  if (body instanceof FormData || body instanceof Blob) options.body = body;
  else if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers['Content-Type'] = 'application/json';
  }
  const hasFile = body instanceof Blob || (body instanceof FormData && [...body.values()].some((each) => each instanceof Blob));
  options.signal = limit(hasFile ? FILE_MS : ANSWER_MS);
  let answer;
  let content = null;
  try {
    answer = await fetch(address(`/api/v1${path}`), options);
    const isJson = (answer.headers.get('content-type') || '').includes('json');
    if (isJson && answer.status !== 204) content = await answer.json();
    else if (answer.ok && answer.status !== 204) throw new TypeError('no JSON'); // a page of somebody's network, not our server
    line(true);
  } catch {
    line(false);
    throw new Problem(navigator.onLine ? 'server_down' : 'offline', 0);
  }
  if (answer.ok && method === 'DELETE' && path.startsWith('/sessions/')) document.dispatchEvent(new Event('lantern-erased'));
  if (answer.status === 204) return null;
  if (!answer.ok) throw new Problem(content?.code || 'internal', answer.status, content || {});
  return content;
}

/** Returns a signal that ends a call after so many milliseconds. */
function limit(ms) {
  if (AbortSignal.timeout) return AbortSignal.timeout(ms);
  const control = new AbortController();
  setTimeout(() => control.abort(), ms);
  return control.signal;
}

/** Notes whether the last call got through (html[data-line]); says so when that has changed. */
function line(isUp) {
  const root = document.documentElement;
  const now = isUp ? 'up' : 'down';
  if (root.dataset.line === now) return;
  root.dataset.line = now;
  document.dispatchEvent(new CustomEvent('lantern-line', { detail: { isUp } }));
}

/** A new key for one message: the same message sent twice under it is one message. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
