// Controls that cannot be used with a screen reader, as the person told: for those who make the product.

import { make, say } from '../dom.js';
import { wordsFor } from './claims.js';

/** Returns the defects of a ticket, each as names and values; show: (evidence) => undefined leads to where it is seen. */
export function defectsOf({ defects }, show) {
  return defects.map((defect, place) => {
    const links = defect.evidence.map((evidence, number) =>
      make('button', { type: 'button', class: 'evidence', id: `defect-${place}-${number}`, text: say('desk.show_evidence', { quote: evidence.quote || say('desk.no_quote') }), onclick: () => show(evidence) }),
    );
    const rows = [
      row('desk.field.object_name', defect.app),
      row('desk.field.object_screen_title', defect.screen),
      row('desk.field.control_label', defect.wanted),
      row('desk.defect_label', defect.label ?? say('desk.no_quote')),
      row('desk.needs', defect.needs.map((need) => wordsFor(`need.${need}`, 'desk.field.other')).join('、')),
    ];
    return make('div', { class: 'defect' }, make('dl', {}, ...rows), ...links);
  });
}

function row(key, value) {
  return value ? make('div', {}, make('dt', { text: say(key) }), make('dd', { text: value })) : null;
}
