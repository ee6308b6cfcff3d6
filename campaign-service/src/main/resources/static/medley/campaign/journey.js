// Draws journey diagrams and, on a campaign's page, the HCPs at each step. The numbers also stand in a table.
(() => {
  'use strict';

  const REFRESH = 2500;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const fit = (viewer) => {
    const canvas = viewer.get('canvas');
    canvas.resized();
    const {inner, outer} = canvas.viewbox();
    const scale = Math.min(outer.width / (inner.width + 40), outer.height / (inner.height + 48), 1.2);
    const width = outer.width / scale;
    const height = outer.height / scale;
    canvas.viewbox({
      x: inner.x - (width - inner.width) / 2,
      y: inner.y - (height - inner.height) / 2,
      width,
      height,
    });
  };

  const draw = async (element) => {
    const viewer = new BpmnJS({
      container: element,
      zoomScroll: {enabled: false},
      bpmnRenderer: {defaultFillColor: colour('--ground'), defaultStrokeColor: colour('--ink')},
      textRenderer: {defaultStyle: {fontFamily: 'system-ui, sans-serif', fontSize: 12}},
    });
    const answer = await fetch(element.dataset.diagram, {headers: {Accept: 'application/xml'}});
    if (!answer.ok) {
      throw new Error('The diagram cannot be had: ' + answer.status);
    }
    await viewer.importXML(await answer.text());
    fit(viewer);
    return viewer;
  };

  const kinds = [
    ['waiting', 'here now', 'WAITING'], ['held', 'held', 'HELD'],
    ['passed', 'passed', 'PASSED'], ['suppressed', 'not made', 'SUPPRESSED'],
  ];

  const chips = (step, address) => {
    const row = document.createElement('div');
    row.className = 'counts';
    kinds.filter(([kind]) => step[kind] > 0).forEach(([kind, words, state]) => {
      const chip = document.createElement('a');
      chip.className = 'count ' + kind;
      chip.href = address + '?state=' + state;
      chip.title = step[kind] + ' ' + words;
      chip.textContent = step[kind];
      row.append(chip);
    });
    if (step.stayed) {
      const time = document.createElement('span');
      time.className = 'count stayed';
      time.title = 'Half of those who left stayed at most ' + step.stayed;
      time.textContent = step.stayed;
      row.append(time);
    }
    return row;
  };

  const live = (viewer, element) => {
    const overlays = viewer.get('overlays');
    const registry = viewer.get('elementRegistry');
    const canvas = viewer.get('canvas');
    const address = (step) =>
      element.dataset.steps.replace(/\/?$/, '/') + encodeURIComponent(step.stepId);
    // Steps that only earlier versions have: they stand beneath the diagram, not in it.
    const elsewhere = (steps) => {
      const list = element.parentElement.querySelector('.elsewhere');
      list.hidden = steps.length === 0;
      list.replaceChildren(...steps.map((step) => {
        const row = document.createElement('li');
        const name = document.createElement('a');
        name.href = address(step);
        name.textContent = step.name;
        const version = document.createElement('span');
        version.className = 'quiet';
        version.textContent = step.earlier;
        row.append(chips(step, address(step)), name, version);
        return row;
      }));
    };
    const byElement = new Map();
    let marked = [];
    let shown = '';

    const show = (steps) => {
      const state = JSON.stringify(steps);
      if (state === shown) {
        return;
      }
      shown = state;
      elsewhere(steps.filter((step) => step.earlier && step.waiting + step.held > 0));
      overlays.remove({type: 'counts'});
      marked.forEach(([id, marker]) => canvas.removeMarker(id, marker));
      marked = [];
      steps.forEach((step) => {
        const shape = registry.get(step.element);
        if (!shape) {
          return;
        }
        byElement.set(step.element, step);
        canvas.addMarker(step.element, 'has-step');
        overlays.add(step.element, 'counts', {
          position: {bottom: shape.height > 60 ? 12 : -4, left: shape.height > 60 ? 4 : -8},
          scale: {min: 1, max: 1.2},
          html: chips(step, address(step)),
        });
        [['is-waiting', step.waiting], ['is-held', step.held]].forEach(([marker, count]) => {
          if (count > 0) {
            canvas.addMarker(step.element, marker);
            marked.push([step.element, marker]);
          }
        });
      });
    };

    viewer.get('eventBus').on('element.click', ({element: clicked}) => {
      const step = byElement.get(clicked.id);
      if (step) {
        location.assign(address(step));
      }
    });

    const refresh = async () => {
      try {
        if (!document.hidden || !shown) {
          const answer =
            await fetch(element.dataset.counts, {headers: {Accept: 'application/json'}});
          if (answer.ok) {
            show(await answer.json());
          }
        }
      } finally {
        if (element.dataset.live === 'true') {
          setTimeout(refresh, REFRESH);
        }
      }
    };
    return refresh();
  };

  document.querySelectorAll('[data-diagram]').forEach((element) => {
    draw(element).then((viewer) => {
      element.closest('.map')?.querySelectorAll('[data-zoom]').forEach((button) => {
        button.addEventListener('click', () => {
          const canvas = viewer.get('canvas');
          if (button.dataset.zoom === 'fit') {
            fit(viewer);
          } else {
            canvas.zoom(canvas.zoom() * (button.dataset.zoom === 'in' ? 1.25 : 0.8), 'auto');
          }
        });
      });
      return element.dataset.counts ? live(viewer, element) : undefined;
    }).catch((failure) => {
      console.error(failure);
      if (!element.querySelector('svg')) {
        const words = document.createElement('p');
        words.className = 'diagram-failed';
        words.textContent = 'The diagram cannot be shown here; the steps are listed below.';
        element.replaceChildren(words);
      }
    });
  });
})();
