// The desk's keys: n and p walk the findings and bring their page into view, v goes to the verdict.
(() => {
  'use strict';

  const typing = (element) => element instanceof HTMLElement
    && (element.isContentEditable || /^(textarea|select)$/i.test(element.tagName)
      || (element instanceof HTMLInputElement && element.type !== 'radio'));
  const findings = [...document.querySelectorAll('.finding[id]')];
  let at = -1;

  const show = (number) => {
    document.querySelectorAll('.current').forEach((mark) => mark.classList.remove('current'));
    const finding = findings[number];
    finding.classList.add('current');
    finding.focus({preventScroll: true});
    finding.scrollIntoView({block: 'nearest'});
    const mark = document.querySelector(`.sheets [data-number="${number + 1}"]`);
    const page = finding.dataset.page && document.getElementById(`page-${finding.dataset.page}`);
    mark?.classList.add('current');
    (mark || page)?.scrollIntoView({block: 'center'});
  };

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
      return;
    }
    if ((event.key === 'n' || event.key === 'p') && findings.length > 0) {
      at = event.key === 'n' ? Math.min(at + 1, findings.length - 1) : Math.max(at - 1, 0);
      show(at);
    } else if (event.key === 'v') {
      document.querySelector('#verdict input')?.focus();
    }
  });

  document.querySelectorAll('.sheets [data-number]').forEach((mark) => {
    mark.addEventListener('click', () => {
      const number = Number(mark.dataset.number) - 1;
      if (findings[number]) {
        at = number;
        show(at);
      }
    });
  });
})();
