// The conversation: the newest turn first, each answer as large cards with its choices, numbers to ring and sound.

import { has, kept, make, say } from '../dom.js';
import { address } from '../net.js';
import { cardsOf, drawCards, drawForward, foldedSteps, heardLine, markedPicture } from './cards.js';
import { drawWays, showPlaying } from './ways.js';

const CHOICES = 'lantern-choices';
const REMEMBERED = 200;

/** Remembers on the device which button a message was, so that the history can say it. */
export function rememberChoice(id, label) {
  const known = Object.entries(choices()).slice(1 - REMEMBERED);
  kept.set(CHOICES, JSON.stringify(Object.fromEntries([...known, [id, label]])));
}

function choices() {
  return JSON.parse(kept.get(CHOICES) ?? '{}');
}

/** Returns the words of the button that a message was; the API's word for it first. */
function chosen({ message, choice }) {
  const key = `choice.${choice}`;
  if (choice && has(key) && !say(key).includes('{')) return say('page.sent_this', { label: say(key) });
  const label = choices()[message.submission_id];
  return label ? say('page.sent_this', { label }) : say('page.sent_choice');
}

export class Turns {
  /** act: {choose(id, label), playUrl(url), playCard(id, place), correct(words)} and what ways.js asks for. */
  constructor(root, act) {
    this.root = root;
    this.act = act;
    this.shown = new Map();
  }

  /** Shows the conversation as it stands; returns the answers that were not there before. */
  update(views) {
    const fresh = [];
    this.heard = heardWords(views);
    for (const view of views) {
      const { message } = view;
      const known = this.shown.get(message.id);
      if (known) {
        this.refresh(known, view);
        continue;
      }
      const element = message.author === 'customer' ? this.mine(view) : this.answer(view);
      this.shown.set(message.id, { element, message });
      this.root.prepend(element);
      if (message.author !== 'customer') fresh.push(message);
    }
    this.keepOnlyNewest();
    return fresh;
  }

  forget() {
    this.shown.clear();
    this.root.parentElement.querySelector('.pinned')?.remove();
    this.root.replaceChildren();
  }

  refresh(known, view) {
    const { message } = view;
    const pressed = known.element.querySelector('.pressed');
    if (pressed && pressed.textContent !== chosen(view)) pressed.textContent = chosen(view); // drawn before it was known
    if (message.reply?.marked_url && !known.message.reply?.marked_url) {
      [...known.element.querySelectorAll('.cards')].pop()?.after(markedPicture(message));
    }
    if (message.author === 'customer') this.showHeard(known.element, view);
    known.message = message;
  }

  /** Returns the newest known state of an answer. */
  current(id) {
    return this.shown.get(id)?.message;
  }

  /** Returns the element of an answer. */
  element(id) {
    return this.shown.get(id)?.element;
  }

  /** Returns the newest answer, or undefined. */
  get newest() {
    return [...this.shown.values()].map(({ message }) => message).filter(({ author }) => author !== 'customer').pop();
  }

  /** Returns the words of the newest answer. */
  newestWords() {
    return this.root.querySelector('.answer .cards')?.textContent ?? '';
  }

  mine(view) {
    const { message, attachments } = view;
    const parts = attachments.map((each) => this.attachment(each, 'sent'));
    if (message.text) parts.unshift(make('p', { class: 'words', text: message.text }));
    if (!parts.length) parts.push(make('p', { class: 'words pressed', text: chosen(view) }));
    const head = make('h2', {}, say('page.you'), make('span', { class: 'sign', text: say('page.sign_sent') }));
    const element = make('article', { class: 'turn mine', id: `turn-${message.id}` }, head, ...parts);
    this.showHeard(element, view);
    return element;
  }

  /** What a recording was heard to say stands under it, for those who look back. */
  showHeard(element, { message, attachments }) {
    const words = this.heard.get(message.submission_id);
    if (!words || !attachments.length || element.querySelector('.transcript')) return;
    element.append(make('p', { class: 'transcript', text: say('page.heard', { words }) }));
  }

  /** way: whether the words about it are those of the person's own things (sent), or of what came from here (got). */
  attachment(each, way) {
    const room = `page.${way}`;
    const url = address(each.url);
    if (each.modality === 'voice') {
      const listen = () => this.act.playUrl(url);
      return make('p', {}, make('span', { text: say(`${room}_voice`) }), make('button', { type: 'button', class: 'small', text: say('page.listen'), onclick: listen }));
    }
    if (each.modality === 'photo' || each.modality === 'screenshot') {
      const words = say(each.modality === 'photo' ? `${room}_photo` : `${room}_screenshot`);
      const image = make('img', { src: url, alt: words, class: 'sent' });
      image.addEventListener('error', () => image.replaceWith(make('p', { text: words })));
      return image;
    }
    return make('p', { text: say(each.modality === 'video' ? `${room}_video` : `${room}_file`) });
  }

