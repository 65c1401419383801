/* global document, window, EventSource, DOMParser, fetch, location, CSS */
"use strict";

/**
 * Keeps the page up to date. The server says by a digest what the page would be now; where that is not what is shown,
 * the page is asked for again and what differs is exchanged. Without this script a page stays as it was when it was
 * opened.
 */
(() => {
  const main = document.querySelector("main[data-digest]");
  const place = document.querySelector("[data-live]");
  if (!main || !place) return;

  /** Elements whose children are exchanged one by one; others are exchanged as a whole. */
  const containers = new Set(["MAIN", "TABLE", "TBODY", "UL"]);
  let source;
  let newest;
  let busy = false;
  let wanted = true;

  const button = document.createElement("button");
  button.type = "button";
  button.className = "live";
  button.textContent = "Live";
  button.title = "Whether this page changes when the clusters do";
  button.addEventListener("click", () => {
    wanted = !wanted;
    follow();
  });
  place.append(button);
  document.addEventListener("visibilitychange", follow);
  window.addEventListener("pageshow", follow);
  window.addEventListener("pagehide", stop);
  follow();

  /** A hidden page gives its connection back: a browser has only six of them for each server. */
  function follow() {
    button.setAttribute("aria-pressed", String(wanted));
    if (!wanted || document.hidden) stop();
    else if (!source) start();
  }

  function start() {
    source = new EventSource(`/events?at=${encodeURIComponent(location.pathname + location.search)}`);
    source.addEventListener("digest", ({ data }) => {
      button.classList.remove("lost");
      newest = data;
      void catchUp();
    });
    // The server ends the stream for good when a sign-in has run out; the page then leads to a new one.
    source.addEventListener("ended", () => location.reload());
    source.addEventListener("error", () => button.classList.add("lost"));
  }

  function stop() {
    source?.close();
    source = undefined;
  }

  async function catchUp() {
    if (busy || newest === main.dataset.digest) return;
    busy = true;
    const before = newest;
    try {
      const answer = await fetch(location.href);
      if (answer.status === 401) return location.reload();
      show(new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main"));
    } catch {
      button.classList.add("lost");
    } finally {
      busy = false;
    }
    if (newest !== before) void catchUp();
  }

  function show(next) {
    if (!next) return;
    main.dataset.digest = next.dataset.digest;
    exchange(main, next);
  }

  /** Gives an element the children of another one and touches only those that differ: focus and selection stay. */
  function exchange(old, next) {
    const before = [...old.children];
    const children = [...next.children].map((child, index) => kept(before, child, index));
    for (const child of before) if (!children.includes(child)) child.remove();
    children.forEach((child, index) => {
      if (old.children[index] !== child) old.insertBefore(child, old.children[index] ?? null);
    });
  }

  function kept(before, child, index) {
    const same = child.id ? before.find(({ id }) => id === child.id) : before[index];
    if (!same || same.id !== child.id || same.tagName !== child.tagName) return flashed(child);
    // What somebody types must not be taken away.
    if (same.tagName === "FORM" || same.isEqualNode(child)) return same;
    if (containers.has(same.tagName)) {
      exchange(same, child);
      return same;
    }
    const focus = same.contains(document.activeElement) && document.activeElement.getAttribute("href");
    same.replaceWith(flashed(child));
    if (focus) child.querySelector(`a[href="${CSS.escape(focus)}"]`)?.focus();
    return child;
  }

  function flashed(element) {
    element.classList.add("changed");
    // Taken away again: the same element is compared with what comes next.
    element.addEventListener(
      "animationend",
      () => {
        element.classList.remove("changed");
        if (element.className === "") element.removeAttribute("class");
      },
      { once: true },
    );
    return element;
  }
})();
