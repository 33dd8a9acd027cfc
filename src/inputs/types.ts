/** Inputs: one table of options, read from flags, action inputs and files into readonly settings. */

import type { KeyObject } from 'node:crypto';
import type { Sandbox } from '../agents/types.ts';
import type { Granularity, OwnerBackend } from '../plan/types.ts';
import type { FormatChoice } from '../tasks/types.ts';
import type { ThrottleSettings } from '../throttle/types.ts';
import type { ConfigFile } from './config-file/parse-config.ts';
import type { Instructions } from './kinds/instructions.ts';
import type { OptionName, OptionTexts } from './options/options.ts';

/** What the records keep of the way a run was set, for `resume`. */
export interface KeptOptions {
  /** By name, as a flag would have it: what changes nothing that an agent is held by. */
  readonly options: Readonly<Record<string, string>>;
  /** Names of flags that must be given again. */
  readonly again: readonly string[];
}

/** One validated, readonly whole of everything a person can set. Durations in ms. */
export interface Settings {
  readonly loop: {
    readonly maxIterations: number;
    readonly attempts: number;
    readonly taskTimeoutMs: number;
    readonly idleTimeoutMs: number;
    readonly verify: string | null;
    /** What is done with what a unit's change says against it. */
    readonly evidence: 'report' | 'require' | 'off';
    /** Whether an agent asks about the whole spec before its first unit. */
    readonly questions: 'ask' | 'off';
    readonly granularity: Granularity;
    readonly includeOptional: boolean;
    readonly only: string | null;
    readonly from: string | null;
  };
  readonly agents: {
    /** Executes where no roster says otherwise. */
    readonly backend: string;
    /** true: `--backend` was given by the user, so that it executes unless a roster was given too. */
    readonly backendGiven: boolean;
    /** null: no assignment is asked for. */
    readonly assignBackend: string | null;
    readonly assignOpencodeAgent: string | null;
    readonly agentCommand: string | null;
    readonly model: string | null;
    readonly assignModel: string | null;
    /** Reviews each unit; null: nobody does. */
    readonly reviewer: OwnerBackend | null;
    /** Whether notes of one unit's agent are given to the next ones. */
    readonly memory: boolean;
    /** The user's own words for every prompt. */
    readonly instructions: Instructions | null;
    /** By backend; `*` for all. Already split. */
    readonly agentArgs: Readonly<Record<string, readonly string[]>>;
    readonly sandbox: Sandbox;
    /** Names of variables the agent may see. */
    readonly agentEnv: readonly string[];
    /** null: not given. The key `all` stands for every owner agent. */
    readonly ownerBackends: Readonly<Record<string, OwnerBackend>> | null;
    readonly installAgents: 'auto' | 'never';
    readonly agentVersions: Readonly<Record<string, string>>;
  };
  /** The sandbox around what runs foreign code. */
  readonly isolation: {
    readonly strength: 'auto' | 'strict' | 'off';
    /** Names of what stays within reach. */
    readonly allow: readonly string[];
    /** Absolute paths that can be written under strict, beside those that always can. */
    readonly writable: readonly string[];
  };
  /** Address or command that is told of halts, long pauses and the end; null: nobody is. */
  readonly notify: string | null;
  readonly terminal: {
    readonly tmux: 'auto' | 'require' | 'off';
    readonly tmuxSession: string | null;
  };
  readonly repository: {
    readonly checkpoint: 'off' | 'commit' | 'push';
    /** `{spec}` filled in by `Inputs.forSpec`; '' = the branch that is checked out. */
    readonly workBranch: string;
    /** The same before it was filled in. */
    readonly workBranchTemplate: string;
    /** null: the default branch. */
    readonly baseBranch: string | null;
    /** `Name <mail>`; null: git's own identity, otherwise the project's. */
    readonly commitAuthor: string | null;
    /** Template of a commit's subject, with `{type}`, `{spec}`, `{unit}`, `{title}`; null: the usual one. */
    readonly commitMessage: string | null;
    /**
     * How our commits are signed; null: they are not. `key`: a private key; null: the one that git is set up with, or
     * none with the API, where the server signs.
     */
    readonly signing: { readonly by: 'key' | 'api'; readonly key: KeyObject | null } | null;
    /** Paths from the top of the repository that no agent may change. */
    readonly protect: readonly string[];
    /** Paths from the top of the repository that agents may change although they steer the next one (`agents/steering.ts`). */
    readonly allowedSteering: readonly string[];
    /** How long the state and the progress log are on the work branch. */
    readonly records: 'keep' | 'until-complete';
  };
  readonly throttle: ThrottleSettings & {
    readonly continue: 'dispatch' | 'schedule' | 'none';
    /** Whose calls count: those of this branch, or of all runs that share its remote. */
    readonly scope: 'spec' | 'repository';
    /** Absolute path of the user's price table (JSON); null: the dated one built in. */
    readonly prices: string | null;
  };
  /** Left out in the action: a workflow says it each time. */
  readonly kept?: KeptOptions;
}

