// Keyboard, copy, local time, CSRF for htmx. Pages work without it for reading and for forms.
(() => {
  'use strict';

  const typing = (element) => element instanceof HTMLElement
    && (element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName));

  // Dates: the server prints UTC, the browser knows the reader's zone.
  const localise = (root) => {
    const format = new Intl.DateTimeFormat(document.documentElement.lang || undefined,
      {dateStyle: 'medium', timeStyle: 'short'});
    root.querySelectorAll('time[data-local]').forEach((time) => {
      const instant = new Date(time.dateTime);
      if (!Number.isNaN(instant.valueOf())) {
        time.textContent = format.format(instant);
      }
    });
  };

  // On a narrow screen a row of a list is a card; each of its cells says which column it stands in.
  const label = (root) => {
    const tables = new Set(root.querySelectorAll('table.list'));
    const around = root.closest?.('table.list');
    if (around) {
      tables.add(around);
    }
    tables.forEach((table) => {
      const names = [...table.tHead?.rows[0]?.cells ?? []].map((cell) => cell.textContent.trim());
      [...table.tBodies].flatMap((body) => [...body.rows]).forEach((row) => {
        const cells = [...row.cells];
        cells.forEach((cell, at) => {
          if (cells.length === names.length && names[at]) {
            cell.dataset.label = names[at];
          }
          cell.toggleAttribute('data-blank', !cell.textContent.trim() && !cell.querySelector('input, img, svg, meter, progress'));
        });
      });
      table.classList.toggle('labelled', names.length > 0);
    });
  };

  // Rows: those that open something, wherever they are.
  const rows = () => [...document.querySelectorAll('[data-href], ul.rows > li')]
    .filter((row) => row.offsetParent !== null);
  const target = (row) => row.dataset.href || row.querySelector('a[href]')?.getAttribute('href');
  const move = (by) => {
    const all = rows();
    if (all.length === 0) {
      return;
    }
    const at = all.indexOf(document.activeElement.closest('[data-href], ul.rows > li'));
    const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    next.tabIndex = -1;
    next.focus();
    next.scrollIntoView({block: 'nearest'});
  };

  const help = () => {
    const keys = document.getElementById('keys');
    if (keys && !keys.open) {
      keys.showModal();
    }
  };

  let pending = '';
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
      return;
    }
    const key = event.key;
    const chord = pending + key;
    pending = '';
    if (key === '/') {
      const search = document.querySelector('input[type=search], [data-search]');
      if (search) {
        event.preventDefault();
        search.focus();
        search.select?.();
      }
    } else if (key === 'g') {
      pending = 'g';
      setTimeout(() => { pending = ''; }, 1000);
    } else if (chord === 'gh') {
      document.querySelector('a.brand')?.click();
    } else if (key === 'j') {
      move(1);
    } else if (key === 'k') {
      move(-1);
    } else if (key === '?') {
      help();
    } else if (key === 'Enter') {
      const row = event.target.closest?.('[data-href], ul.rows > li');
      if (row && row === event.target && target(row)) {
        location.assign(target(row));
      } else if (event.target.matches?.('[data-copy]')) {
        event.target.click();
      }
    }
  });

  document.addEventListener('click', (event) => {
    const copy = event.target.closest?.('[data-copy]');
    if (copy && navigator.clipboard) {
      navigator.clipboard.writeText(copy.dataset.copy || copy.textContent.trim()).then(() => {
        copy.classList.add('copied');
        setTimeout(() => copy.classList.remove('copied'), 1200);
      });
      return;
    }
    if (event.target.closest?.('[data-help]')) {
      help();
      return;
    }
    if (event.target.closest?.('[data-back]')) {
      event.preventDefault();
      history.back();
      return;
    }
    const row = event.target.closest?.('tr[data-href]');
    if (row && !event.target.closest('a, button, input, label, summary, select')
        && !String(getSelection())) {
      location.assign(row.dataset.href);
    }
    document.querySelectorAll('.top details[open]').forEach((menu) => {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
  });

  // A form says that it is being sent, and is sent once.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method === 'dialog' || form.hasAttribute('data-again')) {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    setTimeout(() => {
      if (!event.defaultPrevented) {
        form.dataset.sent = 'true';
        form.querySelectorAll('button:not([type=button])').forEach((button) => {
          button.setAttribute('aria-busy', 'true');
        });
      }
    });
  });
  addEventListener('pageshow', () => {
    document.querySelectorAll('form[data-sent]').forEach((form) => {
      delete form.dataset.sent;
      form.querySelectorAll('[aria-busy]').forEach((button) => button.removeAttribute('aria-busy'));
    });
  });

  document.addEventListener('htmx:configRequest', (event) => {
    const csrf = document.querySelector('meta[name=csrf]');
    if (csrf && event.detail.verb !== 'get') {
      event.detail.headers[csrf.dataset.header] = csrf.content;
    }
  });
  // A zone nobody chose yet: the browser's own.
  document.querySelectorAll('input[data-zone]').forEach((zone) => {
    zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || zone.value;
  });

  const settle = (root) => {
    localise(root);
    label(root);
  };
  document.addEventListener('htmx:load', (event) => settle(event.detail.elt));
  settle(document);
  // Where the sections do not fit, the one that is open is in view.
  const sections = document.querySelector('.sections');
  const here = sections?.querySelector('[aria-current]');
  if (here && sections.scrollWidth > sections.clientWidth) {
    sections.scrollLeft = here.offsetLeft - sections.offsetLeft - (sections.clientWidth - here.offsetWidth) / 2;
  }
})();
