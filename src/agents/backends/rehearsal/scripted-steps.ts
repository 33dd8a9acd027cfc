/**
 * What the built-in agent can be told to do. A step is a JSON object with one verb and the verb's fields:
 * `{ "write": "src/a.ts", "text": "…" }`. A field that ends in `?` may be left out. Durations are written as `2s`,
 * `5m`, `1h` and become ms; a flag is true or false; `{unit}` and `{attempt}` in texts and paths are filled in.
 */
export const VERBS = {
  /** Says it to the person. */
  say: { say: 'text' },
  think: { think: 'text' },
  /** Shows a tool call, does nothing. */
  tool: { tool: 'text', result: 'text?', failed: 'flag?', takes: 'duration?' },
  /** Files of the working tree only. */
  write: { write: 'text', text: 'text' },
  append: { append: 'text', text: 'text' },
  delete: { delete: 'text' },
  /** A shell command, run in the working tree for real. */
  run: { run: 'text' },
  wait: { wait: 'duration' },
  /** Adds to the tokens and money of this attempt. */
  usage: { usage: 'flag', input: 'count?', cached: 'count?', output: 'count?', cost_usd: 'amount?' },
  /** An early warning: this window is used so far (0 to 1). */
  warn: { warn: 'text', used: 'amount', resets_in: 'duration?' },
  /** Says that it will try again by itself, and goes on. */
  retry: { retry: 'text', status: 'count?', after: 'duration?' },
  /**
   * A usage limit, in these words; `{clock}`, `{epoch}`, `{iso}` and `{span}` in them stand for the reset time. Met
   * `times` times (1) in the unit's session, then gone. `structured`: the reset time is also a field of the error.
   */
  limit: {
    limit: 'text',
    resets_in: 'duration?',
    structured: 'flag?',
    window: 'text?',
    status: 'count?',
    code: 'text?',
    times: 'count?',
  },
  /** The service is overloaded; `times` as above. */
  overload: { overload: 'text', status: 'count?', retry_after: 'duration?', times: 'count?' },
  /** Ends with an error. */
  fail: { fail: 'text', status: 'count?', code: 'text?' },
  /** Ends at once with this exit code, without a terminal event. */
  exit: { exit: 'count' },
  /** Asks a person (HALT). */
  ask: { ask: 'text' },
  /** Says done. `linger`: the process stays that long after its terminal event. */
  done: { done: 'text', linger: 'duration?' },
  /** Ends well, but without the promise. */
  incomplete: { incomplete: 'text' },
  /** Falls silent for ever; `stubborn`: ignores SIGINT and SIGTERM too. */
  hang: { hang: 'flag', stubborn: 'flag?' },
  /** Starts this many children that ignore SIGTERM and live for ten minutes; `detached`: in sessions of their own. */
  spawn: { spawn: 'count', detached: 'flag?' },
  /** Prints the text raw, as a broken CLI would. */
  print: { print: 'text', stderr: 'flag?', times: 'count?' },
  /** Commits everything by itself. */
  commit: { commit: 'text' },
  /** Ticks these tasks' checkboxes in tasks.md by itself, its own unit's or others'. */
  tick: { tick: 'texts' },
} as const;

/** What a field may hold. */
export interface FieldTypes {
  text: string;
  texts: readonly string[];
  flag: boolean;
  count: number;
  amount: number;
  /** ms */
  duration: number;
}

export type Verb = keyof typeof VERBS;

type Field<Kind> = Kind extends `${infer Base extends keyof FieldTypes}?`
  ? FieldTypes[Base] | undefined
  : Kind extends keyof FieldTypes
    ? FieldTypes[Kind]
    : never;

/** One step, checked; `verb` says which. */
export type Step = {
  [V in Verb]: { readonly verb: V } & { readonly [F in keyof (typeof VERBS)[V]]: Field<(typeof VERBS)[V][F]> };
}[Verb];
