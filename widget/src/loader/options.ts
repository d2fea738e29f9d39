// What the one script tag says: <script src="https://…/widget/v1/widget.js" data-site="ma-mairie" async></script>
export interface Options {
  /** Address of the chat page, with the site's slug and language. */
  chat: string;
  /** Origin of the service: the only one we listen to. */
  origin: string;
  label: string;
  close: string;
  start: boolean;
}

/** Read the tag. `data-site`, `data-label`, `data-close`, `data-lang`, `data-position="start"`. */
export function read(script: HTMLScriptElement): Options {
  const service = new URL(script.src);
  const chat = new URL(service.pathname.replace(/\/widget\/[^]*$/, "") + "/chat", service.origin);
  const { site, lang, label, close, position } = script.dataset;
  if (site) chat.searchParams.set("site", site);
  if (lang) chat.searchParams.set("lang", lang);
  return {
    chat: chat.href,
    origin: service.origin,
    label: label || "Besoin d'aide numérique ?",
    close: close || "Fermer",
    start: position === "start",
  };
}
