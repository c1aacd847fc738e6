// What the person has chosen, on this device: shown at once, kept by the server in a signed cookie, undone by one tap.

import { BASE, LANGUAGE, SETTINGS, kept, say } from '../dom.js';
import { Problem, call } from '../net.js';

const KEPT = 'lantern-settings'; // for the page without a line, where no cookie is read
const UNTOLD = 'lantern-settings-untold'; // the server has not heard of the last change
const BEFORE = 'lantern-settings-before';
const WAS = 'lantern-language-was';
const OBEYED = 'lantern-obeyed'; // ids of the answers whose wishes were done, newest last
const MOST_OBEYED = 100;
const SIZES = ['normal', 'large', 'largest'];
const LASTING = ['language', 'always_person']; // what "as it was at first" leaves alone
const STEPS = { larger: 1, smaller: -1 };

const read = (name) => JSON.parse(kept.get(name) ?? 'null');

export class Settings {
  /** drawn(): called when something has changed. */
  constructor(page, drawn) {
    this.page = page;
    this.drawn = drawn;
    this.later = []; // answers with wishes that came during a recording
    const isUntold = kept.get(UNTOLD) !== null;
    const isHereNewer = isUntold || document.querySelector('[data-part]') !== null; // the page that the browser kept may be old
    this.chosen = { ...(isHereNewer || !Object.keys(SETTINGS).length ? { ...SETTINGS, ...read(KEPT) } : SETTINGS) };
    if (page.isReader) this.chosen.reader ??= 'on';
    if (page.player.chosen !== null) this.chosen.rate ??= String(page.player.chosen);
    if (!page.sounds.isOn) this.chosen.sounds ??= 'off';
    this.apply();
    document.addEventListener('lantern-rate', () => this.paced());
    if (isUntold) this.keep();
  }

  value(name) {
    if (name === 'language') return LANGUAGE;
    return this.chosen[name] ?? { size: SIZES[0], theme: 'auto', rate: '', speech: 'on', captions: 'off', reader: 'off', sounds: 'on', always_person: 'off' }[name];
  }

  /** Nothing is spoken by itself: the words on the page, or a screen reader, have to do. */
  get isSilent() {
    return this.value('reader') === 'on' || this.value('captions') === 'on' || this.value('speech') === 'off';
  }

  /** Needs that the person has switched on, as the API names them. */
  get needs() {
    const names = { reader: 'screen_reader', captions: 'captions' };
    return Object.keys(names).filter((name) => this.value(name) === 'on').map((name) => names[name]);
  }

  /** Notes that the wishes of an answer are done; false when a page of this device did them before. */
  isFirst(id) {
    const obeyed = read(OBEYED) ?? [];
    if (obeyed.includes(id)) return false;
    kept.set(OBEYED, JSON.stringify([...obeyed, id].slice(-MOST_OBEYED)));
    return true;
  }

  /** Does what an answer says that the person asked for. Returns whether anything has changed. */
  heed(wishes = {}) {
    if (wishes.back) return this.goBack(wishes.back);
    const wanted = {};
    for (const [name, value] of Object.entries(wishes)) {
      if (name === 'size') wanted.size = this.size(value);
      else if (name === 'rate') this.pace(value);
      else if (name !== 'volume') wanted[name] = value; // no page can make a telephone louder
    }
    return this.change(wanted);
  }

  size(value) {
    if (!(value in STEPS)) return value;
    const place = SIZES.indexOf(this.value('size')) + STEPS[value];
    return SIZES[Math.min(SIZES.length - 1, Math.max(0, place))];
  }

  pace(value) {
    const { player } = this.page;
    if (value === 'slower') player.slower();
    else if (value === 'faster') player.faster();
    else player.setRate(null);
  }

  /** The player keeps its own pace; it is told to the server with the rest. */
  paced() {
    const { chosen } = this.page.player;
    const rate = chosen === null ? undefined : String(chosen);
    if (rate === this.chosen.rate) return;
    this.remember();
    this.chosen = { ...this.chosen, rate };
    this.keep();
    this.drawn();
  }

  /** Changes settings: name → value. A choice of the voice ends what would silence it. */
  change(wanted) {
    const given = wanted.speech === 'on' ? { ...wanted, captions: 'off' } : wanted;
    const news = Object.entries(given).filter(([name, value]) => this.value(name) !== value);
    if (!news.length) return false;
    const { language, ...rest } = Object.fromEntries(news);
    this.remember();
    this.chosen = { ...this.chosen, ...rest };
    this.apply();
    this.keep();
    this.drawn();
    if (language && !this.isLeaving) this.speak(language);
    return true;
  }

  /** Keeps what another part of the page has changed. */
  note(name, value) {
    if (this.value(name) === value) return;
    this.chosen = { ...this.chosen, [name]: value };
    this.keep();
  }

  /** Shows the page in another language; there, too, one tap brings the old one back. */
  async speak(language) {
    this.isLeaving = true; // an answer is looked at more than once
    kept.set(WAS, LANGUAGE);
    await this.keeping;
    location.assign(`${BASE}/?lang=${language}`);
  }

  /** The language before the last change of language, once. */
  languageBefore() {
    const was = kept.get(WAS);
    kept.remove(WAS);
    return was && was !== LANGUAGE ? was : null;
  }

  remember() {
    kept.set(BEFORE, JSON.stringify(this.chosen));
  }

  /** which: 'last' takes back the last change, 'all' goes back to how it was at first. */
  goBack(which) {
    const before = which === 'last' ? (read(BEFORE) ?? {}) : Object.fromEntries(LASTING.filter((name) => this.chosen[name]).map((name) => [name, this.chosen[name]]));
    const isNew = JSON.stringify(before) !== JSON.stringify(this.chosen);
    this.remember();
    this.chosen = before;
    this.apply();
    this.keep();
    this.drawn();
    return isNew;
  }

  apply() {
    const root = document.documentElement;
    const { page } = this;
    if (this.value('size') === SIZES[0]) delete root.dataset.size;
    else root.dataset.size = this.value('size');
    if (this.value('theme') === 'auto') delete root.dataset.theme;
    else root.dataset.theme = this.value('theme');
    page.isReader = this.value('reader') === 'on';
    kept.set('lantern-reader', page.isReader ? 'yes' : 'no');
    if (this.isSilent) page.player.stop();
    page.sounds.set(this.value('sounds') === 'on');
    const rate = this.chosen.rate ? Number(this.chosen.rate) : null;
    if (rate !== page.player.chosen) page.player.setRate(rate);
  }

  /** Keeps the choice here at once and tells the server, one after the other: the last choice is the one that stays. */
  keep() {
    const chosen = Object.fromEntries(Object.entries(this.chosen).filter(([, value]) => value !== undefined));
    kept.set(KEPT, JSON.stringify(chosen));
    kept.set(UNTOLD, 'yes');
    this.told = (this.told ?? 0) + 1;
    const turn = this.told;
    this.keeping = (this.keeping ?? Promise.resolve()).then(() => this.tell({ ...chosen, language: LANGUAGE }, turn));
  }

  async tell(chosen, turn) {
    try {
      await call('PUT', '/settings', chosen);
      if (turn === this.told) kept.remove(UNTOLD);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem; // the device itself has them; the next visit tells them again
    }
  }
}

/** Returns the words that say what was changed, from → to. */
export function wordsOf(name, value, before) {
  if (name === 'size') return say(SIZES.indexOf(value) < SIZES.indexOf(before) ? 'setting.size_smaller' : 'setting.size_larger');
  return say(`setting.${name}_${value.replaceAll('-', '_').toLowerCase()}`);
}
