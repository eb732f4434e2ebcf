// The portal's service worker, one for each release. It keeps files whose name changes with their content, as they are asked for, and
// a page for when there is no connection; nothing of a person, no page, no answer of a function. Signing out clears it all with the
// rest of the site's storage, and the next page that is idle starts it anew.
"use strict";
const CACHE = "prakerja-{{ release }}";
const OFFLINE = "/luring.html";
// The only files that nobody asked for: a few kilobytes, once for each release.
const KEPT = [OFFLINE, "/luring.css", "/luring.js"];
const NEVER_CHANGES = /^\/(aset|pkg\/(?!dev\/)[^/]+)\/./;

addEventListener("install", (event) => {
  const fresh = KEPT.map((path) => new Request(path, { cache: "no-cache" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)));
});

// A new worker waits until no page of the old release is open, so none loses the files it still may need.
addEventListener("activate", (event) => {
  const others = caches.keys().then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))));
  // Pages are asked for while the worker starts, so it costs slow phones no time.
  const ahead = registration.navigationPreload ? registration.navigationPreload.enable() : undefined;
  event.waitUntil(Promise.all([others, ahead]).then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (NEVER_CHANGES.test(url.pathname) && !request.headers.has("range")) event.respondWith(file(event));
  else if (KEPT.includes(url.pathname)) event.respondWith(fetch(request).catch(() => kept(url.pathname)));
});

// A form that was posted is not answered here: the browser's own page offers to send it again.
async function page(event) {
  try {
    return (await event.preloadResponse) || (await fetch(event.request));
  } catch {
    return kept(OFFLINE);
  }
}

async function kept(path) {
  return (await caches.match(path)) || Response.error();
}

async function file(event) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(event.request);
  if (found) return found;
  const answer = await fetch(event.request);
  // A full disk keeps nothing from being shown.
  if (answer.status === 200) event.waitUntil(cache.put(event.request, answer.clone()).catch(() => {}));
  return answer;
}
