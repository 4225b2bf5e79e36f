/* After registering, the appeal's number stands large on the screen, to read out and to copy. */

import { attachments } from './attachments.js';

const START_FORM = /\/process-definition\/[^/]+\/submit-form$/;

const TEXT = {
  title: 'Өтініш тіркелді / Обращение зарегистрировано',
  read: 'Тұрғынға оқып беріңіз / Продиктуйте жителю',
  copy: 'Көшіру / Копировать',
  copied: 'Көшірілді / Скопировано',
  close: 'Жабу / Закрыть'
};

const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (method, url, ...rest) {
  if (method.toUpperCase() === 'POST' && START_FORM.test(url)) {
    this.addEventListener('load', () => {
      const number = this.status === 200 && JSON.parse(this.responseText).businessKey;
      if (number) {
        show(number);
      }
    });
  }
  return open.call(this, method, url, ...rest);
};

function show(number) {
  const dialog = element('dialog', 'ikomek-number');
  dialog.setAttribute('aria-labelledby', 'ikomek-number-title');
  const title = element('h2', '', TEXT.title);
  title.id = 'ikomek-number-title';
  const digits = element('output', 'ikomek-number-digits', number.slice(0, 4) + '\u00a0' + number.slice(4));
  const copy = element('button', 'btn btn-default', TEXT.copy);
  copy.type = 'button';
  copy.addEventListener('click', () => copyText(number, digits).then(() => (copy.textContent = TEXT.copied)));
  const close = element('button', 'btn btn-primary', TEXT.close);
  close.type = 'button';
  close.autofocus = true;
  close.addEventListener('click', () => dialog.close());
  const buttons = element('div', 'ikomek-number-buttons');
  buttons.append(copy, close);
  // What the resident sends is attached here, because before there was no appeal to attach it to.
  const files = attachments();
  dialog.append(title, digits, element('p', '', TEXT.read), files.section, buttons);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  files.load(number);
}

/* A browser gives the clipboard only to pages that came over TLS; the older way works in any network. */
function copyText(text, digits) {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text);
  }
  window.getSelection().selectAllChildren(digits);
  document.execCommand('copy');
  return Promise.resolve();
}

function element(name, className, text) {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text || '';
  return node;
}

export default [];
