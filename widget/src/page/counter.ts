// How many characters are left: always visible, spoken only when it matters.
import type { View } from "./view";

const SPOKEN = [100, 50, 20, 10, 0];

export function countCharacters(view: View): void {
  const left = document.createElement("span");
  const hint = document.getElementById("hint") as HTMLElement;
  hint.append(" ", left);
  view.field.addEventListener("input", () => {
    const count = view.field.maxLength - view.field.value.length;
    const sentence = (view.words.remaining || "").replace("{count}", String(count));
    left.textContent = view.field.value ? sentence : "";
    if (SPOKEN.includes(count)) view.say(sentence);
  });
}
