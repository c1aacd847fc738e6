// One voice at a time, at the person's own speed. Esc, 停, another page in front and a recording end it at once.

import { kept } from '../dom.js';

const SILENCE = 'data:audio/wav;base64,UklGRiQAAABXQVZFZm10IBAAAAABAAEAgD4AAAB9AAACABAAZGF0YQAAAAA=';
const RATE = 'lantern-rate';
const SLOWEST = 0.6;
const FASTEST = 2;
const STEP = 1.25; // one press of 慢一点 takes a fifth off

export class Player {
  /** onBlocked is called when the browser does not allow sound before the first tap; onFailed when a sound cannot be had. */
  constructor(onBlocked, onFailed = () => undefined) {
    this.audio = document.createElement('audio');
    this.audio.id = 'voice';
    this.audio.preload = 'auto';
    this.audio.hidden = true;
    this.audio.preservesPitch = true;
    this.audio.webkitPreservesPitch = true;
    document.body.append(this.audio);
    this.waiting = [];
    this.current = null;
    this.hasEnded = false; // by itself, not by 停
    this.watchers = [];
    this.onBlocked = onBlocked;
    this.onFailed = onFailed;
    this.chosen = Number(kept.get(RATE)) || null;
    this.audio.addEventListener('ended', () => this.next());
    this.audio.addEventListener('error', () => this.failed(this.current));
    this.audio.addEventListener('playing', () => this.isPlaying && this.watch());
    document.addEventListener('keydown', (event) => event.key === 'Escape' && this.stop());
    document.addEventListener('visibilitychange', () => document.hidden && this.stop());
    addEventListener('pagehide', () => this.stop());
    // Some phones play sound only from an element that once played inside a tap.
    document.addEventListener('pointerdown', () => this.unlock(), { once: true });
  }

  unlock() {
    if (this.audio.src) return;
    this.audio.src = SILENCE;
    this.audio.play().catch(() => undefined);
  }

  get isPlaying() {
    return this.current !== null && !this.audio.paused && !this.audio.ended;
  }

  /** Calls told(piece, seconds) some sixty times a second while a piece is heard, and told(null, 0) when it ends. */
  follow(told) {
    this.watchers.push(told);
  }

  /** Plays after what is being played now. piece: an address, or {url, from, to, rate, id}, times in seconds. */
  add(piece) {
    this.waiting.push(typeof piece === 'string' ? { url: piece } : piece);
    if (!this.current || this.audio.paused) this.next();
  }

  /** Plays at once, instead of everything else. */
  play(piece) {
    this.stop();
    this.add(piece);
  }

  next() {
    const piece = this.waiting.shift() ?? null;
    this.current = piece;
    if (!piece) {
      this.hasEnded = true;
      this.tell(null, 0);
      return;
    }
    if (this.audio.src !== new URL(piece.url, document.baseURI).href) this.audio.src = piece.url;
    this.pace();
    this.audio.currentTime = piece.from ?? 0;
    this.audio.play().catch((error) => this.refused(error, piece));
  }

  refused(error, piece) {
    if (error.name === 'AbortError' || this.current !== piece) return;
    if (error.name !== 'NotAllowedError') {
      this.failed(piece);
      return;
    }
    this.onBlocked();
    this.current = null;
    this.waiting.unshift(piece);
    const resume = () => !this.current && this.next();
    document.addEventListener('pointerup', resume, { once: true });
    document.addEventListener('keyup', resume, { once: true });
  }

  /** A sound that cannot be had is let go, so that the next try fetches it anew; it is said, and what waits is played. */
  failed(piece) {
    if (!piece || this.current !== piece) return;
    this.current = null;
    this.audio.removeAttribute('src');
    this.audio.load();
    this.onFailed();
    if (this.waiting.length) this.next();
    else this.stop();
  }

  stop() {
    this.waiting = [];
    this.current = null;
    this.audio.pause();
    this.hasEnded = false;
    this.tell(null, 0);
  }

  watch() {
    if (this.isWatching) return;
    this.isWatching = true;
    const look = () => {
      const piece = this.current;
      if (!this.isPlaying) {
        this.isWatching = false;
        return;
      }
      if (piece.to && this.audio.currentTime >= piece.to) {
        this.audio.pause();
        this.next();
      } else this.tell(piece, this.audio.currentTime);
      requestAnimationFrame(look);
    };
    look();
  }

  tell(piece, seconds) {
    for (const told of this.watchers) told(piece, seconds);
  }

  // --- speed ---

  /** Speed against the voice's own, 0.6 to 2.0: the person's choice, else what the answer was made for. */
  get rate() {
    return this.chosen ?? this.current?.rate ?? 1;
  }

  /** Sets the speed, remembered on the device; null goes back to the voice's own. Returns the speed now. */
  setRate(rate) {
    this.chosen = rate === null ? null : Math.round(Math.min(FASTEST, Math.max(SLOWEST, rate)) * 100) / 100;
    if (this.chosen === null) kept.remove(RATE);
    else kept.set(RATE, String(this.chosen));
    this.pace();
    document.dispatchEvent(new CustomEvent('lantern-rate', { detail: this.rate }));
    return this.rate;
  }

  slower() {
    return this.setRate(this.rate / STEP);
  }

  faster() {
    return this.setRate(this.rate * STEP);
  }

  get isSlowest() {
    return this.rate <= SLOWEST;
  }

  get isFastest() {
    return this.rate >= FASTEST;
  }

  pace() {
    const pace = this.rate / (this.current?.rate ?? 1); // the sound was made at a speed of its own
    this.audio.defaultPlaybackRate = pace;
    this.audio.playbackRate = pace;
  }
}
