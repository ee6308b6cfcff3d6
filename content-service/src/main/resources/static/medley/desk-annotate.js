// Annotating by selection, and what others write as they write it. The server finds and keeps places; this only points.
(() => {
  'use strict';

  const desk = document.querySelector('main.desk');
  if (!desk) {
    return;
  }
  const {base, version, lane} = desk.dataset;
  const form = document.getElementById('annotate');
  const frame = desk.querySelector('iframe.sheet-frame');
  const video = desk.querySelector('.film video');

  // --- What others write and sign: an event says that something changed, the desk asks what ---

  // A verdict that is chosen stays chosen, unless somebody has signed meanwhile.
  const keep = (old, fresh) => {
    const chosen = old.querySelector('input[name=verdict]:checked')?.value;
    fresh.querySelectorAll('input[name=verdict]').forEach((input) => {
      input.toggleAttribute('checked', input.value === chosen);
    });
    if (old.contains(document.activeElement)) {
      const held = document.activeElement.matches('input') ? 'input[checked]' : 'button';
      queueMicrotask(() => fresh.querySelector(held)?.focus({preventScroll: true}));
    }
  };

  let asking = false;
  let again = false;
  const renew = async () => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    try {
      const answer = await fetch(`${base}/live${location.search}`, {headers: {Accept: 'text/html'}});
      if (answer.ok && !answer.redirected) {
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const writing = document.activeElement?.closest?.('#comments form');
        fresh.querySelectorAll('[data-live]').forEach((element) => {
          const old = document.getElementById(element.id);
          // Nobody's half-written answer is taken away.
          if (old && !(element.id === 'comments' && writing)) {
            if (element.id === 'verdict-bar') {
              keep(old, element);
            }
            old.replaceWith(document.adoptNode(element));
          }
        });
        drawFrame();
        desk.dispatchEvent(new CustomEvent('desk:renewed'));
      }
    } catch (offline) {
      // The next event asks again.
    } finally {
      asking = false;
      if (again) {
        again = false;
        renew();
      }
    }
  };
  const events = new EventSource(`/annotations/versions/${version}/events`);
  events.addEventListener('annotation', renew);
  addEventListener('pagehide', () => events.close());

  // --- The frame: as high as what is in it, annotations drawn over it by their words ---

  let overlay = null;

  const plain = (text) => text.replace(/[\s\u00a0\u00ad\u200b]+/g, ' ').toLowerCase();

  /** The document's words in one line, each character with the node it stands in. */
  const lineOf = (root) => {
    const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let text = '';
    const origin = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (/^(style|script|title)$/i.test(node.parentElement.tagName)) {
        continue;
      }
      for (let i = 0; i < node.data.length; i++) {
        const letter = /[\s\u00a0\u00ad\u200b]/.test(node.data[i]) ? ' ' : node.data[i].toLowerCase();
        if (letter === ' ' && (text === '' || text.endsWith(' '))) {
          continue;
        }
        for (const unit of letter) {
          text += unit;
          for (let u = 0; u < unit.length; u++) {
            origin.push([node, i]);
          }
        }
      }
      if (!text.endsWith(' ')) {
        text += ' ';
        origin.push([node, node.data.length]);
      }
    }
    return {text, origin};
  };

  const rangeOf = (line, words, doc) => {
    const wanted = plain(words).trim();
    const tight = wanted.replace(/ /g, '');
    let at = wanted ? line.text.indexOf(wanted) : -1;
    let end = at + wanted.length;
    if (at < 0 && tight) {
      // Spaces between parts of the mark-up differ from those in the text that was read.
      const kept = [];
      let squeezed = '';
      for (let i = 0; i < line.text.length; i++) {
        if (line.text[i] !== ' ') {
          squeezed += line.text[i];
          kept.push(i);
        }
      }
      const found = squeezed.indexOf(tight);
      if (found >= 0) {
        at = kept[found];
        end = kept[found + tight.length - 1] + 1;
      }
    }
    if (at < 0) {
      return null;
    }
    const range = doc.createRange();
    range.setStart(line.origin[at][0], line.origin[at][1]);
    const last = line.origin[end - 1];
    range.setEnd(last[0], Math.min(last[1] + 1, last[0].data.length));
    return range;
  };

  const svg = (name, attributes, parent) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    parent?.append(element);
    return element;
  };

  // What is to be drawn is in the text below the frame: one source for both.
  const drawFrame = () => {
    const doc = frame?.contentDocument;
    if (!doc?.body) {
      return;
    }
    frame.style.height = `${Math.max(320, doc.documentElement.scrollHeight)}px`;
    const width = frame.clientWidth;
    const height = frame.clientHeight;
    // Letters and numbers stand beside the frame, where the mail has no words.
    const gutter = parseFloat(getComputedStyle(frame.parentElement).paddingLeft);
    const line = lineOf(doc.body);
    const fresh = svg('svg', {class: 'layer notes over', viewBox: `${-gutter} 0 ${width + 2 * gutter} ${height}`, 'aria-hidden': 'true'});
    const seen = new Map();
    desk.querySelectorAll('details.source mark').forEach((mark) => {
      const keys = [mark.dataset.annotation && `a${mark.dataset.annotation}`,
        mark.dataset.number && `n${mark.dataset.number}`];
      keys.filter(Boolean).forEach((key) => {
        const words = [...mark.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
          .map((node) => node.data).join('');
        seen.set(key, {mark, words: (seen.get(key)?.words ?? '') + words});
      });
    });
    const free = {left: 0, right: 0};
    [...seen].map(([key, {mark, words}]) => ({key, mark, range: rangeOf(line, words, doc)}))
      .filter((one) => one.range)
      .map((one) => ({...one, boxes: [...one.range.getClientRects()]}))
      .filter((one) => one.boxes.length > 0)
      .sort((one, other) => one.boxes[0].top - other.boxes[0].top)
      .forEach(({key, mark, boxes}) => {
        const note = key.startsWith('a');
        const side = note ? 'left' : 'right';
        const group = svg('g', note
          ? {'data-annotation': mark.dataset.annotation, 'data-lane': mark.dataset.lane, 'data-kind': mark.dataset.kind}
          : {'data-number': mark.dataset.number, 'data-severity': mark.dataset.severity, class: 'found'}, fresh);
        boxes.forEach((box) => svg('rect', {
          class: 'on', x: box.left, y: box.top, width: Math.max(2, box.width), height: box.height}, group));
        const y = Math.max(boxes[0].top + boxes[0].height / 2, free[side] + 12);
        free[side] = y + 14;
        if (note) {
          svg('rect', {class: 'letter', x: -gutter / 2 - 12, y: y - 12, width: 24, height: 24, rx: 5}, group);
          svg('text', {x: -gutter / 2, y: y + 5, 'text-anchor': 'middle', 'font-size': 14}, group).textContent =
            mark.dataset.letter;
        } else {
          svg('circle', {cx: width + gutter / 2, cy: y, r: 12}, group);
          svg('text', {x: width + gutter / 2, y: y + 5, 'text-anchor': 'middle', 'font-size': 13}, group).textContent =
            mark.dataset.number;
        }
      });
    overlay?.remove();
    overlay = fresh;
    frame.after(fresh);
  };
  if (frame) {
    frame.addEventListener('load', drawFrame);
    addEventListener('resize', drawFrame);
    drawFrame();
  }

  // --- The film: moments ---

  const seek = (moment) => {
    video.pause();
    video.currentTime = Number(moment.dataset.from) / 1000;
  };
  if (video) {
    desk.addEventListener('click', (event) => {
      const moment = event.target.closest?.('[data-from]');
      if (moment) {
        event.preventDefault();
        seek(moment);
        video.focus();
      }
    });
    // Who is led to a comment, by a key or a link, sees the moment it is about.
    desk.addEventListener('desk:shown', ({detail}) => {
      const moment = detail.querySelector('[data-from]');
      if (moment) {
        seek(moment);
      }
    });
  }

  if (!form) {
    return;
  }

  // --- Pointing: what is selected or drawn, else the page in view ---

  const offset = (node, at) => {
    const words = node.parentElement?.closest('[data-section]');
    if (!words) {
      return null;
    }
    const section = Number(words.dataset.section);
    const line = node.parentElement.closest('text[data-start]');
    if (line) {
      return {section, at: Number(line.dataset.start) + at};
    }
    // Text with marks in it: count what stands before, the numbers of marks aside.
    const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
    let count = 0;
    for (let one = walker.nextNode(); one; one = walker.nextNode()) {
      if (one.parentElement.closest('sup')) {
        continue;
      }
      if (one === node) {
        return {section, at: count + at};
      }
      count += one.data.length;
    }
    return null;
  };

  const textEnd = (container, at, last) => {
    if (container.nodeType === Node.TEXT_NODE) {
      return [container, at];
    }
    const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
    const nodes = [];
    for (let one = walker.nextNode(); one; one = walker.nextNode()) {
      nodes.push(one);
    }
    const node = last ? nodes.at(-1) : nodes[0];
    return node ? [node, last ? node.data.length : 0] : null;
  };

  const selected = () => {
    const inner = frame?.contentDocument?.getSelection();
    if (inner && !inner.isCollapsed && String(inner).trim()) {
      const range = inner.getRangeAt(0);
      const box = range.getBoundingClientRect();
      const outer = frame.getBoundingClientRect();
      const before = range.cloneRange();
      before.setStart(frame.contentDocument.body, 0);
      before.setEnd(range.startContainer, range.startOffset);
      return {
        quote: String(inner).trim(),
        prefix: String(before).slice(-64),
        box: {left: outer.left + box.left, bottom: outer.top + box.bottom},
      };
    }
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !String(selection).trim()) {
      return null;
    }
    const range = selection.getRangeAt(0);
    if (!desk.querySelector('.sheets')?.contains(range.commonAncestorContainer)) {
      return null;
    }
    const from = textEnd(range.startContainer, range.startOffset, false);
    const to = textEnd(range.endContainer, range.endOffset, true);
    const start = from && offset(...from);
    const end = to && offset(...to);
    const box = range.getBoundingClientRect();
    if (!start || !end || start.section !== end.section || start.at >= end.at) {
      return start ? {section: start.section, quote: String(selection).trim(), box} : null;
    }
    return {section: start.section, start: start.at, end: end.at, quote: String(selection).trim(), box};
  };

  const inView = () => {
    const pages = [...desk.querySelectorAll('.sheets .pagesheet[id]')].filter((page) => page.offsetParent);
    const middle = innerHeight / 2;
    const page = pages.find((one) => {
      const box = one.getBoundingClientRect();
      return box.top <= middle && box.bottom >= middle;
    });
    return page ? Number(page.id.slice('page-'.length)) : null;
  };

  const quote = form.querySelector('blockquote');
  const place = form.querySelector('[data-place]');
  const problem = form.querySelector('.error');
  let pointed = null;

  const clock = (millis) => `${Math.floor(millis / 60000)}:${String(Math.floor(millis / 1000) % 60).padStart(2, '0')}`;

  const open = (at) => {
    pointed = at;
    quote.hidden = !at.quote;
    quote.textContent = at.quote ?? '';
    place.textContent = at.time ? `At ${clock(at.time.from)}`
      : at.quote ? '' : at.part ? `A part of page ${at.section}` : at.section ? `Page ${at.section}` : 'The whole piece';
    problem.hidden = true;
    form.hidden = false;
    const width = form.offsetWidth;
    const left = at.box ? at.box.left : innerWidth / 2 - width / 2;
    const below = at.box ? at.box.bottom + 8 : innerHeight / 3;
    const top = Math.max(8, Math.min(below, innerHeight - form.offsetHeight - 16));
    form.style.left = `${scrollX + Math.max(8, Math.min(left, innerWidth - width - 16))}px`;
    form.style.top = `${scrollY + top}px`;
    form.elements.body.focus();
  };
  const close = () => {
    form.hidden = true;
    form.elements.body.value = '';
    pointed = null;
    undraw();
  };

  const start = () => {
    const words = selected();
    if (video && !words) {
      const now = Math.round(video.currentTime * 1000);
      video.pause();
      const box = video.getBoundingClientRect();
      open({time: {from: now, to: now}, box: {left: box.left, bottom: Math.min(box.bottom, innerHeight - 320)}});
    } else {
      open(words ?? {section: frame ? null : inView()});
    }
  };

  const typing = (element) => Boolean(
    element?.matches?.('textarea, select, input:not([type=radio]), [contenteditable]'));
  const keys = (event) => {
    if (event.key === 'Escape' && !form.hidden) {
      close();
    } else if (event.key === 'a' && form.hidden && !event.ctrlKey && !event.metaKey && !event.altKey
        && !typing(event.target) && !document.querySelector('dialog[open]')) {
      event.preventDefault();
      start();
    }
  };
  document.addEventListener('keydown', keys);
  const onSelected = () => setTimeout(() => {
    const at = selected();
    if (at && form.hidden) {
      open(at);
    }
  });
  desk.querySelector('.sheets')?.addEventListener('pointerup', onSelected);

  // --- A box: drawn on a page where no words stand ---

  const share = (value, from, size) => Math.min(1, Math.max(0, (value - from) / size));
  let drawn = null;
  const undraw = () => {
    drawn?.element.remove();
    drawn = null;
  };
  desk.querySelector('.sheets')?.addEventListener('pointerdown', (event) => {
    const paper = event.target.closest('.paper');
    if (event.button !== 0 || event.pointerType === 'touch' || !paper || event.target.closest('text, .letter, circle')
        || form.elements.body.value.trim()) {
      return;
    }
    event.preventDefault();
    close();
    const page = paper.getBoundingClientRect();
    const element = paper.appendChild(document.createElement('div'));
    element.className = 'drawn';
    drawn = {element, page, section: Number(paper.closest('.pagesheet').id.slice('page-'.length)),
      x: share(event.clientX, page.left, page.width), y: share(event.clientY, page.top, page.height)};
    paper.setPointerCapture(event.pointerId);
  });
  const boxTo = (event) => {
    const x = share(event.clientX, drawn.page.left, drawn.page.width);
    const y = share(event.clientY, drawn.page.top, drawn.page.height);
    return {x: Math.min(x, drawn.x), y: Math.min(y, drawn.y), width: Math.abs(x - drawn.x), height: Math.abs(y - drawn.y)};
  };
  desk.querySelector('.sheets')?.addEventListener('pointermove', (event) => {
    if (drawn && !drawn.box) {
      const box = boxTo(event);
      Object.assign(drawn.element.style, {left: `${100 * box.x}%`, top: `${100 * box.y}%`,
        width: `${100 * box.width}%`, height: `${100 * box.height}%`});
    }
  });
  desk.querySelector('.sheets')?.addEventListener('pointerup', (event) => {
    if (!drawn || drawn.box) {
      return;
    }
    const box = boxTo(event);
    if (box.width * drawn.page.width < 8 || box.height * drawn.page.height < 8) {
      undraw();
      return;
    }
    drawn.box = box;
    const at = drawn.element.getBoundingClientRect();
    open({section: drawn.section, part: box, box: {left: at.left, bottom: at.bottom}});
  });
  const listen = () => {
    frame.contentDocument?.addEventListener('pointerup', onSelected);
  };
  if (frame) {
    frame.addEventListener('load', listen);
    listen();
  }

  form.querySelector('[data-close]').addEventListener('click', close);
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      form.requestSubmit();
    }
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const csrf = document.querySelector('meta[name=csrf]');
    const at = pointed ?? {};
    const exact = at.start !== undefined;
    const body = {
      lane,
      kind: form.elements.kind.value,
      category: form.elements.category.value,
      body: form.elements.body.value,
      section: at.section ?? null,
      start: exact ? at.start : null,
      end: exact ? at.end : null,
      quote: exact ? null : at.quote ?? null,
      prefix: at.prefix ?? null,
      box: at.part ?? null,
      time: at.time ?? null,
    };
    const answer = await fetch(`/annotations/versions/${version}`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json', Accept: 'application/json', [csrf.dataset.header]: csrf.content},
      body: JSON.stringify(body),
    }).catch(() => null);
    if (answer?.ok) {
      getSelection()?.removeAllRanges();
      frame?.contentDocument?.getSelection()?.removeAllRanges();
      close();
      renew();
    } else {
      const said = await answer?.json().catch(() => null);
      problem.textContent = said?.detail ?? 'It was not kept: the service did not answer. Your words are still here; try again.';
      problem.hidden = false;
    }
  });
})();
