// Sends files piece by piece, several at once, and goes on by itself after a lost connection or a closed window.
// Without it the form works.
(() => {
  'use strict';
  const form = document.querySelector('form[data-drop]');
  const list = document.getElementById('uploads');
  if (!form || !list || !window.fetch || !window.File) {
    return;
  }
  const base = form.dataset.resumable;
  const bulk = form.dataset.import || null;
  const asset = form.querySelector('input[name=asset]')?.value || null;
  const button = form.querySelector('button');
  button.hidden = true;
  // The form may ask for smaller pieces, e.g. behind a proxy that takes no large requests.
  const piece = () => Number(form.dataset.piece) || 8 * 1024 * 1024;
  const AT_ONCE = 3;
  const queue = [];
  let running = 0;

  const headers = (more) => {
    const all = Object.assign({Accept: 'application/json'}, more);
    const csrf = document.querySelector('meta[name=csrf]');
    if (csrf) {
      all[csrf.dataset.header] = csrf.content;
    }
    return all;
  };
  const pause = (millis) => new Promise((done) => setTimeout(done, millis));
  // Waits, but not on once the browser says that it is connected again.
  const untilOnline = (millis) => new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener('online', end);
      done();
    };
    const timer = setTimeout(end, millis);
    addEventListener('online', end);
  });
  const seconds = (failures) => Math.min(30, 2 ** Math.min(failures, 5));
  const size = (bytes) => bytes < 1048576 ? Math.ceil(bytes / 1024) + ' kB'
    : (bytes / 1048576).toFixed(bytes < 10485760 ? 1 : 0) + ' MB';
  const time = (seconds) => seconds < 90 ? Math.ceil(seconds) + ' s left' : Math.ceil(seconds / 60) + ' min left';

  const paths = new WeakMap();
  const pathOf = (file) => paths.get(file) || file.webkitRelativePath || file.name;
  // A zip that is dropped on an import holds its files; one inside the folder is a piece.
  const begin = (file) => {
    if (!bulk) {
      return [base, {fileName: file.name, size: file.size, assetId: asset}];
    }
    const archive = /\.zip$/i.test(file.name) && pathOf(file) === file.name;
    return [bulk + (archive ? '/archive' : '/files'), {path: pathOf(file), size: file.size}];
  };

  // What a person means by "the same file": its name, size and last change. Its bytes are checked by the service.
  const key = (file) => ['medley-upload', asset || bulk || '', pathOf(file), file.size, file.lastModified].join('|');
  const remember = (file, id) => {
    try {
      if (id) {
        localStorage.setItem(key(file), id);
      } else {
        localStorage.removeItem(key(file));
      }
    } catch (full) {
      // Then it starts from the beginning next time.
    }
  };
  const remembered = (file) => {
    try {
      return localStorage.getItem(key(file));
    } catch (none) {
      return null;
    }
  };

  const row = (name) => {
    const item = document.createElement('li');
    const what = document.createElement('div');
    what.className = 'what';
    const strong = document.createElement('strong');
    strong.textContent = name;
    const state = document.createElement('span');
    state.className = 'quiet';
    state.textContent = 'Waiting';
    const bar = document.createElement('progress');
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute('aria-label', 'Upload of ' + name);
    what.append(strong, ' ', state, bar);
    item.append(what);
    list.prepend(item);
    return {item, what, state, bar};
  };
  const pill = (view, tone, words) => {
    const status = document.createElement('span');
    status.className = 'status ' + tone;
    status.textContent = words;
    view.item.prepend(status);
  };
  const refuse = (view, words) => {
    view.bar.remove();
    view.what.setAttribute('role', 'alert');
    view.state.textContent = words;
    pill(view, 'blocked', 'Refused');
  };
  // A request whose failure is told from its refusal: null = no connection.
  const ask = async (method, path, more) => {
    try {
      return await fetch(path, Object.assign({method, headers: headers(), redirect: 'manual', credentials: 'same-origin'}, more));
    } catch (noConnection) {
      return null;
    }
  };
  const REFUSED = 'It was not taken in; try again.';
  const SIGNED_OUT = 'You have been signed out; sign in in another tab and choose the file again: it goes on where it stopped.';
  const signedOut = (answer) => answer.type === 'opaqueredirect' || answer.status === 401;
  const why = async (answer) => {
    try {
      return (await answer.json()).detail || REFUSED;
    } catch (notJson) {
      return signedOut(answer) ? SIGNED_OUT : REFUSED;
    }
  };
  // Asks until there is an answer; a file that was dropped while the connection is away waits for it.
  const insist = async (view, method, path, more) => {
    for (let failures = 1; ; failures += 1) {
      const answer = await ask(method, path, more);
      if (answer !== null && answer.status < 500) {
        return answer;
      }
      const wait = seconds(failures);
      view.state.textContent = `There is no connection. It begins by itself; trying again in ${wait} s …`;
      await untilOnline(wait * 1000);
    }
  };

  // The row as the page itself writes it: what was recognised, and what says nearly the same already.
  const takenIn = async (view, upload) => {
    view.bar.remove();
    view.state.textContent = size(upload.size);
    const same = upload.sameContentAs ? '?sameContentAs=' + encodeURIComponent(upload.sameContentAs) : '';
    const answer = await ask('GET', '/upload/taken/' + encodeURIComponent(upload.versionId) + same, {headers: headers({Accept: 'text/html'})});
    const told = answer !== null && answer.status === 200
      ? new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('li') : null;
    if (told) {
      view.item.replaceChildren(...told.childNodes);
      return;
    }
    pill(view, 'live', 'Taken in');
    const open = document.createElement('a');
    open.className = 'button';
    open.href = '/assets/versions/' + encodeURIComponent(upload.versionId) + '/tags';
    open.textContent = 'Confirm tags';
    view.item.append(open);
  };

  const patch = (upload, offset, blob, progress) => new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open('PATCH', base + '/' + upload);
    Object.entries(headers({'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream'}))
      .forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.addEventListener('progress', (event) => progress(event.loaded));
    request.addEventListener('load', () => done(request));
    request.addEventListener('error', () => done(null));
    request.addEventListener('timeout', () => done(null));
    request.timeout = 300000;
    request.send(blob);
  });

  const offsetOf = (answer) => answer.status === 200 ? Number(answer.headers.get('Upload-Offset')) : -1;

  const untilRead = async (view, id) => {
    view.bar.removeAttribute('value');
    view.state.textContent = 'Sent. Reading text, rendering pages, suggesting tags …';
    for (let turn = 0; ; turn += 1) {
      const answer = await ask('GET', base + '/' + id);
      if (answer !== null && answer.status === 200) {
        const upload = await answer.json();
        if (upload.state === 'TAKEN_IN') {
          await takenIn(view, upload);
          return;
        }
        if (upload.state === 'UNPACKED' || upload.reason === 'ALREADY_HERE') {
          view.bar.remove();
          view.state.textContent = upload.state === 'UNPACKED' ? 'Its files were handed to their rows.' : upload.message;
          pill(view, 'live', upload.state === 'UNPACKED' ? 'Unpacked' : 'Already here');
          return;
        }
        if (upload.state === 'REFUSED' || upload.state === 'ENDED') {
          refuse(view, upload.message || 'It was given up; send it again.');
          return;
        }
      } else if (answer !== null) {
        refuse(view, await why(answer));
        return;
      }
      await pause(Math.min(400 + turn * 200, 3000));
    }
  };

  const send = async ({file, view}) => {
    let id = remembered(file);
    let offset = id ? offsetOf(await insist(view, 'HEAD', base + '/' + id)) : -1;
    if (offset >= 0) {
      halfSent.get(id)?.item.remove();
    } else {
      const [address, body] = begin(file);
      const answer = await insist(view, 'POST', address, {
        headers: headers({'Content-Type': 'application/json'}),
        body: JSON.stringify(body),
      });
      if (answer.status !== 201) {
        refuse(view, await why(answer));
        return;
      }
      id = (await answer.json()).id;
      offset = 0;
      remember(file, id);
    }
    const from = offset;
    const started = Date.now();
    let failures = 0;
    while (offset < file.size) {
      const answer = await patch(id, offset, file.slice(offset, offset + piece()), (sent) => {
        const now = offset + sent;
        const passed = (Date.now() - started) / 1000;
        view.bar.value = 100 * now / file.size;
        view.state.textContent = `${size(now)} of ${size(file.size)}`
          + (passed > 2 && now > from ? ' · ' + time(passed * (file.size - now) / (now - from)) : '');
      });
      if (answer !== null && answer.status === 204) {
        offset = Number(answer.getResponseHeader('Upload-Offset'));
        failures = 0;
      } else if (answer !== null && answer.status !== 409 && answer.status < 500) {
        let words = answer.status === 401 ? SIGNED_OUT : REFUSED;
        try {
          words = JSON.parse(answer.responseText).detail || words;
        } catch (notJson) {
          // The words above then.
        }
        if (answer.status !== 401) {
          remember(file, null);
        }
        refuse(view, words);
        return;
      } else {
        failures += 1;
        const wait = seconds(failures);
        view.state.textContent = `${size(offset)} of ${size(file.size)} are safe. The connection broke; trying again in ${wait} s …`;
        await untilOnline(wait * 1000);
        const stands = await ask('HEAD', base + '/' + id);
        if (stands !== null && offsetOf(stands) >= 0) {
          offset = offsetOf(stands);
        } else if (stands !== null && stands.status < 500) {
          // Signed out, or the upload is gone: asking again would not help.
          refuse(view, await why(stands));
          return;
        }
      }
    }
    remember(file, null);
    await untilRead(view, id);
  };

  const next = () => {
    while (running < AT_ONCE && queue.length > 0) {
      running += 1;
      send(queue.shift()).finally(() => {
        running -= 1;
        next();
      });
    }
  };
  const take = (files) => {
    [...files].forEach((file) => queue.push({file, view: row(pathOf(file))}));
    form.querySelectorAll('input[type=file]').forEach((chooser) => {
      chooser.value = '';
    });
    next();
  };

  // Rows of half-sent uploads by id; one goes when its file is chosen again.
  const halfSent = new Map();
  // What an earlier window left: files that are being read are watched, half-sent ones are named.
  const earlier = async () => {
    const answer = asset || bulk ? null : await ask('GET', base);
    if (answer === null || answer.status !== 200) {
      return;
    }
    for (const upload of await answer.json()) {
      if (upload.state === 'RECEIVED') {
        untilRead(row(upload.fileName), upload.id);
      } else if (upload.state === 'RECEIVING' && upload.offset > 0) {
        const view = row(upload.fileName);
        view.bar.value = 100 * upload.offset / upload.size;
        view.state.textContent = `${size(upload.offset)} of ${size(upload.size)} are here. Choose the same file again and it goes on from there.`;
        pill(view, 'needs', 'Half sent');
        halfSent.set(upload.id, view);
      }
    }
  };

  // Folders are walked; their files keep their paths.
  const walk = async (entry, found) => {
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      paths.set(file, entry.fullPath.replace(/^\//, ''));
      found.push(file);
    } else if (entry.isDirectory) {
      const reader = entry.createReader();
      for (;;) {
        const some = await new Promise((done, failed) => reader.readEntries(done, failed));
        if (some.length === 0) {
          break;
        }
        for (const inner of some) {
          await walk(inner, found);
        }
      }
    }
    return found;
  };
  const dropped = async (transfer) => {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    if (!entries.some((entry) => entry.isDirectory)) {
      take(transfer.files);
      return;
    }
    const found = [];
    for (const entry of entries) {
      await walk(entry, found);
    }
    take(found.filter((file) => !file.name.startsWith('.')));
  };

  form.querySelectorAll('input[type=file]').forEach((chooser) => chooser.addEventListener('change', () => take([...chooser.files])));
  ['dragenter', 'dragover'].forEach((name) => form.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.add('over');
  }));
  ['dragleave', 'drop'].forEach((name) => form.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.remove('over');
  }));
  form.addEventListener('drop', (event) => dropped(event.dataTransfer));
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('beforeunload', (event) => {
    if (running > 0 || queue.length > 0) {
      event.preventDefault();
    }
  });
  earlier();
})();
