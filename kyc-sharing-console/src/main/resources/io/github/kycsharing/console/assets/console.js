"use strict";
// Replaces times in UTC by the viewer's zone, keeps ages up to date, and shows whether the page is live.
(() => {
  const zoned = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
  const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });

  const age = (from) => {
    const minutes = Math.floor(Math.abs(Date.now() - from) / 60000);
    if (minutes < 1) {
      return "< 1 min";
    }
    if (minutes < 60) {
      return `${minutes} min`;
    }
    const hours = Math.floor(minutes / 60);
    return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
  };

  const write = (element, text) => {
    if (element.textContent !== text) {
      element.textContent = text;
    }
  };

  const showTimes = (root) => {
    for (const time of root.querySelectorAll("time[datetime]")) {
      const at = new Date(time.dateTime);
      time.title = full.format(at);
      write(time, time.hasAttribute("data-age") ? age(at) : zoned.format(at));
    }
  };

  const showLive = (isLive) => {
    const live = document.getElementById("live");
    if (live) {
      live.classList.toggle("on", isLive);
      write(live, isLive ? live.dataset.live : live.dataset.lost);
    }
  };

  let lost;
  document.addEventListener("htmx:sseOpen", () => {
    clearTimeout(lost);
    showLive(true);
  });
  // A stream ends each minute, and the browser opens the next one.
  document.addEventListener("htmx:sseError", () => {
    clearTimeout(lost);
    lost = setTimeout(() => showLive(false), 8000);
  });
  document.addEventListener("htmx:afterSwap", (event) => showTimes(event.target));
  setInterval(() => showTimes(document), 30000);
  showTimes(document);
})();
