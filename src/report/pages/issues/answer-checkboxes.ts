/**
 * Checkboxes of answers in an issue, each by its name (`1b`; `b` in a halt's). No text of an agent begins a line so:
 * brackets in it are escaped.
 */
const CHECKBOX = /^- \[([ xX])\] \*\*(\d{0,3}[a-z])\*\* /gm;

export function checkbox(name: string, text: string, isTicked = false): string {
  return `- [${isTicked ? 'x' : ' '}] **${name}** ${text}`;
}

/** Names of those that are ticked in `after` and were not in `before`. */
export function newTicks(before: string, after: string): readonly string[] {
  const then = tickedIn(before);
  return [...tickedIn(after)].filter((name) => !then.has(name));
}

function tickedIn(body: string): ReadonlySet<string> {
  const boxes = [...body.replaceAll('\r\n', '\n').matchAll(CHECKBOX)];
  return new Set(boxes.flatMap(([, mark, name]) => (mark === ' ' || name === undefined ? [] : [name])));
}

/** The body as it was before anybody ticked anything. */
export function withoutTicks(body: string): string {
  return body.replace(CHECKBOX, (_, __, name: string) => checkbox(name, ''));
}
