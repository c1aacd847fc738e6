// One tap starts, one tap stops. Nothing else ever ends a recording.

const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
const SEGMENT_MS = 1000; // what was said so far is at hand even if the end never comes

/** Why this device cannot record here, as a key of the language file; null when it can. */
export function whyNot() {
  if (!window.isSecureContext) return 'page.voice_needs_https';
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) return 'page.voice_no_recorder';
  return null;
}

export class Recorder {
  /** onLevel is called with the loudness 0..1 some ten times a second. */
  constructor(onLevel) {
    this.onLevel = onLevel;
    this.recorder = null;
  }

  get isOn() {
    return this.recorder !== null;
  }

  /** Starts; throws what getUserMedia throws. */
  async start() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: false } });
    const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each));
    this.parts = [];
    this.recorder = new MediaRecorder(stream, type ? { mimeType: type } : {});
    this.recorder.addEventListener('dataavailable', (event) => event.data.size && this.parts.push(event.data));
    this.watch(stream);
    beep(this.context);
    navigator.vibrate?.(80);
    this.recorder.start(SEGMENT_MS);
  }

  /** Stops; resolves to the recording as a file. */
  async stop() {
    const { recorder } = this;
    const ended = new Promise((done) => recorder.addEventListener('stop', done, { once: true }));
    recorder.stop();
    await ended;
    recorder.stream.getTracks().forEach((track) => track.stop());
    clearInterval(this.timer);
    await this.context.close();
    this.recorder = null;
    navigator.vibrate?.([60, 60, 60]);
    const type = (recorder.mimeType || 'audio/webm').split(';')[0];
    return new File(this.parts, `voice.${type.split('/')[1]}`, { type });
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

function beep(context) {
  const tone = context.createOscillator();
  const volume = context.createGain();
  volume.gain.value = 0.08;
  tone.frequency.value = 880;
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 0.15);
}
