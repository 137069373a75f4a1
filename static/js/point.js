/* Fills in where the phone is. Without JavaScript the two numbers can be written. */

const DECIMALS = 5; // about a metre
const TIMEOUT = 15000;

function offer(box) {
  const form = box.closest("form");
  const status = box.querySelector("[data-point-status]");
  const fill = (name, degrees) => {
    const input = form.elements.namedItem(name);
    input.value = degrees.toFixed(DECIMALS);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        fill("latitude", coords.latitude);
        fill("longitude", coords.longitude);
        status.textContent = box.dataset.found;
      },
      () => (status.textContent = box.dataset.refused),
      { enableHighAccuracy: true, timeout: TIMEOUT },
    );
  });
}

if ("geolocation" in navigator) document.querySelectorAll("[data-point]").forEach(offer);
