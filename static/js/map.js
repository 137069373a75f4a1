/* The map beside the list. Leaflet is fetched when the map comes into view; without it, or without
   JavaScript, the list says the same. Points that would cover each other are one bubble. */

const box = document.querySelector("[data-map]");
const ground = box?.querySelector(".list-map-ground");
const note = box?.querySelector("[data-map-note]");
const NEAR = 44; // pixels between bubbles, a thumb's width
const LABEL = 22; // letters of a place that fit beside a bubble
let map, layer, features = [];

function fetchPart(tag, attributes) {
  return new Promise((resolve, reject) => {
    const part = document.createElement(tag);
    Object.assign(part, attributes, { onload: resolve, onerror: reject });
    part.nonce = document.querySelector("script[nonce]")?.nonce ?? "";
    document.head.append(part);
  });
}

async function start() {
  await Promise.all([
    fetchPart("link", { rel: "stylesheet", href: box.dataset.style }),
    fetchPart("script", { src: box.dataset.script }),
  ]);
  map = L.map(ground, { scrollWheelZoom: false, zoomControl: false, maxZoom: 18, attributionControl: false });
  L.control.zoom({ zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  if (box.dataset.tiles) {
    L.control.attribution({ prefix: false }).addAttribution(escaped(box.dataset.attribution)).addTo(map);
    L.tileLayer(box.dataset.tiles, { maxZoom: 18 }).addTo(map);
  } else {
    box.classList.add("without-ground");
  }
  layer = L.layerGroup().addTo(map);
  map.on("zoomend", draw);
  await show();
}

async function show() {
  const address = document.querySelector("[data-points]")?.dataset.points;
  const answer = await (await fetch(address)).json();
  features = answer.features;
  note.textContent = !features.length ? box.dataset.none : answer.more ? box.dataset.more : box.dataset.some;
  ground.hidden = !features.length;
  if (!features.length) return;
  map.invalidateSize();
  map.fitBounds(L.latLngBounds(features.map(place)).pad(0.15), { maxZoom: 15 });
  draw();
}

function place({ geometry }) {
  const [longitude, latitude] = geometry.coordinates;
  return L.latLng(latitude, longitude);
}

function bubbles() {
  const found = [];
  for (const feature of features) {
    const point = map.latLngToLayerPoint(place(feature));
    const near = found.find((bubble) => bubble.point.distanceTo(point) < NEAR);
    if (near) near.features.push(feature);
    else found.push({ point, at: place(feature), features: [feature] });
  }
  return found;
}

function draw() {
  layer.clearLayers();
  for (const { at, features: inside } of bubbles()) {
    const count = inside.length > 1 ? String(inside.length) : "";
    const name = count ? `${count} ${box.dataset.many}` : inside[0].properties.title;
    const size = 28 + Math.min(inside.length, 20);
    const icon = L.divIcon({ className: "map-bubble", html: count, iconSize: [size, size] });
    const marker = L.marker(at, { icon, title: name, alt: name }).addTo(layer);
    marker.bindPopup(() => list(inside));
    const label = inside[0].properties.place;
    if (label && label.length <= LABEL && box.classList.contains("without-ground")) {
      marker.bindTooltip(escaped(label), { permanent: true, direction: "right", className: "map-label" });
    }
  }
}

function list(inside) {
  const items = document.createElement("ul");
  items.className = "map-list";
  for (const { properties } of inside) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = properties.url;
    link.textContent = properties.title;
    item.append(link, ` ${properties.phase}`);
    items.append(item);
  }
  return items;
}

function escaped(text) {
  const holder = document.createElement("span");
  holder.textContent = text;
  return holder.innerHTML;
}

function failed() {
  ground.hidden = true;
  note.textContent = box.dataset.failed;
}

if (box) {
  box.hidden = false;
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    start().catch(failed);
  }).observe(box);
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "found" && map) show().catch(failed);
  });
}
