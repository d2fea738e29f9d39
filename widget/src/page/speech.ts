// « Écouter »: the browser's own voice, on request, with a stop. Nothing is sent anywhere.
import type { View } from "./view";

let speaking: HTMLButtonElement | null = null;

/** A button that reads `answer` aloud, null where the browser has no voice. */
export function listenButton(answer: HTMLElement, view: View): HTMLButtonElement | null {
  if (!("speechSynthesis" in window) || !answer.dataset.spoken) return null;
  const button = view.button("listen", view.words.listen || "", () => {
    if (speaking === button) return quiet(view);
    quiet(view);
    speak(answer, button, view);
  });
  return button;
}

function speak(answer: HTMLElement, button: HTMLButtonElement, view: View): void {
  speaking = button;
  label(button, "stop", view.words.stop || "");
  // One sentence at a time: some browsers fall silent in the middle of a long text.
  const sentences = (answer.dataset.spoken || "").match(/[^.!?؟\n]+(?:[.!?؟](?!\s|$)[^.!?؟\n]*)*[.!?؟]?/g) || [];
  sentences.forEach((sentence, index) => {
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.lang = answer.lang === "gcf" ? "fr" : answer.lang;
    utterance.rate = 0.95;
    if (index === sentences.length - 1) utterance.onend = () => speaking === button && quiet(view);
    speechSynthesis.speak(utterance);
  });
}

function quiet(view: View): void {
  speechSynthesis.cancel();
  if (speaking) label(speaking, "listen", view.words.listen || "");
  speaking = null;
}

function label(button: HTMLButtonElement, icon: string, text: string): void {
  (button.firstElementChild as HTMLElement).className = `icon ${icon}`;
  (button.lastChild as Text).data = text;
}
