// A trembling hand taps more than once: repeats on any control are ignored and counted. No drag, no long press, no double
// tap is ever needed. What has just opened under the last tap does not take the next one either.

import { kept } from '../dom.js';

const USUAL_MS = 800;
const STEADY_MS = 1200; // for hands that were seen to tremble
const EDGE_PX = 8; // a finger is not a point
const KEY_MS = 120; // between a key and the click that it makes
const MIN_TAPS = 3; // so many taps within a second, or at that pace, show a trembling hand
const PACE_MS = 500;
const KEPT = 'lantern-steady';
const CONTROLS = 'button, a[href], summary, select, [role=button], [type=checkbox], [type=radio]';
const PRESSES = new Set(['Enter', ' ']);

export class Guard {
  /** on: {told(taps), many(), steady()}. taps: {control, count, withinMs}, told when a burst of repeats is over. */
  constructor(on) {
    this.on = on;
    this.last = null;
    this.pressedAt = -Infinity;
    this.setSteady(kept.get(KEPT) === 'yes');
    document.addEventListener('click', (event) => this.click(event), true);
    document.addEventListener('keydown', (event) => this.key(event), true);
    document.addEventListener('keyup', (event) => this.key(event), true);
    document.addEventListener('input', () => (this.hasMoved = this.hasWritten = true), true); // whoever writes has seen what opened
  }

  get ms() {
    return this.isSteady ? STEADY_MS : USUAL_MS;
  }

  /** Longer guard and larger buttons, or the usual ones; remembered on the device. */
  setSteady(isOn) {
    this.isSteady = isOn;
    document.documentElement.toggleAttribute('data-steady', isOn);
    if (isOn) kept.set(KEPT, 'yes');
    else kept.remove(KEPT);
  }

  /** A key that is held down presses a button once; a key that moves the focus ends what went before. */
  key(event) {
    if (!PRESSES.has(event.key)) {
      if (event.type === 'keydown') this.hasMoved = true;
      return;
    }
    this.pressedAt = event.timeStamp;
    if (event.repeat && event.target.closest?.(CONTROLS)) stop(event);
  }

  click(event) {
    if (!event.isTrusted) return; // done by the page itself
    const control = event.target.closest?.(CONTROLS);
    if (!control) return;
    const isKey = event.detail === 0 && event.timeStamp - this.pressedAt < KEY_MS;
    const { last } = this;
    if (last && event.timeStamp - last.at < this.ms && this.isSlip(control, event, isKey)) {
      stop(event);
      this.count(event.timeStamp);
      return;
    }
    this.settle();
    this.hasMoved = this.hasWritten = false;
    this.last = { control, isKey, x: event.clientX, y: event.clientY, first: event.timeStamp, at: event.timeStamp, count: 1 };
  }

  /** Says whether this is the tap before once more, or meets what the tap before has put under the finger. */
  isSlip(control, event, isKey) {
    const { last } = this;
    if (control === last.control) return !this.hasWritten; // other words, another press
    if (this.hasMoved) return false;
    if (isKey) return last.isKey; // the focus was moved by the page, not by the person
    if (event.detail === 0 || last.isKey) return false;
    const box = control.getBoundingClientRect();
    const isAcross = last.x > box.left - EDGE_PX && last.x < box.right + EDGE_PX;
    return isAcross && last.y > box.top - EDGE_PX && last.y < box.bottom + EDGE_PX;
  }

  count(at) {
    const { last } = this;
    last.at = at;
    last.count += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), this.ms + KEY_MS);
    if (last.count < MIN_TAPS || at - last.first > PACE_MS * (last.count - 1)) return;
    const isNew = !this.isSteady;
    if (isNew) this.isSteady = true; // the longer guard at once; buttons grow only when the hand is away
    last.isNew ||= isNew;
    if (last.count === MIN_TAPS) this.on.many();
  }

  /** A burst is over: it is told, and the buttons may grow. */
  settle() {
    clearTimeout(this.timer);
    const { last } = this;
    this.last = null;
    if (!last || last.count < 2) return;
    if (last.isNew) {
      this.setSteady(true);
      this.on.steady();
    }
    this.on.told({ control: nameOf(last.control), count: last.count, withinMs: Math.round(last.at - last.first) });
  }
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Returns the name of a control for the desk; never what stands on it. */
function nameOf({ id, dataset }) {
  const name = id || dataset.do || dataset.pick || (dataset.choice && 'choice') || 'other';
  return /^[a-z][a-z0-9_-]{0,39}$/.test(name) ? name : 'other';
}
