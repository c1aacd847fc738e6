// The bar of tools: speak, show, type, call a person. The buttons never move; what belongs to them opens above them.

import { make, say } from '../dom.js';
import { Recorder, whyNot } from './recorder.js';
import { draft } from './words_kept.js';

const OPENERS = { 'show-panel': 'show', 'type-panel': 'type', 'voice-panel': 'speak' };
const FIELDS = { photo: 'photo', screenshot: 'screenshot', video: 'video', album: null, voice: 'voice' };

export class Tools {
  /** on: {send({fields, files, kind}), person(), trouble(code), quiet(isOn), said(words), told(words), undo(offer), pending(list), store}. */
  constructor(on) {
    this.on = on;
    this.pending = [];
    this.left = []; // pictures of an earlier page that came while somebody was writing
    this.urls = new Map(); // file of a waiting picture → its address
    const level = (loudness) => this.speak.style.setProperty('--level', loudness.toFixed(2));
    this.recorder = new Recorder(level, { store: on.store, onCut: () => this.finish({ isCut: true }) });
    for (const name of ['speak', 'show', 'type', 'person']) {
      this[name] = document.getElementById(name);
      this[name].addEventListener('click', () => this[`press_${name}`]());
    }
    for (const button of document.querySelectorAll('[data-pick]')) {
      button.addEventListener('click', () => this.input(button.dataset.pick).click());
    }
    for (const input of document.querySelectorAll('[data-pick-input]')) input.addEventListener('change', () => this.picked(input));
    document.querySelector('#type-panel form').addEventListener('submit', (event) => this.sendWords(event));
    document.querySelector('[data-do=send]').addEventListener('click', () => this.send({ text: this.words.value.trim() || undefined }));
    this.words = document.getElementById('words');
    this.words.value = draft.get();
    this.words.addEventListener('input', () => draft.set(this.words.value));
    document.addEventListener('keydown', (event) => event.key === 'Escape' && this.escape());
    this.takePasted();
    this.measure();
  }

  /** Leaves room under the conversation for the bar, whatever its height. */
  measure() {
    const bar = document.getElementById('tools');
    const note = () => document.documentElement.style.setProperty('--bar', `${bar.offsetHeight}px`);
    new ResizeObserver(note).observe(bar);
  }

  input(name) {
    return document.querySelector(`[data-pick-input=${name}]`);
  }

  /** Opens one panel and closes the others; null closes all. */
  open(name) {
    for (const panel of document.querySelectorAll('#tools .panel')) panel.hidden = panel.id !== `${name}-panel`;
    this.show.setAttribute('aria-expanded', String(name === 'show'));
    this.type.setAttribute('aria-expanded', String(name === 'type'));
    if (name) return;
    if (this.pending.length) document.getElementById('pending-panel').hidden = false;
    if (this.left.length) this.takeLeft(this.left.splice(0));
  }

  /** Closes what is open; a focus that was in it goes to the button that opened it, never into nothing. */
  escape() {
    const panel = document.activeElement?.closest('#tools .panel');
    this.open(null);
    if (panel?.hidden) this[OPENERS[panel.id] ?? 'show'].focus();
  }

  press_show() {
    const isOpen = this.show.getAttribute('aria-expanded') === 'true';
    this.open(isOpen ? null : 'show');
  }

  press_type() {
    const isOpen = this.type.getAttribute('aria-expanded') === 'true';
    this.open(isOpen ? null : 'type');
    if (!isOpen) this.words.focus();
  }

  press_person() {
    this.on.person();
  }

  async press_speak() {
    const { state } = this.recorder;
    if (state === 'on') await this.finish();
    if (state !== 'idle') return; // it is about to start or to end already
    const reason = whyNot();
    if (reason) {
      this.offerFile(reason);
      return;
    }
    this.on.quiet(true);
    this.label('page.speak_wait', false);
    try {
      await this.recorder.start();
    } catch (error) {
      const isRefused = error instanceof DOMException;
      this.label('page.speak', false);
      this.on.quiet(false);
      this.offerFile(error.name === 'NotFoundError' ? 'page.voice_no_microphone' : isRefused ? 'page.voice_refused' : 'page.voice_no_recorder');
      if (!isRefused) throw error;
      return;
    }
    this.label('page.speak_end', true);
  }

  /** Ends the recording and sends it; isCut: it ended by itself, which is said. */
  async finish({ isCut = false } = {}) {
    let voice;
    try {
      voice = await this.recorder.stop();
    } finally {
      this.label('page.speak', false);
      this.on.quiet(false);
    }
    await this.send({ voice });
    if (isCut) this.on.told(say('page.recording_cut'));
  }

  label(key, isOn) {
    this.speak.querySelector('.label').textContent = say(key);
    this.speak.classList.toggle('on', isOn);
  }

