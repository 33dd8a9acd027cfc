import { isAbsolute, resolve } from 'node:path';

/** Where to push, and what to show there. `header` goes through the environment, never through argv. */
export interface RemoteAddress {
  readonly url: string;
  /** A whole `Authorization` header; null: git finds credentials by itself. */
  readonly authorizationHeader: string | null;
}

/**
 * A token, or a password inside the address, becomes a header: git hands addresses to its helpers in argv, where
 * everybody on the machine can read them. GitHub takes any user name with a token.
 */
export function parseRemoteAddress(url: string, token: string | null, top: string): RemoteAddress {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) {
    // `host:path` is ssh; everything else without a scheme is a folder, which git would look up from elsewhere.
    const isFolder = isAbsolute(url) || !/^[^/]+:/.test(url);
    return { url: isFolder ? resolve(top, url) : url, authorizationHeader: null };
  }
  const parsed = new URL(url);
  if (!/^https?:$/.test(parsed.protocol)) return { url, authorizationHeader: null };
  const user = parsed.username === '' ? 'x-access-token' : decodeURIComponent(parsed.username);
  const password = token ?? (parsed.password === '' ? null : decodeURIComponent(parsed.password));
  parsed.username = '';
  parsed.password = '';
  const credentials = Buffer.from(`${token === null ? user : 'x-access-token'}:${password ?? ''}`).toString('base64');
  return {
    url: parsed.toString(),
    authorizationHeader: password === null ? null : `Authorization: basic ${credentials}`,
  };
}
