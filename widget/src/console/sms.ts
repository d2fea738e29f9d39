// The message to the caller: written by the server, changed by the agent, counted as it changes, sent or copied.
import type { Announcer } from "./announcer";
import { post, Refused } from "./network";

interface Cost {
  parts: number;
  encoding: string;
  used: number;
  capacity: number;
  foreign: string;
}

export class SmsPanel {
  readonly dialog = document.getElementById("sms") as HTMLDialogElement;
  private readonly form = document.getElementById("sms-form") as HTMLFormElement;
  private readonly number = document.getElementById("sms-number") as HTMLInputElement | null;
  private readonly lang = document.getElementById("sms-lang") as HTMLSelectElement;
  private readonly text = document.getElementById("sms-text") as HTMLTextAreaElement;
  private readonly cost = document.getElementById("sms-cost") as HTMLElement;
  private readonly foreign = document.getElementById("sms-foreign") as HTMLElement;
  private readonly alert = document.getElementById("sms-alert") as HTMLElement;
  private asked = 0;
  private site = "";
  private search = "";

  constructor(
    private readonly base: string,
    private readonly words: Record<string, string>,
    private readonly announcer: Announcer,
  ) {
    this.lang.addEventListener("change", () => void this.write());
    this.text.addEventListener("input", () => void this.count());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void (this.number ? this.send() : this.copy());
    });
    if (this.number) document.getElementById("sms-copy")?.addEventListener("click", () => void this.copy());
    this.dialog.addEventListener("close", () => this.wipe());
  }

  async open(site: string, search: string): Promise<void> {
    [this.site, this.search] = [site, search];
    this.dialog.showModal();
    (this.number ?? this.text).focus();
    await this.write();
  }

  wipe(): void {
    this.asked++;
    this.form.reset();
    [this.cost, this.foreign, this.alert].forEach((element) => (element.textContent = ""));
    this.text.value = this.site = this.search = "";
  }

  private async write(): Promise<void> {
    const order = ++this.asked;
    const fields = { lieu: this.site, q: this.search, langue: this.lang.value };
    try {
      const message = (await (await post(this.base, "/sms/texte", fields)).json()) as Cost & { text: string };
      if (order !== this.asked) return;
      this.text.value = message.text;
      this.show(message);
    } catch (error) {
      this.warn(error);
    }
  }

  private async count(): Promise<void> {
    const order = ++this.asked;
    try {
      const cost = (await (await post(this.base, "/sms/apercu", { texte: this.text.value })).json()) as Cost;
      if (order === this.asked) this.show(cost);
    } catch (error) {
      this.warn(error);
    }
  }

  private async send(): Promise<void> {
    if (!this.number) return;
    try {
      await post(this.base, "/sms", { numero: this.number.value, texte: this.text.value });
      this.dialog.close();
      this.announcer.say(this.words["sms_sent"] ?? "");
    } catch (error) {
      this.warn(error);
      this.number.focus();
    }
  }

  private async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text.value);
      this.dialog.close();
      this.announcer.say(this.words["sms_copied"] ?? "");
    } catch {
      this.alert.textContent = this.words["copy_failed"] ?? "";
      this.text.select();
    }
  }

  private show(cost: Cost): void {
    const values: Record<string, string> = { ...cost, parts: `${cost.parts}`, used: `${cost.used}`, capacity: `${cost.capacity}` };
    this.cost.textContent = (this.words["sms_cost"] ?? "").replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
    this.foreign.textContent = cost.foreign ? (this.words["sms_foreign"] ?? "").replace("{foreign}", cost.foreign) : "";
    this.alert.textContent = "";
  }

  private warn(error: unknown): void {
    this.alert.textContent = error instanceof Refused && error.message ? error.message : (this.words["failed"] ?? "");
  }
}
