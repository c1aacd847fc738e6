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
  add('consent_family', ticket.consent_family);
  add('wants_person', ticket.wants_person);
  return rows;
}

/** Returns the words for the place of a missing or asked field, or the name itself. */
export function fieldName(path) {
  const key = `desk.field.${path.replaceAll('.', '_')}`;
  return has(key) ? say(key) : path;
}

function shown(value) {
  if (value === true) return say('choice.yes');
  if (value === false) return say('choice.no');
  const key = `desk.value.${value}`;
  return has(key) ? say(key) : String(value);
}
