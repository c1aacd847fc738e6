// What the browser computed: boxes, colours and letters of all that is seen. Put into a page by tests/browser/measures.py.
(() => {
  const CONTROLS = 'a[href], button, input:not([type=file]):not([type=hidden]), textarea, select, summary, [role=button], [tabindex="0"]';
  const isSeen = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true })) return false;
    if (element.closest('.skip, script, style, noscript, template')) return false;
    for (let each = element; each; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.clipPath === 'inset(50%)' && parseFloat(style.width) <= 1) return false; // words for screen readers alone
    }
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0;
  };
  const name = (element) => {
    const words = (element.getAttribute('aria-label') || element.textContent || element.id || '').trim().replace(/\s+/g, ' ');
    return `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''} ${words.slice(0, 40)}`;
  };
  /** The nearest ancestor that stays where it is while the rest scrolls. */
  const layer = (element) => {
    for (let each = element; each; each = each.parentElement) if (['fixed', 'sticky'].includes(getComputedStyle(each).position)) return each;
    return null;
  };

  // Browsers write colours in several ways; a canvas knows all of them.
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const known = new Map();
  const colour = (words) => {
    if (!known.has(words)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = words;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(words, [red, green, blue, alpha / 255]);
    }
    return known.get(words);
  };
  const over = ([red, green, blue, alpha], under) => [red, green, blue].map((part, at) => part * alpha + under[at] * (1 - alpha));
  /** What is seen behind the content of an element: all its backgrounds, composited from the root upwards. */
  const behind = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) layers.unshift(getComputedStyle(each));
    let seen = colour(getComputedStyle(document.documentElement).colorScheme === 'dark' ? '#121212' : 'Canvas').slice(0, 3);
    for (const style of layers) {
      const [red, green, blue, alpha] = colour(style.backgroundColor);
      seen = over([red, green, blue, alpha * Number(style.opacity)], seen);
    }
    return seen;
  };
  const opacity = (element) => {
    let all = 1;
    for (let each = element; each; each = each.parentElement) all *= Number(getComputedStyle(each).opacity);
    return all;
  };
  const light = (rgb) => {
    const [red, green, blue] = rgb.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const painted = (words, element, under) => {
    const [red, green, blue, alpha] = colour(words);
    return over([red, green, blue, alpha * opacity(element)], under);
  };

  const controls = () => [...document.querySelectorAll(CONTROLS)].filter(isSeen);

  window.lanternMeasures = {
    targets: () =>
      controls().map((element) => {
        const box = element.getBoundingClientRect();
        const pin = layer(element);
        const edge = pin && pin !== element ? pin.getBoundingClientRect() : null;
        const down = pin ? 0 : scrollY;
        return {
          name: name(element), x: box.x, y: box.y + down, w: box.width, h: box.height, font: parseFloat(getComputedStyle(element).fontSize),
          layer: pin ? name(pin).split(' ')[0] : '',
          inset: edge ? Math.min(box.y - edge.y, edge.bottom - box.bottom, box.x - edge.x, edge.right - box.right) : null,
        };
      }),

    texts: () => {
      const found = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        const element = node.parentElement;
        if (!node.textContent.trim() || !isSeen(element)) continue;
        const style = getComputedStyle(element);
        const under = behind(element);
        let hasPicture = false;
        for (let each = element; each; each = each.parentElement) hasPicture ||= getComputedStyle(each).backgroundImage !== 'none';
        found.push({
          text: node.textContent.trim().slice(0, 40), where: name(element).split(' ')[0] + (element.className ? `.${element.className}` : ''), size: parseFloat(style.fontSize),
          contrast: contrast(painted(style.color, element, under), under), has_picture: hasPicture, colours: `${style.color} on rgb(${under.map(Math.round)})`,
        });
      }
      return found;
    },

    /** How far each control stands out from what is around it, by its border or its filling, whichever is stronger. */
    edges: () =>
      controls().map((element) => {
        const style = getComputedStyle(element);
        const around = behind(element.parentElement ?? element);
        const filling = contrast(behind(element), around);
        const hasBorder = parseFloat(style.borderTopWidth) >= 1 && style.borderTopStyle !== 'none';
        const border = hasBorder ? contrast(painted(style.borderTopColor, element, around), around) : 1;
        const line = style.textDecorationLine.includes('underline') ? contrast(painted(style.color, element, around), around) : 1;
        return { name: name(element), contrast: Math.max(filling, border, line) };
      }),

    /** The ring of the element that has the focus, and whether anything of ours lies on it. */
    focus: () => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      const around = behind(element.parentElement ?? element);
      const box = element.getBoundingClientRect();
      const spots = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].map(([x, y]) => document.elementFromPoint(box.x + box.width * x, box.y + box.height * y));
      return {
        name: name(element), width: parseFloat(style.outlineWidth), style: style.outlineStyle,
        contrast: contrast(painted(style.outlineColor, element, around), around),
        is_seen: spots.some((each) => each && (element.contains(each) || each.contains(element))),
        is_whole: spots.every((each) => each && (element.contains(each) || each === element)),
      };
    },

    /** Controls that cannot be brought to where a finger reaches them, words that are cut off, and what sticks out sideways. */
    fit: () => {
      const wide = document.documentElement.clientWidth;
      const cut = [];
      for (const element of document.querySelectorAll('body *')) {
        if (!isSeen(element) || !element.textContent.trim()) continue;
        const style = getComputedStyle(element);
        const isInline = style.display === 'inline';
        const hides = (value) => value === 'hidden' || value === 'clip';
        if (!isInline && hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1) cut.push(`${name(element)}: cut at the side`);
        if (!isInline && hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1) cut.push(`${name(element)}: cut below`);
        const box = element.getBoundingClientRect();
        if (element.children.length === 0 && (box.right > wide + 1 || box.left < -1)) cut.push(`${name(element)}: sticks out (${Math.round(box.left)}..${Math.round(box.right)} of ${wide})`);
      }
      const before = [scrollX, scrollY];
      const hidden = [];
      for (const element of controls()) {
        let there = null;
        const isFree = ['center', 'start', 'end'].some((block) => {
          element.scrollIntoView({ block, inline: 'nearest', behavior: 'instant' });
          const box = element.getBoundingClientRect();
          there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
          return there && (element.contains(there) || there.contains(element));
        });
        if (!isFree) hidden.push(`${name(element)}: under ${there ? name(there) : 'nothing'}`);
      }
      scrollTo({ left: before[0], top: before[1], behavior: 'instant' });
      return { sideways: document.documentElement.scrollWidth - wide, cut, hidden };
    },
  };
})();
