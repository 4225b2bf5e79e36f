/* What Tasklist would say in English: the forms' own words, and dates. */

import { whenStarted } from './tasklist.js';

const language = document.documentElement.lang;

// Dates take the language of whichever texts were loaded last, be it the fallback's.
whenStarted(injector => {
  const dates = injector.get('amMoment');
  const root = injector.get('$rootScope');
  dates.changeLocale(language);
  root.$on('$translateLoadingEnd', () => dates.changeLocale(language));
});

const WORDS = {
  kk: {
    'Field is required.': 'Толтырылуы керек.',
    Search: 'Іздеу',
    Select: 'Таңдаңыз',
    'No results': 'Ештеңе табылмады',
    'Nothing found': 'Ештеңе табылмады'
  },
  ru: {
    'Field is required.': 'Нужно заполнить.',
    Search: 'Поиск',
    Select: 'Выберите',
    'No results': 'Ничего не найдено',
    'Nothing found': 'Ничего не найдено'
  }
}[language];

function translate(root) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const word = WORDS[texts.currentNode.data];
    if (word) {
      texts.currentNode.data = word;
    }
  }
  root.querySelectorAll('[placeholder]').forEach(input => {
    const word = WORDS[input.placeholder];
    if (word) {
      input.placeholder = word;
    }
  });
}

if (WORDS) {
  new MutationObserver(changes =>
    changes.forEach(change => {
      const element = change.target.nodeType === Node.TEXT_NODE ? change.target.parentElement : change.target;
      const form = element && element.closest('.fjs-container');
      if (form) {
        translate(element);
      } else {
        change.addedNodes.forEach(
          added => added.querySelectorAll && added.querySelectorAll('.fjs-container').forEach(translate)
        );
      }
    })
  ).observe(document.body, { childList: true, subtree: true, characterData: true });
}

export default [];
