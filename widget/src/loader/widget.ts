// The loader: one classic script on any site. It adds a link; the chat itself comes only when somebody opens it.
import { readableInk } from "./contrast";
import { type Options, read } from "./options";
import { Panel } from "./panel";
import { dress } from "./style";

function start(options: Options): void {
  const host = document.createElement("aidenum-widget");
  const root = host.attachShadow({ mode: "open" });
  dress(root);
  const section = document.createElement("section");
  section.setAttribute("aria-label", options.label);
  if (options.start) section.className = "start";
  const link = launcher(options);
  const panel = new Panel(options, host, () => {
    show(link, false);
    link.focus();
  });
  const toggle = (event: Event): void => {
    event.preventDefault();
    show(link, true);
    panel.open();
  };
  link.addEventListener("click", (event) => plain(event) && toggle(event));
  link.addEventListener("keydown", (event) => event.key === " " && toggle(event));
  section.append(link, panel.element);
  root.append(section);
  document.body.append(host);
  const check = () => section.style.setProperty("--aidenum-checked-ink", ink(link));
  check();
  // The town's style sheet may come after this script.
  if (document.readyState !== "complete") addEventListener("load", check);
}

function launcher(options: Options): HTMLAnchorElement {
  const link = document.createElement("a");
  link.className = "launcher";
  link.href = options.chat;
  link.textContent = options.label;
  link.setAttribute("role", "button");
  link.setAttribute("aria-haspopup", "dialog");
  link.setAttribute("aria-controls", "panel");
  link.setAttribute("aria-expanded", "false");
  return link;
}

function show(link: HTMLElement, open: boolean): void {
  link.setAttribute("aria-expanded", String(open));
  link.hidden = open;
}

/** A plain click; one with a key held opens the page elsewhere, as any link does. */
function plain(event: MouseEvent): boolean {
  return !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

function ink(link: HTMLElement): string {
  const wanted = getComputedStyle(link).getPropertyValue("--aidenum-on-accent").trim() || "#fff";
  const probe = document.createElement("span");
  probe.style.color = wanted;
  link.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return readableInk(getComputedStyle(link).backgroundColor, colour);
}

const script = document.currentScript as HTMLScriptElement | null;
if (script && !document.querySelector("aidenum-widget")) {
  const options = read(script);
  if (document.body) start(options);
  else document.addEventListener("DOMContentLoaded", () => start(options));
}
