/** A step of a workflow, as YAML has it. */
export type WorkflowStep = Readonly<Record<string, unknown>>;

/** How a project of one kind is set up on a runner, and tested. */
export interface Stack {
  readonly name: string;
  readonly steps: readonly WorkflowStep[];
  /** null: it has no test command that would be known. */
  readonly verify: string | null;
  /** What set-up and tests leave in the tree: no run begins where git sees files that are in no commit. Default: nothing. */
  readonly leaves?: readonly LeftFiles[];
  /** What a person should know or do, a sentence each. Default: nothing. */
  readonly notes?: readonly string[];
}

/** Files that belong into `.gitignore`. */
export interface LeftFiles {
  /** As `.gitignore` has it. */
  readonly pattern: string;
  /** One that it is to match, from the project's folder. */
  readonly sample: string;
}

/** What is asked of a project's folder. `read` null: the file is not there. */
export interface ProjectFiles {
  /** From the top of the repository; '' at the top. */
  readonly folder: string;
  has(name: string): boolean;
  read(name: string): string | null;
  /** Folders in it that may be projects of their own. */
  parts(): readonly ProjectFiles[];
}

/** null: the project is of another kind. */
export type FindStack = (files: ProjectFiles) => Stack | null;
