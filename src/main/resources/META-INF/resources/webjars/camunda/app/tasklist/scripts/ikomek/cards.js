/*
 * On every card of the list: the appeal's number, category and place, so that one card can be told from another, and how
 * much time is left, counting.
 */

const base = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/* Nearer than that, seconds are told as well. */
const NEAR = 5 * MINUTE;

const clocks = new Set();
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
    const { now, words, cards } = await answer.json();
    // The server's time, carried on by a clock that nobody sets.
    const started = Date.parse(now) - performance.now();
    cards.forEach(card => asked.get(card.taskId).forEach(show => show(card, words, started)));
  }
}

function element(name, className, ...content) {
  const node = document.createElement(name);
  node.className = className;
  node.append(...content);
  return node;
}

function filled(text, value) {
  return text.replace('{0}', value);
}

/* In the two largest units that say something. */
function span(time, words) {
  const parts = [
    [words.days, Math.floor(time / DAY)],
    [words.hours, Math.floor((time % DAY) / HOUR)],
    [words.minutes, Math.floor((time % HOUR) / MINUTE)]
  ];
  const first = parts.findIndex(([, amount]) => amount > 0);
  const told = first < 0 ? [parts[2]] : parts.slice(first, first + 2).filter(([, amount]) => amount > 0);
  if (time < NEAR) {
    const seconds = [words.seconds, Math.floor((time % MINUTE) / SECOND)];
    return [...told.filter(([, amount]) => amount > 0), seconds].map(([text, amount]) => filled(text, amount)).join(' ');
  }
  return told.map(([text, amount]) => filled(text, amount)).join(' ');
}

function state({ due, warning }, now) {
  if (now > Date.parse(due)) {
    return 'late';
  }
  return warning && now >= Date.parse(warning) ? 'soon' : 'left';
}

/* From the plainest of fonts: not every machine has pictures of clocks. */
const ICONS = { left: '◷', soon: '▲', late: '⚠', paused: '❚❚' };

function badge(card, words, started) {
  if (card.paused) {
    return element('p', 'ikomek-badge ikomek-badge-paused', `${ICONS.paused} ${card.paused}`);
  }
  const node = element('p', 'ikomek-badge');
  const tick = () => {
    const now = started + performance.now();
    const at = state(card, now);
    const text = `${ICONS[at]} ${filled(words[at], span(Math.abs(Date.parse(card.due) - now), words))}`;
    if (node.textContent !== text) {
      node.textContent = text;
      node.className = `ikomek-badge ikomek-badge-${at}`;
    }
  };
  tick();
  clocks.add({ node, tick });
  return node;
}

window.setInterval(
  () =>
    clocks.forEach(clock => {
      if (clock.node.isConnected) {
        clock.tick();
      } else {
        clocks.delete(clock);
      }
    }),
  SECOND
);

export default {
  id: 'ikomek-card',
  pluginPoint: 'tasklist.card',
  priority: 1000,

  render: (node, { taskId }) => {
    node.className = 'ikomek-card';
    ask(taskId, (card, words, started) => {
      const first = element('p', 'ikomek-card-number', card.number);
      if (card.danger) {
        first.append(element('span', 'ikomek-danger', `⚠ ${card.danger}`));
      }
      const time = element('div', 'ikomek-card-time', badge(card, words, started), element('span', '', card.dueText));
      node.replaceChildren(first, time, element('p', '', card.category));
      if (card.place) {
        node.append(element('p', 'ikomek-card-place', card.place));
      }
      if (card.counts.length) {
        node.append(element('p', 'ikomek-card-counts', ...card.counts.map(count => element('span', '', `↩ ${count}`))));
      }
    });
  }
};
