// Before the first paint: light or dark, as chosen here or as the system has it. Radzen's two style sheets follow.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const read = () => { try { return localStorage.getItem("theme"); } catch { return null; } };

  function apply() {
    const theme = read() ?? (system.matches ? "dark" : "light");
    document.documentElement.dataset.theme = theme;
    for (const link of document.querySelectorAll("link[data-theme-css]")) {
      link.media = link.dataset.themeCss === theme ? "all" : "not all";
    }
  }

  // A choice that equals the system's is no choice: it goes on following the system.
  window.ordersTheme = {
    toggle() {
      const wanted = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
      try {
        if (wanted === (system.matches ? "dark" : "light")) localStorage.removeItem("theme");
        else localStorage.setItem("theme", wanted);
      } catch { /* private mode: the switch then lasts for this page only */ }
      apply();
      if (document.documentElement.dataset.theme !== wanted) document.documentElement.dataset.theme = wanted;
    },
  };

  system.addEventListener("change", apply);
  document.addEventListener("click", e => { if (e.target.closest("[data-theme-switch]")) window.ordersTheme.toggle(); });
  apply();
  // The server writes times in the viewer's zone from the first page on.
  document.cookie = "tz=" + encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone) + ";path=/;max-age=31536000;samesite=lax";
})();
