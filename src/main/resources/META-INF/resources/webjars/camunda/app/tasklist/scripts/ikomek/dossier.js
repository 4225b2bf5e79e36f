/* The tab of a task's appeal: facts, deadline, course, mails, files, and which other appeals one had better know. */

import { attachments } from './attachments.js';

const base = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');

const TEXT = {
  kk: { tab: 'Өтініш', failed: 'Өтініш деректері жүктелмеді. Бетті жаңартыңыз.' },
  ru: { tab: 'Обращение', failed: 'Данные обращения не загрузились. Обновите страницу.' },
  en: { tab: 'Appeal', failed: 'The appeal could not be loaded. Refresh the page.' }
}[document.documentElement.lang];

function element(name, className, ...content) {
  const node = document.createElement(name);
  node.className = className;
  node.append(...content.filter(part => part !== null && part !== undefined));
  return node;
}

function section(title, ...content) {
  return element('section', '', element('h3', '', title), ...content);
}

function link(path, text) {
  const node = element('a', '', text);
  node.href = base + path;
  node.target = '_blank';
  return node;
}

function tag(text, className = '') {
  return element('span', `ikomek-tag ${className}`, text);
}

function deadline({ at, late, left, why }, words) {
  return element(
    'div',
    late ? 'ikomek-deadline ikomek-late' : 'ikomek-deadline',
    element('span', '', `${words.deadline}: ${at}`),
    left ? element('strong', '', late ? '⚠ ' : '', left) : null,
    element('p', 'ikomek-why', why)
  );
}

function fact({ label, value }) {
  return element('div', '', element('dt', '', label), element('dd', '', value));
}

function work({ agency, since, state, said }) {
  return element(
    'li',
    '',
    element('strong', '', agency),
    ' ',
    tag(state),
    element('small', '', ` ${since}`),
    said ? element('p', 'ikomek-said', said) : null
  );
}

function entry({ at, who, step, state, note }) {
  return element(
    'li',
    '',
    element('time', '', at),
    element(
      'div',
      '',
      element('strong', '', step),
      ' ',
      state ? tag(state) : null,
      element('small', '', ` ${who}`),
      note ? element('p', 'ikomek-said', note) : null
    )
  );
}

function related({ number, path, category, place, state, at }) {
  return element(
    'li',
    '',
    link(path, number),
    ' ',
    tag(state),
    element('small', '', ` ${at}`),
    element('p', '', place ? `${category} · ${place}` : category)
  );
}

function mail({ at, addressee, address, subject, state, dead }) {
  return element(
    'li',
    '',
    element('strong', '', subject),
    ' ',
    tag(state, dead ? 'ikomek-bad' : ''),
    element('small', '', `${at} · ${addressee} · ${address}`)
  );
}

function list(items, make) {
  return element('ul', '', ...items.map(make));
}

function others(title, appeals, words) {
  return section(
    title,
    appeals.length ? list(appeals, related) : element('p', 'ikomek-none', words['nothing-alike'])
  );
}

function sheet({ appeal, words }, files) {
  const mayReadMails = appeal.rights.includes('VIEW_MAILS');
  const mayKnowResident = appeal.rights.includes('VIEW_RESIDENT');
  return [
    element(
      'header',
      '',
      element('h2', '', link(appeal.path, appeal.number)),
      tag(appeal.outcome || appeal.state),
      appeal.danger ? element('span', 'ikomek-danger', '⚠ ', words.danger) : null,
      element('p', 'ikomek-category', appeal.category)
    ),
    element(
      'div',
      'ikomek-columns',
      element(
        'div',
        '',
        deadline(appeal.deadline, words),
        appeal.words ? element('blockquote', 'ikomek-said', appeal.words) : null,
        element('dl', '', ...appeal.facts.map(fact)),
        files,
        appeal.agencies.length ? section(words.agencies, list(appeal.agencies, work)) : null
      ),
      element(
        'div',
        '',
        section(words.journal, element('ol', 'ikomek-timeline', ...appeal.journal.map(entry))),
        mayKnowResident ? others(words['of-caller'], appeal.ofCaller, words) : null,
        others(words.similar, appeal.similar, words),
        mayReadMails
          ? section(
              words.mails,
              appeal.mails.length ? list(appeal.mails, mail) : element('p', 'ikomek-none', words['no-mails'])
            )
          : null
      )
    )
  ];
}

export default {
  id: 'ikomek-dossier',
  pluginPoint: 'tasklist.task.detail',
  priority: 900,
  properties: { label: TEXT.tab },

  render: async (node, { taskId }) => {
    const page = element('div', 'ikomek-dossier');
    node.replaceChildren(page);
    try {
      const answer = await fetch(`${base}/api/tasks/${encodeURIComponent(taskId)}/dossier`, {
        headers: { Accept: 'application/json' }
      });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      const dossier = await answer.json();
      const files = attachments({ chooser: false });
      page.replaceChildren(...sheet(dossier, files.section));
      await files.load(dossier.appeal.number);
    } catch (failure) {
      page.replaceChildren(element('p', 'ikomek-failed', TEXT.failed));
    }
  }
};
