// The claims of an issue as rows: field, value, how we know, how sure, and where it comes from.

import { has, say } from '../dom.js';

/** Returns all claims of a ticket as {label, value, claim, isUnsure}. */
export function claimsOf(ticket) {
  const rows = [];
  const add = (field, claim, value = claim?.value, isUnsure = false) => {
    if (claim) rows.push({ label: say(`desk.field.${field}`), value: shown(value), claim, isUnsure });
  };
  add('goal', ticket.goal);
  add('symptom', ticket.symptom);
  for (const name of ['kind', 'name', 'screen_title', 'version']) add(`object_${name}`, ticket.object?.[name]);
  for (const name of ['label', 'role', 'has_visible_text', 'labelled_for_sr', 'enabled', 'is_on_screen']) add(`control_${name}`, ticket.control?.[name]);
  add('message_on_screen', ticket.message_on_screen);
  for (const number of ticket.numbers) add('number', number.value, [number.masked, number.unit].filter(Boolean).join(' '), number.needs_confirmation);
  for (const step of ticket.steps_tried) add('step', step);
  for (const name of ['happened_at', 'frequency', 'since', 'impact']) add(name, ticket[name]);
  for (const candidate of ticket.symptom_candidates) add('candidate', candidate);
  add('speaking_for', ticket.reporter?.speaking_for);
  add('dialect_hint', ticket.dialect_hint);
  add('gloss', ticket.gloss);
  add('came_from', ticket.came_from);
  add('consent_family', ticket.consent_family);
  add('wants_person', ticket.wants_person);
  return rows;
}

/** Returns the words of a key, or others for what has no words: no name of a program is ever shown. */
export function wordsFor(key, otherKey, gaps = {}) {
  return say(has(key) ? key : otherKey, gaps);
}

/** Returns the dangers of a ticket in words; empty when there are none. */
export function dangers({ risk }) {
  return risk.map((each) => wordsFor(`desk.risk.${each.kind}`, 'desk.risk.other')).join('、');
}

/** Returns the words for the place of a missing or asked field. */
export function fieldName(path) {
  return wordsFor(`desk.field.${path.replaceAll('.', '_')}`, 'desk.field.other');
}

function shown(value) {
  if (value === true) return say('choice.yes');
  if (value === false) return say('choice.no');
  const key = `desk.value.${value}`;
  return has(key) ? say(key) : String(value);
}