  answer({ message, attachments = [] }) {
    const { reply } = message;
    const isAgent = message.author === 'agent';
    const name = isAgent ? who(message.agent) : say('page.we_say');
    const head = make('h2', { tabindex: '-1' }, name, make('span', { class: 'sign', text: say('page.sign_new') }));
    const parts = [head];
    if (reply?.is_sample) parts.push(make('p', { class: 'sample', text: say('sample.notice') }));
    const words = this.heard.get(message.submission_id);
    if (words && !isAgent && !reply?.is_urgent) parts.push(heardLine(words, cardsOf(message)[0].text, this.act.correct));
    parts.push(...drawCards(message, (place) => this.act.playCard(message.id, place)));
    if (reply?.marked_url) parts.push(markedPicture(message));
    parts.push(...attachments.map((each) => this.attachment(each, 'got')));
    if (reply?.forward) parts.push(drawForward(reply.forward, this.act.copy));
    parts.push(this.choices(reply?.choices ?? []), drawWays(message, this.act));
    const kind = `turn answer${isAgent ? ' agent' : ''}${reply?.is_urgent ? ' urgent' : ''}`;
    return make('article', { class: kind, id: `turn-${message.id}`, lang: reply?.language }, ...parts);
  }

  choices(choices) {
    const buttons = choices.map(({ id, label }) => make('button', { type: 'button', class: 'choice', 'data-choice': id, text: label, onclick: () => this.act.choose(id, label) }));
    return make('div', { class: 'choices' }, ...buttons);
  }

  /** Choices, sound and corrections belong to the last answer: older ones would be about another question. */
  keepOnlyNewest() {
    const newest = this.root.querySelector('.answer');
    for (const each of this.root.querySelectorAll('.choices, .sound, .hear, .not-so, .sign')) {
      const isHidden = each.matches('.sign') ? each.closest('.turn') !== this.root.firstElementChild : !newest?.contains(each);
      const isGone = isHidden || (each.matches('.choices') && !each.childElementCount);
      if (isGone && each.contains(document.activeElement)) newest?.querySelector('h2').focus({ preventScroll: true });
      each.hidden = isGone;
    }
    this.fold(newest);
    this.pin();
  }

  /** A step that somebody asked for again and again stands above everything. */
  pin() {
    const text = [...this.shown.values()].map(({ message }) => message.reply?.pinned).filter(Boolean).pop();
    const old = this.root.parentElement.querySelector('.pinned');
    if (!text || old?.dataset.text === text) return;
    old?.remove();
    this.root.before(make('p', { class: 'pinned', 'data-text': text, text: say('page.pinned', { text }) }));
  }

  /** Puts the steps of the same guide that went before into the newest answer, folded. */
  fold(newest) {
    const answers = [...this.shown.values()].filter(({ message }) => message.author !== 'customer');
    for (const { element } of answers) if (element !== newest) element.querySelector('.steps-before')?.remove();
    const last = answers[answers.length - 1];
    const guide = last?.message.reply?.guide;
    if (!guide || last.element.querySelector('.steps-before')) return;
    const steps = new Map();
    for (const { message } of answers) {
      const { guide: other, article_id: id } = message.reply ?? {};
      if (other && id === last.message.reply.article_id && other.step < guide.step) steps.set(other.step, other.text);
    }
    const sorted = [...steps].sort(([one], [two]) => one - two).map(([step, text]) => ({ step, text }));
    if (sorted.length) last.element.querySelector('.cards').before(foldedSteps(sorted));
  }

  /** Shows which answer is being spoken; null for none. */
  playing(id, how) {
    showPlaying(this.root, id, how);
  }
}

/** Returns what was heard in the recordings of each message: id of the message → words. */
function heardWords(views) {
  const found = new Map();
  for (const { message, attachments } of views) {
    const words = attachments.map((each) => each.heard).filter(Boolean).join(' ');
    if (message.author === 'customer' && words) found.set(message.submission_id, words);
  }
  return found;
}

function who(agent) {
  return agent ? say('page.person_says', { name: agent }) : say('page.person_alone');
}
