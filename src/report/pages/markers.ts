/**
 * Hidden marks by which texts of ours are found again. A mark counts only at the very start of a body, where no text of
 * an agent or a stranger ever stands, and texts of agents are stripped of comments before they are quoted.
 */
const MARKER_NAME = 'sequential-orchestration';
const MARKER = new RegExp(`^\\ufeff?<!-- ${MARKER_NAME} ([a-z-]+)((?: [a-z]+=[^\\s<>-]*)*) -->`);

export interface HaltMarker {
  readonly spec: string;
  /** null: the halt belongs to no unit. */
  readonly unit: string | null;
  /** Id of the halt in the state. */
  readonly id: string;
}

/** First line of a halt's issue, or of its comment on a pull request. */
export function formatHaltMarker(fields: HaltMarker): string {
  return formatMarker('halt', {
    spec: fields.spec,
    ...(fields.unit === null ? {} : { unit: fields.unit }),
    id: fields.id,
  });
}

/** The mark that `body` starts with; null where there is none. */
export function readHaltMarker(body: string | null | undefined): HaltMarker | null {
  const values = readMarker('halt', body);
  const { spec, unit, id } = values ?? {};
  return spec === undefined || id === undefined ? null : { spec, unit: unit ?? null, id };
}

/** First line of the issue that asks what an agent wants to know of a spec. */
export function formatQuestionsMarker(fields: { readonly spec: string; readonly id: string }): string {
  return formatMarker('questions', { spec: fields.spec, id: fields.id });
}

/** Which spec's questions, by their id in the state, the issue asks; null: it is another one. */
export function readQuestionsMarker(
  body: string | null | undefined,
): { readonly spec: string; readonly id: string } | null {
  const { spec, id } = readMarker('questions', body) ?? {};
  return spec === undefined || id === undefined ? null : { spec, id };
}

/** First line of the comment that keeps whose tick it was: the checkbox itself does not say. */
export function formatTickMarker({ by, ticks }: Ticked): string {
  return formatMarker('ticked', { by, ticks: ticks.join(' ') });
}

export interface Ticked {
  readonly by: string;
  /** Names of checkboxes: `1b`, or `b` in a halt's issue. */
  readonly ticks: readonly string[];
}

export function readTickMarker(body: string | null | undefined): Ticked | null {
  const { by, ticks } = readMarker('ticked', body) ?? {};
  const names = ticks?.split(' ') ?? [];
  // A prepared choice is the most that such a mark can say, and a login who said it.
  const isTick = names.length > 0 && names.every((name) => /^\d{0,3}[a-z]$/.test(name));
  return isTick && by !== undefined && /^[\w.-]{1,100}$/.test(by) ? { by, ticks: names } : null;
}

export function formatMarker(kind: string, values: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(values).map(([name, value]) => ` ${name}=${encodeValue(value)}`);
  return `<!-- ${MARKER_NAME} ${kind}${pairs.join('')} -->`;
}

/** Whether we wrote it, whoever's token that was. */
export function hasMarker(body: string | null | undefined): boolean {
  return MARKER.test(body ?? '');
}

/** The values of a mark of this kind at the start of `body`; null where it starts with none. */
function readMarker(kind: string, body: string | null | undefined): Readonly<Record<string, string>> | null {
  const match = MARKER.exec(body ?? '');
  if (match === null || match[1] !== kind) return null;
  const values: Record<string, string> = {};
  for (const pair of (match[2] ?? '').trim().split(' ')) {
    const [name, value] = pair.split('=');
    if (!name || value === undefined) continue;
    try {
      values[name] = decodeURIComponent(value);
    } catch {
      return null;
    }
  }
  return values;
}

const SECTION_START = new RegExp(`<!-- ${MARKER_NAME} pull-request spec=([^\\s<>-]*) -->`);
const SECTION_END = formatMarker('pull-request-end', {});

/**
 * Puts our part into a pull request's body, at most `limit` characters in all; what people wrote around it stays. If
 * they left no room for it, so does the whole body.
 */
export function withSection(
  body: string | null,
  spec: string,
  render: (room: number) => string,
  limit: number,
): string {
  const [before, after] = splitAroundSection(body ?? '');
  const start = formatMarker('pull-request', { spec });
  const room = limit - before.length - after.length - start.length - SECTION_END.length - 2;
  if (room < MIN_SECTION_LENGTH) return body ?? '';
  return `${before}${start}\n${render(room)}\n${SECTION_END}${after}`;
}

/** A heading and a bar. */
const MIN_SECTION_LENGTH = 500;

/** The spec whose report a pull request's body holds; null: none. */
export function readSectionSpec(body: string | null | undefined): string | null {
  const match = SECTION_START.exec(body ?? '');
  try {
    return match?.[1] === undefined ? null : decodeURIComponent(match[1]);
  } catch {
    return null;
  }
}

function splitAroundSection(body: string): [string, string] {
  const start = SECTION_START.exec(body)?.index ?? -1;
  if (start < 0) return [body.trim() === '' ? '' : `${body.trimEnd()}\n\n`, ''];
  const end = body.lastIndexOf(SECTION_END);
  return [body.slice(0, start), end < start ? '' : body.slice(end + SECTION_END.length)];
}

/** A hyphen could close the comment. */
function encodeValue(value: string): string {
  return encodeURIComponent(value).replace(/[-!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
