/* The Welcome page's settings for iKomek 109: the same languages and dates as in Tasklist, and nobody else's links. */

import { DATES, LANGUAGES } from '../../tasklist/scripts/ikomek/language.js';

export default {
  app: { vendor: 'iKomek', name: '109' },
  locales: { availableLocales: LANGUAGES, fallbackLocale: 'en' },
  dateFormat: DATES,
  disableWelcomeMessage: true,
  links: []
};
