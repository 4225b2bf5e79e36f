/* The moment when Tasklist has started. */

export function whenStarted(use) {
  const injector = window.angular && window.angular.element(document.documentElement).injector();
  if (injector) {
    use(injector);
  } else {
    window.setTimeout(() => whenStarted(use), 20);
  }
}
