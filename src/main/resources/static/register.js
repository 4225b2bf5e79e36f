// The desk: choosing a category by typing, keys, the call's clock, what the telephone knows. Without it the page is a plain form.
(function () {
  'use strict';

  const kept = 'ikomek-call';
  const form = document.getElementById('call-form');
  if (form) {
    combobox();
    const restart = clock(document.querySelector('.call-clock'));
    const show = panels();
    keys(show);
    telephone(restart);
    unsaved();
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
    sessionStorage.removeItem(kept);
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

  /** The form and the directory, one behind the other. */
  function panels() {
    const tabs = Array.from(document.querySelectorAll('[role="tab"]'));
    const panel = (tab) => document.getElementById(tab.getAttribute('aria-controls'));
    const first = { register: 'text', 'look-up': 'directory-text' };

    function show(tab) {
      tabs.forEach((other) => {
        other.setAttribute('aria-selected', String(other === tab));
        other.tabIndex = other === tab ? 0 : -1;
        panel(other).hidden = other !== tab;
      });
    }
    show(tabs[0]);
    tabs.forEach((tab, at) => {
      tab.addEventListener('click', () => {
        show(tab);
        document.getElementById(first[panel(tab).id])?.focus();
      });
      tab.addEventListener('keydown', (event) => {
        if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
          const other = tabs[(at + 1) % tabs.length];
          show(other);
          other.focus();
        }
      });
    });
    return () => tabs.find((tab) => tab.getAttribute('aria-selected') !== 'true').click();
  }

  /** The caller's number goes into what nobody has begun to fill in; a name only when somebody chooses it. */
  function telephone(restart) {
    const current = document.getElementById('current');
    const field = (id) => document.getElementById(id);
    const own = ['text', 'category-typed', 'answer', 'address', 'resident-name'];

    function heard() {
      const begun = own.some((name) => field(name).value.trim());
      if (current.querySelector('.call.idle') && field('phone-call').value && !begun) {
        field('phone-call').value = '';
        field('phone').value = '';
      }
      const call = current.querySelector('.call.talking, .call.taken');
      if (!call || call.dataset.registered) {
        return;
      }
      const { call: id, phone = '' } = call.dataset;
      const foreign = field('phone').value.trim() && !field('phone-call').value;
      if (field('phone-call').value !== id && !begun && !foreign) {
        field('phone-call').value = id;
        field('phone').value = phone;
        restart(Number(call.querySelector('[data-seconds]').dataset.seconds));
        form.dispatchEvent(new Event('chosen'));
      }
      const directory = field('directory-phone-call');
      if (directory && directory.value !== id) {
        directory.value = id;
        field('directory-phone').value = phone;
        field('directory-name').value = '';
      }
    }
    current.addEventListener('live:shown', heard);
    document.addEventListener('htmx:load', heard);
    heard();

    current.addEventListener('click', (event) => {
      const name = event.target.closest('[data-person]')?.dataset.person;
      if (name) {
        field('resident-name').value = name;
        if (field('directory-name')) {
          field('directory-name').value = name;
        }
        form.dispatchEvent(new Event('chosen'));
        field(field('register').hidden ? 'directory-text' : 'text').focus();
      }
    });
  }

  /** What the server did not take, because the login has ended, is there again after the next one. */
  function unsaved() {
    const note = document.getElementById('unsaved');
    const fields = () => Array.from(form.elements).filter((one) => one.name && one.name !== '_csrf');
    const keep = () => {
      const typed = { operator: form.dataset.operator };
      fields().forEach((one) => (typed[one.name] = one.type === 'checkbox' ? one.checked : one.value));
      sessionStorage.setItem(kept, JSON.stringify(typed));
    };
    const stored = sessionStorage.getItem(kept);
    if (stored) {
      sessionStorage.removeItem(kept);
      const typed = JSON.parse(stored);
      if (typed.operator === form.dataset.operator) {
        fields().forEach((one) => {
          if (one.type === 'checkbox') {
            one.checked = typed[one.name] === true;
          } else if (one.name in typed) {
            one.value = typed[one.name];
          }
        });
        document.addEventListener('DOMContentLoaded', () => form.dispatchEvent(new Event('chosen')));
      }
    }
    form.addEventListener('submit', (event) => {
      if (!event.submitter?.hasAttribute('formaction')) {
        keep();
      }
    });
    form.addEventListener('htmx:responseError', (event) => {
      note.hidden = false;
      if (event.detail.xhr.status === 401 || event.detail.xhr.status === 403) {
        keep();
        location.assign('/desk');
      }
    });
    form.addEventListener('htmx:sendError', () => (note.hidden = false));
    form.addEventListener('htmx:afterOnLoad', () => (note.hidden = true));
  }

  function keys(show) {
    const answer = document.getElementById('answer');
    document.addEventListener('keydown', (event) => {
      if (event.key === 'F9') {
        show();
      } else if (document.getElementById('register').hidden) {
        return;
      } else if (event.key === 'F2') {
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

  /** Counts from what the server said, whatever the clock of this machine says. */
  function clock(shown) {
    const time = shown.querySelector('.time');
    const over = shown.querySelector('.over');
    let since;
    function tick() {
      const seconds = Math.max(0, Math.floor((performance.now() - since) / 1000));
      time.textContent = Math.floor(seconds / 60) + ':' + String(seconds % 60).padStart(2, '0');
      const hints = document.querySelector('#hints > [data-limit]');
      const late = hints !== null && seconds > Number(hints.dataset.limit);
      shown.classList.toggle('late', late);
      over.textContent = late ? shown.dataset.over : '';
    }
    function start(seconds) {
      since = performance.now() - seconds * 1000;
      tick();
    }
    start(Number(shown.dataset.since));
    setInterval(tick, 1000);
    return start;
  }
})();
