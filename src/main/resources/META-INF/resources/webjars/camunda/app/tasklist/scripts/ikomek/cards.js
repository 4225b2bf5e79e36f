/* On every card of the list: the appeal's number, category and place, so that one card can be told from another. */

const base = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');

let waiting = new Map();

/* All cards of a page are asked for together. */
function ask(taskId, show) {
  if (waiting.size === 0) {
    window.setTimeout(fetchWaiting);
  }
  waiting.set(taskId, [...(waiting.get(taskId) || []), show]);
}

async function fetchWaiting() {
  const asked = waiting;
  waiting = new Map();
  const ids = [...asked.keys()].map(id => `id=${encodeURIComponent(id)}`).join('&');
  const answer = await fetch(`${base}/api/tasks/cards?${ids}`, { headers: { Accept: 'application/json' } });
  if (answer.ok) {
    (await answer.json()).forEach(card => asked.get(card.taskId).forEach(show => show(card)));
  }
}

function element(name, className, text) {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text;
  return node;
}

export default {
  id: 'ikomek-card',
  pluginPoint: 'tasklist.card',
  priority: 1000,

  render: (node, { taskId }) => {
    node.className = 'ikomek-card';
    ask(taskId, card => {
      const first = element('p', 'ikomek-card-number', card.number);
      if (card.danger) {
        first.append(element('span', 'ikomek-danger', `⚠ ${card.danger}`));
      }
      node.replaceChildren(first, element('p', '', card.category));
      if (card.place) {
        node.append(element('p', 'ikomek-card-place', card.place));
      }
    });
  }
};
