// Pictures, recordings and videos of a ticket, and the jump from a claim to what it rests on.

import { make, say } from '../dom.js';
import { address } from '../net.js';
import { wordsFor } from './claims.js';

/** Draws the attachments of a ticket. */
export function mediaOf(ticket) {
  return ticket.media.map((item) => {
    const name = `${say(`desk.kind.${item.modality}`)}${item.name ? ` · ${item.name}` : ''}`;
    const problems = item.problems.map((code) => make('p', { class: 'problem', text: say('desk.media_problem', { what: wordsFor(`desk.problem.${code}`, 'desk.problem.other') }) }));
    const original = make('a', { href: address(item.original_url), target: '_blank', rel: 'noopener', text: say('desk.original') });
    return make('figure', { 'data-input': item.input_id, tabindex: '-1' }, make('figcaption', { text: name }), viewer(item, name), ...problems, original);
  });
}

function viewer(item, name) {
  const url = address(item.url);
  if (item.media_type.startsWith('audio/') || item.modality === 'voice') return make('audio', { controls: true, preload: 'metadata', src: url, 'aria-label': name });
  if (item.media_type.startsWith('video/') || item.modality === 'video') return make('video', { controls: true, preload: 'metadata', src: url, 'aria-label': name });
  const image = make('img', { src: url, alt: name });
  image.addEventListener('error', () => image.parentElement?.replaceWith(make('p', { class: 'problem', text: say('desk.no_picture') })));
  return make('div', { class: 'picture' }, image, make('div', { class: 'box', hidden: true }));
}

/** Shows the evidence: the second of a recording, the box in a picture, the words in the conversation. */
export function jump(root, evidence) {
  for (const mark of root.querySelectorAll('mark')) mark.replaceWith(mark.textContent);
  for (const box of root.querySelectorAll('.box')) box.hidden = true;
  const words = markWords(root, evidence);
  const figure = root.querySelector(`figure[data-input="${CSS.escape(evidence.input_id)}"]`);
  if (figure) showIn(figure, evidence.span);
  const goal = figure ?? words;
  goal?.focus();
  goal?.scrollIntoView({ block: 'center' });
}

function showIn(figure, span) {
  const player = figure.querySelector('audio, video');
  const second = span.t0_s ?? span.frame_t_s;
  if (player && second !== undefined) player.currentTime = second;
  const box = span.box ?? (span.img_w ? span : null);
  const frame = figure.querySelector('.box');
  if (!box || !frame) return;
  const part = (value, whole) => `${((100 * value) / whole).toFixed(3)}%`;
  Object.assign(frame.style, {
    left: part(box.x, box.img_w),
    top: part(box.y, box.img_h),
    width: part(box.w, box.img_w),
    height: part(box.h, box.img_h),
  });
  frame.hidden = false;
}

function markWords(root, evidence) {
  const line = [...root.querySelectorAll('.transcript [data-input]')].find((each) => each.dataset.input === evidence.input_id);
  if (!line) return null;
  if (!evidence.quote) return line;
  for (const element of line.querySelectorAll('.said-words')) {
    const at = element.textContent.indexOf(evidence.quote);
    if (at < 0) continue;
    const text = element.textContent;
    const mark = make('mark', { text: evidence.quote });
    element.replaceChildren(text.slice(0, at), mark, text.slice(at + evidence.quote.length));
    return line;
  }
  return line;
}
