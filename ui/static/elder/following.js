// A message has been sent: words about how far it is every few seconds, until its answer and the sound of it are there.

import { say } from '../dom.js';
import { pause, safely } from './rounds.js';

const WORK_POLL_MS = 400;
const AGAIN_MS = 2500; // after a round that a mistake of ours has ended
const WORDS_EVERY_MS = 5000;
const FIRST_WORDS_MS = 1500; // how long 收到了 stands before the words about what is being done
const WATCHING = 'progress.watching';

export class Following {
  /** page: {ask(path), status(words), refresh(), arrivals, sounds, isQuiet}. */
  constructor(page) {
    this.page = page;
    this.ids = new Set();
  }

  /** Waits for the answer, with a word every few seconds, then for its sound. fields: of the files that were sent. */
  async follow(id, fields) {
    this.ids.add(id);
    while (!(await safely(() => this.waitFor(id, progressWords(fields))))) await pause(AGAIN_MS);
  }

  /** Returns true once there is nothing more to wait for. */
  async waitFor(id, words) {
    const { page } = this;
    let lines = [...words, 'progress.thinking', 'progress.still_working'];
    let said = '';
    let spokenAt = Date.now() - WORDS_EVERY_MS + FIRST_WORDS_MS;
    for (;;) {
      await pause(WORK_POLL_MS);
      const outcome = await page.ask(`/submissions/${id}`);
      if (outcome === null) return true; // erased meanwhile
      if (outcome && !isWorking(outcome)) break;
      if (Date.now() - spokenAt >= WORDS_EVERY_MS) {
        const picture = pictureWords(outcome?.reading);
        if (picture) {
          page.status(picture === said ? say('progress.still_working') : picture);
          said = picture;
          lines = lines.filter((key) => key !== WATCHING); // it has been said, and better
        } else {
          page.status(say(lines[0]));
          if (lines.length > 1) lines.shift();
        }
        spokenAt = Date.now();
        if (!page.isQuiet) page.sounds.play('working');
      }
    }
    page.status('');
    await page.refresh();
    while (!page.arrivals.isEmpty) {
      await pause(WORK_POLL_MS);
      const outcome = await page.ask(`/submissions/${id}`);
      await page.refresh();
      if (outcome === null || outcome?.progress === 'done') break;
    }
    await page.refresh();
    await page.arrivals.giveUp((answer) => answer.submission_id === id);
    return true;
  }

  /** After a reload, or for what another page of this device sent: waits for the answer as if it was sent here. */
  async last(views) {
    const last = views.filter(({ message }) => message.author === 'customer').pop();
    const id = last?.message.submission_id;
    if (!id || this.ids.has(id)) return;
    this.ids.add(id);
    const isAnswered = views.some(({ message }) => message.author === 'bot' && message.submission_id === id);
    const outcome = isAnswered ? null : await this.page.ask(`/submissions/${id}`);
    if (outcome && isWorking(outcome)) this.follow(id, last.attachments.map((each) => each.modality));
  }
}

function isWorking({ state }) {
  return state === 'accepted' || state === 'working';
}

/** Returns the keys of the words to say while what came in these fields is being read. */
function progressWords(names) {
  const fields = new Set(names);
  const words = [];
  if (fields.has('voice')) words.push('progress.listening');
  if (fields.has('photo') || fields.has('screenshot')) words.push('progress.looking');
  if (fields.has('video')) words.push(WATCHING);
  return words;
}

/** Returns which picture of a video is being looked at, in words; '' when none is. reading: {done, of} or null. */
function pictureWords(reading) {
  if (!reading || reading.done >= reading.of) return '';
  return say('progress.watching_at', { number: reading.done + 1, of: reading.of });
}
