/* What the forms would say in English: messages of the fields, lists to choose from; and dates. */

import { language } from './language.js';
import { whenStarted } from './tasklist.js';

// Dates take the language of whichever texts were loaded last, be it the fallback's.
whenStarted(injector => {
  const dates = injector.get('amMoment');
  const root = injector.get('$rootScope');
  dates.changeLocale(language);
  root.$on('$translateLoadingEnd', () => dates.changeLocale(language));
});

/* Each of form-js's English sentences, and what stands for it; a group of the pattern stands for its number: $1. */
const SENTENCES = [
  [/^Field is required\.$/, { kk: 'Толтырылуы керек.', ru: 'Нужно заполнить.' }],
  [/^Field must match pattern .+\.$/s, { kk: 'Жазылуы үлгіге сай емес.', ru: 'Запись не по образцу.' }],
  [/^Field must have minimum length of (\d+)\.$/, { kk: 'Кемінде $1 таңба керек.', ru: 'Нужно не меньше $1 знаков.' }],
  [/^Field must have maximum length of (\d+)\.$/, { kk: 'Ең көбі $1 таңба болады.', ru: 'Можно не больше $1 знаков.' }],
  [/^Field must have minimum value of (.+)\.$/, { kk: '$1 немесе одан көп болуы керек.', ru: 'Нужно не меньше $1.' }],
  [/^Field must have maximum value of (.+)\.$/, { kk: '$1 немесе одан аз болуы керек.', ru: 'Нужно не больше $1.' }],
  [
    /^Field must be a valid {1,2}international phone number\..*$/,
    { kk: 'Нөмірді халықаралық түрде жазыңыз: +7 701 123 45 67.', ru: 'Нужен международный номер: +7 701 123 45 67.' }
  ],
  [
    /^Field must be a valid email\.$/,
    { kk: 'Электрондық пошта мекенжайы дұрыс емес.', ru: 'Неверный адрес электронной почты.' }
  ],
  [/^Value is not a number\.$/, { kk: 'Сан болуы керек.', ru: 'Нужно число.' }],
  [/^Value is expected to be an integer\.$/, { kk: 'Бүтін сан болуы керек.', ru: 'Нужно целое число.' }],
  [
    /^Value is expected to have at most (\d+) decimal digits?\.$/,
    { kk: 'Үтірден кейін ең көбі $1 цифр болады.', ru: 'После запятой можно не больше $1 цифр.' }
  ],
  [
    /^Please select a valid value, the two nearest valid values are (.+) and (.+)\.$/,
    { kk: 'Ең жақын жарамды мәндер: $1 және $2.', ru: 'Ближайшие допустимые значения: $1 и $2.' }
  ],
  [
    /^Date and time must both be entered\.$/,
    { kk: 'Күнін де, уақытын да жазыңыз.', ru: 'Нужны и дата, и время.' }
  ],
  [/^Search$/, { kk: 'Іздеу', ru: 'Поиск' }],
  [/^Select$/, { kk: 'Таңдаңыз', ru: 'Выберите' }],
  [/^(No results|Nothing found)$/, { kk: 'Ештеңе табылмады', ru: 'Ничего не найдено' }],
  [/^Nothing selected$/, { kk: 'Ештеңе таңдалмаған', ru: 'Ничего не выбрано' }],
  [/^All values selected$/, { kk: 'Бәрі таңдалды', ru: 'Выбрано всё' }],
  [/^Nothing to show\.$/, { kk: 'Көрсететін ештеңе жоқ.', ru: 'Показать нечего.' }],
  [/^Remove tag$/, { kk: 'Алып тастау', ru: 'Убрать' }],
  [/^Skip to search$/, { kk: 'Іздеуге өту', ru: 'Перейти к поиску' }],
  [/^Increment$/, { kk: 'Көбейту', ru: 'Увеличить' }],
  [/^Decrement$/, { kk: 'Азайту', ru: 'Уменьшить' }],
  [/^Previous page$/, { kk: 'Алдыңғы бет', ru: 'Предыдущая страница' }],
  [/^Next page$/, { kk: 'Келесі бет', ru: 'Следующая страница' }],
  [/^mm\/dd\/yyyy$/, { kk: 'кк.аа.жжжж', ru: 'дд.мм.гггг' }],
  [/^hh:mm( \?m)?$/, { kk: 'сс:мм', ru: 'чч:мм' }]
];

const ATTRIBUTES = ['placeholder', 'title', 'aria-label'];

/* What people typed is no text of the form, and stays. */
function translated(text) {
  const known = SENTENCES.find(([pattern]) => pattern.test(text));
  return known ? text.replace(known[0], known[1][language]) : text;
}

function translate(root) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const text = node.parentElement && node.parentElement.closest('textarea') ? node.data : translated(node.data);
    if (text !== node.data) {
      node.data = text;
    }
  }
  ATTRIBUTES.forEach(name =>
    [root, ...root.querySelectorAll(`[${name}]`)].forEach(element => {
      const before = element.getAttribute(name);
      const after = before && translated(before);
      if (after !== before) {
        element.setAttribute(name, after);
      }
    })
  );
}

if (language !== 'en') {
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
  ).observe(document.body, {
    childList: true,
    subtree: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES
  });
}

export default [];
