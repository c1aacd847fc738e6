// Who waits: the most urgent first. New tickets are announced once, politely.

import { make, say } from '../dom.js';
import { dangers } from './claims.js';
import { call } from '../net.js';

export class Queue {
  constructor(root, open) {
    this.root = root;
    this.open = open;
    this.state = 'open';
    this.known = null;
    this.current = null;
    this.found = new Map(); // ticket → what stands for it in the list where nothing is known of the matter
    for (const button of root.querySelectorAll('[data-state]')) button.addEventListener('click', () => this.choose(button.dataset.state));
  }

  async choose(state) {
    this.state = state;
    for (const button of this.root.querySelectorAll('[data-state]')) button.setAttribute('aria-pressed', String(button.dataset.state === state));
    await this.refresh();
  }

  mark(id) {
    this.current = id;
    for (const button of this.root.querySelectorAll('.line')) {
      if (button.dataset.ticket === id) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
  }

  async refresh() {
    const lines = await call('GET', `/tickets?state=${this.state}`);
    await this.lookUp(lines.filter((line) => !line.one_line && !this.found.has(line.ticket_id)));
    if (this.state === 'open') this.announce(lines);
    this.draw(lines);
  }

  /** Where the matter itself is not known, the danger is what counts; it stands in the whole ticket only. */
  async lookUp(lines) {
    for (const { ticket_id: id } of lines) this.found.set(id, dangers(await call('GET', `/tickets/${id}`)));
  }

  words(line) {
    return line.one_line || this.found.get(line.ticket_id) || line.code;
  }

  announce(lines) {
    const ids = new Set(lines.map((line) => line.ticket_id));
    const fresh = this.known ? lines.filter((line) => line.state === 'queued' && !this.known.has(line.ticket_id)) : [];
    this.known = ids;
    if (fresh.length) {
      const line = `${fresh[0].priority} ${this.words(fresh[0])}`;
      this.root.querySelector('.arrived').textContent = say('desk.new_ticket', { line });
    }
    const waiting = lines.filter((line) => line.state === 'queued').length;
    this.root.querySelector('.count').textContent = waiting ? say('desk.queue_one', { count: waiting }) : say('desk.queue_empty');
  }

  /** Changes only what has changed, so that the focus stays where it is. */
  draw(lines) {
    const list = this.root.querySelector('.lines');
    const old = new Map([...list.children].map((item) => [item.dataset.ticket, item]));
    lines.forEach((line, place) => {
      const item = old.get(line.ticket_id) ?? this.item(line);
      old.delete(line.ticket_id);
      this.write(item, line);
      if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null);
    });
    for (const item of old.values()) item.remove();
    this.mark(this.current);
  }

  item(line) {
    const button = make(
      'button',
      { type: 'button', class: 'line', 'data-ticket': line.ticket_id, onclick: () => this.open(line.ticket_id) },
      make('span', { class: 'priority' }),
      make('span', { class: 'what' }),
      make('span', { class: 'state' }),
    );
    return make('li', { 'data-ticket': line.ticket_id }, button);
  }

  write(item, line) {
    const minutes = Math.floor((Date.now() - Date.parse(line.created_at)) / 60000);
    const waited = minutes < 1 ? say('desk.waited_new') : say('desk.waited', { minutes });
    const owner = line.owner.startsWith('human:') ? say('desk.owner', { name: line.owner.slice(6) }) : say(`desk.state_${line.state}`);
    const set = (where, words) => {
      const element = item.querySelector(where);
      if (element.textContent !== words) element.textContent = words;
    };
    set('.priority', line.priority);
    item.querySelector('.priority').dataset.priority = line.priority;
    set('.what', this.words(line));
    set('.state', line.state === 'closed' ? say('desk.state_closed') : `${owner} · ${waited}`);
  }
}
