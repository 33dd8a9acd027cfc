import type {
  Account,
  Cli,
  FolderResolver,
  LoginSources,
  MachineProgram,
  OwnerAgent,
  ServiceLimits,
} from './vendor-facts.ts';

/** Tokens and money of one attempt, summed over its turns. `costUsd` null where the agent does not say. */
export interface Usage {
  /** Of a vendor that counts in these, and not in tokens; left out: it does not. */
  readonly credits?: number;
  /** Input tokens that were not read from a cache. */
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number | null;
}

/** A quota window as an agent reported it, on success as well as on failure. */
export interface LimitWindow {
  /** `five_hour`, `weekly`, `daily`, … as the agent names it. */
  readonly name: string;
  /** Share used, 0 to 1; null where unknown. */
  readonly used: number | null;
  /** Epoch ms; null where unknown. */
  readonly resetsAt: number | null;
  readonly status: 'allowed' | 'warning' | 'rejected';
}

/** Code of the error that stands for an agent that never said a word, whatever it was ended by. */
export type UnansweredCode = 'unanswered';

/** What an agent's terminal error said, structured facts first. Text is kept as printed. */
export interface AgentError {
  readonly message: string;
  /** HTTP status of the model's service, where known. */
  readonly status: number | null;
  /** The service's or CLI's own word for it (`usage_limit_reached`, `rate_limit`, `authentication`), where known. */
  readonly code: string | null;
  /** From a Retry-After header or the like, in ms. */
  readonly retryAfterMs: number | null;
  /** Structured reset time, epoch ms. */
  readonly resetsAt: number | null;
}

/** One normalised line of an agent's stream. */
export type AgentEvent =
  | {
      readonly kind: 'started';
      readonly session: string | null;
      readonly model: string | null;
      /** Of a CLI that says nothing while its service keeps it waiting: silence until the first word is the service's. */
      readonly isUnanswered?: true;
    }
  /** The agent's own words to the person; `delta` continues the previous message without a break. */
  | { readonly kind: 'message'; readonly text: string; readonly delta: boolean }
  | { readonly kind: 'thinking'; readonly text: string }
  /** `title` is one line as a colleague would read it: `$ npm test`, `~ src/x.ts +12 −3`. */
  | { readonly kind: 'tool-call'; readonly id: string; readonly title: string }
  | { readonly kind: 'tool-result'; readonly id: string; readonly ok: boolean; readonly text: string }
  /** Total so far of the attempt (not an increment). */
  | { readonly kind: 'usage'; readonly usage: Usage }
  /** A structured early warning or rejection. */
  | { readonly kind: 'limit'; readonly window: LimitWindow }
  /** The CLI says that it will try again by itself. `waitMs` null where it does not say how long. */
  | { readonly kind: 'retry'; readonly message: string; readonly status: number | null; readonly waitMs: number | null }
  /** An error that does not end the attempt (yet). */
  | { readonly kind: 'error'; readonly error: AgentError }
  /** The terminal event. `finalMessage` null: the joined text of the last message stands. */
  | {
      readonly kind: 'finished';
      readonly ok: boolean;
      readonly finalMessage: string | null;
      readonly error: AgentError | null;
      /**
       * Background tasks of its own that still run, and turns that wait: unless it gave a promise, only a turn ended, and
       * it goes on by itself. Left out: none.
       */
      readonly pending?: number;
      /**
       * No tool was called and nothing was spent: its last words may be the service's, of a limit, and not the agent's.
       * Left out: they are the agent's.
       */
      readonly isUnspent?: true;
    }
  /** A line that is no JSON, or an event never seen before: shown and kept, never fatal. */
  | { readonly kind: 'unknown'; readonly line: string };

/** Why an attempt's process ended; recorded before any kill. */
export type EndReason =
  | 'exited'
  /** `task-timeout` passed. */
  | 'timed-out'
  /** Nothing was heard for `idle-timeout`. */
  | 'silent'
  /** Silent after a limit line, or after it said that it would try again: it waits on the service, not hung. */
  | 'limit-wait'
  /** Stayed after its terminal event; ended after the grace. Judged by that event. */
  | 'lingered'
  /** The orchestrator asked (SIGINT, SIGTERM, a workflow's cancel). */
  | 'cancelled'
  /** A person closed the window, or pressed Ctrl-C in it. */
  | 'window-closed'
  /** The orchestrator is gone. */
  | 'orphaned'
  /** The pane, or the tmux server that held it, was killed: by a command of the agent's, for lack of memory, … */
  | 'pane-lost'
  /** The command could not be started at all. */
  | 'not-started'
  /** The machine has nothing to run it in: tmux opens no window, the run's Node was removed. */
  | 'no-pane';

/** The raw facts of one attempt; judged by `verdict/`, never by the terminal. */
export interface AgentReport {
  readonly end: EndReason;
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The terminal event, null if none was seen. */
  readonly finished: { readonly ok: boolean; readonly isUnspent?: true } | null;
  /** The agent's own final message, deltas joined; '' if it said nothing. */
  readonly finalMessage: string;
  readonly session: string | null;
  /** The model that worked, as the CLI names it; null where it does not. */
  readonly model: string | null;
  readonly usage: Usage | null;
  /** The last error: terminal if there is one, else the last one seen. */
  readonly error: AgentError | null;
  readonly limits: readonly LimitWindow[];
  /** Epoch ms. */
  readonly startedAt: number;
  /** `startedAt` and what it took, whatever was done to the clock meanwhile. */
  readonly endedAt: number;
  /** Last lines as rendered for a person, masked, at most 4,000 characters. */
  readonly tail: string;
  /** Last stderr lines, masked, at most 2,000 characters. */
  readonly stderrTail: string;
  /** Path of the raw stream's log. */
  readonly transcript: string;
  /** Why the sandbox is the likely cause of a failure, a sentence or two; left out: it is not. */
  readonly sandboxed?: string;
}

