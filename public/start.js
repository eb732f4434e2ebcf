// Hydrates once: when the browser is idle after loading, or as soon as somebody touches, types or tabs.
((page, script) => {
  if (!("hydrate" in script.dataset)) return;
  const bundle = "/pkg/" + page.dataset.rilis + "/prakerja";
  let begun = false;
  const go = () => {
    if (begun) return;
    begun = true;
    import(bundle + ".js")
      .then((module) => module.default({ module_or_path: bundle + ".wasm" }).then(() => module.hydrate()))
      // What does not arrive leaves the page as it is: it works without, and may hold what was typed.
      .catch(() => {});
  };
  // Until hydration is over, if it ever is, a link is the browser's alone. Whatever else is pressed belongs to the plain scripts, too.
  const hold = (event) => { if (begun && !("siap" in page.dataset) && event.target.closest("a")) event.stopImmediatePropagation(); };
  addEventListener("click", hold, true);
  for (const event of ["pointerdown", "keydown", "focusin"]) addEventListener(event, go, { once: true, passive: true });
  const idle = () => (self.requestIdleCallback ? requestIdleCallback(go, { timeout: 3000 }) : setTimeout(go, 800));
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle);
})(document.documentElement, document.currentScript);
// The service worker comes when the page has long been there, so that its 3 KB stand in nobody's way.
((workers) => {
  if (!workers || workers.controller) return;
  const go = () => workers.register("/sw.js").catch(() => {});
  addEventListener("load", () => setTimeout(() => (self.requestIdleCallback ? requestIdleCallback(go) : go()), 4000));
})(navigator.serviceWorker);
