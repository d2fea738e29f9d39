// The chat page, made quicker: everything it does, the page also does without it.
import "./page.css";
import { Conversation } from "./conversation";
import { countCharacters } from "./counter";
import { complete, offerCopies } from "./extras";
import { joinHost, resume } from "./frame";
import { quickExit } from "./leave";
import { watchNetwork } from "./network";
import { offerPosition } from "./place";
import { View } from "./view";

function offerPrinting(): void {
  const button = document.getElementById("print");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

function start(): void {
  const view = new View();
  const conversation = new Conversation(view, (turn) => {
    complete(turn, view);
    ["rephrase", "erase"].forEach((id) => document.getElementById(id)?.removeAttribute("hidden"));
  });
  complete(view.turns, view);
  offerCopies(view);
  countCharacters(view);
  quickExit(view);
  watchNetwork(view);
  offerPosition(view, conversation);
  joinHost(view);
  resume(view, conversation);
}

offerPrinting();
if (document.getElementById("composer")) start();
