// The map, only on request. The list of sites is always enough without it.
import * as L from "leaflet";
import "leaflet/dist/leaflet.css";
import "./map.css";

export interface Point {
  lat: number;
  lon: number;
  name: string;
}

/** Draw `points` in `box`, numbered in their order. */
export function draw(box: HTMLElement, points: Point[], source: { tiles: string; credit: string }): void {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(box, { scrollWheelZoom: false, zoomAnimation: !calm, fadeAnimation: !calm });
  map.attributionControl.setPrefix(false);
  L.tileLayer(source.tiles, { maxZoom: 18, attribution: source.credit, referrerPolicy: "origin" }).addTo(map);
  points.forEach((point, index) => marker(point, index + 1).addTo(map));
  map.fitBounds(L.latLngBounds(points.map((point) => [point.lat, point.lon])), { padding: [40, 40], maxZoom: 15 });
}

/** A numbered pin, the number of the site in the list. It is a picture, not a control: the list is where one acts. */
function marker(point: Point, number: number): L.Marker {
  const pin = document.createElement("span");
  pin.textContent = String(number);
  pin.setAttribute("role", "img");
  pin.setAttribute("aria-label", `${number}. ${point.name}`);
  const icon = L.divIcon({ className: "pin", html: pin, iconSize: [40, 40] });
  return L.marker([point.lat, point.lon], { icon, title: point.name, interactive: false, keyboard: false });
}
