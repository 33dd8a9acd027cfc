/** The wiring: settings and surroundings come in, one spec is run with the real adapters, an outcome goes out. */

import type { Backend } from '../agents/types.ts';
import type { Settings } from '../inputs/types.ts';
import type { SpecPlatform } from '../platform/types.ts';
import type { BaseFile } from '../repository/git/blobs.ts';
import type { CommitApi } from '../repository/signing/commit-api.ts';
import type { GitRepository, RepositoryOptions } from '../repository/types.ts';
import type { orchestrate } from '../run/run.ts';
import type { Redo, Resume } from '../run/types.ts';
import type { Log } from '../run-events/types.ts';

/** Everything an entry knows that the settings do not say. */
export interface RunEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the working tree. */
  readonly workdir: string;
  /** Folder of the bundles: the pane's program is there. */
  readonly dist: string;
  /** Folder of the transcripts and bundles of this run. */
  readonly logDir: string;
  readonly runId: string;
  /** What the agents carry as `runMarker`; default the run's id, which the jobs of one run share. */
  readonly mark?: string;
  readonly stop: AbortSignal;
  /** The settings where the base has this configuration file; null: the same as are given. Left out: the file counts for nothing. */
  readonly withConfigFile?: (file: BaseFile) => Promise<Settings | null>;
  /** Backends that there are; default: the built-in ones. */
  readonly backends?: readonly Backend[];
  readonly resume: Resume | null;
  /** Left out: nothing is done again. */
  readonly redo?: Redo | null;
  readonly scheduled: boolean;
  readonly dispatched?: boolean;
  readonly chainLimit?: number;
  /** A person started it in a terminal; default: a workflow did. */
  readonly byHand?: boolean;
  /** What is done with the spec; default: it is carried out. */
  readonly story?: typeof orchestrate;
  readonly log: Log;
  readonly remote: RepositoryOptions['remote'];
  /** Makes commits on GitHub; null or left out: the remote is not there, or there is no token. */
  readonly commitApi?: CommitApi | null;
  /** git's configuration as it was at the job's start. */
  readonly configuration?: RepositoryOptions['configuration'];
  readonly findCheckout?: RepositoryOptions['findCheckout'];
  /** Installs tmux where it is missing and wanted: before the first attempt, since that may take minutes. */
  readonly ensureTmux?: (() => Promise<void>) | undefined;
  /** Files through which a step speaks to the runner; default: there are none. */
  readonly runnerFiles?: readonly string[];
  /** Folder of the logs of all runs; default: that of this one. */
  readonly allLogs?: string;
  /** Installs bubblewrap where no sandbox works; left out: nothing is installed. */
  readonly installSandbox?: (() => Promise<void>) | undefined;
  /** Secrets beside those whose variables look like one. */
  readonly secrets: readonly string[];
  /**
   * `base`: the branch that a pull request goes into, which the opened repository knows; null: it does not.
   * `history`: what the opened repository knows of commits.
   */
  readonly createPlatform: (
    base: string | null,
    history: Pick<GitRepository, 'continuesFrom' | 'commitSizes'>,
  ) => SpecPlatform;
}
