// One answer as cards: one action a card, what it is about before it, what can be answered and changed after it.

import { make, say } from '../dom.js';
import { address } from '../net.js';

const HEARD_CHARS = 80; // of a long story the beginning shows whether it was heard rightly

/** Returns the cards of an answer; an answer without any is its words. */
export function cardsOf({ reply, text }) {
  return reply?.cards?.length ? reply.cards : [{ text, step: 1, of: 1 }];
}

/** Draws the cards; numbers to ring stand directly under the first one, which says why. hear: (place) => undefined. */
export function drawCards(message, hear) {
  const cards = cardsOf(message);
  const lines = message.reply?.hotlines ?? [];
  const items = cards.map((card, place) => item(card, message.reply?.guide, cards.length > 1 ? () => hear(place) : null));
  if (!lines.length) return [list(items)];
  const numbers = make('div', { class: 'hotlines' }, ...lines.map(hotline));
  return [list(items.slice(0, 1)), numbers, ...(items.length > 1 ? [list(items.slice(1))] : [])];
}

function list(items) {
  return make('ol', { class: 'cards', role: 'list' }, ...items);
}

function item(card, guide, hear) {
  const words = make('p', { class: 'text' }, ...parts(card.text, guide));
  const button = hear ? make('button', { type: 'button', class: 'small hear', text: say('page.hear_card', { number: card.step }), onclick: hear }) : null;
  return make('li', { class: 'card', 'data-step': card.of > 1 ? card.step : undefined }, words, button);
}

/** Sets "step 3 of 5" apart from what is to be done; the words stay the same, letter by letter. */
function parts(text, guide) {
  const from = guide?.text ? stepIn(text, guide.text) : 0;
  if (!from) return [text];
  return [make('span', { class: 'count', text: text.slice(0, from) }), make('span', { text: text.slice(from) })];
}

/** Returns where in the card the step begins, which may go on in the next card; 0 when it is not told there. */
function stepIn(text, step) {
  for (let from = 1; from < text.length - 1; from += 1) if (step.startsWith(text.slice(from))) return from;
  return 0;
}

function hotline({ number, label }) {
  return make(
    'a',
    { class: 'hotline', href: `tel:${number.replace(/[^\d+]/g, '')}` },
    make('span', { class: 'number', text: number }),
    make('span', { text: label }),
  );
}

/** Shows the person's own picture with the control ringed; the cards say the same in words. */
export function markedPicture({ reply }) {
  const words = reply.cards.map((card) => card.text).join(' ');
  return make('img', { class: 'marked', src: address(reply.marked_url), alt: say('page.marked', { words }) });
}

/** What was heard in a recording, before the answer to it; correct: (words) => undefined puts it right. */
export function heardLine(words, first, correct) {
  const isSaid = plain(first).includes(plain(words)); // the first card says it already
  const short = words.length > HEARD_CHARS ? `${words.slice(0, HEARD_CHARS)}……` : words;
  return make(
    'div',
    { class: 'heard' },
    isSaid ? null : make('p', { text: say('page.heard', { words: short }) }),
    make('button', { type: 'button', class: 'small not-so', text: say('page.not_so'), onclick: () => correct(words) }),
  );
}

function plain(words) {
  return words.replace(/[\s\p{P}]/gu, '');
}

/** Returns the earlier steps of a guide, folded. steps: [{step, text}] in order. */
export function foldedSteps(steps) {
  return make(
    'details',
    { class: 'steps-before' },
    make('summary', { text: say('page.steps_before', { count: steps.length }) }),
    make('ol', {}, ...steps.map(({ step, text }) => make('li', { value: step, text }))),
  );
}

/** The same for somebody else, in their language, to be passed on; copy: (words) => undefined. */
export function drawForward({ language, cards }, copy) {
  const words = cards.map((card) => card.text);
  return make(
    'div',
    { class: 'forward' },
    make('h3', { text: say('page.forward') }),
    make('div', { lang: language }, ...words.map((text) => make('p', { text }))),
    make('button', { type: 'button', class: 'small', text: say('page.pass_on'), onclick: () => copy(words.join('\n')) }),
  );
}

/** Returns the whole of an answer for a live region. */
export function spokenText(message) {
  const lines = (message.reply?.hotlines ?? []).map((line) => `${line.label} ${line.number}`);
  const sample = message.reply?.is_sample ? [say('sample.notice')] : [];
  return [...sample, ...cardsOf(message).map((card) => card.text), ...lines].join(' ');
}

/** Returns an answer as words to be sent on: one line a card, numbers below. */
export function plainText(message) {
  const lines = (message.reply?.hotlines ?? []).map((line) => `${line.label} ${line.number}`);
  const sample = message.reply?.is_sample ? [say('sample.notice')] : [];
  return [say('page.brand'), ...sample, ...cardsOf(message).map((card) => card.text), ...lines].join('\n');
}
