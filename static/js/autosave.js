/* Saves a form as it is typed, and says so. Without JavaScript every button saves. */

const WAIT = 800; // milliseconds of silence before saving

function watch(form) {
  const status = form.querySelector("[data-saved]");
  let timer = 0;
  let request = null;
  let unsaved = false;

  async function save({ keepalive = false } = {}) {
    clearTimeout(timer);
    request?.abort();
    request = new AbortController();
    unsaved = false;
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        credentials: "same-origin",
        keepalive,
        signal: request.signal,
      });
      if (!answer.ok) throw new Error(answer.status);
      const sentence = await answer.text();
      if (status.textContent !== sentence) status.textContent = sentence;
    } catch (error) {
      if (error.name === "AbortError") return;
      unsaved = true;
      status.textContent = form.dataset.failed;
    }
  }

  form.addEventListener("input", () => {
    unsaved = true;
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    request?.abort();
    unsaved = false;
  });
  addEventListener("pagehide", () => unsaved && save({ keepalive: true }));
}

document.querySelectorAll("form[data-autosave]").forEach(watch);
