// What the buttons of the conversation do.

import { say } from '../dom.js';
import { pieceOf } from './arrivals.js';
import { plainText } from './cards.js';
import { choose } from './settings.js';
import { passOn } from './share.js';

/** Returns the actions that turns.js asks for, done with the parts of page. */
export function actsOf(page) {
  const { player } = page;
  return {
    choose: (id, label) => page.choose(id, label),
    play: (id) => hear(page, id),
    playCard: (id, place) => hear(page, id, place),
    playUrl: (url) => player.play(url),
    stop: () => player.stop(),
    slower: (id) => pace(page, id, 'slower'),
    faster: (id) => pace(page, id, 'faster'),
    reword: () => page.choose('other_words', say('choice.other_words')),
    larger: () => larger(page),
    share: (id) => share(page, plainText(page.turns.current(id))),
    copy: (words) => share(page, words),
    correct: (words) => correct(page, words),
  };
}

/** Plays an answer, or one card of it, once more; without sound it says so. */
function hear(page, id, place = null) {
  const piece = pieceOf(page.turns.current(id), place);
  if (piece) page.player.play(piece);
  else page.status(say('error.voice_unavailable'));
}

/** Changes the speed, at once or for the answer that is said again; way: slower or faster. */
function pace(page, id, way) {
  const { player } = page;
  const isAtEnd = way === 'slower' ? player.isSlowest : player.isFastest;
  if (isAtEnd) page.status(say(`page.${way}_no_more`));
  else {
    player[way]();
    page.status(say(`setting.rate_${way}`));
  }
  if (!player.isPlaying && !page.settings.isSilent) hear(page, id);
}

function larger(page) {
  const size = page.settings.size('larger');
  if (size === page.settings.value('size')) page.status(say('page.largest_now'));
  else choose(page, page.settings, 'size', size);
}

async function share(page, words) {
  const key = await passOn(words);
  if (key) page.status(say(key));
}

/** What was heard wrongly is put into the field, to be changed and sent. */
function correct(page, words) {
  page.player.stop();
  page.tools.open('type');
  const field = document.getElementById('words');
  if (!field.value.includes(words)) page.tools.giveBack(words);
  field.focus();
}
