// The keys of the directory's search: what htmx does not do. Works wherever desk/directory-parts :: search is taken in.
(() => {
  const text = () => document.getElementById('directory-text');
  const options = () => [...document.querySelectorAll('#directory-list [role=option]')];
  const selected = () => options().find((option) => option.getAttribute('aria-selected') === 'true');
  const answer = () => {
    const option = selected();
    return option ? document.getElementById(option.dataset.answer) : null;
  };

  function announce() {
    const option = selected();
    if (option) {
      text().setAttribute('aria-activedescendant', option.id);
    } else {
      text().removeAttribute('aria-activedescendant');
    }
  }

  function select(option) {
    for (const other of options()) {
      const chosen = other === option;
      other.setAttribute('aria-selected', String(chosen));
      document.getElementById(other.dataset.answer).hidden = !chosen;
    }
    option.scrollIntoView({ block: 'nearest' });
    announce();
  }

  function move(step) {
    const all = options();
    if (all.length > 0) {
      const at = all.indexOf(selected());
      select(all[(at + step + all.length) % all.length]);
    }
  }

  function register() {
    const button = answer()?.querySelector('form.register button');
    if (button && !button.disabled && !answer().querySelector('.registered .done')) {
      button.click();
    }
  }

  function inSearch(event) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter') {
      answer()?.focus();
    } else {
      return;
    }
    event.preventDefault();
  }

  document.addEventListener('keydown', (event) => {
    const directory = event.target.closest?.('#directory');
    if (!directory || event.isComposing) {
      return;
    }
    if (event.key === 'Enter' && event.ctrlKey) {
      event.preventDefault();
      register();
    } else if (event.key === 'Escape' && event.target !== text()) {
      event.preventDefault();
      text().focus();
      text().select();
    } else if (event.target === text() && !event.ctrlKey && !event.altKey && !event.metaKey) {
      inSearch(event);
    }
  });

  document.addEventListener('click', (event) => {
    const option = event.target.closest?.('#directory-list [role=option]');
    if (option) {
      select(option);
    }
  });

  // Registered once: the button goes, so that the same call is not registered again by a second press.
  document.addEventListener('htmx:load', () => {
    if (!text()) {
      return;
    }
    announce();
    document.querySelectorAll('#directory .answer').forEach((shown) => {
      if (shown.querySelector('.registered .done')) {
        shown.querySelector('form.register').hidden = true;
      }
    });
  });

  const failed = (shown) => {
    const note = document.getElementById('directory-failed');
    if (note) {
      note.hidden = !shown;
    }
  };
  document.addEventListener('htmx:responseError', () => failed(true));
  document.addEventListener('htmx:sendError', () => failed(true));
  document.addEventListener('htmx:beforeSwap', (event) => failed(event.detail.isError));
  document.addEventListener('DOMContentLoaded', () => text() && announce());
})();
