// One ticket on one screen: how to begin, what is known and where from, what was said, and what to do.

import { has, make, say } from '../dom.js';
import { claimsOf, dangers, fieldName, wordsFor } from './claims.js';
import { defectsOf } from './defects.js';
import { jump, mediaOf } from './media.js';
import { clock, happened, list, saidWords } from './timeline.js';

const DRAFTS = '#reply, #note, #cause'; // what somebody is writing outlives a change of the ticket
const CAUSES = ['unknown', 'product', 'process', 'tech', 'people', 'policy'];

const REFUSED = 'refused.'; // how the remarks begin that are no advice

/** Returns why words must not leave, each rule in words. */
export function blockedWords(rules) {
  const reasons = rules.filter(Boolean).map((rule) => wordsFor(`desk.rule.${rule}`, 'desk.rule.other'));
  return say('desk.blocked', { rules: [...new Set(reasons)].join('；') });
}

export class TicketView {
  /** on: {act(action, body, words) → Promise<boolean>, said(words)}. */
  constructor(root, on) {
    this.root = root;
    this.on = on;
    this.ticket = null;
  }

  show(ticket) {
    const isSame = this.ticket?.ticket_id === ticket.ticket_id;
    const drafts = isSame ? [...this.root.querySelectorAll(DRAFTS)].map((field) => [field.id, field.value]) : [];
    const place = this.placeOfFocus();
    this.ticket = ticket;
    this.root.querySelector('.choose').hidden = true;
    const whole = this.root.querySelector('.whole');
    whole.hidden = false;
    whole.replaceChildren(this.head(), this.actions(), this.claims(), this.words(), this.media(), this.rest());
    for (const [id, value] of drafts) this.write(id, value);
    if (place) (this.root.querySelector(place) ?? this.root.querySelector('#ticket-title')).focus();
  }

  /** Takes in what has changed since, unless somebody is writing. */
  update(ticket) {
    const before = this.ticket;
    if (!before || before.ticket_id !== ticket.ticket_id) return;
    const mark = (each) => JSON.stringify([each.transcript.length, each.media.length, each.state, each.owner, each.notes.length, each.timeline.length, each.call_back]);
    if (mark(before) !== mark(ticket)) this.show(ticket);
  }

  /** Writes into a field of the form, if it is still there. */
  write(id, value) {
    const field = this.root.querySelector(`#${id}`);
    if (field) field.value = value;
  }

  /** Sends what stands in a field; it is empty while it is sent, and full again when it could not be. */
  async sendFrom(field, action, words) {
    const text = field.value.trim();
    if (this.isSending) return; // a second press while the first is under way
    this.isSending = true;
    field.value = '';
    const isDone = await this.on.act(action, { text }, words);
    this.isSending = false;
    if (!isDone) this.write(field.id, text);
  }

  placeOfFocus() {
    const { id } = document.activeElement ?? {};
    return id && this.root.contains(document.activeElement) && id !== 'ticket' ? `#${CSS.escape(id)}` : null;
  }

  head() {
    const { ticket } = this;
    const owner = ticket.owner.startsWith('human:') ? say('desk.owner', { name: ticket.owner.slice(6) }) : say(`desk.state_${ticket.state}`);
    const parts = [
      make('h2', { id: 'ticket-title', tabindex: '-1', text: `${ticket.priority} · ${ticket.one_line || dangers(ticket) || ticket.code}` }),
      make('p', { class: 'facts', text: `${say('desk.code', { code: ticket.code })} · ${owner}` }),
    ];
    if (ticket.risk.length) parts.push(make('p', { class: 'risk', text: `${say('desk.risks')}: ${dangers(ticket)}` }));
    if (ticket.failure !== 'none') parts.push(make('p', { class: 'warn', text: wordsFor(`desk.failure_${ticket.failure}`, 'desk.failure_reading') }));
    if (ticket.sample_notice) parts.push(make('p', { class: 'warn', text: say('desk.sample', { notice: ticket.sample_notice }) }));
    const reasons = (ticket.route?.reasons ?? []).filter((code) => has(`ticket.reason.${code}`)).map((code) => say(`ticket.reason.${code}`));
    if (reasons.length) parts.push(section('desk.why', list(reasons)));
    if (ticket.do_dont.length) parts.push(section('desk.needs', list(ticket.do_dont)));
    if (ticket.call_back) parts.push(section('desk.call_back', make('p', { text: ticket.call_back })));
    return make('div', { class: 'head' }, ...parts);
  }

