/* In the navbar, for whoever may take steps together: the page where that is done. */

const TITLE = { kk: 'Топтық әрекет', ru: 'Групповое действие', en: 'Bulk action' }[document.documentElement.lang];

const base = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');

export default {
  id: 'ikomek-bulk',
  pluginPoint: 'tasklist.navbar.action',
  priority: 90,

  render: async node => {
    const answer = await fetch(`${base}/staff/bulk/offered`, { headers: { Accept: 'application/json' } });
    if (answer.ok && (await answer.json()).offered) {
      const link = document.createElement('a');
      link.href = `${base}/staff/bulk`;
      link.textContent = TITLE;
      node.append(link);
    }
  }
};
