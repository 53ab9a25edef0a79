/** Light, dark, or as the system has it. Loaded without `defer`, so that no page flashes in the wrong theme. */

const THEMES = ["auto", "light", "dark"];
const KEY = "theme";

/** @returns {string} */
function stored() {
  try {
    return localStorage.getItem(KEY) ?? "auto";
  } catch {
    return "auto"; // storage may be switched off
  }
}

/** @param {string} theme */
function apply(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

apply(stored());
addEventListener("DOMContentLoaded", () => {
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-theme-toggle]"))) {
    const label = (/** @type {string} */ theme) => {
      button.textContent = `Theme: ${theme}`;
    };
    button.hidden = false;
    label(stored());
    button.addEventListener("click", () => {
      const next = THEMES[(THEMES.indexOf(stored()) + 1) % THEMES.length];
      try {
        localStorage.setItem(KEY, next);
      } catch {
        // then for this page alone
      }
      apply(next);
      label(next);
    });
  }
});