  actions() {
    const { ticket } = this;
    if (ticket.state === 'closed') {
      return make('div', { class: 'actions' }, button('reopen', 'desk.reopen', () => this.on.act('reopen', undefined, say('desk.reopened'))));
    }
    const parts = [];
    if (ticket.state === 'queued') parts.push(button('claim', 'desk.claim', () => this.on.act('claim', undefined, say('desk.claimed_now')), 'main'));
    parts.push(this.replyForm(), this.closeForm());
    if (ticket.state === 'claimed') parts.push(button('transfer', 'desk.transfer', () => this.on.act('transfer', { to: 'queue' }, say('desk.transferred'))));
    return make('div', { class: 'actions' }, ...parts);
  }

  replyForm() {
    const words = make('textarea', { id: 'reply', rows: '3', 'aria-describedby': 'reply-hint', oninput: () => this.forgetRemarks() });
    const send = async (event) => {
      event.preventDefault();
      const text = words.value.trim();
      if (this.isChecking) return;
      if (!text) {
        this.remark(say('desk.reply_empty'));
        words.focus();
        return;
      }
      if (this.checked !== text && (await this.check(text))) return; // the second press sends it all the same
      await this.sendFrom(words, 'reply', say('desk.reply_sent'));
    };
    const first = this.ticket.first_line_for_agent;
    const use = () => {
      words.value = first;
      words.focus();
    };
    return make(
      'form',
      { class: 'reply', onsubmit: send },
      first ? make('p', { class: 'first-line' }, make('strong', { text: say('desk.first_line') }), make('span', { id: 'first-line', text: first }), button('use-first', 'desk.use_first_line', use)) : null,
      make('label', { for: 'reply', text: say('desk.reply_title') }),
      words,
      make('p', { id: 'reply-hint', class: 'hint', text: say('desk.reply_hint') }),
      make('p', { id: 'lint', role: 'status' }),
      button('check', 'desk.check_words', () => this.check(words.value.trim())),
      make('button', { type: 'submit', id: 'send-reply', class: 'main', text: say('desk.reply') }),
    );
  }

  /** Shows why the words cannot leave and how they could be easier; returns whether there was anything to show. */
  async check(text) {
    if (!text) {
      this.remark(say('desk.reply_empty'));
      return true;
    }
    this.checked = text;
    this.isChecking = true;
    const remarks = await this.on.lint(text);
    this.isChecking = false;
    const refused = remarks.filter(({ rule }) => rule.startsWith(REFUSED)).map(({ rule }) => rule.slice(REFUSED.length));
    const advice = remarks.filter(({ rule }) => !rule.startsWith(REFUSED));
    const hints = advice.map(({ rule, detail }) => wordsFor(`desk.lint.${rule}`, 'desk.lint.other', { detail }));
    const parts = refused.length ? [blockedWords(refused)] : [];
    if (hints.length) parts.push(say('desk.words_warning'), ...hints);
    if (hints.length && !refused.length) parts.push(say('desk.press_again'));
    this.remark(parts.join(' ') || say('desk.words_fine'));
    return remarks.length > 0;
  }

  remark(words) {
    this.root.querySelector('#lint').textContent = words;
  }

  /** Other words: what was said of the ones before no longer holds. */
  forgetRemarks() {
    this.checked = null;
    this.remark('');
    this.on.clear();
  }

  closeForm() {
    const causes = make('select', { id: 'cause' }, ...CAUSES.map((cause) => make('option', { value: cause, text: say(`desk.cause_${cause}`) })));
    const close = (event) => {
      event.preventDefault();
      this.on.act('close', { cause: causes.value }, say('desk.closed_now'));
    };
    return make('form', { class: 'close', onsubmit: close }, make('label', { for: 'cause', text: say('desk.close_title') }), causes, make('button', { type: 'submit', id: 'close', text: say('desk.close') }));
  }

