// One voice at a time. Esc and every 停 end it at once.

const SLOWER = 0.8;
const SILENCE = 'data:audio/wav;base64,UklGRiQAAABXQVZFZm10IBAAAAABAAEAgD4AAAB9AAACABAAZGF0YQAAAAA=';

export class Player {
  /** onBlocked is called when the browser does not allow sound before the first tap. */
  constructor(onBlocked) {
    this.audio = document.createElement('audio');
    this.audio.id = 'voice';
    this.audio.preload = 'auto';
    this.audio.hidden = true;
    document.body.append(this.audio);
    this.waiting = [];
    this.onBlocked = onBlocked;
    this.isSlow = localStorage.getItem('lantern-slow') === 'yes';
    this.audio.addEventListener('ended', () => this.next());
    document.addEventListener('keydown', (event) => event.key === 'Escape' && this.stop());
    // Some phones play sound only from an element that once played inside a tap.
    document.addEventListener('pointerdown', () => this.unlock(), { once: true });
  }

  unlock() {
    if (this.audio.src) return;
    this.audio.src = SILENCE;
    this.audio.play().catch(() => undefined);
  }

  get isPlaying() {
    return !this.audio.paused && !this.audio.ended && this.audio.src !== SILENCE;
  }

  /** Plays after what is being played now. */
  add(url) {
    this.waiting.push(url);
    if (!this.isPlaying) this.next();
  }

  /** Plays at once, instead of everything else. */
  play(url) {
    this.stop();
    this.add(url);
  }

  next() {
    const url = this.waiting.shift();
    if (!url) return;
    this.audio.src = url;
    this.audio.defaultPlaybackRate = this.isSlow ? SLOWER : 1;
    this.audio.playbackRate = this.audio.defaultPlaybackRate;
    this.audio.play().catch((error) => {
      if (error.name !== 'NotAllowedError') return;
      this.onBlocked();
      this.waiting.unshift(url);
      const resume = () => !this.isPlaying && this.next();
      document.addEventListener('pointerup', resume, { once: true });
      document.addEventListener('keyup', resume, { once: true });
    });
  }

  stop() {
    this.waiting = [];
    this.audio.pause();
  }

  /** Switches slower speech on or off; returns whether it is on now. */
  toggleSlow() {
    this.isSlow = !this.isSlow;
    localStorage.setItem('lantern-slow', this.isSlow ? 'yes' : 'no');
    this.audio.playbackRate = this.isSlow ? SLOWER : 1;
    return this.isSlow;
  }
}
