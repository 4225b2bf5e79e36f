/* Beside every task's form: what the resident said, who and where it is, the deadline, and what was said since. */

import { attachments } from './attachments.js';

const RELOAD = 30000;

const FAILED = {
  kk: 'Өтініш деректері жүктелмеді. Бетті жаңартыңыз.',
  ru: 'Данные обращения не загрузились. Обновите страницу.',
  en: 'The appeal could not be loaded. Refresh the page.'
}[document.documentElement.lang];

const base = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');

function element(name, className, ...content) {
  const node = document.createElement(name);
  node.className = className;
  node.append(...content.filter(part => part !== null && part !== undefined));
  return node;
}

function fact({ label, value, link }) {
  const shown = link ? element('a', '', value) : value;
  if (link) {
    shown.href = link;
  }
  return [element('dt', '', label), element('dd', '', shown)];
}

function entry({ at, label, who, said }) {
  return element(
    'li',
    '',
    element('strong', '', label),
    ...(said ? [element('p', 'ikomek-said', said)] : []),
    element('small', '', `${who}, ${at}`)
  );
}

function sheet(appeal) {
  const { deadline } = appeal;
  const parts = [
    element(
      'header',
      '',
      element('h2', '', appeal.number),
      appeal.danger ? element('span', 'ikomek-danger', '⚠ ', appeal.danger) : null
    ),
    element('p', 'ikomek-category', appeal.category),
    element(
      'p',
      deadline.late ? 'ikomek-deadline ikomek-late' : 'ikomek-deadline',
      element('span', '', `${deadline.label}: ${deadline.at}`),
      element('strong', '', deadline.late ? '⚠ ' : '', deadline.left)
    ),
    element('h3', '', appeal.wordsLabel),
    element('blockquote', 'ikomek-said', appeal.words),
    element('dl', '', ...appeal.facts.flatMap(fact))
  ];
  if (appeal.history.length) {
    parts.push(element('h3', '', appeal.historyLabel), element('ol', '', ...appeal.history.map(entry)));
  }
  if (deadline.why) {
    parts.push(element('p', 'ikomek-why', deadline.why));
  }
  return parts;
}

export default {
  id: 'ikomek-sheet',
  pluginPoint: 'tasklist.task.action',
  priority: 0,

  render: (node, _, scope) => {
    const panel = element('aside', 'ikomek-sheet');
    panel.setAttribute('aria-live', 'off');
    const body = element('div', '');
    const files = attachments();
    panel.append(body, files.section);
    node.append(panel);
    let taskId = null;

    function show(...content) {
      body.replaceChildren(...content);
      const column = panel.closest('.task-details');
      if (column) {
        column.classList.toggle('ikomek-with-sheet', content.length > 0);
      }
    }

    async function load() {
      const wanted = taskId;
      try {
        const answer = await fetch(`${base}/api/tasks/${encodeURIComponent(wanted)}/appeal`, {
          headers: { Accept: 'application/json' }
        });
        if (wanted !== taskId) {
          return;
        }
        if (answer.status === 404) {
          show();
          files.load(null);
        } else if (answer.ok) {
          const appeal = await answer.json();
          show(...sheet(appeal));
          files.load(appeal.number);
        } else {
          throw new Error(String(answer.status));
        }
      } catch (failure) {
        if (wanted === taskId) {
          show(element('p', 'ikomek-failed', FAILED));
        }
      }
    }

    scope.taskData.newChild(scope).observe('task', task => {
      const id = task && task.id ? task.id : null;
      if (id === taskId) {
        return;
      }
      taskId = id;
      if (taskId) {
        load();
      } else {
        show();
        files.load(null);
      }
    });
    const clock = window.setInterval(() => taskId && load(), RELOAD);
    scope.$on('$destroy', () => window.clearInterval(clock));
  }
};
