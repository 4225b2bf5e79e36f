// The desk's page of a call: choosing a category by typing, keys, the call's clock. Without it the page is a plain form.
(function () {
  'use strict';

  const form = document.getElementById('call-form');
  if (form) {
    combobox();
    clock(document.querySelector('.call-clock'));
    keys();
    document.body.addEventListener('htmx:afterSwap', (event) => {
      if (event.target.id === 'hints') {
        const told = event.target.firstElementChild;
        if (told && told.dataset.enquiry === 'true') {
          document.getElementById('answer-part').hidden = false;
        }
      }
    });
  }
  document.querySelectorAll('[data-copy]').forEach((button) => button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.textContent = button.dataset.copied;
  }));
  const next = document.getElementById('next');
  if (next) {
    next.focus();
  }

  function combobox() {
    const input = document.getElementById('category-typed');
    const code = document.getElementById('category');
    const list = document.getElementById('category-options');
    let chosenName = code.value ? input.value : '';

    const options = () => Array.from(list.querySelectorAll('[role="option"]'));
    const active = () => options().findIndex((option) => option.getAttribute('aria-selected') === 'true');

    function open(show) {
      list.hidden = !show;
      input.setAttribute('aria-expanded', String(show));
      if (!show) {
        input.removeAttribute('aria-activedescendant');
      }
    }

    function mark(index) {
      options().forEach((option, at) => option.setAttribute('aria-selected', String(at === index)));
      const option = options()[index];
      if (option) {
        input.setAttribute('aria-activedescendant', option.id);
      }
    }

    function choose(option) {
      code.value = option.dataset.code;
      input.value = chosenName = option.dataset.name;
      open(false);
      form.dispatchEvent(new Event('chosen'));
    }

    document.body.addEventListener('htmx:afterSwap', (event) => {
      if (event.target === list && document.activeElement === input) {
        open(true);
        mark(0);
      }
    });
    input.addEventListener('input', () => {
      if (input.value !== chosenName) {
        code.value = '';
      }
    });
    input.addEventListener('keydown', (event) => {
      const count = options().length;
      if (event.key === 'ArrowDown' && list.hidden && count) {
        open(true);
        mark(0);
      } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count) {
        mark((active() + (event.key === 'ArrowDown' ? 1 : count - 1)) % count);
      } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.ctrlKey && !list.hidden && active() >= 0) {
        choose(options()[active()]);
        if (event.key === 'Tab') {
          return;
        }
      } else if (event.key === 'Enter' && !event.ctrlKey) {
        // One Enter too many is not to send a call off.
      } else if (event.key === 'Escape' && !list.hidden) {
        open(false);
      } else {
        return;
      }
      event.preventDefault();
    });
    input.addEventListener('blur', () => open(false));
    list.addEventListener('mousedown', (event) => {
      const option = event.target.closest('[role="option"]');
      if (option) {
        event.preventDefault();
        choose(option);
      }
    });
  }

  function keys() {
    const answer = document.getElementById('answer');
    document.addEventListener('keydown', (event) => {
      if (event.key === 'F2') {
        document.getElementById('answer-part').hidden = false;
        const code = document.getElementById('category');
        if (!code.value) {
          enquiry(code);
        }
        answer.focus();
      } else if (event.key === 'F4' || event.key === 'F8') {
        document.getElementById(event.key === 'F4' ? 'anonymous' : 'danger').click();
      } else if (event.key === 'Enter' && event.ctrlKey) {
        form.requestSubmit(form.querySelector('.go'));
      } else {
        return;
      }
      event.preventDefault();
    });
    form.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.target.tagName === 'INPUT' && !event.ctrlKey) {
        event.preventDefault();
      }
    });
    form.addEventListener('submit', (event) => {
      if (form.dataset.sent && !event.submitter?.hasAttribute('formaction')) {
        event.preventDefault();
      }
      form.dataset.sent = 'true';
    });
  }

  /** An answer given in the call is one to an enquiry, unless something else was chosen. */
  function enquiry(code) {
    code.value = form.dataset.enquiry;
    document.getElementById('category-typed').value = form.dataset.enquiryName;
    form.dispatchEvent(new Event('chosen'));
  }

  function clock(shown) {
    const since = Number(shown.dataset.since);
    const time = shown.querySelector('.time');
    const over = shown.querySelector('.over');
    function tick() {
      const seconds = Math.max(0, Math.floor((Date.now() - since) / 1000));
      time.textContent = Math.floor(seconds / 60) + ':' + String(seconds % 60).padStart(2, '0');
      const hints = document.querySelector('#hints > [data-limit]');
      const late = hints !== null && seconds > Number(hints.dataset.limit);
      shown.classList.toggle('late', late);
      over.textContent = late ? shown.dataset.over : '';
    }
    tick();
    setInterval(tick, 1000);
  }
})();
