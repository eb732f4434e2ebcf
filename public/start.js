// Hydrates once: when the browser is idle after loading, or as soon as somebody touches, types or tabs.
((page, script) => {
  if (!("hydrate" in script.dataset)) return;
  const bundle = "/pkg/" + page.dataset.rilis + "/prakerja";
  let begun = false;
  // While hydration is under way a click is the browser's alone.
  const hold = (event) => { if (!("siap" in page.dataset)) event.stopImmediatePropagation(); };
  // What does not arrive or breaks off leaves the page as it is, and the clicks to its plain scripts. It works without the program, and
  // may hold what was typed, so nobody is asked to load it again. A panic ends no promise of ours: it is a trap in a task of its own.
  const free = () => removeEventListener("click", hold, true);
  const go = () => {
    if (begun) return;
    begun = true;
    addEventListener("click", hold, true);
    for (const event of ["error", "unhandledrejection"]) addEventListener(event, free);
    import(bundle + ".js")
      .then((module) => module.default({ module_or_path: bundle + ".wasm" }).then(() => module.hydrate()))
      .catch(free);
  };
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
