// The desk's keys: n and p walk the findings or comments and bring their place into view, v goes to the verdict. They work
// wherever the reader is, also inside a framed mail.
(() => {
  'use strict';

  const desk = document.querySelector('main.desk');
  if (!desk) {
    return;
  }
  const typing = (element) => Boolean(
    element?.matches?.('textarea, select, input:not([type=radio]), [contenteditable]'));

  // What the open tab walks through; comments come and go, so they are looked up each time.
  const items = () => [...desk.querySelectorAll('.panel .finding, .panel .note')];
  let current = null;

  const unmark = () => desk.querySelectorAll('.current').forEach((one) => one.classList.remove('current'));

  const placeOf = (item) => {
    const note = item.dataset.annotation;
    const number = /^finding-(\d+)$/.exec(item.id)?.[1];
    return (note && desk.querySelector(`.sheets [data-annotation="${note}"]`))
      || (number && desk.querySelector(`.sheets [data-number="${number}"]`))
      || null;
  };

  const bring = (element) => {
    const source = element.closest('details.source');
    if (source && !source.open) {
      return;
    }
    // A mark is drawn on its page: the page moves so that the mark's middle is in the middle.
    const box = element.getBoundingClientRect();
    window.scrollBy({top: box.top + box.height / 2 - innerHeight / 2});
  };

  const show = (item, move = true) => {
    unmark();
    current = item;
    item.classList.add('current');
    item.focus({preventScroll: true});
    const panel = item.closest('.panel');
    if (panel && panel.scrollHeight > panel.clientHeight) {
      panel.scrollTo({top: item.offsetTop - panel.clientHeight / 3});
    }
    const place = placeOf(item);
    if (place) {
      desk.querySelectorAll('.sheets [data-number], .sheets [data-annotation]').forEach((mark) => {
        if (mark === place || (place.dataset.annotation && mark.dataset.annotation === place.dataset.annotation
            && item.dataset.annotation) || (place.dataset.number && mark.dataset.number === place.dataset.number
            && !item.dataset.annotation)) {
          mark.classList.add('current');
        }
      });
      if (move) {
        bring(place);
      }
    } else if (move && item.dataset.page) {
      document.getElementById(`page-${item.dataset.page}`)?.scrollIntoView({block: 'start'});
    }
    desk.dispatchEvent(new CustomEvent('desk:shown', {detail: item}));
  };

  const walk = (by) => {
    const all = items();
    if (all.length === 0) {
      return;
    }
    const at = all.findIndex((item) => item.id === current?.id);
    show(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
  };

  // What others write draws the list anew: who reads keeps the place.
  desk.addEventListener('desk:renewed', () => {
    const again = current?.id ? document.getElementById(current.id) : null;
    if (again && again !== current) {
      current = again;
      again.classList.add('current');
    }
  });

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)
        || document.querySelector('dialog[open]')) {
      return;
    }
    if (event.key === 'n' || event.key === 'p') {
      event.preventDefault();
      walk(event.key === 'n' ? 1 : -1);
    } else if (event.key === 'v') {
      event.preventDefault();
      document.querySelector('#verdict input')?.focus();
    }
  });

  // Who reads a framed mail has the focus in it: its keys are the desk's, too. One named listener: the frame may be
  // there before its pictures are, and is listened to again when it is loaded.
  const frame = desk.querySelector('iframe.sheet-frame');
  const pass = (event) => {
    if (typing(event.target)) {
      return;
    }
    const {key, ctrlKey, metaKey, altKey, shiftKey} = event;
    const same = new KeyboardEvent('keydown', {key, ctrlKey, metaKey, altKey, shiftKey, bubbles: true, cancelable: true});
    if (!document.dispatchEvent(same)) {
      event.preventDefault();
    }
  };
  const listen = () => frame.contentDocument?.addEventListener('keydown', pass);
  if (frame) {
    frame.addEventListener('load', listen);
    listen();
  }

  // A mark on the piece leads to what is said of it; in another tab it opens the tab that says it.
  desk.addEventListener('click', (event) => {
    const mark = event.target.closest?.('.sheets [data-number], .sheets [data-annotation]');
    if (!mark || String(getSelection())) {
      return;
    }
    const note = mark.dataset.annotation;
    const id = note ? `note-${note}` : `finding-${mark.dataset.number}`;
    const item = document.getElementById(id);
    if (item) {
      event.preventDefault();
      show(item, false);
    } else {
      location.assign(`${desk.dataset.base}${note ? '?tab=comments' : ''}#${id}`);
    }
  });

  // The help lists the desk's keys, too.
  const keys = document.getElementById('desk-keys');
  const help = document.querySelector('#keys dl');
  if (keys && help) {
    help.prepend(keys.content.cloneNode(true));
  }

  const wanted = location.hash && document.getElementById(location.hash.slice(1));
  if (wanted && wanted.matches('.finding, .note')) {
    show(wanted);
  }
})();
