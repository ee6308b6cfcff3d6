// Joins findings and their marks: pointing at one shows the other, n and p walk them, a framed e-mail gets its marks,
// subtitles take the video to their place. Without it numbers are links, and everything can be read.
(() => {
  'use strict';
  const sheets = document.querySelector('.sheets');
  if (!sheets) {
    return;
  }
  const findings = [...document.querySelectorAll('.finding[data-number]')];
  const frame = sheets.querySelector('iframe[data-marks]');
  const typing = (element) => element instanceof HTMLElement
    && (element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName));
  let at = -1;

  const framed = () => {
    try {
      return frame && frame.contentDocument;
    } catch (closed) {
      return null;
    }
  };
  const marksOf = (number) => {
    const selector = `[data-number="${number}"]`;
    const inFrame = framed() ? [...framed().querySelectorAll('mark' + selector)] : [];
    return [...inFrame, ...sheets.querySelectorAll(`a.mark${selector}, mark${selector}`)];
  };
  const point = (number, on) => {
    marksOf(number).forEach((mark) => mark.classList.toggle('pointed', on));
    findings.filter((finding) => finding.dataset.number === String(number))
      .forEach((finding) => finding.classList.toggle('pointed', on));
  };

  // Brings a finding and its place on the piece into view.
  const show = (number, focus) => {
    document.querySelectorAll('.finding.current, .sheets .current').forEach((old) => old.classList.remove('current'));
    framed()?.querySelectorAll('mark.current').forEach((old) => old.classList.remove('current'));
    const finding = findings.find((one) => one.dataset.number === String(number));
    if (!finding) {
      return false;
    }
    at = findings.indexOf(finding);
    finding.classList.add('current');
    if (focus) {
      finding.focus({preventScroll: true});
    }
    const panel = finding.closest('.panel');
    if (panel && panel.scrollHeight > panel.clientHeight + 8) {
      panel.scrollTo({top: finding.offsetTop - panel.clientHeight / 4, behavior: 'smooth'});
    } else if (focus && !matchMedia('(min-width: 900px)').matches) {
      finding.scrollIntoView({block: 'nearest'});
    }
    const marks = marksOf(number);
    marks.forEach((mark) => mark.classList.add('current'));
    const first = marks[0];
    if (first && first.ownerDocument !== document) {
      const top = frame.getBoundingClientRect().top + first.getBoundingClientRect().top;
      scrollTo({top: scrollY + top - innerHeight / 3, behavior: 'smooth'});
    } else if (first) {
      first.closest('details:not([open])')?.setAttribute('open', '');
      first.scrollIntoView({block: 'center', behavior: 'smooth'});
    } else if (finding.dataset.page) {
      document.getElementById('sheet-' + finding.dataset.page)?.scrollIntoView({block: 'start', behavior: 'smooth'});
    }
    history.replaceState(history.state, '', '#finding-' + number);
    return true;
  };

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || findings.length === 0) {
      return;
    }
    if (event.key === 'n' || event.key === 'p') {
      const next = Math.min(Math.max(event.key === 'n' ? at + 1 : at - 1, 0), findings.length - 1);
      show(findings[next].dataset.number, true);
    }
  });
  document.addEventListener('click', (event) => {
    const seek = event.target.closest?.('[data-seek]');
    if (seek) {
      const video = sheets.querySelector('video');
      if (video) {
        event.preventDefault();
        video.currentTime = Number(seek.dataset.seek);
        video.scrollIntoView({block: 'nearest'});
        video.play().catch(() => {});
      }
      return;
    }
    const mark = event.target.closest?.('.sheets [data-number], [data-show]');
    if (mark && show(mark.dataset.show || mark.dataset.number, true)) {
      event.preventDefault();
    }
  });
  ['mouseover', 'mouseout', 'focusin', 'focusout'].forEach((name) => document.addEventListener(name, (event) => {
    const one = event.target.closest?.('.sheets [data-number], .finding[data-number]');
    if (one) {
      point(one.dataset.number, name === 'mouseover' || name === 'focusin');
    }
  }));

  // A framed e-mail: words of findings are marked in it. Nothing in it runs; its policy allows no script.
  const STYLE = `
    mark[data-number] { background: rgba(255, 193, 7, .25); color: inherit; outline: 2px solid #b45309; border-radius: 2px; cursor: pointer; }
    mark[data-severity=BLOCK] { background: rgba(200, 30, 30, .16); outline-color: #c81e1e; }
    mark[data-severity=INFO] { background: rgba(29, 78, 216, .14); outline-color: #1d4ed8; }
    mark.pointed, mark.current { outline-width: 4px; }
    mark > sup { display: inline-block; min-width: 18px; margin: 0 0 0 3px; padding: 0 4px; border-radius: 9px; background: #b45309; color: #fff;
      font: 700 12px/18px system-ui, sans-serif; text-align: center; vertical-align: super; }
    mark[data-severity=BLOCK] > sup { background: #c81e1e; }
    mark[data-severity=INFO] > sup { background: #1d4ed8; }`;
  const LETTERS = /[\p{L}\p{N}]/u;

  // The document's letters and digits, each with the text node and offset it stands at: white space and marks differ
  // between what was read and what is shown, letters do not.
  const lettersOf = (root) => {
    const places = [];
    let letters = '';
    const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!/^(style|script|title)$/i.test(node.parentNode.nodeName) && !node.parentNode.matches('mark[data-number] > sup')) {
        for (let i = 0; i < node.data.length; i += 1) {
          if (LETTERS.test(node.data[i])) {
            letters += node.data[i].toLowerCase();
            places.push([node, i]);
          }
        }
      }
    }
    return {letters, places};
  };
  const plain = (words) => [...words].filter((letter) => LETTERS.test(letter)).join('').toLowerCase();

  const wrap = (document, finding, places) => {
    // One mark per text node, so that no element is torn.
    const byNode = new Map();
    places.forEach(([node, offset]) => {
      const span = byNode.get(node) || [offset, offset];
      byNode.set(node, [Math.min(span[0], offset), Math.max(span[1], offset)]);
    });
    let last = null;
    byNode.forEach(([from, to], node) => {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to + 1);
      const mark = document.createElement('mark');
      mark.dataset.number = finding.dataset.number;
      mark.dataset.severity = finding.dataset.severity;
      range.surroundContents(mark);
      last = mark;
    });
    if (last) {
      const number = document.createElement('sup');
      number.textContent = finding.dataset.number;
      last.append(number);
    }
  };

  const draw = () => {
    const inner = framed();
    if (!inner || !inner.body || inner.URL === 'about:blank' || inner.body.dataset.drawn) {
      return;
    }
    inner.body.dataset.drawn = 'true';
    const style = inner.createElement('style');
    style.textContent = STYLE;
    inner.head.append(style);
    findings.filter((finding) => finding.dataset.quote).forEach((finding) => {
      const wanted = plain(finding.dataset.quote);
      const {letters, places} = lettersOf(inner.body);
      let from = wanted ? letters.indexOf(wanted) : -1;
      for (let skip = Number(finding.dataset.occurrence); skip > 0 && from >= 0; skip -= 1) {
        const later = letters.indexOf(wanted, from + 1);
        from = later < 0 ? from : later;
      }
      if (from >= 0) {
        wrap(inner, finding, places.slice(from, from + wanted.length));
      }
    });
    const fit = () => {
      frame.style.height = Math.min(Math.max(inner.documentElement.scrollHeight, 240), 6000) + 2 + 'px';
    };
    fit();
    new ResizeObserver(fit).observe(inner.body);
    inner.addEventListener('click', (event) => {
      event.preventDefault();
      const mark = event.target.closest?.('mark[data-number]');
      if (mark) {
        show(mark.dataset.number, true);
      }
    });
    ['mouseover', 'mouseout'].forEach((name) => inner.addEventListener(name, (event) => {
      const mark = event.target.closest?.('mark[data-number]');
      if (mark) {
        point(mark.dataset.number, name === 'mouseover');
      }
    }));
  };
  if (frame) {
    frame.addEventListener('load', draw);
    if (framed()?.readyState === 'complete') {
      draw();
    }
  }
  const asked = /^#finding-(\d+)$/.exec(location.hash);
  if (asked) {
    show(asked[1], false);
  }
})();
