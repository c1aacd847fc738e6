// What happened, in order: what was sent and answered, and, second by second, what is in a recording.

import { has, make, say } from '../dom.js';
import { wordsFor } from './claims.js';

/** Returns what happened as a list; what happened inside a recording is a list of its own within it. */
export function happened(items) {
  if (!items.length) return list([]);
  const lines = [];
  let inside = null;
  let last = 0;
  for (const each of items) {
    if (!isInside(each)) {
      inside = null;
      lines.push(make('li', { text: `${clock(each.at)} ${wordsFor(`desk.kind.${each.kind}`, 'desk.kind.other')} ${timelineWords(each)}` }));
      continue;
    }
    if (!inside || each.t_s < last) {
      inside = make('ul', { class: 'moments' });
      lines.push(make('li', {}, `${clock(each.at)} ${say('desk.in_recording')}`, inside));
    }
    last = each.t_s;
    inside.append(make('li', { text: momentWords(each) }));
  }
  return make('ul', {}, ...lines);
}

function isInside({ t_s: second }) {
  return second !== null && second !== undefined;
}

/** Returns one moment of a recording in words; text is empty for what could not be read. */
function momentWords({ kind, text, t_s: second }) {
  const key = text ? `desk.moment.${kind}` : `desk.moment.${kind}_unknown`;
  return wordsFor(key, 'desk.moment.other', { second: Math.floor(second), what: text });
}

function timelineWords({ kind, text }) {
  if (kind === 'sent') return saidWords({ author: 'customer', text });
  if (kind !== 'handed_over') return text;
  return text.split(' ').filter(Boolean).map((code) => wordsFor(`ticket.reason.${code}`, 'desk.reason_other')).join(' ');
}

/** Returns what was said; a button that was pressed is shown by its words. */
export function saidWords({ author, text }) {
  const id = text.split(':', 1)[0];
  if (author !== 'customer' || !/^[a-z_]+(:[\w.-]*)?$/.test(text)) return text;
  if (id === 'article') return say('desk.chose_article');
  return has(`choice.${text}`) ? say(`choice.${text}`) : text;
}

/** Returns hour and minute as they are written here. */
export function clock(at) {
  return new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
}

/** Returns lines as a list, or the word for none. */
export function list(lines) {
  if (!lines.length) return make('p', { text: say('desk.none') });
  return make('ul', {}, ...lines.map((text) => make('li', { text })));
}
