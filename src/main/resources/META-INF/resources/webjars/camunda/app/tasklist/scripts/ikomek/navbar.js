/* In Tasklist's bar: a search for an appeal, the directory for those who may read it, and the language. */

import { LANGUAGES, language } from './language.js';

const base = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');

const TEXT = {
  kk: {
    label: 'Өтінішті нөмірі, телефоны, мекенжайы немесе сөздері бойынша табу',
    placeholder: 'Нөмір, телефон, мекенжай, сөз',
    find: 'Табу',
    directory: 'Анықтамалық',
    languages: 'Тіл'
  },
  ru: {
    label: 'Найти обращение по номеру, телефону, адресу или словам',
    placeholder: 'Номер, телефон, адрес, слова',
    find: 'Найти',
    directory: 'Справочник',
    languages: 'Язык'
  },
  en: {
    label: 'Find an appeal by number, phone, address or words',
    placeholder: 'Number, phone, address, words',
    find: 'Find',
    directory: 'Directory',
    languages: 'Language'
  }
}[language];

const NAMES = { kk: ['Қаз', 'Қазақша'], ru: ['Рус', 'Русский'], en: ['Eng', 'English'] };

function element(name, className, ...content) {
  const node = document.createElement(name);
  node.className = className;
  node.append(...content);
  return node;
}

/* What was found opens beside Tasklist, so that nothing typed into a form is lost; one such page is enough. */
function search() {
  const form = element('form', 'ikomek-search');
  form.action = `${base}/staff`;
  form.target = 'ikomek-search';
  form.acceptCharset = 'UTF-8';
  form.setAttribute('role', 'search');
  const input = element('input', 'form-control');
  input.type = 'search';
  input.name = 'query';
  input.required = true;
  input.maxLength = 200;
  input.autocomplete = 'off';
  input.placeholder = TEXT.placeholder;
  input.setAttribute('aria-label', TEXT.label);
  const button = element('button', 'btn btn-default', TEXT.find);
  form.append(input, button);
  return form;
}

/* Whether somebody may read the directory is the directory's own business: it lets in or it does not. */
function directory() {
  const link = element('a', 'ikomek-directory', TEXT.directory);
  link.href = `${base}/desk/directory`;
  link.target = 'ikomek-directory';
  const place = element('span', '');
  fetch(link.href, { method: 'HEAD' }).then(answer => answer.ok && !answer.redirected && place.append(link));
  return place;
}

function languages() {
  const links = LANGUAGES.map(tag => {
    const link = element('a', '', NAMES[tag][0]);
    link.href = `${base}/?language=${tag}`;
    link.lang = tag;
    link.title = NAMES[tag][1];
    if (tag === language) {
      link.setAttribute('aria-current', 'true');
    }
    return link;
  });
  const nav = element('nav', 'ikomek-languages', ...links);
  nav.setAttribute('aria-label', TEXT.languages);
  return nav;
}

export default {
  id: 'ikomek-navbar',
  pluginPoint: 'tasklist.navbar.action',
  priority: 50,

  render: node => {
    node.className = 'ikomek-navbar';
    node.append(search(), directory(), languages());
  }
};
