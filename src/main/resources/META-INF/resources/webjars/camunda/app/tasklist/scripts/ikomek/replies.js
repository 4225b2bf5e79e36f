/*
 * Canned replies beside a task's form: a button above it opens a list with a filter; what is chosen is written after
 * what already stands in the field of the form. Keyboard: Ctrl+Alt+R opens, arrows choose, Enter writes, Esc leaves.
 */

const language = document.documentElement.lang;

const TEXT = {
  kk: {
    open: 'Дайын жауаптар',
    filter: 'Сөзі бойынша іздеу',
    list: 'Дайын жауаптар тізімі',
    in: 'Мәтін тілі',
    none: 'Бұл шешімге дайын жауап жоқ.',
    decide: 'Алдымен тапсырманы алып, шешімді таңдаңыз: жауаптар соған қарай ұсынылады.',
    own: 'осы санат',
    close: 'Жабу',
    failed: 'Дайын жауаптар жүктелмеді. Қайталап көріңіз.',
    keys: '↑ ↓ таңдау · Enter жазу · Esc жабу'
  },
  ru: {
    open: 'Готовые ответы',
    filter: 'Искать по словам',
    list: 'Список готовых ответов',
    in: 'Язык текста',
    none: 'Для этого решения готовых ответов нет.',
    decide: 'Сначала возьмите задачу и выберите решение: ответы предлагаются к нему.',
    own: 'эта категория',
    close: 'Закрыть',
    failed: 'Готовые ответы не загрузились. Попробуйте ещё раз.',
    keys: '↑ ↓ выбрать · Enter вписать · Esc закрыть'
  },
  en: {
    open: 'Canned replies',
    filter: 'Search by words',
    list: 'List of canned replies',
    in: 'Language of the text',
    none: 'There is no canned reply for this decision.',
    decide: 'Claim the task and choose a decision first: the replies depend on it.',
    own: 'this category',
    close: 'Close',
    failed: 'The canned replies could not be loaded. Try again.',
    keys: '↑ ↓ choose · Enter write · Esc close'
  }
}[language];

const LANGUAGES = { kk: 'Қазақша', ru: 'Русский' };

const engine = document.querySelector('base').getAttribute('engine-api');
const base = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');

function element(name, attributes, ...content) {
  const node = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  node.append(...content);
  return node;
}

/* The fields of the form on the screen that take a text now, by their keys. */
function fields() {
  return new Map(
    [...document.querySelectorAll('.task-details .fjs-form textarea')]
      .filter(area => !area.disabled && !area.readOnly)
      .map(area => [area.id.replace(/^.*-Field_/, ''), area])
  );
}

/* The form's own buttons do not tell their values; their order is that of the form's schema. */
function choices(components) {
  for (const component of components) {
    if (component.key === 'decision') {
      return (component.values || []).map(choice => choice.value);
    }
    const found = choices(component.components || []);
    if (found.length) {
      return found;
    }
  }
  return [];
}

/* What is decided on the screen; null for nothing yet. */
function decision(schema) {
  const buttons = [...document.querySelectorAll('.task-details .fjs-form input[id*="-Field_decision-"]')];
  const chosen = buttons.findIndex(button => button.checked);
  return chosen < 0 ? null : choices(schema.components)[chosen];
}

async function ask(address) {
  const answer = await fetch(address, { headers: { Accept: 'application/json' } });
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  return answer.json();
}

/* As if it had been typed, so that the form takes it over. */
function write(area, text) {
  const typed = area.value.replace(/\s+$/, '');
  const value = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
  value.set.call(area, typed ? `${typed}\n${text}` : text);
  area.dispatchEvent(new Event('input', { bubbles: true }));
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
}

function fold(text) {
  return text.toLocaleLowerCase('kk');
}

