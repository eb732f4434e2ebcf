// The warning before a session ends, and full data that leave the screen when their time is over. Plain, without WASM, so that it
// serves every page, data saving too.
//
// Contract with src/ui/session.rs: the dialog `[data-session]` says in seconds what is left (`data-seconds`), what a further use gives
// (`data-idle`) and when it ends in any case (`data-ends`); parts with `data-when` are for "soon", "final" (nothing prolongs it any
// more) or "over". Contract with src/office/pages/person_acts.rs: what stands in `[data-closes]` goes after so many seconds, and what
// comes after it is shown.
"use strict";
(() => {
  const AHEAD = 150_000;
  const dialog = document.querySelector("[data-session]");
  const { seconds, idle, ends, mark } = dialog.dataset;
  // Counted by the clock and not by timers alone: those stand still while a phone sleeps.
  const opened = Date.now();
  let last = opened + ends * 1000;
  let until = opened + seconds * 1000;
  let shown = "";
  let timer;
  // Until when this tab does without the last warning: it was closed, and the pages that follow need not repeat it.
  const closed = "session-" + mark;

  function look() {
    clearTimeout(timer);
    const now = Date.now();
    const [left, whole] = [until - now, last - now];
    let state = left <= 0 ? "over" : whole <= AHEAD && until >= last - 1000 ? "final" : left <= AHEAD ? "soon" : "";
    if (state === "final" && sessionStorage.getItem(closed) > now) state = "";
    if (left > 0) timer = setTimeout(look, Math.min(...[left, left - AHEAD, whole - AHEAD].filter((wait) => wait > 0)));
    if (state === shown) return;
    shown = state;
    for (const part of dialog.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== state;
    // Opened anew, so that it is read out and focus stands on a button that is there.
    dialog.close();
    if (state) dialog.showModal();
  }

  dialog.addEventListener("close", () => {
    // The event comes later; what was opened anew meanwhile nobody has closed.
    if (shown === "final" && !dialog.open) sessionStorage.setItem(closed, last);
  });

  function renew(end) {
    if (end <= until) return;
    until = end;
    look();
  }

  // --- Uses: of this page by its own calls, of others of the same person by what they tell.

  const others = window.BroadcastChannel && new BroadcastChannel("session-ends-" + mark);
  // All tabs go by one clock, and a message may wait for a tab that sleeps: what is told are moments. Where somebody signed in anew,
  // the end in any case is later too.
  const tell = () => others?.postMessage({ until, last });
  if (others) {
    others.onmessage = ({ data }) => {
      last = Math.max(last, data.last);
      renew(data.until);
    };
  }
  tell();

  function used() {
    renew(Math.min(Date.now() + idle * 1000, last));
    tell();
  }

  const isUse = ({ initiatorType, name, responseStatus = 200 }) =>
    initiatorType === "fetch" && new URL(name).pathname.startsWith("/api/") && responseStatus < 400;
  window.PerformanceObserver && new PerformanceObserver((list) => list.getEntries().some(isUse) && used()).observe({ type: "resource" });

  const stay = dialog.querySelector("[data-stay]");
  stay.addEventListener("click", async () => {
    if (stay.hasAttribute("aria-busy")) return;
    stay.setAttribute("aria-busy", "true");
    try {
      const body = new URLSearchParams(new FormData(stay.form));
      const answer = await fetch(stay.dataset.stay, { method: "POST", body, headers: { accept: "application/json" } });
      if (answer.ok) used();
      else if (answer.status === 401) {
        until = 0;
        look();
      }
    } catch {
      // No connection: the dialog stays, and the button may be pressed again.
    }
    stay.removeAttribute("aria-busy");
  });

  // --- Full data.

  const full = [...document.querySelectorAll("[data-closes]")];

  function close() {
    for (const part of full) {
      if (Date.now() < opened + part.dataset.closes * 1000) continue;
      part.replaceChildren();
      part.nextElementSibling.firstElementChild.hidden = false;
    }
  }

  for (const part of full) setTimeout(close, part.dataset.closes * 1000);

  const check = () => {
    look();
    close();
  };
  document.addEventListener("visibilitychange", check);
  addEventListener("pageshow", check);
  check();
})();
