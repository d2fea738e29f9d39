// What the script adds to an answer that is already whole: listen, map, copy.
import { listenButton } from "./speech";
import type { View } from "./view";

/** Complete every answer of `within`. */
export function complete(within: HTMLElement, view: View): void {
  within.querySelectorAll<HTMLElement>(".answer[data-spoken]").forEach((answer) => {
    const buttons = [listenButton(answer, view), mapButton(answer, view)].filter((button) => button !== null);
    const extra = document.createElement("div");
    extra.className = "extra";
    extra.lang = document.documentElement.lang;
    extra.append(...buttons);
    if (buttons.length) answer.append(extra);
  });
  within.querySelectorAll<HTMLButtonElement>(".copy").forEach((button) => (button.hidden = false));
}

/** One listener for every « Copier ». */
export function offerCopies(view: View): void {
  document.addEventListener("click", async (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-copy]");
    if (!button) return;
    try {
      await navigator.clipboard.writeText(button.dataset.copy || "");
      view.say(view.words.copied || "");
    } catch {
      view.say(view.words.copy_failed || "");
    }
  });
}

function mapButton(answer: HTMLElement, view: View): HTMLButtonElement | null {
  const cards = Array.from(answer.querySelectorAll<HTMLElement>(".card")).filter((card) => card.dataset.lat);
  const { tiles, mapScript, mapStyle, credit } = view.form.dataset;
  if (!cards.length || !tiles || !mapScript || !mapStyle) return null;
  const button = view.button("map", view.words.map || "", async () => {
    button.remove();
    const box = document.createElement("div");
    box.className = "plan";
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", (view.words.map_label || "").replace("{names}", cards.map((card) => card.dataset.name).join(", ")));
    answer.append(box);
    try {
      await stylesheet(mapStyle);
      const map = await import(/* @vite-ignore */ new URL(mapScript, location.href).href);
      map.draw(box, points(cards), { tiles, credit: credit || "" });
      box.tabIndex = -1;
      box.focus();
    } catch {
      box.remove();
      view.say(view.words.map_failed || "");
    }
  });
  button.title = view.words.map_hint || "";
    return button;
}

function points(cards: HTMLElement[]): { lat: number; lon: number; name: string }[] {
  return cards.map((card) => ({ lat: Number(card.dataset.lat), lon: Number(card.dataset.lon), name: card.dataset.name || "" }));
}

function stylesheet(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = () => resolve();
    link.onerror = () => reject(new Error(address));
    document.head.append(link);
  });
}
