// A person has been called: place in the queue, honest wait, call-back number, and the code that opens this elsewhere.

import { HOTLINES, kept, make, say } from '../dom.js';
import { call } from '../net.js';

const TICKET = 'lantern-ticket';

export class Waiting {
  /** on: {sessionId(), trouble(problem), bring(element, block)}. */
  constructor(root, on) {
    this.root = root;
    this.on = on;
    this.root.querySelector('.call-back').addEventListener('submit', (event) => this.keepNumber(event));
    this.root.querySelector('[data-do=look-again]').addEventListener('click', () => this.lookAgain());
    this.root.querySelector('[data-do=change-number]').addEventListener('click', () => this.askNumber());
    this.root.querySelector('.fact').addEventListener('submit', (event) => this.keepFact(event));
  }

  /** Shows how the call for a person stands; session is what GET /sessions/mine answers. Returns whether it ended. */
  update(session) {
    const { ticket } = session;
    const mine = session.session_id;
    if (!ticket) {
      if (!this.isClosed) this.root.hidden = true;
      const hasEnded = kept.get(TICKET) === mine;
      kept.remove(TICKET);
      return hasEnded;
    }
    kept.set(TICKET, mine);
    this.open();
    this.root.hidden = false;
    this.code = ticket.code;
    this.set('.place', place(ticket));
    this.set('.next-words', say(`page.next_${ticket.state === 'claimed' ? 'here' : ticket.is_somebody_on_duty ? 'queue' : 'nobody'}`));
    this.set('.code', ticket.code);
    const isNobodyHere = ticket.state === 'queued' && !ticket.is_somebody_on_duty;
    this.showNumbers(isNobodyHere);
    const form = this.root.querySelector('.call-back');
    if (form.hidden && isNobodyHere && !session.has_call_back) form.hidden = false;
    if (session.has_call_back && !this.isChanging && !form.contains(document.activeElement)) {
      form.hidden = true;
      this.root.querySelector('[data-do=change-number]').hidden = false;
      if (!this.number) this.set('.kept', say('handoff.call_back_kept'));
    }
    return false;
  }

  /** Numbers for those in danger while nobody else is to be had. */
  showNumbers(isShown) {
    const part = this.root.querySelector('.danger');
    const lines = part.querySelector('.hotlines');
    if (!lines.childElementCount) lines.append(...HOTLINES.map(hotline));
    part.hidden = !isShown || !HOTLINES.length;
  }

  /** The call was taken back: it has not ended, it never was. */
  forget() {
    kept.remove(TICKET);
    this.isClosed = false;
    this.root.hidden = true;
  }

  /** Shows only that the matter has ended. */
  close(words) {
    this.isClosed = true;
    this.root.hidden = false;
    this.set('.place', words);
    for (const each of this.root.querySelectorAll('form.call-back, details, [data-do=change-number]')) each.hidden = true;
    for (const each of ['.kept', '.code-large', '.next-words']) this.set(each, '');
    this.showNumbers(false);
  }

  /** Takes away the words that the matter had ended. */
  open() {
    if (!this.isClosed) return;
    this.isClosed = false;
    this.root.hidden = true;
    this.root.querySelector('details').hidden = false;
  }

  /** Opens the form for a number and puts the cursor into it. */
  askNumber() {
    const form = this.root.querySelector('.call-back');
    this.isChanging = true;
    this.root.hidden = false;
    form.hidden = false;
    this.root.querySelector('[data-do=change-number]').hidden = true;
    form.querySelector('input').focus();
  }

  /** Says that the answer waits, and shows in large letters the code under which it does. */
  lookAgain() {
    this.note('.kept', say('handoff.look_again_kept'));
    if (!this.code) return;
    const line = this.root.querySelector('.code-large');
    line.replaceChildren(make('span', { text: say('page.code') }), ' ', make('strong', { class: 'big-code', text: this.code }));
    this.on.bring(line, 'center');
  }

  async keepNumber(event) {
    event.preventDefault();
    const number = this.root.querySelector('#number').value.trim();
    try {
      await call('PUT', `/sessions/${this.on.sessionId()}/call-back`, { number });
      this.number = number;
      this.note('.kept', say('page.number_kept', { number: grouped(number) }));
      this.closeNumber();
    } catch (problem) {
      if (problem.status === 422) this.note('.kept', say('page.number_wrong'));
      else this.on.trouble(problem);
    }
  }

  /** Puts the form away; the focus goes to the words that say it was kept, never into nothing. */
  closeNumber() {
    const kept = this.root.querySelector('.kept');
    kept.tabIndex = -1;
    kept.focus();
    this.isChanging = false;
    this.root.querySelector('.call-back').hidden = true;
    this.root.querySelector('[data-do=change-number]').hidden = false;
  }

  async keepFact(event) {
    event.preventDefault();
    const fact = this.root.querySelector('#fact').value.trim();
    try {
      await call('PUT', `/sessions/${this.on.sessionId()}/fact`, { fact });
      this.note('.fact-kept', say('page.fact_kept'));
    } catch (problem) {
      if (problem.status === 422) this.note('.fact-kept', say('page.fact_wrong'));
      else this.on.trouble(problem);
    }
  }

  note(where, words) {
    this.root.querySelector(where).textContent = words;
  }

  /** Changes words only when they differ, so that nothing is announced again and again. */
  set(where, words) {
    const element = this.root.querySelector(where);
    if (element.textContent !== words) element.textContent = words;
  }
}

/** Returns a number to ring as a large button. */
export function hotline({ number, label }) {
  return make('a', { class: 'hotline', href: `tel:${number.replace(/[^\d+]/g, '')}` }, make('span', { class: 'number', text: number }), make('span', { text: label }));
}

/** Returns a number as people read it to each other: a mobile number 3-4-4, another one as it was written. */
function grouped(number) {
  const digits = number.replace(/\D/g, '').replace(/^86(?=1\d{10}$)/, '');
  if (/^1\d{10}$/.test(digits)) return digits.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');
  return /\D/.test(number.replace(/^\+/, '')) ? number : number.replace(/(\d)(?=(?:\d{4})+$)/g, '$1 ');
}

function place(ticket) {
  if (ticket.state === 'claimed') return say('page.person_here');
  if (!ticket.is_somebody_on_duty) return say('handoff.nobody');
  const before = Math.max(0, (ticket.queue_no ?? 1) - 1);
  if (ticket.wait_estimate_s !== null) {
    return say('handoff.status', { before, minutes: Math.max(1, Math.round(ticket.wait_estimate_s / 60)) });
  }
  return before ? say('handoff.status_no_wait', { before }) : say('handoff.next');
}
