// The list and the site beside it. The box keeps the focus; the list says which row is chosen.
export class Results {
  readonly root = document.getElementById("found") as HTMLElement;

  constructor(private readonly box: HTMLInputElement) {}

  /** Take in what the server drew (escaped by its templates). */
  draw(html: string): void {
    this.root.innerHTML = html;
    this.complete();
  }

  drawBeside(html: string): void {
    this.beside.innerHTML = html;
    this.beside.scrollTop = 0;
    this.complete();
  }

  get beside(): HTMLElement {
    return document.getElementById("beside") as HTMLElement;
  }

  get rows(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>("#results > [role=option]")];
  }

  get chosen(): number {
    return this.rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
  }

  /** The site beside the list. */
  get site(): string {
    return this.beside.querySelector<HTMLElement>("[data-site]")?.dataset["site"] ?? "";
  }

  get understood(): DOMStringMap {
    return (document.getElementById("understood") as HTMLElement).dataset;
  }

  get said(): string {
    const first = this.rows[this.chosen]?.dataset["name"] ?? "";
    return [document.getElementById("said")?.textContent ?? "", first].filter(Boolean).join(" ");
  }

  choose(index: number): string {
    this.rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === index)));
    const row = this.rows[index];
    row?.scrollIntoView({ block: "nearest" });
    this.pointAt(row);
    return row?.dataset["site"] ?? "";
  }

  title(): string {
    return document.getElementById("beside-title")?.textContent ?? "";
  }

  /** Buttons that need the script appear; the box points at the chosen row. */
  complete(): void {
    this.root.querySelectorAll<HTMLElement>("button[data-do]").forEach((button) => (button.hidden = false));
    this.box.setAttribute("aria-expanded", String(this.rows.length > 0));
    this.pointAt(this.rows[this.chosen]);
  }

  private pointAt(row: HTMLElement | undefined): void {
    if (row) this.box.setAttribute("aria-activedescendant", row.id);
    else this.box.removeAttribute("aria-activedescendant");
  }
}
