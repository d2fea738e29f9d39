// The launcher and the panel on the host's page. Every value a town may change is a custom property: docs/embed.md.
export const STYLE = `
:host { all: initial; }
section {
  --accent: var(--aidenum-accent, #0d5561);
  --ink: var(--aidenum-checked-ink, #fff);
  --surface: var(--aidenum-surface, #fff);
  --text: var(--aidenum-text, #1b2527);
  --border: var(--aidenum-border, #7b8789);
  --radius: var(--aidenum-radius, 14px);
  --focus: var(--aidenum-focus, #1b2527);
  --offset: var(--aidenum-offset, 16px);
  font: 500 var(--aidenum-size, 17px)/1.3 var(--aidenum-font, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif);
  position: fixed; z-index: var(--aidenum-z, 9999); bottom: var(--offset); inset-inline-end: var(--offset);
}
section.start { inset-inline: var(--offset) auto; }
section.start .panel { inset-inline: var(--offset) auto; }
.launcher {
  display: inline-flex; align-items: center; gap: .55em; box-sizing: border-box; min-height: 52px; max-width: calc(100vw - 2 * var(--offset));
  padding: .6em 1.1em; border: 2px solid var(--ink); border-radius: 999px; background: var(--accent); color: var(--ink);
  box-shadow: 0 2px 10px rgba(0, 0, 0, .3); text-decoration: none; cursor: pointer;
}
.launcher::before { content: ""; flex: none; width: 1.1em; height: 1.1em; border-radius: 50% 50% 50% 0; background: var(--aidenum-logo, currentColor) center / contain; transform: rotate(-45deg); }
.launcher:hover { text-decoration: underline; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
[hidden] { display: none !important; }
.panel {
  position: fixed; bottom: var(--offset); inset-inline-end: var(--offset); display: flex; flex-direction: column; overflow: hidden;
  box-sizing: border-box; width: 420px; max-width: calc(100vw - 2 * var(--offset)); height: 680px; max-height: calc(100vh - 2 * var(--offset));
  border: 1px solid var(--border); border-radius: var(--radius); background: var(--surface); color: var(--text); box-shadow: 0 6px 30px rgba(0, 0, 0, .35);
}
.bar { display: flex; align-items: center; justify-content: space-between; padding-inline-start: 1em; background: var(--accent); color: var(--ink); }
.bar p { margin: 0; }
.close { min-width: 48px; min-height: 48px; padding: 0 1em; border: 0; background: none; color: inherit; font: inherit; text-decoration: underline; cursor: pointer; }
.close:focus-visible { outline-color: currentColor; outline-offset: -5px; box-shadow: none; }
iframe { flex: 1; width: 100%; min-height: 0; border: 0; background: var(--surface); }
@media (max-width: 640px), (max-height: 480px) {
  .panel, section.start .panel { inset: 0; width: 100%; max-width: none; height: 100%; max-height: none; border: 0; border-radius: 0; }
}
@media (forced-colors: active) { .launcher { border-color: ButtonText; } .launcher::before { background: ButtonText; forced-color-adjust: none; } }
@media print { section { display: none; } }
`;

/** Give `root` its style without inline code where the browser can (a host's strict policy then has nothing to refuse). */
export function dress(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement("style");
    style.textContent = STYLE;
    root.append(style);
  }
}
