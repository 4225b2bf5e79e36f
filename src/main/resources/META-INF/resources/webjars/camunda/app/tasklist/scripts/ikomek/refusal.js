/*
 * What our rules refuse is said in our sentence alone: the server sends it as problem details, and Tasklist's words
 * around it ("An error happened while …") are left out. The field it is about is marked and gets the cursor.
 */

import { whenStarted } from './tasklist.js';

const refusals = new Map();
let forget = () => {};

const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (...call) {
  this.addEventListener('load', () => {
    if ((this.getResponseHeader('Content-Type') || '').startsWith('application/problem+json')) {
      const problem = JSON.parse(this.responseText);
      refusals.set(problem.detail, problem.field);
    } else if (this.status < 300 && call[1].endsWith('/submit-form')) {
      forget();
    }
  });
  return open.apply(this, call);
};

whenStarted(injector => {
  const notifications = injector.get('Notifications');
  const addError = notifications.addError;
  forget = () => notifications.clearAll();
  // Some parts of Tasklist hear of an answer before the listener above does.
  notifications.addError = error => injector.get('$timeout')(() => tell(error), 0);

  function tell(error) {
    const sentence = error && error.message;
    if (!refusals.has(sentence)) {
      addError.call(notifications, error);
      return;
    }
    mark(refusals.get(sentence));
    addError.call(notifications, { ...error, status: sentence, message: '', exclusive: true });
  }
});

function mark(field) {
  document.querySelectorAll('.ikomek-refused').forEach(marked => marked.classList.remove('ikomek-refused'));
  const input = field && document.querySelector(`.fjs-form [id$="-Field_${CSS.escape(field)}"]`);
  if (input) {
    const box = input.closest('.fjs-form-field') || input;
    box.classList.add('ikomek-refused');
    box.addEventListener('input', () => box.classList.remove('ikomek-refused'), { once: true });
    box.addEventListener('change', () => box.classList.remove('ikomek-refused'), { once: true });
    input.focus();
  }
}

export default [];
