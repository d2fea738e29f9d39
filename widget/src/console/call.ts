// What this call looked at and kept: in the page's memory only, gone with the call.
interface Kept {
  label: string;
  search: string;
  site: string;
}

const MOST = 6;

export class Call {
  private readonly section = document.getElementById("call") as HTMLElement;
  private recents: Kept[] = [];
  private pins: Kept[] = [];
  private noted = false;

  constructor(private readonly reopen: (kept: Kept) => void) {
    this.section.hidden = false;
  }

  saw(kept: Kept): void {
    this.recents = [kept, ...this.recents.filter((one) => one.site !== kept.site)].slice(0, MOST);
    this.draw("recents", this.recents);
  }

  /** Keep or let go; true when it is kept now. */
  pin(kept: Kept): boolean {
    const held = this.pins.some((one) => one.site === kept.site);
    this.pins = held ? this.pins.filter((one) => one.site !== kept.site) : [...this.pins, kept];
    this.draw("pins", this.pins);
    return !held;
  }

  /** True the first time only: a call has one outcome. */
  note(): boolean {
    const first = !this.noted;
    this.noted = true;
    return first;
  }

  unnote(): void {
    this.noted = false;
  }

  wipe(): void {
    this.recents = [];
    this.pins = [];
    this.noted = false;
    this.draw("recents", []);
    this.draw("pins", []);
  }

  private draw(id: string, kept: Kept[]): void {
    const list = document.getElementById(id) as HTMLElement;
    list.replaceChildren(...kept.map((one) => this.item(one)));
  }

  private item(kept: Kept): HTMLElement {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = kept.label;
    button.addEventListener("click", () => this.reopen(kept));
    const item = document.createElement("li");
    item.append(button);
    return item;
  }
}
