/* "New appeal" opens the form at once; the list of everything that can be started stays on ctrl+alt+p. */

document.addEventListener(
  'click',
  event => {
    if (!event.target.closest('.start-process-action a')) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const search = new URLSearchParams(window.location.hash.split('?')[1] || '');
    search.set('processStart', 'appeal');
    window.location.hash = `#/?${search}`;
  },
  true
);

/* The one text of Tasklist's English that is wrong here; Kazakh and Russian are ours altogether. */
if (document.documentElement.lang === 'en') {
  new MutationObserver(() => {
    const label = document.querySelector('.start-process-action a');
    const text = label && [...label.childNodes].find(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (text && text.data.trim() === 'Start process') {
      text.data = ' New appeal';
    }
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}

/* Only who may register appeals is offered to. */
const engine = document.querySelector('base').getAttribute('engine-api') + 'engine/default/process-definition/count';
fetch(`${engine}?key=appeal&latest=true&active=true&startableInTasklist=true&startablePermissionCheck=true`)
  .then(answer => answer.json())
  .then(({ count }) => document.body.classList.toggle('ikomek-registers', count > 0));

export default [];
