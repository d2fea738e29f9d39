// One voice for the whole page: what is said once is not repeated, and what fails is seen too.
export class Announcer {
  private readonly status = document.getElementById("status") as HTMLElement;
  private readonly alert = document.getElementById("alert") as HTMLElement;
  private timer = 0;

  /** Say it once the typing pauses: a screen reader must not be cut at each letter. */
  say(text: string, wait = 0): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => (this.status.textContent = text), wait);
  }

  warn(text: string): void {
    this.alert.textContent = text;
  }

  calm(): void {
    if (this.alert.textContent) this.alert.textContent = "";
  }
}
