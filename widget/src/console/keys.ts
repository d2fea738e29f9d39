// One-letter keys: never while typing, never with a modifier, and they can be switched off.
const OFF = "console-keys-off";

export type Command = () => void;

export class Keys {
  private on = localStorage.getItem(OFF) === null;

  constructor(
    private readonly commands: Record<string, Command>,
    private readonly said: (on: boolean) => void,
  ) {
    document.addEventListener("keydown", (event) => this.press(event));
    const box = document.getElementById("keys-switch") as HTMLInputElement;
    box.checked = this.on;
    box.addEventListener("change", () => this.set(box.checked));
    document.body.classList.toggle("keys-off", !this.on);
  }

  private set(on: boolean): void {
    this.on = on;
    // The only thing ever stored, and it says nothing about a call.
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
    document.body.classList.toggle("keys-off", !on);
    this.said(on);
  }

  private press(event: KeyboardEvent): void {
    if (!this.on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    const command = this.commands[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!command) return;
    event.preventDefault();
    command();
  }
}

export function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select");
}
