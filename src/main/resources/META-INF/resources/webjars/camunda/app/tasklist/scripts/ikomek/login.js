/*
 * There is one login page, and it is not Tasklist's own. When the session has ended, Tasklist goes to its login route:
 * from there people are led to ours, and the page is loaded anew, without drafts.
 */

function leaveForOurLogin() {
  if (window.location.hash.startsWith('#/login')) {
    window.location.replace(document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '') + '/login');
  }
}

window.addEventListener('hashchange', leaveForOurLogin);
leaveForOurLogin();

export default [];
