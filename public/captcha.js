// The captcha's plain script: proof of work, no library, no WASM, so it also serves data saving and runs before hydration.
//
// Contract with src/ui/captcha.rs: the root `[data-captcha]` carries `data-challenge="<id>.<bits>"`; the answer is an integer n for
// which SHA-256("<id>:<n>") begins with that many zero bits, written into `[data-captcha-pow]`. The root gets one of the classes
// is-working, is-done, is-expired, is-failed; texts come from its data-* attributes. Only classes, attributes, values and the data
// of text nodes that are already there are touched: hydration finds the tree as it left the server.
//
// The same file is the worker that does the sums, so the page never stalls.
"use strict";
(() => {
  // --- SHA-256, with the state after the constant part of the message kept, so that each try costs one block.

  const K = new Int32Array(64);
  const START = new Int32Array(8);
  for (let prime = 2, found = 0; found < 64; prime++) {
    let whole = true;
    for (let d = 2; d * d <= prime; d++) if (prime % d === 0) whole = false;
    if (!whole) continue;
    if (found < 8) START[found] = (prime ** 0.5 % 1) * 2 ** 32;
    K[found++] = (Math.cbrt(prime) % 1) * 2 ** 32;
  }
  const W = new Int32Array(64);

  function compress(state, bytes, at) {
    for (let i = 0; i < 16; i++, at += 4) W[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
    for (let i = 16; i < 64; i++) {
      const x = W[i - 15], y = W[i - 2];
      W[i] = (W[i - 16] + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ (x >>> 3)) + W[i - 7] + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ (y >>> 10))) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const t = (h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
      const u = (((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + t) | 0; d = c; c = b; b = a; a = (t + u) | 0;
    }
    state[0] += a; state[1] += b; state[2] += c; state[3] += d; state[4] += e; state[5] += f; state[6] += g; state[7] += h;
  }

  /** A search that can be run piece by piece: each call tries `count` numbers and answers n, or -1. */
  function search(id, bits) {
    const head = new TextEncoder().encode(id + ":");
    const fixed = head.length - head.length % 64;
    const middle = START.slice();
    for (let at = 0; at < fixed; at += 64) compress(middle, head, at);
    const tail = new Uint8Array(128);
    tail.set(head.subarray(fixed));
    let n = 0;
    return (count) => {
      for (const end = n + count; n < end; n++) {
        const digits = String(n);
        let size = head.length - fixed;
        for (let i = 0; i < digits.length; i++) tail[size++] = digits.charCodeAt(i);
        const blocks = size > 55 ? 128 : 64;
        tail.fill(0, size);
        tail[size] = 128;
        const length = (fixed + size) * 8;
        tail[blocks - 3] = length >>> 16;
        tail[blocks - 2] = length >>> 8;
        tail[blocks - 1] = length;
        const state = middle.slice();
        for (let at = 0; at < blocks; at += 64) compress(state, tail, at);
        if (state[0] >>> (32 - bits) === 0) return n;
      }
      return -1;
    };
  }

  if (typeof document === "undefined") {
    onmessage = ({ data: [id, bits] }) => {
      const step = search(id, bits);
      let n;
      while ((n = step(1e5)) < 0);
      postMessage(n);
    };
    return;
  }

  /** Solves in a worker, or in slices of the page's own time where workers are not to be had. */
  function solve(id, bits, done) {
    const slices = () => {
      const step = search(id, bits);
      const slice = () => {
        const n = step(500);
        if (n < 0) setTimeout(slice);
        else done(n);
      };
      slice();
    };
    try {
      const worker = new Worker("/captcha.js");
      worker.onmessage = ({ data }) => (worker.terminate(), done(data));
      worker.onerror = slices;
      worker.postMessage([id, bits]);
    } catch {
      slices();
    }
  }

  // --- The boxes of the page.

  const PATIENCE = 2e4;
  const boxes = new WeakMap();
  const part = (root, name) => root.querySelector(`[data-captcha-${name}]`);
  const say = (node, words) => {
    if (node?.firstChild && words) node.firstChild.data = words;
  };

  function show(root, state) {
    const box = boxes.get(root);
    box.state = state;
    for (const each of ["working", "done", "expired", "failed"]) root.classList.toggle(`is-${each}`, each === state);
    say(part(root, "title"), root.dataset[state]);
    say(part(root, "note"), root.dataset[`${state}Note`]);
    if (state === "done" || state === "failed") box.then?.();
  }

  function start(root) {
    const { challenge, seconds } = root.dataset;
    const box = boxes.get(root);
    if (box.challenge === challenge) return;
    const dot = challenge.lastIndexOf(".");
    const run = (box.run = {});
    box.challenge = challenge;
    part(root, "pow").value = "";
    show(root, "working");
    clearTimeout(box.end);
    clearTimeout(box.late);
    box.end = setTimeout(() => expire(root, run), seconds * 1000);
    box.late = setTimeout(() => show(root, "failed"), PATIENCE);
    solve(challenge.slice(0, dot), +challenge.slice(dot + 1), (n) => {
      if (box.run !== run) return;
      clearTimeout(box.late);
      part(root, "pow").value = n;
      show(root, "done");
    });
  }

  function expire(root, run) {
    const box = boxes.get(root);
    if (box.run !== run) return;
    box.run = null;
    clearTimeout(box.late);
    part(root, "pow").value = "";
    show(root, "expired");
  }

  function meet(root) {
    if (boxes.has(root)) return;
    boxes.set(root, {});
    // The page may fetch the new challenge itself and says so by preventing the default.
    part(root, "again").addEventListener("click", (event) => setTimeout(() => (event.defaultPrevented ? spend(root) : location.reload())));
    const begin = () => start(root);
    root.closest("form")?.addEventListener("focusin", begin, { once: true });
    (window.requestIdleCallback ?? setTimeout)(begin, { timeout: 2000 });
  }

  /** A challenge that was posted is worth nothing any more: waits for the next one. */
  function spend(root) {
    const box = boxes.get(root);
    box.challenge = root.dataset.challenge;
    box.run = null;
    part(root, "pow").value = "";
    show(root, "working");
    clearTimeout(box.late);
    box.late = setTimeout(() => show(root, "expired"), PATIENCE);
  }

  /** New boxes (also after client navigation), and known ones that the page has given another challenge. */
  const meetAll = () => document.querySelectorAll("[data-captcha]").forEach((root) => (boxes.get(root)?.challenge ? start(root) : meet(root)));
  const boxOf = (form) => form.querySelector?.("[data-captcha]");

  // Pressed too early: the press waits for the answer instead of being refused.
  addEventListener("submit", (event) => {
    const root = boxOf(event.target);
    if (!root || !boxes.has(root)) return;
    const box = boxes.get(root);
    const { state } = box;
    const button = event.submitter;
    if (state === "done" || state === "failed" || root.querySelector("[name=captcha]").value || button?.getAttribute("aria-disabled") === "true") return;
    event.preventDefault();
    event.stopPropagation();
    if (box.then) return;
    button?.setAttribute("aria-busy", "true");
    box.then = () => {
      box.then = null;
      button?.removeAttribute("aria-busy");
      if (box.state === "done") event.target.requestSubmit(button);
    };
    if (state === "expired") part(root, "again").click();
    else start(root);
  }, true);

  // A refused post has spent its challenge.
  addEventListener("formfault", (event) => {
    const root = boxOf(event.target);
    if (root && boxes.has(root)) spend(root);
  }, true);

  new MutationObserver(meetAll).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-challenge"] });
  meetAll();
})();
