// A person has been called: place in the queue, honest wait, call-back number, and the code that opens this elsewhere.

import { say } from '../dom.js';
import { call } from '../net.js';

export class Waiting {
  /** trouble: called with a Problem. */
  constructor(root, sessionId, trouble) {
    this.root = root;
    this.sessionId = sessionId;
    this.trouble = trouble;
    this.root.querySelector('.call-back').addEventListener('submit', (event) => this.keepNumber(event));
    this.root.querySelector('[data-do=look-again]').addEventListener('click', () => this.note('.kept', say('handoff.look_again_kept')));
    this.root.querySelector('.fact').addEventListener('submit', (event) => this.keepFact(event));
  }

  /** Shows how the call for a person stands; session is what GET /sessions/mine answers. */
  update(session) {
    const { ticket } = session;
    this.root.hidden = !ticket;
    if (!ticket) return;
    this.set('.place', place(ticket));
    this.set('.code', ticket.code);
    const isNobodyHere = ticket.state === 'queued' && !ticket.is_somebody_on_duty;
    const form = this.root.querySelector('.call-back');
    if (form.hidden && isNobodyHere && !session.has_call_back) form.hidden = false;
    if (session.has_call_back && !form.contains(document.activeElement)) {
      form.hidden = true;
      this.set('.kept', say('handoff.call_back_kept'));
    }
  }

  /** Opens the form for a number and puts the cursor into it. */
  askNumber() {
    const form = this.root.querySelector('.call-back');
    this.root.hidden = false;
    form.hidden = false;
    form.querySelector('input').focus();
  }

  lookAgain() {
    this.note('.kept', say('handoff.look_again_kept'));
  }

  async keepNumber(event) {
    event.preventDefault();
    const number = this.root.querySelector('#number').value.trim();
    try {
      await call('PUT', `/sessions/${this.sessionId()}/call-back`, { number });
      this.note('.kept', say('handoff.call_back_kept'));
      this.closeNumber();
    } catch (problem) {
      if (problem.status === 422) this.note('.kept', say('page.number_wrong'));
      else this.trouble(problem);
    }
  }

  /** Puts the form away; the focus goes to the words that say it was kept, never into nothing. */
  closeNumber() {
    const kept = this.root.querySelector('.kept');
    kept.tabIndex = -1;
    kept.focus();
    this.root.querySelector('.call-back').hidden = true;
  }

  async keepFact(event) {
    event.preventDefault();
    const fact = this.root.querySelector('#fact').value.trim();
    try {
      await call('PUT', `/sessions/${this.sessionId()}/fact`, { fact });
      this.note('.fact-kept', say('page.fact_kept'));
    } catch (problem) {
      if (problem.status === 422) this.note('.fact-kept', say('page.fact_wrong'));
      else this.trouble(problem);
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

function place(ticket) {
  if (ticket.state === 'claimed') return say('page.person_here');
  if (!ticket.is_somebody_on_duty) return say('handoff.nobody');
  const before = Math.max(0, (ticket.queue_no ?? 1) - 1);
  if (ticket.wait_estimate_s !== null) {
    return say('handoff.status', { before, minutes: Math.max(1, Math.round(ticket.wait_estimate_s / 60)) });
  }
  return before ? say('handoff.status_no_wait', { before }) : say('handoff.next');
}
