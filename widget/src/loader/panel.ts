import type { Options } from "./options";

// Full screen on phones: the same test as the style's.
const PHONE = "(max-width: 640px), (max-height: 480px)";

/** The panel: a titled frame, made at the first opening and kept afterwards. */
export class Panel {
  readonly element = document.createElement("div");
  private frame: HTMLIFrameElement | null = null;
  private inert: Element[] = [];

  constructor(private readonly options: Options, private readonly host: HTMLElement, private readonly onClose: () => void) {
    this.element.className = "panel";
    this.element.id = "panel";
    this.element.hidden = true;
    this.element.setAttribute("role", "dialog");
    this.element.setAttribute("aria-label", options.label);
    this.element.append(this.bar());
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    window.addEventListener("message", (event) => this.heard(event));
    if (window.visualViewport) window.visualViewport.addEventListener("resize", () => this.fit());
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  open(): void {
    this.element.hidden = false;
    const frame = this.frame || this.makeFrame();
    this.hideRest(matchMedia(PHONE).matches);
    this.fit();
    frame.focus();
    this.tell(frame);
  }

  close(): void {
    if (!this.isOpen) return;
    this.element.hidden = true;
    this.hideRest(false);
    this.onClose();
  }

  private bar(): HTMLElement {
    const bar = document.createElement("div");
    const title = document.createElement("p");
    const close = document.createElement("button");
    bar.className = "bar";
    title.textContent = this.options.label;
    close.type = "button";
    close.className = "close";
    close.textContent = this.options.close;
    close.addEventListener("click", () => this.close());
    bar.append(title, close);
    return bar;
  }

  private makeFrame(): HTMLIFrameElement {
    const frame = document.createElement("iframe");
    frame.title = this.options.label;
    frame.referrerPolicy = "strict-origin";
    frame.allow = `geolocation ${this.options.origin}; clipboard-write ${this.options.origin}`;
    frame.setAttribute(
      "sandbox",
      "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals allow-top-navigation-by-user-activation",
    );
    frame.addEventListener("load", () => this.isOpen && this.tell(frame));
    frame.src = this.options.chat;
    this.element.append(frame);
    return (this.frame = frame);
  }

  /** Tell the page that it has just been opened: it puts the focus in its field. */
  private tell(frame: HTMLIFrameElement): void {
    if (frame.contentWindow) frame.contentWindow.postMessage({ aidenum: 1, type: "open" }, this.options.origin);
  }

  private heard(event: MessageEvent): void {
    const ours = this.frame && event.source === this.frame.contentWindow && event.origin === this.options.origin;
    if (ours && event.data && event.data.aidenum === 1 && event.data.type === "close") this.close();
  }

  /** Above a full-screen panel nothing else may take the focus; beside a small one, everything may. */
  private hideRest(hide: boolean): void {
    this.inert.forEach((element) => element.removeAttribute("inert"));
    const rest = Array.from(document.body.children).filter((element) => element !== this.host && !element.hasAttribute("inert"));
    this.inert = hide ? rest : [];
    this.inert.forEach((element) => element.setAttribute("inert", ""));
    if (hide) this.element.setAttribute("aria-modal", "true");
    else this.element.removeAttribute("aria-modal");
  }

  /** Keep clear of a phone's on-screen keyboard. */
  private fit(): void {
    const view = window.visualViewport;
    const squeezed = view && this.isOpen && matchMedia(PHONE).matches && view.height < window.innerHeight - 1;
    this.element.style.height = squeezed && view ? `${view.height}px` : "";
  }
}
