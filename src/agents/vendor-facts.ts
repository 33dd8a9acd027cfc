/** A backend's program and the npm package that it comes from. */
export interface Cli {
  /** Looked up on PATH. */
  readonly program: string;
  readonly package: string;
  /**
   * The version that was last run whole. Pinned, because an unpinned CLI that changes its stream or flags breaks every
   * user on the same night. To raise it: `npm run agents:compare`, change the number, then `npm run lock:clis` and
   * `npm run test:agents`.
   */
  readonly version: string;
  /** It does not start unless its package's install script has run; those of other packages never run. */
  readonly needsInstallScript?: true;
  /** The oldest Node that runs it, where that is newer than the oldest that runs us. */
  readonly minNode?: string;
  /** Variables beside the XDG ones that move the folders it writes to. */
  readonly homeVariables?: readonly string[];
  /** Arguments that have it print the models it knows, one a line, without a call to one; left out: it has no such list. */
  readonly listModels?: readonly string[];
}

/** A program that no registry of npm's has: a person installs it. */
export interface MachineProgram {
  /** Looked up on PATH. */
  readonly program: string;
  /** The vendor's way to install it, a command. */
  readonly install: string;
}

/** Folder that `variable` names where it is set, else `inHome` in the user's home. */
export type FolderResolver = (variable: string, inHome: string) => string;

/** What the calls of a login draw on. */
export interface Pool {
  /** For people, as the object of "draws on". */
  readonly name: string;
  /** No plan ends it, nothing but the bill grows; left out: the vendor stops it by itself. */
  readonly billedByUse?: true;
}

/** Whose login it is, and for how long. */
export interface LoginFacts {
  /** `ChatGPT plan (plus)`. */
  readonly what: string;
  /** Epoch ms; null: it is not said, or does not end. */
  readonly until: number | null;
  /** The CLI renews it by itself. */
  readonly renews: boolean;
  /** Left out: not known. */
  readonly pool?: Pool;
}

/** A key of a vendor's API. */
export const API_KEY: LoginFacts = {
  what: 'API key, billed by use',
  until: null,
  renews: false,
  pool: { name: 'an API account, billed by use', billedByUse: true },
};

/** ` (plus)`, from a login file; '' where it names none. */
export function planName(name: unknown): string {
  return typeof name === 'string' && /^[\w -]{1,30}$/.test(name) ? ` (${name})` : '';
}

/** What a CLI reads beside its key to know who it is. */
export interface LoginSources {
  /** The file that its own login writes; null: it is kept elsewhere. */
  readonly loginFile: (folder: FolderResolver) => string | null;
  /** What that file says of itself; left out: nothing is known of it. */
  readonly readLoginFile?: (text: string) => LoginFacts | null;
  /** What a key is that is found in a variable, by its name. */
  readonly variableFacts?: Readonly<Record<string, LoginFacts>>;
  /** Files that may name another provider, or a program that gives the key. */
  readonly settingsFiles: (folder: FolderResolver) => readonly string[];
  /** Variables that choose another provider or another way to log in. */
  readonly variables: readonly string[];
  /** An argument that does. */
  readonly providerArgument: RegExp | null;
  /** Does its login lie in macOS's keychain? */
  readonly keychain: boolean;
}

/** What a person is told to do about a login or a bill, from the CLI's own documentation and messages. */
export interface Account {
  /** Where the key goes, as the object of "set": the variables that the CLI reads. */
  readonly key: string;
  /** Command that logs in by hand on one's own machine. */
  readonly login: string;
  /** Where money and limits are set: the object of "at". */
  readonly billing: string;
}

/** A name that an assignment gives a unit to, and that stands for a backend unless the user says otherwise. */
export interface OwnerAgent {
  readonly name: string;
  /** What it is good at, for whoever assigns. */
  readonly strength: string;
  /** It reads and judges, whatever the unit's type. */
  readonly reviews?: true;
}

/**
 * What only a person can fix: `account` is settled with the vendor (on hold, to be verified), `cloud` the credentials of
 * a cloud that sells the models, `network` what lies between, `missing` a program that is not there, `protocol` one that is
 * there and cannot be driven.
 */
export type RefusalMeaning = 'billing' | 'login' | 'account' | 'cloud' | 'model' | 'network' | 'missing' | 'protocol';

/** What a service's code for an error means: `quota` an account's, `rate` a request too many, `transient` passes by itself. */
export type CodeMeaning = 'quota' | 'rate' | 'transient' | RefusalMeaning;

/**
 * What a service says of its limits in words of its own. It counts whichever backend is driven: a CLI may drive another
 * vendor's models. Patterns are matched against one line in lower case, without addresses, unless said otherwise.
 */
export interface ServiceLimits {
  /** Codes in lower case. */
  readonly codes?: Readonly<Record<string, CodeMeaning>>;
  readonly messages?: {
    /** An account's quota, which comes back by itself. */
    readonly quota?: RegExp;
    /** A quota of a day. */
    readonly dailyQuota?: RegExp;
    readonly billing?: RegExp;
    readonly login?: RegExp;
    /** A model that it does not know, or that the account may not use, whatever the status. */
    readonly model?: RegExp;
    /** What stands between this machine and the service. */
    readonly network?: RegExp;
    /** Waiting seconds to minutes is enough. */
    readonly transient?: RegExp;
    /** The service is overloaded, whatever else the message says. */
    readonly overload?: RegExp;
  };
  /** Its quotas lift by themselves although their messages mention billing. Matched with addresses, in any case. */
  readonly quotaDespiteBilling?: RegExp;
  /** Names of windows that its messages use, singular, as part of a pattern. */
  readonly windows?: readonly string[];
  /** When a quota comes back that is bound to the calendar, as the vendor documents it. */
  readonly calendarReset?: {
    /** At the next midnight, or on the first of the next month. */
    readonly period: 'day' | 'month';
    /** IANA time zone. */
    readonly zone: string;
    /** Says of a quota that it is this one; a quota of a day that its own CLI tells of is so anyway. */
    readonly message: RegExp;
  };
}
