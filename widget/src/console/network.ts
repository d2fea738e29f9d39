// Everything goes by POST: what an agent types never stands in an address, nor in a proxy's journal.
export type Fields = Record<string, string>;

export async function post(base: string, path: string, fields: Fields, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(`${base}/console${path}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    signal: signal ?? null,
    cache: "no-store",
  });
  if (response.ok) return response;
  throw new Refused(response.status, await reason(response));
}

/** The server's refusal, with its French sentence when it gave one. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    sentence: string,
  ) {
    super(sentence);
  }
}

async function reason(response: Response): Promise<string> {
  try {
    return ((await response.json()) as { error: { message: string } }).error.message;
  } catch {
    return "";
  }
}
