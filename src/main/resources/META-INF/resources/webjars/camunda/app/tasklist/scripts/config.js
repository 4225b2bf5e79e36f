/*
 * Tasklist's settings for iKomek 109. Read before Tasklist starts, so what must be so from the first moment stands here:
 * the language, and that nobody meets the drafts of whoever sat here before.
 */

import { DATES, LANGUAGES } from './ikomek/language.js';

// Drafts hold what a resident said, and would be offered to the next operator on this machine.
Object.keys(localStorage)
  .filter(key => key.startsWith('camunda-form:'))
  .forEach(key => localStorage.removeItem(key));

// Tasklist's page switches off its loader's limit of 7 seconds, but the bundled loader never reads that: a part that
// arrives later would leave the page at its spinner for good. The first answers after a start of the server can be so late.
window.require.config({ waitSeconds: 0 });

export default {
  app: { vendor: 'iKomek', name: '109' },
  locales: { availableLocales: LANGUAGES, fallbackLocale: 'en' },
  dateFormat: DATES,
  disableWelcomeMessage: true,
  customScripts: [
    'scripts/ikomek/login',
    'scripts/ikomek/start',
    'scripts/ikomek/number',
    'scripts/ikomek/refusal',
    'scripts/ikomek/forms',
    'scripts/ikomek/navbar',
    'scripts/ikomek/cards',
    'scripts/ikomek/sheet',
    'scripts/ikomek/dossier',
    'scripts/ikomek/replies',
    'scripts/ikomek/bulk'
  ],
  shortcuts: {
    claimTask: { key: 'ctrl+alt+c', description: 'claims the currently selected task' },
    focusFilter: { key: 'ctrl+shift+f', description: 'set the focus to the first filter in the list' },
    focusList: { key: 'ctrl+alt+l', description: 'sets the focus to the first task in the list' },
    focusForm: { key: 'ctrl+alt+f', description: 'sets the focus to the first input field in a task form' },
    startProcess: { key: 'ctrl+alt+p', description: 'opens the start process modal dialog' }
  }
};
