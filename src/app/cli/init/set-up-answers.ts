/** What a person wants of the set-up; from flags, from questions, or as proposed. */
export interface Answers {
  /** Names or globs, as `spec` takes them. */
  readonly spec: string;
  readonly backend: string;
  /** Variable of the agent's key, and of the repository's secret; null: the runner has a login of its own. */
  readonly key: string | null;
  /** null: nothing is run before a unit counts as done. */
  readonly verify: string | null;
  /** Cron, in UTC; null: no schedule. */
  readonly schedule: string | null;
  /** Labels, as `runs-on` takes them. */
  readonly runner: string;
  /** `owner/name@ref`, of this action. */
  readonly action: string;
}

/** Every half hour at night. */
export const NIGHTLY = '*/30 20-23,0-6 * * *';
export const HOSTED_RUNNER = 'ubuntu-latest';
