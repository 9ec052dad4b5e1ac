// What Blazor cannot do from the server: keys, clipboard, the browser's zone and storage.
window.orders = {
  wentLive() {
    document.documentElement.dataset.live = "true";
    return Intl.DateTimeFormat().resolvedOptions().timeZone;
  },
  copy: text => navigator.clipboard.writeText(text),
  print: () => window.print(),
  focus: selector => document.querySelector(selector)?.focus(),
  load: key => { try { return localStorage.getItem(key); } catch { return null; } },
  save: (key, value) => { try { localStorage.setItem(key, value); } catch { /* private mode: lasts for this page only */ } },
};

document.addEventListener("keydown", e => {
  const typing = e.target.closest?.("input, textarea, select, [contenteditable]");
  if (e.key === "/" && !typing && !e.ctrlKey && !e.metaKey && !e.altKey) {
    const search = document.querySelector("[data-shortcut='/']");
    if (search) { e.preventDefault(); search.focus(); search.select(); }
  }
  if (e.key === "Escape") {
    const open = e.target.closest?.("details.menu[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  }
});

// A menu made of <details> closes when the click goes elsewhere.
document.addEventListener("click", e => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(e.target) || e.target.closest("[data-close]")) menu.open = false;
  }
});

// A dialog gives the focus back to what opened it; if that is gone, to the page's next step or its heading.
let before = null;
window.orders.rememberFocus = () => { before = document.activeElement; };
window.orders.restoreFocus = () => {
  const target = before?.isConnected && !before.disabled ? before : document.querySelector("[data-next-step]") ?? document.querySelector("h1");
  before = null;
  target?.focus();
};