/** What a GitHub App gets its tokens with. */
export interface AppCredentials {
  /** Its ID or client ID. */
  readonly id: string;
  /** An object, which shows nothing of the key when it is printed. */
  readonly key: KeyObject;
}

/** What only the action does: where people are told and heard. On a command line these are the quiet choices. */
export interface PlatformSettings {
  /** What the step does: works on specs, or says how all of them stand. */
  readonly command: 'run' | 'specs';
  /** null: none was given. Never shown, never handed to an agent. */
  readonly token: string | null;
  /** The app whose tokens are used in place of `token`; null: none was given. */
  readonly app: AppCredentials | null;
  readonly checkout: 'auto' | 'always' | 'never';
  readonly pullRequest: 'draft' | 'ready' | 'off';
  readonly haltReport: 'auto' | 'issue' | 'pull-request';
  readonly haltLabels: readonly string[];
  /** Logins, without `@`. */
  readonly haltAssignees: readonly string[];
  /** Endings that fail the step. */
  readonly failOn: readonly ('halted' | 'max-iterations' | 'paused')[];
  /** First word of a comment that answers a halt. */
  readonly resumeCommand: string;
  /** Logins of bots whose comments count. */
  readonly allowBots: readonly string[];
  /** A dispatched run answers the open halt, in words if there are any. */
  readonly resume: boolean;
  readonly answer: string | null;
  /** Most runs in a row that start one another. */
  readonly chainLimit: number;
  readonly installTmux: boolean;
}

/** Settings, and what is settled before a spec is opened. */
export interface InputValues extends Settings {
  /** As given: paths, names or globs; `locateSpecs` finds them. */
  readonly specs: readonly string[];
  /** Whose rules their tasks.md files follow. */
  readonly format: FormatChoice;
  /** Absolute. */
  readonly workdir: string;
  /** Print events as JSON, one object per line. */
  readonly json: boolean;
  /** Does anything say what a checkpoint is? */
  readonly isCheckpointSaid: boolean;
  /** What a person should know of how they set this, a line each. */
  readonly warnings: readonly string[];
  readonly platform: PlatformSettings;
}

/** What people gave on one side, to be read with what a repository's configuration file adds. */
export interface GivenInputs {
  /** What is known before there is a file; whether the values go together is not checked yet. */
  beforeFile(): InputValues;
  /** An option as it was given, whatever it says; undefined: it was not. */
  raw(name: OptionName): string | undefined;
  /** Everything that is set; UserError for the first thing that is wrong. `config` null: there is no file. */
  read(config: ConfigFile | null, behind?: Behind): Inputs;
}

/** What counts where flags say nothing, beside the configuration file. */
export interface Behind {
  /** Before the file: what the records keep of a spec's run; null: of the spec that is meant. */
  readonly kept?: (spec: string | null) => OptionTexts;
  /** Behind the file: defaults that were found out. */
  readonly defaults?: OptionTexts;
}

/** Everything that is set, for all specs and for each. */
export interface Inputs extends InputValues {
  /** The settings of one spec: what is set for it alone, and its name filled in where it belongs. */
  forSpec(name: string): Settings;
}
