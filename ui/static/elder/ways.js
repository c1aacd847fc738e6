// What can be done with an answer: hear it again, slower, faster, in other words, larger, pass it on. One row, one place.

import { make, say } from '../dom.js';

const SETTLED_MS = 800; // a tap meant for 停 that comes just after the voice has ended does not start it again

/** Draws the row of an answer. act: {play(id), stop(), slower(id), faster(id), reword(), larger(), share(id)}. */
export function drawWays(message, act) {
  let endedAt = -SETTLED_MS;
  const again = button('again', 'page.again', (event) => {
    if (again.dataset.on === 'yes') act.stop();
    else if (event.timeStamp - endedAt >= SETTLED_MS) act.play(message.id);
  });
  again.addEventListener('lantern-ended', () => {
    endedAt = performance.now();
  });
  const isOurs = message.author === 'bot' && !message.reply?.is_urgent; // what a person wrote is theirs to explain
  return make(
    'div',
    { class: 'sound', role: 'group', 'aria-label': say('page.ways') },
    again,
    button('slower', 'page.slower', () => act.slower(message.id)),
    isOurs ? button('reword', 'choice.other_words', () => act.reword()) : null,
    button('faster', 'page.faster', () => act.faster(message.id)),
    button('larger', 'page.card_larger', () => act.larger()),
    button('share', 'page.share', () => act.share(message.id)),
  );
}

function button(name, key, onclick) {
  return make('button', { type: 'button', class: `small ${name}`, text: say(key), onclick });
}

/** Shows which answer is being spoken: its 再听一遍 becomes 停, and back. isByItself: the voice came to its end. */
export function showPlaying(root, id, { isByItself }) {
  for (const again of root.querySelectorAll('.again')) {
    const isOn = again.closest('.turn').id === `turn-${id}`;
    if (isOn === (again.dataset.on === 'yes')) continue;
    again.dataset.on = isOn ? 'yes' : 'no';
    again.textContent = say(isOn ? 'page.stop' : 'page.again');
    if (!isOn && isByItself) again.dispatchEvent(new Event('lantern-ended'));
  }
}
