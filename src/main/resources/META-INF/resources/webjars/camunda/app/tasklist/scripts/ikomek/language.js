/*
 * The language in which the reader reads: the one of our switch, which the server keeps with the person and hands over in
 * a cookie. Loaded before Tasklist and the Welcome page start, because they ask the browser for its language only once.
 */

export const LANGUAGES = ['kk', 'ru', 'en'];

const chosen = /(?:^|;\s*)language=(\w+)/.exec(document.cookie);

export const language = chosen && LANGUAGES.includes(chosen[1]) ? chosen[1] : LANGUAGES[0];

document.documentElement.lang = language;
Object.defineProperty(window.navigator, 'languages', { configurable: true, get: () => [language] });

/** Dates and times as people here write them. */
export const DATES = {
  monthName: 'MMMM',
  day: 'DD',
  abbr: 'DD.MM.YYYY HH:mm',
  normal: 'DD.MM.YYYY HH:mm',
  long: 'DD.MM.YYYY HH:mm',
  short: 'DD.MM.YYYY'
};
