// Keeps the elder page for when there is no line. With a line nothing of it is ever shown, and answers are never kept.
// SHELL stands above, written by the server: {base, cache, page, files}. A file with other content has another name.

const LATE_MS = 12_000; // a line that carries nothing for this long is no line
const BROKEN = [502, 503, 504]; // what a proxy says when there is nobody behind it

self.addEventListener('install', (event) => {
  event.waitUntil(takeAll());
  self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers());
  self.clients.claim();
});

self.addEventListener('message', (event) => {
  if (event.data === 'take-page') event.waitUntil(takePage());
});

self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== self.location.origin) return;
  if (mode === 'navigate' && pathname === `${SHELL.base}/`) event.respondWith(page(event.request));
  else if (SHELL.files.includes(pathname)) event.respondWith(kept(event.request));
});

async function takeAll() {
  const cache = await caches.open(SHELL.cache);
  await cache.addAll(SHELL.files);
  await takePage();
}

/** Keeps the page in the language and the colours that the person has now. */
async function takePage() {
  const answer = await fetch(SHELL.page, { cache: 'reload', credentials: 'same-origin' });
  if (answer.ok) await (await caches.open(SHELL.cache)).put(SHELL.page, answer);
}

async function forgetOthers() {
  for (const name of await caches.keys()) if (name.startsWith('lantern-') && name !== SHELL.cache) await caches.delete(name);
}

/** The network's page; ours only when there is no answer, or nobody behind the proxy. */
async function page(request) {
  let answer = null;
  try {
    const late = new Promise((done) => setTimeout(done, LATE_MS, null));
    answer = await Promise.race([fetch(request), late]);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  if (answer && !BROKEN.includes(answer.status)) return answer;
  return (await caches.match(SHELL.page, { ignoreVary: true })) ?? answer ?? Response.error();
}

/** Scripts and styles of the page that was kept, always in the state that belongs to it. */
async function kept(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}
