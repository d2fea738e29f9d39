// Sending without leaving the page. What was typed stays in the field until its answer is there.
import { render } from "lit/html.js";
import { drawTurn } from "./draw";
import { keep } from "./frame";
import { Failure, post, type Reply } from "./transport";
import type { Turn } from "./types";
import type { View } from "./view";

export class Conversation {
  private busy = false;
  private count = 0;
  private pressed: HTMLButtonElement | null = null; // for browsers whose submit event does not name the button
  private readonly sent: string;

  constructor(private readonly view: View, private readonly onTurn: (turn: HTMLElement) => void) {
    this.sent = view.hidden("sent").value;
    document.addEventListener("click", (event) => (this.pressed = (event.target as Element).closest("button")), true);
    view.form.addEventListener("submit", (event) => this.submitted(event as SubmitEvent));
    view.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.send({ message: view.field.value });
      }
    });
  }

  /** Send `fields` (message, choice, rephrase, lat, lon) with the form's hidden ones. */
  async send(fields: Record<string, string>): Promise<void> {
    if (this.busy) return;
    if (fields.message !== undefined && !fields.message.trim()) return this.nothingTyped();
    this.wait(true);
    try {
      const reply = await post<Reply>(`${this.view.base}/chat`, { ...this.state(), ...fields }, this.view.words.failed || "");
      this.answered(reply, fields);
    } catch (failure) {
      this.failed(failure as Failure, fields);
    } finally {
      this.wait(false);
    }
  }

  /** Put one more turn at the end of the conversation. */
  add(turn: Turn): HTMLElement {
    const item = document.createElement("li");
    item.className = "turn";
    render(drawTurn(turn, this.view.words), item);
    this.onTurn(item);
    this.view.turns.append(item); // once complete: a screen reader is told once
    return item;
  }

  private submitted(event: SubmitEvent): void {
    const pressed = (event.submitter as HTMLButtonElement | null) || this.pressed;
    if (pressed && pressed.id === "erase") return keep("");
    event.preventDefault();
    if (pressed && pressed.name) this.send({ [pressed.name]: pressed.value });
    else this.send({ message: this.view.field.value });
  }

  private nothingTyped(): void {
    this.view.warn(this.view.words.empty || "");
    this.view.field.setAttribute("aria-invalid", "true");
    this.view.field.focus();
  }

  private state(): Record<string, string> {
    const names = ["session", "lang", "simpler", "site"];
    const state = Object.fromEntries(names.map((name) => [name, this.view.hidden(name).value]));
    return { ...state, sent: `${this.sent}.${this.count}` };
  }

  private wait(busy: boolean): void {
    this.busy = busy;
    this.view.field.readOnly = busy;
    this.view.form.querySelectorAll("button").forEach((button) => button.setAttribute("aria-disabled", String(busy)));
    if (busy) {
      this.view.warn("");
      this.view.say(this.view.words.busy || "");
    }
  }

  private answered(reply: Reply, fields: Record<string, string>): void {
    this.count += 1;
    this.view.hidden("session").value = reply.session;
    keep(reply.session);
    if (fields.message !== undefined) this.view.field.value = "";
    if (fields.rephrase) this.view.hidden("simpler").value = "1";
    this.view.field.dispatchEvent(new Event("input"));
    this.view.say("");
    show(this.add(reply.turn));
  }

  private failed(failure: Failure, fields: Record<string, string>): void {
    this.view.say("");
    this.view.warn(failure.sentence, failure.again ? () => this.send(fields) : undefined);
  }
}

/** Bring the start of the newest answer on screen; the focus stays where it is. */
function show(turn: HTMLElement): void {
  const answer = turn.querySelector<HTMLElement>(".answer") || turn;
  answer.scrollIntoView({ block: "start" });
}
