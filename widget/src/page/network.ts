// Told when the connection goes and when it is back; nothing typed is lost.
import type { View } from "./view";

export function watchNetwork(view: View): void {
  window.addEventListener("offline", () => view.warn(view.words.offline || ""));
  window.addEventListener("online", () => {
    view.warn("");
    view.say(view.words.online || "");
  });
}
