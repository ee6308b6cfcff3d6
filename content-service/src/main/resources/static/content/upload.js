// Sends files one after another, shows progress and puts each answer where the file's row is. Without it the form works.
(() => {
  'use strict';
  const form = document.querySelector('form[data-drop]');
  const list = document.getElementById('uploads');
  if (!form || !list || !window.FormData) {
    return;
  }
  const input = form.querySelector('input[type=file]');
  const button = form.querySelector('button');
  button.hidden = true;
  const queue = [];
  let running = 0;

  const megabytes = (bytes) => (bytes / 1048576).toFixed(bytes < 10485760 ? 1 : 0) + ' MB';

  const row = (file) => {
    const item = document.createElement('li');
    const what = document.createElement('div');
    what.className = 'what';
    const name = document.createElement('strong');
    name.textContent = file.name;
    const state = document.createElement('span');
    state.className = 'quiet';
    state.textContent = 'Waiting';
    const bar = document.createElement('progress');
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute('aria-label', 'Upload of ' + file.name);
    what.append(name, ' ', state, bar);
    item.append(what);
    list.prepend(item);
    return {item, state, bar};
  };

  const refused = (view, text) => {
    view.bar.remove();
    view.state.textContent = text;
    const pill = document.createElement('span');
    pill.className = 'status blocked';
    pill.textContent = 'Not sent';
    view.item.prepend(pill);
  };

  const send = ({file, view}) => {
    running += 1;
    const body = new FormData();
    form.querySelectorAll('input[type=hidden]').forEach((hidden) => body.append(hidden.name, hidden.value));
    body.append('file', file, file.name);
    const request = new XMLHttpRequest();
    const started = Date.now();
    request.open('POST', form.action);
    request.setRequestHeader('HX-Request', 'true');
    const csrf = document.querySelector('meta[name=csrf]');
    if (csrf) {
      request.setRequestHeader(csrf.dataset.header, csrf.content);
    }
    request.upload.addEventListener('progress', (event) => {
      if (!event.lengthComputable) {
        return;
      }
      view.bar.value = 100 * event.loaded / event.total;
      const seconds = (Date.now() - started) / 1000;
      const left = Math.ceil(seconds * (event.total - event.loaded) / Math.max(event.loaded, 1));
      view.state.textContent = event.loaded < event.total
        ? `${megabytes(event.loaded)} of ${megabytes(event.total)}${seconds > 2 ? ` · ${left} s left` : ''}`
        : 'Sent. Reading text, rendering pages, suggesting tags …';
      if (event.loaded === event.total) {
        view.bar.removeAttribute('value');
      }
    });
    const done = () => {
      running -= 1;
      next();
    };
    request.addEventListener('load', () => {
      const answer = new DOMParser().parseFromString(request.responseText, 'text/html');
      const items = answer.querySelectorAll('li');
      if (request.status === 200 && items.length > 0) {
        view.item.replaceWith(...items);
      } else {
        const problem = answer.querySelector('.problem p');
        refused(view, problem ? problem.textContent
          : request.status === 413 ? 'The file is larger than the service takes.' : 'It was not taken in; try again.');
      }
      done();
    });
    request.addEventListener('error', () => {
      refused(view, 'The connection broke. Nothing was kept; send it again.');
      done();
    });
    request.send(body);
  };

  const next = () => {
    while (running < 2 && queue.length > 0) {
      send(queue.shift());
    }
  };

  const take = (files) => {
    [...files].forEach((file) => queue.push({file, view: row(file)}));
    input.value = '';
    next();
  };

  input.addEventListener('change', () => take(input.files));
  ['dragenter', 'dragover'].forEach((name) => form.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.add('over');
  }));
  ['dragleave', 'drop'].forEach((name) => form.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.remove('over');
  }));
  form.addEventListener('drop', (event) => take(event.dataTransfer.files));
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('beforeunload', (event) => {
    if (running > 0 || queue.length > 0) {
      event.preventDefault();
    }
  });
})();
