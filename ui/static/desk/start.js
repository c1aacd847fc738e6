// The desk: the queue on one side, one whole ticket on the other. All actions go through the REST API.

import { BASE, has, mendSkipLink, say, started, whenReady } from '../dom.js';
import { Problem, call } from '../net.js';
import { Queue } from './queue.js';
import { TicketView, blockedWords } from './ticket.js';

const QUEUE_POLL_MS = 3000;
const PRESENCE_MS = 20000;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

class Desk {
  constructor() {
    this.root = document.getElementById('ticket');
    this.queue = new Queue(document.getElementById('desk-queue'), (id) => this.open(id));
    this.view = new TicketView(this.root, {
      act: (action, body, words) => this.act(action, body, words),
      said: (words) => this.said(words),
      lint: (text) => this.lint(text),
      clear: () => this.said(''),
    });
    this.openId = null;
    document.querySelector('[data-do=sign-out]').addEventListener('click', () => this.signOut());
    addEventListener('hashchange', () => this.fromAddress());
  }

  said(words) {
    this.root.querySelector('.said').textContent = words;
    this.root.querySelector('.trouble').textContent = '';
  }

  trouble(problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (problem.status === 404 && problem.code === 'not_found' && !this.openId) {
      location.href = `${BASE}/desk`;
      return;
    }
    let words = say(has(`error.${problem.code}`) ? `error.${problem.code}` : 'error.internal');
    if (problem.code === 'outbound_blocked') words = blockedWords((problem.detail.rules ?? '').split(/[,\s]+/));
    if (problem.code === 'empty_message') words = say('desk.reply_empty');
    if (problem.code === 'not_yours') words = `${words} ${say('desk.owner', { name: problem.detail.owner ?? '' })}`;
    this.root.querySelector('.trouble').textContent = words;
  }

  fromAddress() {
    const id = decodeURIComponent(location.hash.slice(1));
    if (id.startsWith('t') && id !== this.openId) this.open(id);
  }

  async open(id) {
    this.openId = id;
    this.queue.mark(id);
    history.replaceState(null, '', `${location.pathname}${location.search}#${encodeURIComponent(id)}`);
    await this.show();
    this.root.querySelector('.whole h2')?.focus();
  }

  async show() {
    try {
      this.view.show(await call('GET', `/tickets/${this.openId}`));
    } catch (problem) {
      this.trouble(problem);
    }
  }

  /** Does something with the open ticket; words are said when it is done. Returns whether it was. */
  async act(action, body, words) {
    try {
      await call('POST', `/tickets/${this.openId}/${action}`, body);
    } catch (problem) {
      this.trouble(problem);
      return false;
    }
    this.said(words);
    await this.show();
    await this.queue.refresh();
    return true;
  }

  /** Asks how plain the words are; nothing is found when the check itself fails, so that an answer can always leave. */
  async lint(text) {
    try {
      return await call('POST', `/desk/tickets/${this.openId}/lint`, { text });
    } catch (problem) {
      this.trouble(problem);
      return [];
    }
  }

  async signOut() {
    await call('POST', '/desk/sign-out');
    location.href = `${BASE}/desk`;
  }

  async watch() {
    for (;;) {
      try {
        await this.queue.refresh();
        if (this.openId) this.view.update(await call('GET', `/tickets/${this.openId}`));
      } catch (problem) {
        this.trouble(problem);
      }
      await pause(QUEUE_POLL_MS);
    }
  }

  /** Says that somebody is here, for as long as the desk is open. */
  async stay() {
    for (;;) {
      await call('POST', '/desk/presence').catch((problem) => this.trouble(problem));
      await pause(PRESENCE_MS);
    }
  }
}

whenReady(['desk/queue', 'desk/ticket'], () => {
  document.title = say('desk.title');
  mendSkipLink();
  const desk = new Desk();
  started();
  desk.fromAddress();
  desk.stay();
  desk.watch();
});
