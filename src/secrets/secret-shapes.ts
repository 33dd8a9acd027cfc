import { isRandom } from './find-secrets.ts';
import { TOKEN_PATTERN } from './mask.ts';

/*
 * Texts that look like secrets although nobody named them, before they are committed: of a vendor's form, in the place
 * where secrets stand, or under a name that says so. A reference to one (`${{ secrets.X }}`, `$VAR`, `<token>`) is none.
 */

/** What vendors mark their keys with, beside those that the mask hides everywhere. */
const VENDOR_KEY =
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=\s]{0,8000}|\b(?:gh[opsru]_[A-Za-z0-9]{20}|github_pat_\w{20}|glpat-[\w-]{20}|AKIA[0-9A-Z]{16}|xox[abprs]-[\w-]{10}|npm_[A-Za-z0-9]{30})[\w-]{0,500}/g;
const TOKEN = new RegExp(TOKEN_PATTERN, 'g');
/** Whoever knows such an address may write there. */
const WEBHOOK =
  /\bhooks\.slack\.com\/(?:services|workflows)\/[\w/-]{20,200}|\bdiscord(?:app)?\.com\/api\/webhooks\/\d{5,30}\/[\w-]{20,200}/g;
/** Hosts that are no one else's: of this machine, or of the network of a test's containers. */
const LOCAL_HOST = /^(?:localhost|[\w-]{1,100}|127\.[\d.]{1,20}|\[::1\])$/i;

/** Where a secret stands, and how much of what stands there must be random for one; each match ends with its `value`. */
const PLACES: readonly { readonly pattern: RegExp; readonly min: number; readonly mixed: boolean }[] = [
  // `scheme://user:password@host`
  {
    pattern:
      /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^/:@\s'"]{0,100}:(?<value>[^/@\s'"]{1,200})(?=@(?<host>\[[0-9a-f:]{1,50}\]|[\w.-]{1,200}))/gi,
    ...{ min: 4, mixed: false },
  },
  // `scheme://token@host`: names of users are shorter.
  { pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/(?<value>[^/:@\s'"]{20,200})(?=@)/gi, min: 16, mixed: true },
  // `curl -u user:password`
  {
    pattern:
      /\bcurl [^\n|;&]{0,300}?(?<=\s)(?:-u|--(?:proxy-)?user)[ =]?["']?[^\s:"']{0,100}:(?<value>[^\s"']{1,200})/gi,
    ...{ min: 6, mixed: true },
  },
  // `login -p password`
  {
    pattern: /\b(?:login|sshpass)\b[^\n|;&]{0,300}?(?<=\s)-p[ ]?["']?(?<value>[^\s"']{8,200})/gi,
    ...{ min: 8, mixed: true },
  },
  // `Authorization: Bearer value`
  {
    pattern: /\bauthorization["']?[:=][ ]?["']?(?:basic|bearer|token)[ ](?<value>[^\s"'`,;]{8,2000})/gi,
    ...{ min: 8, mixed: true },
  },
  // `API_KEY=value`, `password: value`, `--api-key value`
  {
    pattern:
      /(?:(?<![\w-])--?[\w-]{0,60}|(?<!\w)\w{0,60})(?:key|token|secret|passw(?:or)?d)(?:[:=]|(?<=--[\w-]{1,70}) )[ ]?["']?(?<value>[^\s"'`,;&|<>(){}$]{8,500})(?![$({])/gi,
    ...{ min: 8, mixed: true },
  },
];

/** Where something stands that looks like a secret, as `[from, to)`, in order and apart. */
export function findSecretShapes(text: string): readonly (readonly [number, number])[] {
  const whole = [VENDOR_KEY, TOKEN, WEBHOOK].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index, 0: { length } }) => [index, index + length] as const),
  );
  const placed = PLACES.flatMap(({ pattern, min, mixed }) =>
    [...text.matchAll(pattern)].flatMap(({ index, groups, 0: { length } }) => {
      const { value = '', host = '' } = groups ?? {};
      const end = index + length;
      const isSecret = !LOCAL_HOST.test(host) && isLiteral(value) && isRandom(value, min, mixed);
      return isSecret ? [[end - value.length, end] as const] : [];
    }),
  );
  return apart([...whole, ...placed]);
}

/** The same text with `***` for each. */
export function maskSecretShapes(text: string): string {
  let [masked, from] = ['', 0];
  for (const [start, end] of findSecretShapes(text)) {
    masked += `${text.slice(from, start)}***`;
    from = end;
  }
  return masked + text.slice(from);
}

/** No path and no reference to a value that stands elsewhere. */
function isLiteral(value: string): boolean {
  return !/^(?:\.{0,2}\/|~|%|\$|\*{3})|[${]/.test(value);
}

function apart(places: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...places].sort(([a], [b]) => a - b)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}
