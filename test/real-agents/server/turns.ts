/** What a service answers when it will not work. Times as each service writes them. */
export type Fault =
  /** A quota is used up; `resetsAt` epoch seconds. */
  | { readonly what: 'usage-limit'; readonly resetsAt: number }
  | { readonly what: 'rate-limit'; readonly retryAfterS: number }
  /** Only money mends it. */
  | { readonly what: 'billing' }
  | { readonly what: 'unauthorized' }
  /** It has no model of that name, or the account may not use it. */
  | { readonly what: 'unknown-model' }
  | { readonly what: 'overloaded'; readonly retryAfterS?: number };

/** What the model does with one request. */
export type Turn =
  | { readonly kind: 'say'; readonly text: string; readonly headers?: Readonly<Record<string, string>> }
  /** Calls the agent's own shell tool. */
  | { readonly kind: 'shell'; readonly command: string }
  /** Calls a tool by its name, whether the agent offers it or not. */
  | { readonly kind: 'call'; readonly name: string; readonly args: object }
  | { readonly kind: 'fault'; readonly fault: Fault }
  /** Takes the request and never answers. */
  | { readonly kind: 'hang' }
  /** Begins to say it, then the connection is gone. */
  | { readonly kind: 'cut'; readonly text: string };

export type Speech = Extract<Turn, { kind: 'say' | 'shell' | 'call' }>;

export const say = (text: string, headers: Readonly<Record<string, string>> = {}): Turn => ({
  kind: 'say',
  text,
  headers,
});
export const shell = (command: string): Turn => ({ kind: 'shell', command });
export const call = (name: string, args: object): Turn => ({ kind: 'call', name, args });
export const fault = (what: Fault): Turn => ({ kind: 'fault', fault: what });
export const hang: Turn = { kind: 'hang' };
export const cut = (text: string): Turn => ({ kind: 'cut', text });

/** A request's body, as JSON. */
export type Body = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One service's way to talk. */
export interface Protocol {
  readonly matches: (path: string) => boolean;
  /** Names of the tools that the agent offers. */
  readonly tools: (body: Body) => string[];
  /** Is it a side errand (a title, a summary) and not the agent's work? */
  readonly errand: (body: Body) => boolean;
  readonly streams: (path: string, body: Body) => boolean;
  /** Server-sent events, in pieces between which a stream can be cut. */
  readonly stream: (turn: Speech, tools: readonly string[]) => string[];
  readonly whole: (turn: Speech, tools: readonly string[]) => object;
  readonly fault: (fault: Fault) => Answer;
}

/** Tokens that every answer claims, so that a reader's sums can be checked: 234 fresh, 1000 cached, 56 out. */
export const tokens = { fresh: 234, cached: 1000, out: 56 };

/** The call that a turn makes. A command goes to the tool of those offered by which this agent runs one. */
export function toolOf(
  turn: Exclude<Speech, { kind: 'say' }>,
  tools: readonly string[],
): { name: string; args: object } {
  return turn.kind === 'call' ? turn : shellTool(tools, turn.command);
}

function shellTool(tools: readonly string[], command: string): { name: string; args: object } {
  const known: Record<string, object> = {
    exec_command: { cmd: command },
    shell_command: { command },
    shell: { command: ['bash', '-c', command] },
    Bash: { command, description: 'Runs a command' },
    bash: { command, description: 'Runs a command' },
    run_shell_command: { command, description: 'Runs a command' },
  };
  const name = tools.find((tool) => Object.hasOwn(known, tool));
  // An agent that may only read offers none; a model that calls it all the same must be refused.
  return name === undefined ? { name: 'bash', args: known.bash ?? {} } : { name, args: known[name] ?? {} };
}

export function json(status: number, body: object, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** The header of a fault that says when to come again; none where it does not say. */
export function retryAfter({ retryAfterS }: { readonly retryAfterS?: number }): Record<string, string> {
  return retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) };
}

export function names(list: unknown, nameOf: (tool: Record<string, unknown>) => unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((tool) => {
    const name = nameOf(tool);
    return typeof name === 'string' ? [name] : [];
  });
}

/** `count` pieces of a text, none empty. */
export function pieces(text: string, count = 3): string[] {
  const size = Math.max(1, Math.ceil(text.length / count));
  return text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
}
