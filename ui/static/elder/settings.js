// The panel of settings: large buttons, one tap each, said and undone; the languages; opening a session elsewhere.

import { BASE, LANGUAGE, kept, say } from '../dom.js';
import { call } from '../net.js';
import { Settings, wordsOf } from './settings_kept.js';

const SIZES = ['normal', 'large', 'largest'];
const OTHERS = { 'zh-CN': ['en', 'yue'], yue: ['en', 'zh-CN'], en: ['zh-CN', 'yue'] };
const OPPOSITE = { on: 'off', off: 'on' };
const tags = { yue: 'zh-HK' };

const all = (name) => document.querySelectorAll(name);

/** Wires the settings of the page; returns them. What a person chose is remembered on the device. */
export function setUp(page) {
  const settings = new Settings(page, () => draw(page, settings));
  document.querySelector('[data-do=size]').addEventListener('click', () => {
    const next = SIZES[(SIZES.indexOf(settings.value('size')) + 1) % SIZES.length];
    choose(page, settings, 'size', next);
  });
  for (const button of all('[data-set]')) {
    const [name, value] = button.dataset.set.split('=');
    button.addEventListener('click', () => press(page, settings, name, value));
  }
  OTHERS[LANGUAGE].forEach((language, place) => {
    const link = all('[data-go=language]')[place];
    if (!link) return;
    link.href = `${BASE}/?lang=${language}`;
    link.lang = tags[language] ?? language;
    link.textContent = say(`page.language_${language.replace('-', '_').toLowerCase()}`);
  });
  for (const link of all('[data-language]')) {
    const { language } = link.dataset;
    link.href = `${BASE}/?lang=${language}`;
    link.lang = tags[language] ?? language;
    if (language === LANGUAGE) link.setAttribute('aria-current', 'true');
  }
  document.querySelector('[data-go=simple]').href = `${BASE}/simple`;
  document.querySelector('.resume').addEventListener('submit', (event) => resume(event, page));
  draw(page, settings);
  const was = settings.languageBefore();
  // The parts that undo are made after this one.
  if (was) setTimeout(() => offerBack(page, say(`setting.language_${LANGUAGE.replace('-', '_').toLowerCase()}`), () => settings.speak(was), true));
  return settings;
}

/** Does what fresh answers say that the person asked for; each answer once, and none into a recording. */
export function heed(page, messages) {
  followAlways(page, page.settings);
  const { later } = page.settings;
  later.push(...messages.filter(({ reply }) => Object.keys(reply?.settings ?? {}).length));
  if (page.isQuiet) return;
  for (const { id, reply } of later.splice(0)) {
    if (!page.settings.isFirst(id)) continue;
    const wishes = reply.settings;
    const isNew = page.settings.heed(wishes);
    const paced = wishes.rate !== undefined;
    if ((isNew || paced) && !wishes.back) offerBack(page, reply.cards[0]?.text ?? '', () => page.settings.goBack('last'));
  }
}

function press(page, settings, name, value) {
  if (name === 'always_person') {
    const told = page.hand.always.change(!page.hand.always.isOn);
    followAlways(page, settings); // at once: the line may be slow
    told.then(() => followAlways(page, settings));
  } else if (name === 'rate') {
    settings.pace(value);
    told(page, say(`setting.rate_${value}`), settings);
  } else choose(page, settings, name, value ?? OPPOSITE[settings.value(name)]);
}

/** Who answers is kept with the conversation; the device remembers it for the plain form. */
function followAlways(page, settings) {
  settings.note('always_person', page.hand.always.isOn ? 'on' : 'off');
  draw(page, settings);
}

/** Changes one setting, says so, and offers the way back. */
export function choose(page, settings, name, value) {
  const before = settings.value(name);
  if (!settings.change({ [name]: value })) return;
  told(page, wordsOf(name, value, before), settings);
}

function told(page, words, settings) {
  page.status(words);
  offerBack(page, words, () => settings.goBack('last'));
}

function offerBack(page, words, back, isSpoken = false) {
  page.hand?.undo.offer({
    words,
    label: say('page.change_back'),
    focus: 'conversation',
    isSpoken,
    back: () => {
      back();
      return say('setting.back_last');
    },
  });
}

/** Shows which settings are on. */
function draw(page, settings) {
  for (const button of all('[data-set]')) {
    const [name, value] = button.dataset.set.split('=');
    button.setAttribute('aria-pressed', String(isOn(page, settings, name, value)));
  }
}

function isOn(page, settings, name, value) {
  if (name === 'always_person') return page.hand?.always.isOn ?? kept.get('lantern-always-person') === 'yes';
  if (name !== 'rate') return settings.value(name) === (value ?? 'on');
  const rate = page.player?.chosen ?? null;
  if (value === 'normal') return rate === null;
  return rate !== null && (value === 'slower') === (rate < 1);
}

async function resume(event, page) {
  event.preventDefault();
  const said = document.querySelector('.resume-said');
  try {
    const opened = await call('POST', '/sessions/resume', {
      code: document.getElementById('code').value.trim(),
      fact: document.getElementById('answer').value.trim(),
    });
    page.turns.forget();
    page.arrivals.waiting.clear();
    page.session = opened.session;
    said.textContent = say('page.resumed');
    await page.refresh();
  } catch (problem) {
    if (problem.status === 404 || problem.status === 422) said.textContent = say('page.resume_wrong');
    else page.trouble(problem);
  }
}
