// Draws each chart from the table beneath it, in the colours of the page.
(() => {
  'use strict';
  if (!window.Chart) {
    return;
  }
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const draw = () => {
    const colours = [colour('--work'), colour('--live'), colour('--needs'), colour('--blocked')];
    Chart.defaults.color = colour('--quiet');
    Chart.defaults.borderColor = colour('--line');
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.animation = false;
    document.querySelectorAll('canvas[data-chart]').forEach((canvas) => {
      Chart.getChart(canvas)?.destroy();
      const table = canvas.closest('.chart').querySelector('table');
      const rows = [...table.tBodies[0].rows];
      const names = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent);
      const line = canvas.dataset.chart === 'line';
      const stacked = canvas.dataset.stacked === 'true';
      // Minutes look like minutes beside a day, not like a whole axis.
      const most = canvas.dataset.unit.includes('days') ? 1 : undefined;
      const across = !line && rows.length <= 8;
      new Chart(canvas, {
        type: canvas.dataset.chart,
        data: {
          labels: rows.map((row) => row.cells[0].textContent),
          datasets: names.map((name, i) => ({
            label: name,
            data: rows.map((row) => {
              const value = row.cells[i + 1].dataset.value;
              return value === undefined ? null : Number(value);
            }),
            backgroundColor: colours[i % colours.length],
            borderColor: colours[i % colours.length],
            borderWidth: line ? 2 : 0,
            pointRadius: line ? 3 : 0,
            spanGaps: true,
            maxBarThickness: 36,
          })),
        },
        options: {
          responsive: true,
          maintainAspectRatio: false,
          indexAxis: across ? 'y' : 'x',
          plugins: {legend: {display: names.length > 1, position: 'bottom'}},
          scales: {
            x: {stacked, beginAtZero: true, suggestedMax: across ? most : undefined, title: {display: across, text: canvas.dataset.unit}},
            y: {stacked, beginAtZero: true, suggestedMax: across ? undefined : most, title: {display: !across, text: canvas.dataset.unit}},
          },
        },
      });
    });
  };
  draw();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
})();
