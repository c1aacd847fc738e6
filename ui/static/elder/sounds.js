// Short signals for the ear and the hand. Each has a twin for the eye: the red button while recording, 收到了, 刚到.

import { kept } from '../dom.js';

const OFF = 'lantern-sounds';
const VOLUME = 0.08;
const GAP_S = 0.03;
/** Tones of each signal, as [hertz, seconds]; and how the device shakes with it, in milliseconds. */
const SIGNALS = {
  start: { tones: [[880, 0.15]], shakes: [80] },
  stop: { tones: [[660, 0.1], [440, 0.12]], shakes: [60, 60, 60] },
  sent: { tones: [[660, 0.08], [880, 0.1]], shakes: [40] },
  working: { tones: [[330, 0.06]], shakes: [] },
  arrived: { tones: [[523, 0.1], [659, 0.1], [784, 0.14]], shakes: [120, 80, 120] },
};

export class Sounds {
  constructor() {
    this.isOn = kept.get(OFF) !== 'no';
    this.last = Promise.resolve();
    // Browsers make no sound before the first tap; from it on, also for what comes later.
    const ready = () => this.open()?.resume().catch(() => undefined);
    document.addEventListener('pointerdown', ready, { once: true });
    document.addEventListener('keydown', ready, { once: true });
    document.addEventListener('lantern-signal', (event) => this.play(event.detail));
  }

  /** Switches the tones on or off, remembered on the device; the shaking follows the device's own setting. */
  set(isOn) {
    this.isOn = isOn;
    kept.set(OFF, isOn ? 'yes' : 'no');
  }

  /** Gives one signal after those before it; resolves when it has ended. Never fails: it is only a twin. */
  play(name) {
    const { tones, shakes } = SIGNALS[name];
    if (shakes.length && navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(shakes);
    if (this.isOn) this.last = this.last.then(() => this.sound(tones)).catch(() => undefined);
    return this.last;
  }

  open() {
    if (!this.context && window.AudioContext) this.context = new AudioContext();
    return this.context;
  }

  async sound(tones) {
    const context = this.open();
    if (!context || context.state !== 'running') return;
    let at = context.currentTime;
    for (const [hertz, seconds] of tones) {
      const tone = context.createOscillator();
      const volume = context.createGain();
      tone.frequency.value = hertz;
      volume.gain.setValueAtTime(VOLUME, at);
      volume.gain.exponentialRampToValueAtTime(VOLUME / 100, at + seconds); // without a click at the end
      tone.connect(volume).connect(context.destination);
      tone.start(at);
      tone.stop(at + seconds);
      at += seconds + GAP_S;
    }
    await new Promise((done) => setTimeout(done, (at - context.currentTime) * 1000));
  }
}
