// Shows which words are being spoken. Only the paint changes: neither the text nor what a screen reader knows of it.

const NAME = 'lantern-word';

/** Marks the words and the card that player speaks; article(id) finds the answer of a piece by its id. */
export function followVoice(player, article) {
  let shown = null; // the card that is marked
  let mark = null;
  const clear = () => {
    shown?.removeAttribute('data-speaking');
    shown = null;
    mark = null;
    paint(null);
  };
  player.follow((piece, seconds) => {
    const cards = piece?.id ? article(piece.id)?.querySelectorAll('.card') : null;
    if (!cards?.length) {
      clear();
      return;
    }
    const now = piece.marks?.find((each) => each.start_s <= seconds && seconds < each.end_s) ?? null;
    const place = now?.card ?? placeAt(piece.cards, seconds) ?? (cards.length === 1 ? 0 : null);
    const card = place === null ? null : (cards[place] ?? null);
    if (card !== shown) {
      shown?.removeAttribute('data-speaking');
      card?.setAttribute('data-speaking', '');
      shown = card;
    }
    if (now === mark) return;
    mark = now;
    paint(now && card ? rangeOf(card.querySelector('.text'), now.from, now.to) : null);
  });
}

function placeAt(times, seconds) {
  const begun = (times ?? []).map((each, place) => (each.start_s <= seconds ? place : -1));
  const place = Math.max(-1, ...begun);
  return place < 0 ? null : place;
}

/** Paints a range by CSS alone; a browser that cannot has the marked card. */
function paint(range) {
  if (!window.Highlight || !CSS.highlights) return;
  if (range) CSS.highlights.set(NAME, new Highlight(range));
  else CSS.highlights.delete(NAME);
}

/** Returns the range from the character from up to the character to of element; null where there are none. */
function rangeOf(element, from, to) {
  if (!element || !(from < to)) return null;
  const characters = Array.from(element.textContent); // offsets count characters, not halves of them
  const begin = characters.slice(0, from).join('').length;
  const end = characters.slice(0, to).join('').length;
  const range = document.createRange();
  const [first, last] = [pointAt(element, begin), pointAt(element, end)];
  if (!first || !last) return null;
  range.setStart(...first);
  range.setEnd(...last);
  return range;
}

function pointAt(element, place) {
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = place;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (left <= node.length) return [node, left];
    left -= node.length;
  }
  return null;
}
