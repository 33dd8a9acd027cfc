import { isAbsolute, resolve } from 'node:path';
import type { Checkout } from '../git/checkout.ts';
import { configValue } from '../git/configuration/git-configuration.ts';

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

/**
 * The address of `origin` as the user's git would push to it: `pushurl` first, then the user's own
 * `url.*.pushInsteadOf` and `insteadOf`, all as they were at the start of the run.
 */
export function originUrl(checkout: Checkout): string | null {
  const url =
    configValue(checkout.configEntries, 'remote.origin.pushurl') ??
    configValue(checkout.configEntries, 'remote.origin.url');
  if (url === null) return null;
  for (const suffix of ['.pushinsteadof', '.insteadof']) {
    let best: { readonly prefix: string; readonly base: string } | null = null;
    for (const { key, value } of checkout.configEntries) {
      if (value === null || !key.startsWith('url.') || !key.endsWith(suffix) || !url.startsWith(value)) continue;
      if (best === null || value.length > best.prefix.length)
        best = { prefix: value, base: key.slice(4, -suffix.length) };
    }
    if (best !== null) return best.base + url.slice(best.prefix.length);
  }
  return url;
}