function dialog(offer, schema, opener) {
  let back = opener;
  const shown = fields();
  const chosen = decision(schema);
  const undecided = shown.size === 0 || (chosen === null && choices(schema.components).length > 0);
  const fitting = offer.replies.filter(
    reply => shown.has(reply.field) && (reply.decision === null || reply.decision === chosen)
  );
  let tongue = offer.language;
  let found = fitting;
  let active = 0;

  const filter = element('input', {
    type: 'text',
    role: 'combobox',
    class: 'form-control',
    autocomplete: 'off',
    'aria-label': TEXT.filter,
    placeholder: TEXT.filter,
    'aria-expanded': 'true',
    'aria-autocomplete': 'list',
    'aria-controls': 'ikomek-replies-list'
  });
  const list = element('ul', { role: 'listbox', id: 'ikomek-replies-list', 'aria-label': TEXT.list });
  const empty = element('p', { role: 'status' });
  const languages = element('fieldset', {}, element('legend', {}, TEXT.in));
  Object.entries(LANGUAGES).forEach(([tag, name]) => {
    const radio = element('input', { type: 'radio', name: 'ikomek-replies-language', value: tag });
    radio.checked = tag === tongue;
    radio.addEventListener('change', () => {
      tongue = tag;
      show();
    });
    languages.append(element('label', { lang: tag }, radio, ' ', name));
  });
  const close = element('button', { type: 'button', class: 'btn btn-default' }, TEXT.close);
  const box = element(
    'dialog',
    { class: 'ikomek-replies', 'aria-labelledby': 'ikomek-replies-title' },
    element('h2', { id: 'ikomek-replies-title' }, TEXT.open),
    filter,
    languages,
    list,
    empty,
    element('footer', {}, element('small', {}, TEXT.keys), close)
  );

  const suffix = () => (tongue === 'kk' ? 'Kk' : 'Ru');
  const title = reply => (language === 'ru' ? reply.titleRu : reply.titleKk);

  function show() {
    const words = fold(filter.value).split(/\s+/).filter(Boolean);
    found = fitting.filter(reply => {
      const all = fold([reply.titleKk, reply.titleRu, reply.textKk, reply.textRu].join(' '));
      return words.every(word => all.includes(word));
    });
    active = Math.min(active, Math.max(found.length - 1, 0));
    list.replaceChildren(
      ...found.map((reply, place) => {
        const item = element(
          'li',
          { role: 'option', id: `ikomek-reply-${place}`, 'aria-selected': String(place === active) },
          element('strong', {}, title(reply)),
          ...(reply.own ? [element('span', { class: 'ikomek-reply-own' }, TEXT.own)] : []),
          element('p', { lang: tongue }, reply[`text${suffix()}`])
        );
        item.addEventListener('click', () => use(reply));
        return item;
      })
    );
    list.hidden = found.length === 0;
    empty.textContent = found.length ? '' : undecided ? TEXT.decide : TEXT.none;
    mark();
  }

  function mark() {
    [...list.children].forEach((item, place) => item.setAttribute('aria-selected', String(place === active)));
    if (found.length) {
      filter.setAttribute('aria-activedescendant', `ikomek-reply-${active}`);
      list.children[active].scrollIntoView({ block: 'nearest' });
    } else {
      filter.removeAttribute('aria-activedescendant');
    }
  }

  function use(reply) {
    back = fields().get(reply.field);
    write(back, reply[`text${suffix()}`]);
    box.close();
  }

  filter.addEventListener('input', () => {
    active = 0;
    show();
  });
  filter.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      event.preventDefault();
      active = (active + step + found.length) % found.length;
      mark();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (found.length) {
        use(found[active]);
      }
    }
  });
  close.addEventListener('click', () => box.close());
  box.addEventListener('close', () => {
    box.remove();
    back.focus();
  });
  document.body.append(box);
  box.showModal();
  show();
  filter.focus();
}

export default {
  id: 'ikomek-replies',
  pluginPoint: 'tasklist.task.action',
  priority: 50,

  render: (node, _, scope) => {
    let taskId = null;
    const button = element('button', { type: 'button', class: 'btn btn-link ikomek-replies-open', title: 'Ctrl+Alt+R' }, TEXT.open);
    const told = element('span', { role: 'status', class: 'ikomek-failed' });
    node.append(button, told);

    async function open() {
      if (!taskId || document.querySelector('dialog[open]')) {
        return;
      }
      told.textContent = '';
      const back = document.activeElement && document.activeElement.closest('.fjs-form') ? document.activeElement : button;
      const task = encodeURIComponent(taskId);
      try {
        const [offer, schema] = await Promise.all([
          ask(`${base}/api/tasks/${task}/replies`),
          ask(`${engine}engine/default/task/${task}/deployed-form`)
        ]);
        dialog(offer, schema, back);
      } catch (failure) {
        told.textContent = TEXT.failed;
      }
    }

    function pressed(event) {
      if (event.ctrlKey && event.altKey && event.code === 'KeyR') {
        event.preventDefault();
        open();
      }
    }

    button.addEventListener('click', open);
    document.addEventListener('keydown', pressed);
    scope.taskData.newChild(scope).observe('task', task => {
      taskId = task && task.id ? task.id : null;
      button.hidden = !taskId;
    });
    scope.$on('$destroy', () => document.removeEventListener('keydown', pressed));
  }
};
