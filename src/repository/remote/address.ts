import { isAbsolute, resolve } from 'node:path';

/** Where to push, and what to show there. */
export interface RemoteAddress {
  readonly url: string;
  /** What git's credential helper answers with the password that was in the address; null: there was none. */
  readonly credential: string | null;
  /** Whether a token is of use there. */
  readonly takesTokens: boolean;
}

/**
 * A password inside the address is taken out of it: git hands addresses to its helpers in argv, where everybody on the
 * machine can read them.
 */
export function parseRemoteAddress(url: string, top: string): RemoteAddress {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) {
    // `host:path` is ssh; everything else without a scheme is a folder, which git would look up from elsewhere.
    const isFolder = isAbsolute(url) || !/^[^/]+:/.test(url);
    return { url: isFolder ? resolve(top, url) : url, credential: null, takesTokens: false };
  }
  const parsed = new URL(url);
  if (!/^https?:$/.test(parsed.protocol)) return { url, credential: null, takesTokens: false };
  const [user, password] = [parsed.username, parsed.password].map(decodeURIComponent);
  parsed.username = '';
  parsed.password = '';
  const credential = password === '' ? null : `username=${user || TOKEN_USER}\npassword=${password}\n`;
  return { url: parsed.toString(), credential, takesTokens: true };
}

/** GitHub takes any user name with a token. */
const TOKEN_USER = 'x-access-token';

/** What git's credential helper answers with a token. */
export function tokenCredential(token: string): string {
  return `username=${TOKEN_USER}\npassword=${token}\n`;
}
