/** What `init` takes beside options of a run. */
export interface InitFlags {
  /** Take what is proposed, and ask nothing. */
  readonly yes: boolean;
  /** Replace files that a person edited. */
  readonly force: boolean;
  /** Install the skill for agents, and nothing else. */
  readonly skill: boolean;
  readonly key: string | undefined;
  readonly schedule: string | undefined;
  readonly runner: string | undefined;
  readonly action: string | undefined;
}

/** Options of a run that the set-up asks for; left out: undefined. */
export type Given = Readonly<Record<'spec' | 'backend' | 'verify', string | undefined>>;
