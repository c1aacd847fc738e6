// The conversation: the newest turn first, each answer as large cards with its choices, numbers to ring and sound.

import { has, make, say } from '../dom.js';
import { address } from '../net.js';

const CHOICES = 'lantern-choices';
const REMEMBERED = 200;

/** Remembers on the device which button a message was, so that the history can say it. */
export function rememberChoice(id, label) {
  const known = Object.entries(choices()).slice(1 - REMEMBERED);
  localStorage.setItem(CHOICES, JSON.stringify(Object.fromEntries([...known, [id, label]])));
}

function choices() {
  return JSON.parse(localStorage.getItem(CHOICES) ?? '{}');
}

/** Returns the words of the button that a message was; the API's word for it first. */
function chosen({ message, choice }) {
  const key = `choice.${choice}`;
  if (choice && has(key) && !say(key).includes('{')) return say('page.sent_this', { label: say(key) });
  const label = choices()[message.submission_id];
  return label ? say('page.sent_this', { label }) : say('page.sent_choice');
}

export class Turns {
  /** act: {choose(id, label), play(message), stop(), slower(button)}. */
  constructor(root, act) {
    this.root = root;
    this.act = act;
    this.shown = new Map();
  }

  /** Shows the conversation as it stands; returns the answers that were not there before. */
  update(views) {
    const fresh = [];
    for (const view of views) {
      const { message } = view;
      const known = this.shown.get(message.id);
      if (known) {
        this.refresh(known, view);
        continue;
      }
      const element = message.author === 'customer' ? this.mine(view) : this.answer(message);
      this.shown.set(message.id, { element, message });
      this.root.prepend(element);
      if (message.author !== 'customer') fresh.push(message);
    }
    this.keepOnlyNewest();
    return fresh;
  }

  forget() {
    this.shown.clear();
    this.root.replaceChildren();
  }

  refresh(known, view) {
    const { message } = view;
    const pressed = known.element.querySelector('.pressed');
    if (pressed && pressed.textContent !== chosen(view)) pressed.textContent = chosen(view); // drawn before it was known
    if (message.reply?.marked_url && !known.message.reply?.marked_url) {
      [...known.element.querySelectorAll('.cards')].at(-1)?.after(this.picture(message));
    }
    known.message = message;
  }

  /** Returns the newest known state of an answer. */
  current(id) {
    return this.shown.get(id)?.message;
  }

  /** Returns the words of the newest answer. */
  newestWords() {
    return this.root.querySelector('.answer .cards')?.textContent ?? '';
  }

  mine(view) {
    const { message, attachments } = view;
    const parts = attachments.map((each) => this.attachment(each));
    if (message.text) parts.unshift(make('p', { class: 'words', text: message.text }));
    if (!parts.length) parts.push(make('p', { class: 'words pressed', text: chosen(view) }));
    return make('article', { class: 'turn mine', id: `turn-${message.id}` }, make('h2', { text: say('page.you') }), ...parts);
  }

  attachment(each) {
    const url = address(each.url);
    if (each.modality === 'voice') {
      const listen = () => this.act.playUrl(url);
      return make('p', {}, make('span', { text: say('page.sent_voice') }), make('button', { type: 'button', class: 'small', text: say('page.listen'), onclick: listen }));
    }
    if (each.modality === 'photo' || each.modality === 'screenshot') {
      const words = say(each.modality === 'photo' ? 'page.sent_photo' : 'page.sent_screenshot');
      const image = make('img', { src: url, alt: words, class: 'sent' });
      image.addEventListener('error', () => image.replaceWith(make('p', { text: words })));
      return image;
    }
    return make('p', { text: say(each.modality === 'video' ? 'page.sent_video' : 'page.sent_file') });
  }

  answer(message) {
    const { reply } = message;
    const isAgent = message.author === 'agent';
    const name = isAgent ? who(message.agent) : say('page.we_say');
    const parts = [make('h2', { text: name, tabindex: '-1' })];
    if (reply?.is_sample) parts.push(make('p', { class: 'sample', text: say('sample.notice') }));
    parts.push(...this.body(message));
    if (reply?.marked_url) parts.push(this.picture(message));
    parts.push(this.choices(reply?.choices ?? []), this.sound(message));
    const kind = `turn answer${isAgent ? ' agent' : ''}${reply?.is_urgent ? ' urgent' : ''}`;
    return make('article', { class: kind, id: `turn-${message.id}`, lang: reply?.language }, ...parts);
  }

  /** The cards; numbers to ring stand directly under the first one, which says why. */
  body(message) {
    const cards = message.reply?.cards?.length ? message.reply.cards : [{ text: message.text, step: 1, of: 1 }];
    const lines = message.reply?.hotlines ?? [];
    if (!lines.length) return [this.cards(cards)];
    const numbers = make('div', { class: 'hotlines' }, ...lines.map(hotline));
    const rest = cards.length > 1 ? [this.cards(cards.slice(1))] : [];
    return [this.cards(cards.slice(0, 1)), numbers, ...rest];
  }

  cards(cards) {
    return make(
      'ol',
      { class: 'cards', role: 'list' },
      ...cards.map((card) => make('li', { class: 'card', 'data-step': card.of > 1 ? card.step : undefined }, make('p', { text: card.text }))),
    );
  }

  picture(message) {
    const words = message.reply.cards.map((card) => card.text).join(' ');
    return make('img', { class: 'marked', src: address(message.reply.marked_url), alt: say('page.marked', { words }) });
  }

  choices(choices) {
    const buttons = choices.map(({ id, label }) => make('button', { type: 'button', class: 'choice', 'data-choice': id, text: label, onclick: () => this.act.choose(id, label) }));
    return make('div', { class: 'choices' }, ...buttons);
  }

  sound(message) {
    const bar = make(
      'div',
      { class: 'sound', hidden: true },
      make('button', { type: 'button', class: 'small again', text: say('page.again'), onclick: () => this.act.play(this.current(message.id)) }),
      make('button', { type: 'button', class: 'small', text: say('page.stop'), onclick: () => this.act.stop() }),
      make('button', { type: 'button', class: 'small slower', text: say('page.slower'), 'aria-pressed': String(this.act.isSlow()), onclick: () => this.act.slower() }),
    );
    return bar;
  }

  /** Choices and sound belong to the last answer: older choices would be answers to another question. */
  keepOnlyNewest() {
    const newest = this.root.querySelector('.answer');
    for (const each of this.root.querySelectorAll('.choices')) each.hidden = !newest?.contains(each) || !each.childElementCount;
    for (const { element, message } of this.shown.values()) {
      const sound = element.querySelector('.sound');
      if (!sound) continue;
      const isHidden = element !== newest || !message.reply?.speech;
      if (isHidden && sound.contains(document.activeElement)) newest?.querySelector('h2').focus();
      sound.hidden = isHidden;
    }
  }
}

function who(agent) {
  return agent ? say('page.person_says', { name: agent }) : say('page.person_alone');
}

function hotline({ number, label }) {
  return make(
    'a',
    { class: 'hotline', href: `tel:${number.replace(/[^\d+]/g, '')}` },
    make('span', { class: 'number', text: number }),
    make('span', { text: label }),
  );
}

/** Returns the whole of an answer for a live region. */
export function spokenText(message) {
  const cards = message.reply?.cards?.map((card) => card.text) ?? [message.text];
  const lines = (message.reply?.hotlines ?? []).map((line) => `${line.label} ${line.number}`);
  const sample = message.reply?.is_sample ? [say('sample.notice')] : [];
  return [...sample, ...cards, ...lines].join(' ');
}
