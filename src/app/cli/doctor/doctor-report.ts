import type { ProgramOptions } from '../../../agents/install/programs.ts';
import type { Login } from '../../../agents/login.ts';
import type { LoginFacts } from '../../../agents/vendor-facts.ts';
import type { Terminal } from '../../../terminal/types.ts';

/** What a tiny call to a backend came to; `message` is its answer, or why there was none. */
export interface ProbeResult {
  readonly ok: boolean;
  readonly ms: number;
  readonly message: string;
}

/** One backend, as this machine has it. Names of variables, never values. */
export interface ExaminedBackend {
  readonly name: string;
  /** Would a run use it? */
  readonly chosen: boolean;
  /** Needs no program of its own: custom, rehearsal. */
  readonly builtIn: boolean;
  /** null: not installed (or built in). */
  readonly path: string | null;
  readonly from: 'PATH' | 'cache' | null;
  readonly version: string | null;
  readonly knownVersion: string | null;
  /** Would a run install it, were it missing? */
  readonly installable: boolean;
  readonly keys: readonly string[];
  readonly login: Login;
  /** Whose login it is, and until when; null: not known. */
  readonly loginFacts: LoginFacts | null;
  /** null: not asked. */
  readonly probe: ProbeResult | null;
  readonly warning: string | null;
  /** Why it cannot run, with what to do; null if it can. */
  readonly problem: string | null;
}

export interface ExaminedTool {
  readonly name: string;
  readonly path: string | null;
  readonly version: string | null;
  readonly problem: string | null;
}

/** The GitHub App that was given. Never its key. */
export interface ExaminedApp {
  readonly id: string;
  /** null: it got no token. */
  readonly slug: string | null;
  readonly repository: string | null;
  readonly warning: string | null;
  readonly problem: string | null;
}

/** The sandbox around agents. */
export interface ExaminedIsolation {
  readonly strength: 'auto' | 'strict' | 'off';
  /** null: none holds. */
  readonly mechanism: string | null;
  readonly hidden: readonly string[];
  readonly readOnly: readonly string[];
  /** Under `strict`: all that can be written. */
  readonly writable: readonly string[];
  /** What stays within reach. */
  readonly notHeld: readonly string[];
  readonly warning: string | null;
  readonly problem: string | null;
}

/** Everything that `doctor` looked at. A run cannot start while there are `problems` (of agents, they concern chosen ones only). */
export interface DoctorReport {
  readonly backends: readonly ExaminedBackend[];
  readonly tools: readonly ExaminedTool[];
  /** null: none was given. */
  readonly app: ExaminedApp | null;
  /** null: not looked at. */
  readonly isolation: ExaminedIsolation | null;
  /** Where CLIs are installed, and the bytes free there. */
  readonly disk: { readonly path: string; readonly freeBytes: number };
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** What the look at a machine depends on. */
export interface DoctorOptions extends ProgramOptions {
  /** Names of the backends that a run would use. */
  readonly chosen: readonly string[];
  readonly workdir: string;
  /** Model that a run would ask for; null or left out: the agent's own default. */
  readonly model?: string | null;
  readonly tmux: 'auto' | 'require' | 'off';
  /** Do checkpoints need git? */
  readonly git: boolean;
  /** Why a run could not begin, whatever its agents; left out: not looked at. */
  readonly workProblems?: readonly string[];
  /** What became of the app that was given; left out: there is none. */
  readonly app?: ExaminedApp | null;
  /** The sandbox; left out: not looked at. */
  readonly isolation?: ExaminedIsolation | null;
  /** Why the key that is to sign commits does not; null or left out: nothing is wrong. */
  readonly signingProblem?: string | null;
  /** Makes a terminal that runs these programs; null: nothing is asked of a model. */
  readonly probe: ((paths: ReadonlyMap<string, string>) => Promise<Terminal>) | null;
}
