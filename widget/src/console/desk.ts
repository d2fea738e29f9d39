// The agent's desk: one box, a list, a site beside it, and a key for each gesture.
import { Announcer } from "./announcer";
import { Call } from "./call";
import { Addresses } from "./history";
import { Keys, typing } from "./keys";
import { post, Refused } from "./network";
import { Results } from "./results";
import { SmsPanel } from "./sms";

const PAUSE = 45; // ms without a keystroke before asking: less than a finger's travel
const SPEAK = 700; // ms before a screen reader is told

export class Desk {
  private readonly box = document.getElementById("q") as HTMLInputElement;
  private readonly results = new Results(this.box);
  private readonly base = this.results.root.dataset["base"] ?? "";
  private readonly words = JSON.parse(this.results.root.dataset["words"] ?? "{}") as Record<string, string>;
  private readonly announcer = new Announcer();
  private readonly addresses = new Addresses();
  private readonly sms = new SmsPanel(this.base, this.words, this.announcer);
  private readonly call = new Call((kept) => void this.reopen(kept.search, kept.site));
  private readonly help = document.getElementById("keys") as HTMLDialogElement;
  private timer = 0;
  private asked = 0;
  private before = "";
  private wait: AbortController | null = null;
  private besideWait: AbortController | null = null;

