import { createHash } from 'node:crypto';

/** More names are not remembered. */
const MAX_NAMES = 100;
/** A longer one is its hash: cut off, half a secret in it would hide from the mask. */
const MAX_NAME = 200;

/** How test runners name what failed: a test, or a file or package that did not load. */
const NAMES: readonly RegExp[] = [
  /^\s*● (?!Console$|Validation |Deprecation )(\S.*)$/,
  /^\s*[✕✖×] (?!failing tests:)(\S.*)$/,
  /^\s{0,3}FAIL[: \t]\s{0,3}(\S.*)$/,
  /^(?:FAILED|ERROR):? (?![(|])(\S.*)$/,
  /^\s*not ok \d{1,9} - (?!.*# (?:TODO|SKIP)\b)(\S.*)$/i,
  /^\s*--- FAIL: (\S.*)$/,
  /^test (\S.*) \.\.\. FAILED$/,
];
/** An event of `go test -json`. */
const GO_FAILED = /"Action":"fail"/;
const GO_NAMES = [/"Package":"([^"]{1,200})"/, /"Test":"([^"]{1,300})"/];

/** Gathers names of failing tests, line by line, in constant memory. */
export function createFailureReader(): { read(line: string): void; names(): readonly string[] } {
  const names = new Set<string>();
  return {
    read(line) {
      const name = failureIn(line);
      if (name !== null && names.size < MAX_NAMES) names.add(shortName(name));
    },
    names: () => [...names].sort(),
  };
}

/** Without what differs from run to run: how long it took, and why it failed. */
function failureIn(line: string): string | null {
  if (GO_FAILED.test(line)) return GO_NAMES.flatMap((name) => name.exec(line)?.[1] ?? []).join(' ') || null;
  for (const pattern of NAMES) {
    const name = pattern.exec(line)?.[1];
    if (name === undefined) continue;
    const [plain = name] = name.split(/ - |\t\d| # time=/);
    return plain.replace(/ \(?\d[\d.]* ?m?s\)?$/, '').trimEnd();
  }
  return null;
}

function shortName(name: string): string {
  return name.length <= MAX_NAME ? name : createHash('sha256').update(name).digest('hex');
}
