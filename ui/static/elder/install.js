// Lets the browser keep this page for when there is no line (../worker.js). Needs https, as the microphone does.

import { BASE, LANGUAGE, kept } from '../dom.js';

const KEPT_AS = 'lantern-kept-as';

/** Hands the page over to the service worker, once nothing more urgent is going on. */
export function install() {
  if (!('serviceWorker' in navigator)) return;
  const start = () => (window.requestIdleCallback ?? setTimeout)(() => register().catch(ignore));
  if (document.readyState === 'complete') start();
  else addEventListener('load', start, { once: true });
}

async function register() {
  await navigator.serviceWorker.register(`${BASE}/service-worker.js`, { scope: `${BASE}/`, updateViaCache: 'none' });
  const { active } = await navigator.serviceWorker.ready;
  const { dataset } = document.documentElement;
  const now = [LANGUAGE, dataset.theme].join(' '); // looks or words that differ are kept anew
  const isKnown = kept.get(KEPT_AS);
  if (isKnown === now) return;
  if (isKnown !== null) active.postMessage('take-page');
  kept.set(KEPT_AS, now);
}

/** Without a worker everything works as before, but for a page that is opened without a line. */
function ignore(error) {
  if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
}
