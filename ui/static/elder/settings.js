// Size of the words, the other language, the switch for people with a screen reader, and opening a session elsewhere.

import { BASE, say } from '../dom.js';
import { call } from '../net.js';

const SIZES = ['normal', 'large', 'largest'];

/** Wires the settings of the page; what a person chose is remembered on the device. */
export function setUp(page) {
  const root = document.documentElement;
  root.dataset.size = localStorage.getItem('lantern-size') ?? SIZES[0];
  document.querySelector('[data-do=size]').addEventListener('click', () => {
    root.dataset.size = SIZES[(SIZES.indexOf(root.dataset.size) + 1) % SIZES.length];
    localStorage.setItem('lantern-size', root.dataset.size);
  });
  document.querySelector('[data-go=simple]').href = `${BASE}/simple`;
  const other = root.lang === 'en' ? 'zh-CN' : 'en';
  const link = document.querySelector('[data-go=language]');
  link.href = `${BASE}/?lang=${other}`;
  link.lang = other;
  const reader = document.querySelector('[data-do=reader]');
  reader.setAttribute('aria-pressed', String(page.isReader));
  reader.addEventListener('click', () => {
    page.isReader = !page.isReader;
    localStorage.setItem('lantern-reader', page.isReader ? 'yes' : 'no');
    reader.setAttribute('aria-pressed', String(page.isReader));
    if (page.isReader) page.player.stop();
  });
  document.querySelector('.resume').addEventListener('submit', (event) => resume(event, page));
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
    page.session = opened.session;
    said.textContent = say('page.resumed');
    await page.refresh();
  } catch (problem) {
    if (problem.status === 404 || problem.status === 422) said.textContent = say('page.resume_wrong');
    else page.trouble(problem);
  }
}