  offerFile(reason) {
    this.open('voice');
    document.getElementById('voice-why').textContent = say(reason);
    document.getElementById('voice-panel').focus();
    this.on.said(say(reason));
  }

  picked(input) {
    const kind = input.dataset.pickInput;
    for (const file of input.files) {
      const field = FIELDS[kind] ?? (file.type.startsWith('video/') ? 'video' : 'photo');
      this.pending.push({ field, file });
    }
    input.value = '';
    if (kind === 'voice') this.send({});
    else this.showPending();
  }

  /** Shows the pictures that wait; isQuiet: the focus stays where it is. */
  showPending({ isQuiet = false } = {}) {
    this.on.pending(this.pending);
    const list = document.querySelector('.pending');
    list.replaceChildren(...this.pending.map((each, place) => this.pendingItem(each, place)));
    this.giveUrlsBack();
    this.open(null);
    const panel = document.getElementById('pending-panel');
    panel.hidden = !this.pending.length;
    if (isQuiet) return;
    if (this.pending.length) document.querySelector('[data-do=send]').focus();
    else this.show.focus();
  }

  pendingItem({ file, field }, place) {
    const words = say(`page.kind_${field}`);
    const view = file.type.startsWith('image/')
      ? make('img', { src: this.urlOf(file), alt: words })
      : make('span', { text: words });
    const drop = () => {
      const [dropped] = this.pending.splice(place, 1);
      this.showPending();
      this.on.said(say('page.dropped', { what: words }));
      this.on.undo({ words: say('page.dropped', { what: words }), focus: 'show', back: () => this.takeAgain(dropped, place) });
    };
    return make('li', {}, view, make('button', { type: 'button', class: 'small', text: say('page.drop', { what: words }), onclick: drop }));
  }

  /** One address for each waiting picture, however often it is drawn. */
  urlOf(file) {
    if (!this.urls.has(file)) this.urls.set(file, URL.createObjectURL(file));
    return this.urls.get(file);
  }

  giveUrlsBack() {
    for (const [file, url] of this.urls) {
      if (this.pending.some((each) => each.file === file)) continue;
      URL.revokeObjectURL(url);
      this.urls.delete(file);
    }
  }

  /** Takes back the pictures that a page before this one had not sent; not while somebody is in an open panel. */
  takeLeft(picks) {
    const panel = document.activeElement?.closest('#tools .panel');
    if (panel && !panel.hidden && panel.id !== 'pending-panel') {
      this.left.push(...picks);
      return;
    }
    this.pending.unshift(...picks.map(({ field, file }) => ({ field, file })));
    this.showPending({ isQuiet: true });
  }

  takeAgain(dropped, place) {
    this.pending.splice(place, 0, dropped);
    this.showPending();
  }

  // --- screenshots that were copied ---

  /** A copied picture goes in by Ctrl+V anywhere on the page, or by a button where the browser lets us look. */
  takePasted() {
    document.addEventListener('paste', (event) => this.pasted(event));
    const button = document.querySelector('[data-do=paste]');
    button.hidden = !(window.isSecureContext && navigator.clipboard?.read && matchMedia('(pointer: fine)').matches);
    button.addEventListener('click', () => this.paste());
  }

  pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
    if (!files.length) return; // words go where the cursor is
    event.preventDefault();
    this.take(files);
  }

  async paste() {
    try {
      const files = [];
      for (const item of await navigator.clipboard.read()) {
        const type = item.types.find((each) => each.startsWith('image/'));
        if (type) files.push(new File([await item.getType(type)], `screenshot.${type.split('/')[1]}`, { type }));
      }
      if (files.length) this.take(files);
      else this.on.said(say('page.paste_nothing'));
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      this.on.said(say('page.paste_nothing'));
    }
  }

  take(files) {
    if (this.recorder.isOn) return;
    this.pending.push(...files.map((file) => ({ field: 'screenshot', file })));
    this.showPending();
  }

  async sendWords(event) {
    event.preventDefault();
    const text = this.words.value.trim();
    if (!text) {
      this.on.trouble('empty_message');
      return;
    }
    await this.send({ text });
  }

  /** Sends what was said or written together with the pictures that were picked. */
  async send({ voice, text }) {
    const files = [...this.pending];
    if (voice) files.push({ field: 'voice', file: voice });
    this.pending = [];
    this.showNothing();
    if (text) {
      this.words.value = '';
      draft.forget();
      this.type.focus();
    } else if (!voice) this.show.focus();
    await this.on.send({ files, text });
  }

  /** Puts words that could not be sent back into the field, before what was written since. */
  giveBack(text) {
    this.words.value = [text, this.words.value].filter(Boolean).join('\n');
    draft.set(this.words.value);
  }

  showNothing() {
    document.querySelector('.pending').replaceChildren();
    this.giveUrlsBack();
    this.open(null);
  }
}
