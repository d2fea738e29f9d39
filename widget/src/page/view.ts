// The page's own elements, found once, and its two voices: the status (calm) and the alert (urgent).
import type { Words } from "./types";

const find = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;

export class View {
  readonly form = find<HTMLFormElement>("composer");
  readonly field = find<HTMLTextAreaElement>("message");
  readonly turns = find<HTMLOListElement>("turns");
  readonly status = find("status");
  readonly alert = find("alert");
  readonly words: Words = JSON.parse(this.form.dataset.words || "{}");
  readonly base = this.form.dataset.base || "";

  hidden(name: string): HTMLInputElement {
    return this.form.querySelector(`input[name="${name}"]`) as HTMLInputElement;
  }

  say(sentence: string): void {
    this.status.textContent = sentence;
  }

  /** Say what went wrong, with a button to try again when that can help; "" takes it away. */
  warn(sentence: string, retry?: () => void): void {
    this.field.removeAttribute("aria-invalid");
    this.alert.textContent = "";
    if (!sentence) return;
    const line = document.createElement("p");
    line.textContent = sentence;
    this.alert.append(line);
    if (retry) this.alert.append(this.button("retry", this.words.retry || "", retry));
  }

  button(style: string, text: string, press: () => void): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = style;
    const icon = document.createElement("span");
    icon.className = `icon ${style}`;
    button.append(icon, text);
    button.addEventListener("click", press);
    return button;
  }
}
