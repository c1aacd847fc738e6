// One help button for an organisation's own page: <script src="https://…/help.js" defer></script>. It opens Lantern in a
// new tab. Nothing is stored here and nothing leaves this page: its title and address stand behind the # of the new
// address, which no browser sends, and go further only when the person says yes there. See docs/embedding.md.
(() => {
  const script = document.currentScript;
  if (!script || document.getElementById('lantern-help')) return;
  const home = script.src.replace(/help\.js.*$/, '');
  const data = script.dataset;
  const WORDS = {}; // filled by ui/help_button.py from the language files
  const said = data.language || document.documentElement.lang || '';
  const language = /^(yue|zh-(hk|mo|hant))/i.test(said) ? 'yue' : /^en/i.test(said) ? 'en' : 'zh-CN';
  const { label, offer, no, opens, close } = WORDS[language];
  const side = data.side === 'left' ? 'left' : 'right';

  const host = document.createElement('div');
  host.id = 'lantern-help';
  const root = host.attachShadow({ mode: 'open' });
  const css = `
:host { all: initial; position: fixed; bottom: 16px; ${side}: 16px; z-index: 2147483000; max-width: calc(100vw - 32px); font: 600 24px/1.4 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
:host([data-up]) { bottom: auto; top: 16px; }
div { display: flex; flex-wrap: wrap; gap: 16px; align-items: center; justify-content: flex-end; }
section { display: flex; flex-wrap: wrap; gap: 16px; align-items: center; padding: 12px; border: 3px solid #0B3D91; border-radius: 14px; background: #fff; color: #1A1A1A; }
[hidden] { display: none; }
p { margin: 0; }
a, button { display: inline-flex; align-items: center; justify-content: center; box-sizing: border-box; min-width: 60px; min-height: 60px; padding: 8px 18px; border: 3px solid #0B3D91; border-radius: 14px; background: #0B3D91; color: #fff; font: inherit; text-decoration: none; cursor: pointer; touch-action: manipulation; }
button { background: #fff; color: #0B3D91; }
:is(a, button):focus-visible { outline: 4px solid #0B3D91; outline-offset: 3px; box-shadow: 0 0 0 3px #fff, 0 0 0 10px #fff; }
@media (forced-colors: active) { a, button, section { border-color: ButtonText; } :is(a, button):focus-visible { outline-color: Highlight; } }
@media print { :host { display: none !important; } }`;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(Object.assign(document.createElement('style'), { textContent: css })); // browsers before 2023
  }
  const make = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const open = make('a', { textContent: label, target: '_blank', rel: 'noopener noreferrer', referrerPolicy: 'no-referrer', href: home });
  open.setAttribute('aria-label', `${label}（${opens}）`);
  const shut = make('button', { type: 'button', textContent: '✕', onclick: () => host.remove() });
  shut.setAttribute('aria-label', close);
  const line = make('section', { hidden: true }, make('p', { textContent: offer }), make('button', { type: 'button', textContent: no, onclick: () => decline() }));
  const bar = make('div', {}, open, shut);
  bar.lang = line.lang = language === 'yue' ? 'zh-HK' : language;
  const live = make('div', { role: 'status' }, line);
  root.append(make('aside', { ariaLabel: label }, live, bar));
  bar.style.marginTop = '16px';
  document.body.append(host);

  // Put together only when somebody goes there, and never sent: it stands behind the #.
  const lead = () => {
    const told = new URLSearchParams({ from: document.title.slice(0, 120), at: location.href.replace(/[?#].*$/, '').slice(0, 300) });
    open.href = `${home}?lang=${language}#${told}`;
  };
  for (const kind of ['pointerdown', 'focus', 'keydown', 'click']) open.addEventListener(kind, lead);

  // Never over what has the focus on the page.
  const makeWay = () => {
    const focused = document.activeElement;
    if (!focused || focused === host || focused === document.body) return;
    const covers = () => {
      const [one, other] = [focused.getBoundingClientRect(), host.getBoundingClientRect()];
      return one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
    };
    if (!covers()) return;
    host.toggleAttribute('data-up');
    if (covers()) host.toggleAttribute('data-up');
  };
  for (const [kind, where] of [['focusin', document], ['scroll', window], ['resize', window]]) where.addEventListener(kind, makeWay, { passive: true });

  // Being stuck is noticed here, offered once, and forgotten with the page.
  let isDone = data.offer === 'no';
  const decline = () => {
    isDone = true;
    line.hidden = true;
    open.focus();
  };
  const stuck = () => {
    if (isDone) return;
    isDone = true;
    line.hidden = false;
    makeWay();
  };
  let taps = [];
  document.addEventListener('click', ({ target, timeStamp }) => {
    if (isDone || target === host) return;
    taps = [...taps.filter((each) => each.target === target && timeStamp - each.timeStamp < 10_000), { target, timeStamp }];
    if (taps.length >= 4) stuck();
  }, true);
  let way = [];
  document.addEventListener('focusin', ({ target }) => {
    if (isDone || target === host || !target.matches('input, select, textarea')) return;
    way = [...way, target].slice(-6);
    if (way.length === 6 && way.every((each, place) => each === way[place % 2]) && way[0] !== way[1]) stuck();
  });
  let returns = 0; // to this page by the back button
  addEventListener('pageshow', ({ persisted }) => {
    returns += persisted ? 1 : 0;
    if (returns > 1) stuck();
  });
})();
