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
    this.recorder = null;
    const ask = () => this.recorder?.state === 'recording' && this.recorder.requestData();
    document.addEventListener('visibilitychange', ask);
    addEventListener('pagehide', ask);
  }

  get isOn() {
    return this.recorder !== null;
  }

  /** Starts; throws what getUserMedia throws. */
  async start() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: false } });
    const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each));
    const recorder = new MediaRecorder(stream, { audioBitsPerSecond: BITS, ...(type ? { mimeType: type } : {}) });
    this.parts = [];
    this.kind = (recorder.mimeType || type || 'audio/webm').split(';')[0];
    this.kept = await this.keeper();
    this.recorder = recorder;
    this.ended = new Promise((done) => recorder.addEventListener('stop', done, { once: true }));
    recorder.addEventListener('dataavailable', (event) => {
      if (!event.data.size) return;
      this.parts.push(event.data);
      this.kept?.add(event.data);
    });
    recorder.addEventListener('stop', () => this.recorder === recorder && !this.isStopping && this.onCut());
    stream.getAudioTracks()[0]?.addEventListener('ended', () => recorder.state === 'recording' && recorder.stop());
    this.isStopping = false;
    this.watch(stream);
    signal('start');
    recorder.start(SEGMENT_MS);
  }

  /** Where the pieces go; null where nothing can be kept, and then only this page has them. */
  async keeper() {
    const store = await this.store;
    try {
      return (await store?.record(this.name, this.kind)) ?? null;
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      return null;
    }
  }

  get name() {
    return `voice.${this.kind.split('/')[1]}`;
  }

  /** Stops; resolves to the recording as a file. */
  async stop() {
    const { recorder, kept } = this;
    this.isStopping = true;
    if (recorder.state !== 'inactive') recorder.stop();
    await this.ended;
    recorder.stream.getTracks().forEach((track) => track.stop());
    clearInterval(this.timer);
    await this.context.close();
    this.recorder = null;
    signal('stop');
    const file = new File(this.parts, this.name, { type: this.kind });
    await kept?.end(file);
    return file;
  }

  watch(stream) {
    this.context = new AudioContext();
    const meter = this.context.createAnalyser();
    meter.fftSize = 512;
    this.context.createMediaStreamSource(stream).connect(meter);
    const samples = new Float32Array(meter.fftSize);
    this.timer = setInterval(() => {
      meter.getFloatTimeDomainData(samples);
      const loudness = Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length);
      this.onLevel(Math.min(1, loudness * 6));
    }, 100);
  }
}

/** For the ear and the hand (sounds.js); the button says the same to the eye. */
function signal(name) {
  document.dispatchEvent(new CustomEvent('lantern-signal', { detail: name }));
}
