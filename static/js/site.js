/* What every page needs: very little. The design system's own script is fetched only by pages
   that have a part which needs it, and started again on what htmx swaps in. */

const NEEDS_DESIGN_SYSTEM = ".form-limit, .js-tooltip, .fds-modal, .js-checkbox-toggle-content, .js-radio-toggle-group, .has-close";
const source = new URL("../build/dkfds.min.js", import.meta.url).href;
let designSystem;

function loadDesignSystem() {
  designSystem ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = document.querySelector("meta[name=design-system]")?.content ?? source;
    script.nonce = document.querySelector("script[nonce]")?.nonce ?? "";
    script.onload = () => resolve(window.DKFDS);
    script.onerror = reject;
    document.head.append(script);
  });
  return designSystem;
}

async function startDesignSystem(scope) {
  if (scope.querySelector?.(NEEDS_DESIGN_SYSTEM)) {
    (await loadDesignSystem())?.init({ scope });
  }
}

function moveFocus(scope) {
  const target = scope.matches?.("[data-focus]") ? scope : scope.querySelector?.("[data-focus]:not([data-still] *)");
  if (!target) return;
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus();
}

function say(sentence) {
  const live = document.getElementById("live");
  if (live && sentence) live.textContent = sentence;
}

document.addEventListener("htmx:afterSwap", (event) => {
  startDesignSystem(event.detail.target);
  moveFocus(event.detail.target);
  say(event.detail.target.dataset?.say);
});

document.addEventListener("htmx:responseError", () => say(document.documentElement.dataset.failed));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector(".site-menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// How much room is left in a long text. It is said, never enforced: nothing typed is cut.
function count(field) {
  const counter = document.querySelector(`[data-counter="${field.id}"]`);
  if (!counter) return;
  const left = Number(field.dataset.limit) - field.value.length;
  counter.hidden = left > Number(field.dataset.limit) / 5;
  counter.textContent = `${Math.abs(left)} ${left < 0 ? counter.dataset.over : counter.dataset.left}`;
  counter.classList.toggle("form-error-message", left < 0);
}

document.addEventListener("input", ({ target }) => {
  if (target.dataset?.limit) count(target);
});

startDesignSystem(document);
moveFocus(document);
