// Elements without HTML strings: everything that a person or a program wrote reaches the page through textContent.

const data = JSON.parse(document.getElementById('lantern-words').textContent);

/** Path of the site: '' at the root of a host, '/help' behind a proxy. */
export const BASE = data.base;

/** Language of the words, as the API names it: zh-CN, yue or en. In lang attributes Cantonese is called by its place. */
export const LANGUAGE = data.language;
/** Numbers to ring in danger, as {name, number, label}; empty for a region without a file. */
export const HOTLINES = data.hotlines ?? [];
/** What this device has chosen, as the server keeps it: name → value. */
export const SETTINGS = data.settings ?? {};
const tagOf = (language) => (language === 'yue' ? 'zh-HK' : language);

/** Returns the words of a key with its gaps filled. */
export function say(key, gaps = {}) {
  const words = data.words[key];
  if (words === undefined) throw new Error(`no words for ${key}`);
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in gaps ? String(gaps[name]) : whole));
}

/** Says whether there are words for a key. */
export function has(key) {
  return key in data.words;
}

/** Makes an element: properties (class, text, on…, aria-…, data-…), then children. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'text') element.textContent = value;
    else if (name === 'class') element.className = value;
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'lang') element.lang = tagOf(value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Fills the words of a template: data-w holds the key of the text, data-label that of the accessible name. */
export function fill(root) {
  for (const element of root.querySelectorAll('[data-w]')) element.textContent = say(element.dataset.w);
  for (const element of root.querySelectorAll('[data-label]')) element.setAttribute('aria-label', say(element.dataset.label));
}

const memory = new Map();

/** What this device remembers; only for as long as the page is open where it keeps nothing, or has no room. */
export const kept = {
  get(name) {
    try {
      return memory.get(name) ?? localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  set(name, value) {
    memory.delete(name);
    try {
      localStorage.setItem(name, value);
    } catch {
      memory.set(name, String(value));
    }
  },
  remove(name) {
    memory.delete(name);
    try {
      localStorage.removeItem(name);
    } catch {
      // there is nothing to remove
    }
  },
};

/** Collects the parts that Gradio has put into the page; calls ready once all of them are there. */
export function whenReady(names, ready) {
  const found = new Map();
  const take = ({ name, element }) => {
    fill(element);
    found.set(name, element);
    if (names.every((each) => found.has(each))) ready(found);
  };
  const waiting = window.lanternParts || [];
  window.lanternParts = { push: take };
  waiting.forEach(take);
}

/** Makes the skip link move the focus (Gradio's <base> would make it load the page anew). */
export function mendSkipLink() {
  document.querySelector('a.skip')?.addEventListener('click', (event) => {
    const goal = document.querySelector(new URL(event.target.href).hash);
    if (!goal) return;
    event.preventDefault();
    goal.focus();
    goal.scrollIntoView();
  });
}

/** Gradio writes into lang a language that it has words in itself: Cantonese would be read aloud as Mandarin. */
function keepLanguage() {
  const root = document.documentElement;
  const keep = () => root.lang !== tagOf(LANGUAGE) && (root.lang = tagOf(LANGUAGE));
  keep();
  new MutationObserver(keep).observe(root, { attributes: true, attributeFilter: ['lang'] });
}

/** Says that the page has started, and takes away the way to the plain form if it was already shown. */
export function started() {
  window.lanternStarted = true;
  keepLanguage();
  document.getElementById('way-on')?.remove();
  document.documentElement.dataset.started = 'yes';
}
