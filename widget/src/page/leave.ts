// « Quitter vite »: the conversation is erased and this page leaves the history; without script it is a plain link.
import { keep } from "./frame";
import type { View } from "./view";

export function quickExit(view: View): void {
  const link = document.getElementById("quit") as HTMLAnchorElement;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.body.hidden = true;
    const session = view.hidden("session").value;
    keep("");
    if (navigator.sendBeacon) navigator.sendBeacon(`${view.base}/effacer`, new URLSearchParams({ session }));
    try {
      (window.top || window).location.replace(link.href);
    } catch {
      window.location.replace(link.href);
    }
  });
}
