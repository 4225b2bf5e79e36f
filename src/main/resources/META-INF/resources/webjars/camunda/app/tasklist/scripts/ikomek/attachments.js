/* Photos and documents of an appeal: what there is, and a chooser for more. Used beside the form, in the tab, and with the new number. */

const base = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');

let sections = 0;

function element(name, className, ...content) {
  const node = document.createElement(name);
  node.className = className;
  node.append(...content.filter(part => part !== null && part !== undefined));
  return node;
}

function place({ text, link }, words) {
  const map = element('a', '', words.map);
  map.href = link;
  map.target = '_blank';
  map.rel = 'noopener noreferrer';
  return element('p', 'ikomek-file-place', `${words.place}: ${text} · `, map);
}

function item(file, words) {
  const link = element('a', 'ikomek-file-link');
  link.href = base + file.path;
  link.target = '_blank';
  if (file.thumbnail) {
    const picture = element('img', '');
    picture.src = base + file.thumbnail;
    picture.alt = '';
    picture.loading = 'lazy';
    link.append(picture);
  } else {
    const paper = element('span', 'ikomek-file-paper', 'PDF');
    paper.setAttribute('aria-hidden', 'true');
    link.append(paper);
  }
  link.append(element('strong', '', `${file.title}: ${file.name}`));
  return element('li', '', link, element('small', '', file.about), file.place ? place(file.place, words) : null);
}

/* One request for a file: each has its own progress, and a broken connection costs one file only. */
function send(upload, kind, file, progress) {
  return new Promise((done, failed) => {
    const body = new FormData();
    body.append('kind', kind);
    body.append('files', file);
    const request = new XMLHttpRequest();
    request.upload.addEventListener('progress', event => {
      if (event.lengthComputable) {
        progress.value = event.loaded / event.total;
      }
    });
    request.addEventListener('load', () => {
      try {
        done(JSON.parse(request.responseText));
      } catch (unreadable) {
        failed(unreadable);
      }
    });
    request.addEventListener('error', failed);
    request.open('POST', base + upload.path);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader(upload.token.header, upload.token.value);
    request.send(body);
  });
}

/* What the server would refuse anyway is not sent for minutes first. */
function tooLarge(file, upload) {
  return file.size > upload.largest;
}

function refusals(answer, file) {
  if (answer.refused) {
    return answer.refused;
  }
  return answer.detail ? [{ name: file.name, reason: answer.detail }] : [];
}

/**
 * A section for one appeal; load() asks for its files and shows them, and hides the section from who may not see any.
 * Without a chooser where there is one on the screen already.
 */
export function attachments({ chooser = true } = {}) {
  const id = `ikomek-files-${++sections}`;
  const title = element('h3', '');
  title.id = id;
  const list = element('ul', 'ikomek-files');
  const form = element('form', 'ikomek-attach');
  const news = element('div', 'ikomek-file-news');
  news.setAttribute('role', 'status');
  const section = element('section', 'ikomek-attachments', title, list, form, news);
  section.setAttribute('aria-labelledby', id);
  section.hidden = true;

  let path = null;
  let shown = '';
  let busy = false;

  function show(sheet) {
    const now = JSON.stringify([sheet.files, sheet.upload && sheet.upload.kinds]);
    section.hidden = sheet.files.length === 0 && !(chooser && sheet.upload);
    if (now === shown) {
      return;
    }
    shown = now;
    title.textContent = sheet.words.title;
    list.replaceChildren(...sheet.files.map(file => item(file, sheet.words)));
    offer(sheet);
  }

  function offer({ upload, words }) {
    if (!upload || !chooser) {
      form.replaceChildren();
      return;
    }
    const kind = element('select', 'form-control');
    kind.id = `${id}-kind`;
    upload.kinds.forEach(({ value, label, likely }) => kind.append(new Option(label, value, likely, likely)));
    // The browser's own button speaks the browser's language: it is there for the keyboard, the label is what is seen.
    const files = element('input', 'ikomek-choose');
    files.type = 'file';
    files.id = `${id}-choose`;
    files.multiple = true;
    files.accept = upload.types;
    const hint = element('small', '', upload.hint);
    hint.id = `${id}-hint`;
    files.setAttribute('aria-describedby', hint.id);
    files.addEventListener('change', () => add([...files.files], kind.value, upload, words).then(() => (files.value = '')));
    form.replaceChildren(
      label(kind, words.kind),
      kind,
      files,
      label(files, words.choose),
      hint
    );
  }

  function label(input, text) {
    const node = element('label', '', text);
    node.htmlFor = input.id;
    return node;
  }

  async function add(files, kind, upload, words) {
    busy = true;
    const lines = files.map(file => {
      const progress = element('progress', '');
      progress.max = 1;
      progress.value = 0;
      progress.setAttribute('aria-label', file.name);
      const state = element('span', '', words.sending);
      const line = element('p', '', element('strong', '', file.name), ' ', state, progress);
      return { file, line, progress, state };
    });
    news.replaceChildren(...lines.map(({ line }) => line));
    for (const { file, line, progress, state } of lines) {
      let refused;
      let taken = null;
      try {
        const answer = tooLarge(file, upload)
          ? { refused: [{ name: file.name, reason: upload.hint }] }
          : await send(upload, kind, file, progress);
        refused = refusals(answer, file);
        taken = (answer.attached || [])[0];
        if (!refused.length && !taken) {
          refused = [{ name: file.name, reason: words.failed }];
        }
      } catch (failure) {
        refused = [{ name: file.name, reason: words.failed }];
      }
      progress.remove();
      line.classList.toggle('ikomek-file-refused', refused.length > 0);
      state.textContent = refused.length ? `⚠ ${refused[0].reason}` : `✓ ${words.sent}`;
      if (taken && taken.place) {
        line.after(place(taken.place, words));
      }
    }
    busy = false;
    await load(path);
    const again = form.querySelector('input[type="file"]');
    if (again) {
      again.focus();
    }
  }

  /* number: eight digits, with or without spaces; null empties the section. */
  async function load(wanted) {
    const next = wanted && (wanted.startsWith('/') ? wanted : `/staff/appeals/${wanted.replace(/\D/g, '')}/attachments`);
    if (next !== path) {
      path = next;
      shown = '';
      news.replaceChildren();
      section.hidden = true;
    }
    if (!path || busy) {
      return;
    }
    const answer = await fetch(base + path, { headers: { Accept: 'application/json' } });
    if (next === path && answer.ok) {
      show(await answer.json());
    } else if (next === path) {
      section.hidden = true;
    }
  }

  form.addEventListener('submit', event => event.preventDefault());
  return { section, load };
}

export default [];
