// Opens the page again as soon as there is a connection: when the browser says so, and every ten seconds while somebody looks.
"use strict";
(() => {
  const again = () =>
    fetch("/healthz", { cache: "no-store" }).then(
      (answer) => answer.ok && (location.pathname === "/luring.html" ? location.replace("/") : location.reload()),
      () => {},
    );
  addEventListener("online", again);
  setInterval(() => document.visibilityState === "visible" && again(), 10000);
})();
