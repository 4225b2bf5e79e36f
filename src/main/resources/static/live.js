// Keeps a part of a page as the server has it: hears that something has changed, and fetches that part again.
"use strict";
(() => {
  const live = document.querySelector("[data-live]");
  if (!live) {
    return;
  }
  const AGAIN_MILLIS = 3000;
  const PATIENCE_MILLIS = 5000;
  const offline = document.getElementById("offline");
  const title = document.title;
  let fetching = false;
  let asked = false;

  const told = (away) => {
    if (offline) {
      offline.hidden = !away;
    }
  };

  // Clocks count from what the server said, whatever the clock of this machine says.
  const clocks = new Map();
  const wind = () => {
    clocks.clear();
    const now = performance.now();
    live.querySelectorAll("[data-seconds]").forEach((clock) => {
      clocks.set(clock, now - Number(clock.dataset.seconds) * 1000);
    });
  };
  const tick = () => {
    clocks.forEach((since, clock) => {
      const seconds = Math.floor((performance.now() - since) / 1000);
      clock.textContent = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
    });
  };

  const heading = () => {
    const call = live.querySelector("[data-title]");
    document.title = call ? call.dataset.title + " · " + title : title;
  };

  const show = (html) => {
    const focused = live.contains(document.activeElement) ? document.activeElement.id : "";
    live.innerHTML = html;
    if (focused) {
      document.getElementById(focused)?.focus();
    }
    wind();
    heading();
    live.dispatchEvent(new CustomEvent("live:shown", {bubbles: true}));
  };

  const look = async () => {
    asked = true;
    if (fetching) {
      return;
    }
    fetching = true;
    try {
      while (asked) {
        asked = false;
        const answer = await fetch(live.dataset.live, {headers: {Accept: "text/html"}, redirect: "manual"});
        if (answer.type === "opaqueredirect" || answer.status === 401) {
          // Logged out meanwhile: the login page leads back here.
          location.reload();
          return;
        }
        if (!answer.ok) {
          throw new Error("answered " + answer.status);
        }
        show(await answer.text());
      }
      told(false);
    } catch (failure) {
      told(true);
      setTimeout(look, AGAIN_MILLIS);
    } finally {
      fetching = false;
    }
  };

  // A connection that ends is opened again by the browser itself, unless it was refused.
  let away = 0;
  const listen = () => {
    const events = new EventSource(live.dataset.events);
    events.addEventListener("changed", look);
    events.addEventListener("open", () => {
      clearTimeout(away);
      away = 0;
    });
    events.addEventListener("error", () => {
      away = away || setTimeout(() => told(true), PATIENCE_MILLIS);
      if (events.readyState === EventSource.CLOSED) {
        setTimeout(() => {
          look();
          listen();
        }, AGAIN_MILLIS);
      }
    });
  };

  wind();
  heading();
  setInterval(tick, 1000);
  listen();
})();
