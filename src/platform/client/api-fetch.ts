/** Something between us and the API answered in its place: a proxy, a sign-in page, a server under maintenance. */
export class WebPageAnswer extends Error {
  override readonly name = 'WebPageAnswer';
}

/** How long an answer is waited for, ms. */
export const TIMEOUT_MS = 20_000;
const SHUTDOWN_TIMEOUT_MS = 2500;
/** A slow line's. */
const MIN_BYTES_PER_MS = 100;

/** A fetch that knows when to stop waiting, and takes no web page for an answer of the API. */
export function createApiFetch(
  send: typeof fetch,
  { timeoutMs = TIMEOUT_MS, shuttingDown }: { readonly timeoutMs?: number; readonly shuttingDown?: AbortSignal },
): typeof fetch {
  return async (url, init) => {
    const upload = typeof init?.body === 'string' ? init.body.length / MIN_BYTES_PER_MS : 0;
    const ms = shuttingDown?.aborted ? Math.min(timeoutMs, SHUTDOWN_TIMEOUT_MS) : Math.ceil(timeoutMs + upload);
    const response = await send(url, { ...init, signal: AbortSignal.timeout(ms) });
    if (!/^text\/html\b/i.test(response.headers.get('content-type') ?? '')) return response;
    await response.body?.cancel();
    const { origin, pathname } = new URL(String(url));
    throw new WebPageAnswer(`${origin}${pathname} answered with a web page (HTTP ${response.status}) instead of JSON`);
  };
}
