// The conversation: the newest turn first, each answer as large cards with its choices, numbers to ring and sound.

import { make, say } from '../dom.js';
import { address } from '../net.js';

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
        this.refresh(known, message);
        continue;
      }
      const element = message.author === 'customer' ? this.mine(view) : this.answer(message);
      this.shown.set(message.id, { element, message });
      this.root.prepend(element);
      if (message.author !== 'customer') fresh.push(message);
    }
    this.keepOnlyNewestChoices();
    return fresh;
  }

  forget() {
    this.shown.clear();
    this.root.replaceChildren();
  }

  refresh(known, message) {
    if (message.reply?.speech && !known.message.reply?.speech) {
      known.element.querySelector('.sound')?.removeAttribute('hidden');
    }
    if (message.reply?.marked_url && !known.message.reply?.marked_url) {
      known.element.querySelector('.cards')?.after(this.picture(message));
    }
    known.message = message;
  }

  /** Returns the newest known state of an answer. */
  current(id) {
    return this.shown.get(id)?.message;
  }

  mine({ message, attachments }) {
    const parts = attachments.map((each) => this.attachment(each));
    if (message.text) parts.unshift(make('p', { class: 'words', text: message.text }));
    if (!parts.length) parts.push(make('p', { class: 'words', text: say('page.sent_choice') }));
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
    const who = isAgent ? say('page.person_says', { name: message.agent }) : say('page.we_say');
    const parts = [make('h2', { text: who })];
    if (reply?.is_sample) parts.push(make('p', { class: 'sample', text: say('sample.notice') }));
    parts.push(this.cards(message));
    if (reply?.marked_url) parts.push(this.picture(message));
    for (const line of reply?.hotlines ?? []) parts.push(hotline(line));
    parts.push(this.choices(reply?.choices ?? []), this.sound(message));
    const kind = `turn answer${isAgent ? ' agent' : ''}${reply?.is_urgent ? ' urgent' : ''}`;
    return make('article', { class: kind, id: `turn-${message.id}`, lang: reply?.language }, ...parts);
  }

  cards(message) {
    const cards = message.reply?.cards?.length ? message.reply.cards : [{ text: message.text, step: 1, of: 1 }];
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
      { class: 'sound', hidden: !message.reply?.speech },
      make('button', { type: 'button', class: 'small again', text: say('page.again'), onclick: () => this.act.play(this.current(message.id)) }),
      make('button', { type: 'button', class: 'small', text: say('page.stop'), onclick: () => this.act.stop() }),
      make('button', { type: 'button', class: 'small slower', text: say('page.slower'), 'aria-pressed': String(this.act.isSlow()), onclick: () => this.act.slower() }),
    );
    return bar;
  }

  /** Choices belong to the last answer: older ones would be answers to another question. */
  keepOnlyNewestChoices() {
    const newest = this.root.querySelector('.answer');
    for (const each of this.root.querySelectorAll('.choices')) each.hidden = !newest?.contains(each) || !each.childElementCount;
  }
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
