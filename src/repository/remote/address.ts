import { isAbsolute, resolve } from 'node:path';

/** Where to push, and what to show there. */
export interface RemoteAddress {
  readonly url: string;
  /** What git's credential helper answers; null: git finds credentials by itself. */
  readonly credential: string | null;
}

/**
 * A token, or a password inside the address, is taken out of it: git hands addresses to its helpers in argv, where
 * everybody on the machine can read them. GitHub takes any user name with a token.
 */
export function parseRemoteAddress(url: string, token: string | null, top: string): RemoteAddress {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) {
    // `host:path` is ssh; everything else without a scheme is a folder, which git would look up from elsewhere.
    const isFolder = isAbsolute(url) || !/^[^/]+:/.test(url);
    return { url: isFolder ? resolve(top, url) : url, credential: null };
  }
  const parsed = new URL(url);
  if (!/^https?:$/.test(parsed.protocol)) return { url, credential: null };
  const user = parsed.username === '' ? 'x-access-token' : decodeURIComponent(parsed.username);
  const password = token ?? (parsed.password === '' ? null : decodeURIComponent(parsed.password));
  parsed.username = '';
  parsed.password = '';
  return {
    url: parsed.toString(),
    credential:
      password === null ? null : `username=${token === null ? user : 'x-access-token'}\npassword=${password}\n`,
  };
}
