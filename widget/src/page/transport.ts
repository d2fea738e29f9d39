// One message to the server and its answer back; every failure is a sentence, never silence.
import type { Turn } from "./types";

const PATIENCE = 20_000; // ms; the server gives up before, with an answer of its own

export type Reply = { turn: Turn; session: string };

export class Failure extends Error {
  constructor(readonly sentence: string, readonly again: boolean) {
    super(sentence);
  }
}

/** Post the form's fields. Throws `Failure` with what to say; `fallback` is said when the server says nothing usable. */
export async function post<T>(address: string, fields: Record<string, string>, fallback: string): Promise<T> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(fields),
      credentials: "same-origin",
      signal: stop.signal,
    });
    const content = await response.json();
    if (!response.ok) throw new Failure(content.error.message, response.status >= 429);
    return content as T;
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(fallback, true);
  } finally {
    clearTimeout(timer);
  }
}
