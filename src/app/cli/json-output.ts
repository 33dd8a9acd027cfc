/** Of what newer commands print with `--json`; a field that is left out or changes its meaning raises it. */
const VERSION = 1;

/** One JSON line: what it is, of which version, then its fields in snake_case, times as ISO 8601 in UTC. */
export function withVersion(kind: string, fields: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ version: VERSION, kind, ...fields })}\n`;
}