/** How much an agent may do to the machine. */
export type Sandbox = 'full' | 'workspace' | 'read-only';

/** What a backend needs to know to build one attempt's command line. */
export interface AgentRequest {
  readonly prompt: string;
  /** Session to go on with; null starts a fresh one. */
  readonly session: string | null;
  readonly model: string | null;
  readonly sandbox: Sandbox;
  /** Extra arguments of the user, already split. */
  readonly extraArgs: readonly string[];
  /** Absolute path of the working tree. */
  readonly workdir: string;
  /** What only one backend reads: an agent of the CLI's own, a command, a script. */
  readonly options: Readonly<Record<string, string>>;
}

/** A command to be run, without a shell. `stdin` is written whole, then closed unless said otherwise. */
export interface Command {
  readonly argv: readonly [string, ...string[]];
  /** Set on top of the filtered environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Set where the job's environment has none of that name. */
  readonly defaultEnv?: Readonly<Record<string, string>>;
  readonly stdin: string;
  /** `stdin` is not closed after it was written: its end asks the command to end what it does, and then itself. */
  readonly keepsStdinOpen?: true;
  /** The session that it is told to begin, for a CLI that names it at its end only: one that is killed is still known. */
  readonly session?: string;
  /** Settings that the CLI takes from a file only: written where the user alone can read, its path given after `flag`. */
  readonly file?: { readonly flag: string; readonly name: string; readonly text: string };
}

/** Reads one agent's stream, line by line, in constant memory. One reader per attempt. */
export interface StreamReader {
  read(line: string, stream: 'stdout' | 'stderr'): AgentEvent[];
  /** Called once after the last line; may hold the terminal event of a CLI that prints none. */
  end(exitCode: number | null): AgentEvent[];
}

/** A coding agent's CLI. One file or folder a backend with all that is known of it, and one line in the list. */
export interface Backend {
  readonly name: string;
  /** Beside its name in the list of choices, where that needs a word. */
  readonly hint?: string;
  /** null: no install of ours, since it is the user's own program or part of this one. */
  readonly cli: Cli | null;
  /** The program of one without `cli` that the machine must have. */
  readonly machineProgram?: MachineProgram;
  /** Variables that hold its key: any one present is enough. Empty: needs none. */
  readonly keys: readonly string[];
  /** Left out: it has nothing but its keys. */
  readonly login?: LoginSources;
  /** Left out: nothing is known, and a refusal is answered in general words. */
  readonly account?: Account;
  readonly limits?: ServiceLimits;
  /** Folder of a repository where it looks for skills; left out: `.agents/skills`. */
  readonly skills?: string;
  readonly ownerAgents?: readonly OwnerAgent[];
  /** The HTTP status that an exit code of the CLI tells of, null for none; left out: no code does. */
  statusOfExitCode?(exitCode: number): number | null;
  /** Other variables it may see although their names look secret (base URLs, proxies, config folders). */
  readonly env: readonly string[];
  /**
   * Files and folders of a project from which it takes settings, hooks, tools and commands, beside `COMMON_STEERING`.
   * With `!` before it: one below them that is none of these.
   */
  readonly steering?: readonly string[];
  /** Files and folders of its login, settings and sessions: its own agents write them, those of others do not see them. */
  readonly ownPaths?: (folder: FolderResolver) => readonly string[];
  /**
   * For a CLI that replaces a file of the home, which nothing can where only its folders are writable: variables that have
   * it keep the file in one of these, and from where to where it is copied first.
   */
  readonly foldedHome?: (folder: FolderResolver) => {
    readonly env: Readonly<Record<string, string>>;
    readonly copy: { readonly from: string; readonly to: string };
  };
  /** Sandboxes that the CLI can keep. */
  readonly sandboxes: readonly Sandbox[];
  /** Whether it can be kept from writing shows when its session has begun: one agent has such a mode, another has not. */
  readonly readOnlyBySession?: true;
  /** Its program starts the agent as another process, and ends at once when it is asked to. */
  readonly hasLauncher?: true;
  /** It reports how much of a plan's usage windows is used. */
  readonly reportsWindows?: true;
  /** It acts out a script: how long it takes says nothing of work, and nothing is foretold of it. */
  readonly isScripted?: true;
  /** Usage counts from the session's first attempt on: of a resumed one, what was known before is to be taken off. */
  readonly cumulativeUsage?: true;
  /**
   * Adds to a report what its CLI left on disk instead of telling it: quota windows, for how long to wait. `env` is
   * what the agent saw. Never rejects.
   */
  enrichReport?(report: AgentReport, env: Readonly<Record<string, string>>): Promise<AgentReport>;
  command(program: string, request: AgentRequest): Command;
  /** `workdir` (absolute) is left out of paths in titles where it is given. */
  reader(workdir?: string): StreamReader;
}
