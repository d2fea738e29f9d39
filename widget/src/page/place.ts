// « Me localiser »: only when pressed; the position is rounded to about a hundred metres and goes to our server alone.
import type { Conversation } from "./conversation";
import type { View } from "./view";

export function offerPosition(view: View, conversation: Conversation): void {
  const button = document.getElementById("locate") as HTMLButtonElement;
  if (!("geolocation" in navigator) || !window.isSecureContext) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    view.say(view.words.locating || "");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        conversation.send({
          choice: view.words.locate_message || "",
          lat: coords.latitude.toFixed(3),
          lon: coords.longitude.toFixed(3),
        }),
      () => {
        view.say("");
        view.warn(view.words.locate_failed || "");
      },
      { timeout: 10_000, maximumAge: 300_000 },
    );
  });
}
