// An answer has come: a signal at once, then said once: by our voice, or by the live region where there is none.

import { say } from '../dom.js';
import { address } from '../net.js';
import { spokenText } from './cards.js';

const SOUND_MS = 12000; // an answer that has no sound by then is taken as read from the page

/** Returns an answer, or one card of it, as a piece for the player; null while it has no sound. */
export function pieceOf(message, place = null) {
  const speech = message?.reply?.speech;
  if (!speech?.url) return null;
  const piece = { id: message.id, url: address(speech.url), marks: speech.marks, cards: speech.cards, rate: speech.rate };
  const times = place === null ? null : speech.cards?.[place];
  return times ? { ...piece, from: times.start_s, to: times.end_s } : piece;
}

export class Arrivals {
  /** parts: {turns, player, sounds, announce(words), read(ids), isReader(), isQuiet()}. */
  constructor(parts) {
    Object.assign(this, parts);
    this.waiting = new Map(); // id of an answer that was not said so far → when it came
  }

  get isEmpty() {
    return this.waiting.size === 0;
  }

  /** Takes answers that the person has not had before. While somebody records, only the page shows them. */
  take(messages) {
    if (!messages.length) return;
    for (const { id } of messages) this.waiting.set(id, Date.now());
    if (!this.isQuiet()) this.sounds.play('arrived');
  }

  /** Says what can be said now: nothing while somebody records, or while the page is out of sight. */
  async look() {
    const ids = this.canSpeak ? [...this.waiting.keys()].filter((id) => this.isSilent(id) || pieceOf(this.turns.current(id))) : [];
    if (ids.length) await this.say(ids);
    await this.giveUp((_answer, came) => Date.now() - came > SOUND_MS);
  }

  get canSpeak() {
    return !this.isQuiet() && !document.hidden;
  }

  /** Says whether the answer is for the eyes or a screen reader alone. */
  isSilent(id) {
    return this.isReader() || this.turns.current(id)?.reply?.autoplay === false;
  }

  async say(ids) {
    const came = ids.map((id) => [id, this.waiting.get(id)]);
    ids.forEach((id) => this.waiting.delete(id)); // whoever looks meanwhile does not say it, too
    await this.sounds.last; // never over the signal
    if (!this.canSpeak) {
      this.waiting = new Map([...came, ...this.waiting]);
      return;
    }
    this.announce(ids.map((id) => (this.isSilent(id) ? spokenText(this.turns.current(id)) : say('page.answer_came'))).join(' '));
    for (const id of ids) if (!this.isSilent(id)) this.player.add(pieceOf(this.turns.current(id)));
    await this.read(ids);
  }

  /** Where no sound has come, the words on the page have to do; a screen reader gets them now. */
  async giveUp(isOver) {
    if (!this.canSpeak) return;
    const silent = [...this.waiting].filter(([id, came]) => isOver(this.turns.current(id), came)).map(([id]) => id);
    if (!silent.length) return;
    silent.forEach((id) => this.waiting.delete(id));
    this.announce(silent.map((id) => spokenText(this.turns.current(id))).join(' '));
    await this.read(silent);
  }
}
