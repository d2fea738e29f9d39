// The hotline console, made quicker: a plain search also works without it.
import "./console.css";
import { Desk } from "./desk";

function offerPrinting(): void {
  const button = document.getElementById("print");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

offerPrinting();
if (document.getElementById("box")) new Desk().start();
