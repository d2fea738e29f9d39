// Inside another site's page: opening, closing, and a conversation that survives where cookies are refused.
import { post } from "./transport";
import type { Turn } from "./types";
import type { Conversation } from "./conversation";
import type { View } from "./view";

const KEY = "aidenum";
const framed = window.parent !== window;

/** Keep the session's token for this tab, in a frame only, and never before the first message; "" forgets it. */
export function keep(token: string): void {
  if (!framed) return;
  try {
    if (token) sessionStorage.setItem(KEY, token);
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage refused: the conversation lasts as long as the frame.
  }
}

function kept(): string {
  try {
    return (framed && sessionStorage.getItem(KEY)) || "";
  } catch {
    return "";
  }
}

/** Listen to the loader on the host's page; Escape asks it to close. */
export function joinHost(view: View): void {
  if (!framed) return;
  window.addEventListener("message", (event) => {
    if (event.source === window.parent && event.data && event.data.aidenum === 1 && event.data.type === "open") view.field.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") window.parent.postMessage({ aidenum: 1, type: "close" }, "*");
  });
}

/** Draw again what this tab said before a reload, when no cookie could tell the server. */
export async function resume(view: View, conversation: Conversation): Promise<void> {
  const token = kept();
  if (!token || document.getElementById("derniere")) return;
  const fields = { session: token, lang: view.hidden("lang").value };
  try {
    const past = await post<{ session: string; turns: Turn[] }>(`${view.base}/chat/reprise`, fields, "");
    view.hidden("session").value = past.session;
    past.turns.forEach((turn) => conversation.add(turn));
  } catch {
    // Nothing to resume: the page is whole without it.
  }
}
