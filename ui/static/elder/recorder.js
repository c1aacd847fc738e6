// One tap starts, one tap stops. What was said is kept on the device while it is said, some four times a second.

const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
const SEGMENT_MS = 250; // a page that dies loses no more than this
const BITS = 48_000; // a second; speech loses nothing, and a bad line carries it in half the time

/** Why this device cannot record here, as a key of the language file; null when it can. */
export function whyNot() {
  if (!window.isSecureContext) return 'page.voice_needs_https';
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) return 'page.voice_no_recorder';
  return null;
}

export class Recorder {
  /**
   * onLevel is called with the loudness 0..1 some ten times a second. store: promise of the Store, or of null.
   * onCut is called when the recording ended without a tap: a telephone call, a lock screen, a microphone pulled out.
   */
  constructor(onLevel, { store = Promise.resolve(null), onCut = () => undefined } = {}) {
    this.onLevel = onLevel;
    this.store = store;
    this.onCut = onCut;
    this.state = 'idle'; // → starting → on → ending → idle
    this.take = null; // the recording that runs: {recorder, stream, parts, kind, kept, ended, context, timer}
    const ask = () => this.take?.recorder?.state === 'recording' && this.take.recorder.requestData();
    document.addEventListener('visibilitychange', ask);
    addEventListener('pagehide', ask);
  }

  get isOn() {
    return this.state !== 'idle';
  }

  /** Starts; throws what getUserMedia throws, and then nothing of it is left on. */
  async start() {
    if (this.isOn) return;
    this.state = 'starting';
    const take = { parts: [] };
    try {
      await this.begin(take);
      this.state = 'on';
    } catch (error) {
      await release(take);
      this.take = null;
      this.state = 'idle';
      throw error;
    }
  }

  async begin(take) {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: false } });
    take.stream = stream;
    const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each));
    const recorder = new MediaRecorder(stream, { audioBitsPerSecond: BITS, ...(type ? { mimeType: type } : {}) });
    take.recorder = recorder;
    take.kind = (recorder.mimeType || type || 'audio/webm').split(';')[0];
    take.kept = await this.keeper(take.kind);
    this.take = take;
    take.ended = new Promise((done) => recorder.addEventListener('stop', done, { once: true }));
    recorder.addEventListener('dataavailable', (event) => {
      if (!event.data.size) return;
      take.parts.push(event.data);
      take.kept?.add(event.data);
    });
    recorder.addEventListener('stop', () => this.take === take && this.state === 'on' && this.onCut());
    stream.getAudioTracks()[0]?.addEventListener('ended', () => recorder.state === 'recording' && recorder.stop());
    this.watch(take);
    signal('start');
    recorder.start(SEGMENT_MS);
  }

  /** Where the pieces go; null where nothing can be kept, and then only this page has them. */
  async keeper(kind) {
    const store = await this.store;
    try {
      return (await store?.record(nameOf(kind), kind)) ?? null;
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      return null;
    }
  }

  /** Stops; resolves to the recording as a file. */
  async stop() {
    const { take } = this;
    this.state = 'ending';
    try {
      if (take.recorder.state !== 'inactive') take.recorder.stop();
      await take.ended;
      await release(take);
      signal('stop');
      const file = new File(take.parts, nameOf(take.kind), { type: take.kind });
      await take.kept?.end(file);
      return file;
    } finally {
      this.take = null;
      this.state = 'idle';
    }
  }

  watch(take) {
    const context = new AudioContext();
    take.context = context;
    const meter = context.createAnalyser();
    meter.fftSize = 512;
    context.createMediaStreamSource(take.stream).connect(meter);
    const samples = new Float32Array(meter.fftSize);
    take.timer = setInterval(() => {
      meter.getFloatTimeDomainData(samples);
      const loudness = Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length);
      this.onLevel(Math.min(1, loudness * 6));
    }, 100);
  }
}

/** Gives microphone and meter back, as far as there are any. */
async function release({ stream, context, timer }) {
  clearInterval(timer);
  stream?.getTracks().forEach((track) => track.stop());
  await context?.close().catch(() => undefined);
}

function nameOf(kind) {
  return `voice.${kind.split('/')[1]}`;
}

/** For the ear and the hand (sounds.js); the button says the same to the eye. */
function signal(name) {
  document.dispatchEvent(new CustomEvent('lantern-signal', { detail: name }));
}
