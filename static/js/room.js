/* A phone in the room, and the screen that leads. Without this script every form is sent as usual.
   What is typed is kept until it has come through; what is sent is sent again until it has. */

const AGAIN = 3000; // milliseconds between two tries
const PATIENCE = 8000; // and how long one may take
const lost = document.getElementById("room-lost");
const said = document.getElementById("room-said");

function show(line, sentence) {
  if (line && line.textContent !== sentence) line.textContent = sentence;
}

/* localStorage may be full, or forbidden: then what is typed lives as long as the page. */
const store = {
  read(key, otherwise) {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? otherwise;
    } catch {
      return otherwise;
    }
  },
  write(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      /* kept in the page alone */
    }
  },
  remove(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      /* was never kept */
    }
  },
};

/* The clock of the item counts down from what the server said was left. */
function tick() {
  for (const clock of document.querySelectorAll("[data-left]")) {
    clock.since ??= performance.now();
    const gone = clock.hasAttribute("data-runs") ? (performance.now() - clock.since) / 1000 : 0;
    const left = Math.round(Number(clock.dataset.left) - gone);
    const seconds = String(Math.abs(left) % 60).padStart(2, "0");
    show(clock, `${left < 0 ? "−" : ""}${Math.floor(Math.abs(left) / 60)}:${seconds}`);
  }
}

/* What is typed. */
const draftOf = (form) => `room-draft:${form.dataset.room}:${form.dataset.roomForm}`;

function keep(form) {
  const fields = [...new FormData(form)].filter(([name]) => !["csrfmiddlewaretoken", "key"].includes(name));
  store.write(draftOf(form), Object.fromEntries(fields));
}

function bringBack(scope) {
  for (const form of scope.querySelectorAll("form[data-room-form]")) {
    const draft = store.read(draftOf(form), {});
    for (const [name, value] of Object.entries(draft)) {
      for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.type === "radio") field.checked = field.value === value;
        else field.value = value;
      }
    }
  }
}

/* What is sent: in a row, the oldest first, each until the server has answered. */
const room = document.querySelector("form[data-room]")?.dataset.room;
const ROW = `room-row:${room}`;
let row = store.read(ROW, []);
let sending = false;
let gone = false;

function tell() {
  if (!lost) return;
  const offline = gone || !navigator.onLine;
  const waits = row.length && lost.dataset.waits ? ` ${lost.dataset.waits}` : "";
  show(lost, offline ? lost.dataset.lost + waits : "");
}

function connected(is) {
  gone = !is;
  tell();
}

async function post(letter) {
  const answer = await fetch(letter.url, {
    method: "POST",
    body: new URLSearchParams(letter.body),
    headers: { "X-Room": "script" },
    credentials: "same-origin",
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (answer.status >= 500 || answer.status === 429) throw new Error(answer.status);
  const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
  return { ok: answer.ok, ...told };
}

async function send() {
  if (sending || !row.length) return;
  sending = true;
  try {
    while (row.length) {
      const letter = row[0];
      const told = await post(letter);
      connected(true);
      row.shift();
      store.write(ROW, row);
      settle(letter, told);
    }
  } catch {
    connected(false);
  }
  sending = false;
}

function settle(letter, told) {
  if (told.outside) {
    location.reload(); // the draft is kept, and the door asks for the name again
    return;
  }
  const form = document.querySelector(`form[data-room-form="${CSS.escape(letter.form)}"]`);
  if (told.ok) {
    if (!form || letter.draft === JSON.stringify(store.read(letter.key, {}))) store.remove(letter.key);
    if (letter.form === "point" && form) renew(form);
  }
  show(said, told.ok ? (told.said ?? "") : (told.refused ?? document.documentElement.dataset.failed ?? ""));
  said?.classList.toggle("form-error-message", !told.ok);
  refresh();
}

/* An empty form with a key of its own: the next point is another one. */
function renew(form) {
  form.querySelector("textarea").value = "";
  form.querySelector("[name=key]").value = crypto.randomUUID?.() ?? fallbackKey();
}

function fallbackKey() {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join("-");
}

/* Everything new, whatever number the page knows. */
function refresh() {
  const now = document.getElementById("room-now");
  const url = now?.getAttribute("hx-get")?.split("?")[0];
  if (url) window.htmx?.ajax("GET", url, { target: now, swap: "outerHTML" }).catch(() => connected(false));
}

document.addEventListener("input", ({ target }) => {
  if (target.form?.dataset.roomForm) keep(target.form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.roomForm) return;
  event.preventDefault();
  keep(form);
  const letter = {
    url: form.action,
    body: new URLSearchParams(new FormData(form)).toString(),
    form: form.dataset.roomForm,
    key: draftOf(form),
    draft: JSON.stringify(store.read(draftOf(form), {})),
  };
  if (!row.some((other) => other.url === letter.url && other.body === letter.body)) row.push(letter);
  store.write(ROW, row);
  tell();
  send();
});

document.addEventListener("htmx:afterSwap", () => {
  bringBack(document);
  tick();
});
document.addEventListener("htmx:sendError", () => connected(false));
document.addEventListener("htmx:timeout", () => connected(false));
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.xhr?.status >= 200 && detail.xhr.status < 500) connected(true);
});
addEventListener("offline", tell);
addEventListener("online", () => {
  tell();
  send();
  refresh();
});

bringBack(document);
tick();
tell();
send();
setInterval(tick, 500);
setInterval(send, AGAIN);
