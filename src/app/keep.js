// Starts the service worker when the page has long been there and the browser has nothing to do, so that what it fetches (the offline
// page, about 3 KB) stands in nobody's way. A page that has one already asks for nothing.
((workers) => {
  if (!workers || workers.controller) return;
  const go = () => workers.register("/sw.js").catch(() => {});
  const wait = () => setTimeout(() => (self.requestIdleCallback ? requestIdleCallback(go) : go()), 4000);
  addEventListener("load", wait);
})(navigator.serviceWorker);