  start(): void {
    this.beCombobox();
    this.box.addEventListener("input", () => this.soon());
    this.box.addEventListener("keydown", (event) => this.boxKey(event));
    document.getElementById("box")?.addEventListener("submit", (event) => event.preventDefault());
    document.getElementById("new-call")?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.newCall();
    });
    const help = document.getElementById("help");
    if (help) help.hidden = false;
    help?.addEventListener("click", () => this.help.showModal());
    document.querySelectorAll<HTMLElement>("[data-close]").forEach((button) =>
      button.addEventListener("click", () => button.closest("dialog")?.close()),
    );
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("keydown", (event) => this.arrows(event));
    window.addEventListener("popstate", (event) => void this.popped(event.state));
    new Keys(this.commands(), (on) => this.announcer.say(this.words[on ? "keys_on" : "keys_off"] ?? ""));
    void this.search(this.fromAddress("lieu"), this.fromAddress("fiche"));
    this.box.focus();
  }

  private commands(): Record<string, () => void> {
    return {
      "/": () => this.toBox(),
      Escape: () => this.toBox(),
      n: () => void this.move(1, true),
      l: () => this.readAloud(),
      x: () => this.spell(),
      c: () => void this.copy(),
      m: () => void this.openSms(),
      i: () => this.results.beside.querySelector<HTMLAnchorElement>("[data-do=print]")?.click(),
      e: () => this.pin(),
      t: () => void this.outcome(true),
      p: () => void this.outcome(false),
      r: () => void this.newCall(),
      "?": () => this.help.showModal(),
    };
  }

  private beCombobox(): void {
    const box = this.box;
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", "results");
    box.setAttribute("aria-expanded", "false");
  }

  private soon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.search(), PAUSE);
  }

  private async search(site = "", card = ""): Promise<void> {
    window.clearTimeout(this.timer);
    const order = ++this.asked;
    this.wait?.abort();
    this.wait = new AbortController();
    const fields = { q: this.box.value, avant: this.before, lieu: site, fiche: card };
    try {
      const html = await (await post(this.base, "/cherche", fields, this.wait.signal)).text();
      if (order !== this.asked) return;
      this.results.draw(html);
      this.announcer.calm();
      this.addresses.replace(this.base + (this.results.understood["here"] ?? "/console"));
      if (this.box.value) this.announcer.say(this.results.said, SPEAK);
    } catch (error) {
      this.fail(error);
    }
  }

  private async showSite(site: string, card = ""): Promise<void> {
    this.besideWait?.abort();
    this.besideWait = new AbortController();
    const fields = { q: this.box.value, avant: this.before, lieu: site, fiche: card };
    try {
      const html = await (await post(this.base, "/lieu", fields, this.besideWait.signal)).text();
      this.results.drawBeside(html);
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    if (error instanceof DOMException && error.name === "AbortError") return;
    this.announcer.warn((error instanceof Refused && error.message) || (this.words["failed"] ?? ""));
  }

  private boxKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      void this.open();
    } else if (event.key === "Escape" && this.box.value) {
      event.preventDefault();
      this.box.value = "";
      void this.search();
    }
  }

  private arrows(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || document.querySelector("dialog[open]")) return;
    if (typing(event.target) && event.target !== this.box) return;
    if (!this.results.rows.length) return;
    event.preventDefault();
    void this.move(step, event.target !== this.box);
  }

  private async move(step: number, follow: boolean): Promise<void> {
    const count = this.results.rows.length;
    if (!count) return;
    const site = this.results.choose((this.results.chosen + step + count) % count);
    await this.showSite(site);
    if (follow) this.focusBeside(true);
  }

  /** Enter: what is chosen stands beside the list, and the one-letter keys work. */
  private async open(): Promise<void> {
    await this.search(this.results.chosen > 0 ? this.results.site : "", "");
    this.focusBeside(true);
  }

  private focusBeside(remember: boolean): void {
    const title = document.getElementById("beside-title");
    if (!title) return;
    title.focus();
    const here = this.results.beside.querySelector<HTMLElement>("[data-here]")?.dataset["here"];
    const understood = this.results.understood;
    if (remember && this.results.site) {
      this.before = understood["canonical"] ?? "";
      this.addresses.push(this.base + addressOf(this.before, this.results.site) || here || "");
      this.call.saw({ label: this.results.title(), search: this.before, site: this.results.site });
    }
  }

  private toBox(): void {
    this.box.focus();
    this.box.select();
  }

  private readAloud(): void {
    const script = document.getElementById("script");
    script?.classList.toggle("large");
    script?.focus();
  }

  private spell(): void {
    const spelling = document.getElementById("spelling") as HTMLDetailsElement | null;
    if (!spelling) return;
    spelling.open = !spelling.open;
    spelling.querySelector("summary")?.focus();
  }

  private async copy(): Promise<void> {
    const sheet = document.getElementById("sheet");
    if (!sheet) return;
    try {
      await navigator.clipboard.writeText(sheet.textContent ?? "");
      this.announcer.say(this.words["copied"] ?? "");
    } catch {
      sheet.closest("details")?.setAttribute("open", "");
      this.announcer.warn(this.words["copy_failed"] ?? "");
    }
  }

  private async openSms(): Promise<void> {
    if (this.results.site) await this.sms.open(this.results.site, this.results.understood["canonical"] ?? "");
  }

  private pin(): void {
    const site = this.results.site;
    if (!site) return;
    const kept = this.call.pin({ label: this.results.title(), search: this.results.understood["canonical"] ?? "", site });
    this.announcer.say(this.words[kept ? "pin" : "unpin"] ?? "");
  }

  private async outcome(found: boolean): Promise<void> {
    if (!this.call.note()) return this.announcer.say(this.words["noted_once"] ?? "");
    const { need = "", insee = "" } = this.results.understood;
    try {
      await post(this.base, "/issue", { issue: found ? "trouve" : "pas-trouve", besoin: need, insee });
      this.announcer.say(this.words[found ? "noted_found" : "noted_not_found"] ?? "");
    } catch (error) {
      this.call.unnote();
      this.fail(error);
    }
  }

  /** Nothing of the call remains: not in the page, not in its memory, not in the way back. */
  private async newCall(): Promise<void> {
    window.clearTimeout(this.timer);
    this.asked++;
    this.wait?.abort();
    this.besideWait?.abort();
    [this.sms.dialog, this.help].forEach((dialog) => dialog.open && dialog.close());
    this.sms.wipe();
    this.call.wipe();
    this.before = this.box.value = this.box.defaultValue = "";
    const hidden = document.getElementById("avant") as HTMLInputElement;
    hidden.value = hidden.defaultValue = "";
    this.wiping = true;
    await this.addresses.wipe(`${this.base}/console`);
    this.wiping = false;
    await this.search();
    void post(this.base, "/nouvel-appel", {}).catch(() => undefined);
    this.announcer.calm();
    this.announcer.say(this.words["wiped"] ?? "");
    this.box.focus();
  }
  private wiping = false;

  private async popped(state: unknown): Promise<void> {
    if (this.wiping) return;
    this.addresses.back(state);
    this.box.value = this.fromAddress("q");
    await this.search(this.fromAddress("lieu"), this.fromAddress("fiche"));
  }

  private async reopen(search: string, site: string): Promise<void> {
    this.box.value = search;
    await this.search(site);
    this.focusBeside(true);
  }

  private fromAddress(name: string): string {
    return new URLSearchParams(location.search).get(name) ?? "";
  }

  private click(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    const chip = target?.closest<HTMLElement>("[data-chip], [data-search], [data-card]");
    const row = target?.closest<HTMLElement>("#results > [role=option]");
    const act = target?.closest<HTMLElement>("button[data-do]")?.dataset["do"];
    if (chip) {
      event.preventDefault();
      void this.pressChip(chip.dataset);
    } else if (row) void this.pick(row);
    else if (act) this.act(act);
  }

  private async pick(row: HTMLElement): Promise<void> {
    await this.showSite(this.results.choose(this.results.rows.indexOf(row)));
    this.focusBeside(true);
  }

  private act(name: string): void {
    const acts: Record<string, string> = { copy: "c", sms: "m", read: "l", next: "n", pin: "e", found: "t", "not-found": "p" };
    this.commands()[acts[name] ?? ""]?.();
  }

  private async pressChip(chip: DOMStringMap): Promise<void> {
    if (chip["card"]) {
      await this.search("", chip["card"]);
      document.getElementById("beside-title")?.focus();
      return;
    }
    if (chip["search"]) this.box.value = chip["search"];
    else {
      const fields = { q: this.box.value, quoi: chip["chip"] ?? "" };
      this.box.value = await (await post(this.base, "/sans", fields)).text();
    }
    await this.search();
    this.box.focus();
  }
}

function addressOf(search: string, site: string): string {
  return `/console?${new URLSearchParams({ ...(search ? { q: search } : {}), lieu: site }).toString()}`;
}