  claims() {
    const rows = claimsOf(this.ticket).map((row, place) => this.claimRow(row, place));
    if (!rows.length) return section('desk.claims', make('p', { text: say('desk.none') }));
    const head = make('tr', {}, ...['field', 'value', 'status', 'sure', 'evidence'].map((name) => make('th', { scope: 'col', text: say(`desk.claim_${name}`) })));
    const table = make('table', {}, make('thead', {}, head), make('tbody', {}, ...rows));
    return section('desk.claims', make('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': say('desk.claims') }, table), ...this.contradictions());
  }

  claimRow({ label, value, claim, isUnsure }, place) {
    const links = claim.evidence.map((evidence, number) =>
      make('button', { type: 'button', class: 'evidence', id: `evidence-${place}-${number}`, text: say('desk.show_evidence', { quote: evidence.quote || say('desk.no_quote') }), onclick: () => this.showEvidence(evidence) }),
    );
    const sure = `${Math.round(claim.confidence * 100)} %${isUnsure ? ` · ${say('desk.unsure')}` : ''}`;
    return make('tr', {}, make('th', { scope: 'row', text: label }), make('td', { text: value }), make('td', { text: say(`desk.status_${claim.status}`) }), make('td', { text: sure }), make('td', {}, ...links));
  }

  contradictions() {
    return this.ticket.contradictions.map((each) => make('p', { class: 'warn', text: `${say('desk.contradictions')}: ${fieldName(each.field)} · ${each.claim_a.value} / ${each.claim_b.value}` }));
  }

  showEvidence(evidence) {
    jump(this.root, evidence);
    this.on.said(say('desk.evidence_shown'));
  }

  words() {
    const lines = this.ticket.transcript.map((part) => {
      const text = make('span', { class: 'said-words', text: saidWords(part) });
      const times = part.words.length ? make('p', { class: 'times' }, ...part.words.map((word) => this.word(part, word))) : null;
      return make('li', { 'data-input': part.input_id ?? undefined, tabindex: '-1', class: part.author }, make('strong', { text: `${say(`desk.who_${part.author}`)} ` }), text, times);
    });
    return section('desk.transcript', make('ol', { class: 'transcript' }, ...lines));
  }

  word(part, [text, start]) {
    const play = () => {
      const player = this.root.querySelector(`figure[data-input="${CSS.escape(part.input_id ?? '')}"] :is(audio, video)`);
      if (!player) return;
      player.currentTime = start;
      player.play().catch(() => undefined);
    };
    return make('button', { type: 'button', class: 'word', onclick: play }, make('span', { text }), make('span', { class: 'second', text: ` ${start.toFixed(1)} s` }));
  }

  media() {
    const figures = mediaOf(this.ticket);
    return section('desk.media', ...(figures.length ? figures : [make('p', { text: say('desk.none') })]));
  }

  rest() {
    const { ticket } = this;
    const defects = defectsOf(ticket, (evidence) => this.showEvidence(evidence));
    const missing = ticket.missing.map((each) => fieldName(each.field));
    const asked = ticket.asked.map((each) => askedWords(each));
    const notes = ticket.notes.map((each) => `${clock(each.at)} ${actorWords(each.author)}：${each.text}`);
    const audit = ticket.audit.map((each) => `${clock(each.at)} ${actorWords(each.actor)}：${actionWords(each.action)}`);
    return make(
      'div',
      { class: 'rest' },
      defects.length ? section('desk.defects', ...defects) : null,
      section('desk.missing', list(missing)),
      section('desk.asked', list(asked)),
      section('desk.timeline', happened(ticket.timeline)),
      section('desk.notes', list(notes), this.noteForm()),
      section('desk.audit', list(audit)),
    );
  }

  noteForm() {
    const words = make('input', { id: 'note', type: 'text', autocomplete: 'off' });
    const keep = async (event) => {
      event.preventDefault();
      await this.sendFrom(words, 'note', say('desk.noted'));
    };
    return make('form', { class: 'note', onsubmit: keep }, make('label', { for: 'note', text: say('desk.note_title') }), words, make('button', { type: 'submit', id: 'keep-note', text: say('desk.note') }));
  }
}

function button(id, key, press, kind = '') {
  return make('button', { type: 'button', id, class: kind || undefined, text: say(key), onclick: press });
}

function section(key, ...children) {
  return make('section', { class: key.replace('desk.', 'part-') }, make('h3', { text: say(key) }), ...children);
}

/** Returns who did something: Lantern, the person, or a colleague by name. */
function actorWords(actor) {
  const name = actor.replace(/^human:/, '');
  return has(`desk.actor.${name}`) ? say(`desk.actor.${name}`) : say('desk.actor.colleague', { name });
}

/** Returns what was done in words; action is a word of the audit, some with a name behind them. */
function actionWords(action) {
  if (action === 'transfer to the queue') return say('desk.action.transfer_queue');
  const [, name] = action.match(/^transfer to (.+)$/) ?? [];
  if (name) return say('desk.action.transfer', { name });
  const key = action.startsWith('open original') ? 'open_original' : action.replaceAll(' ', '_');
  return wordsFor(`desk.action.${key}`, 'desk.action.other');
}

/** Returns what was asked in words; text is a key, or key|gap=value|…. Gaps that nobody filled are left open. */
function askedWords({ q_id: id, text }) {
  const [key, ...gaps] = text.split('|');
  if (!has(key)) return fieldName(id);
  return say(key, Object.fromEntries(gaps.map((gap) => gap.split('=', 2)))).replace(/\{\w+\}/g, '……');
}
