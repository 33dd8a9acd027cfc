/** The server that holds the repository: GitHub, or one that runs its workflows and speaks like it; and what it has. */
export interface Forge {
  readonly name: 'GitHub' | 'Gitea' | 'Forgejo';
  /** Whom the job's own token acts as. */
  readonly jobLogin: string;
  /** Without it `GET /user` says whose a token is, but not of the job's own. */
  readonly hasGraphql: boolean;
  /** An issue can be closed as "not planned". */
  readonly hasNotPlanned: boolean;
  /** `::error::` and the like are shown beside the log; else they stand there as they were written. */
  readonly hasAnnotations: boolean;
  /** A draft is a pull request whose title begins so; null: it is one by itself. */
  readonly draftPrefix: string | null;
  /** A branch without commits of its own gets a pull request too. */
  readonly opensEmptyPullRequests: boolean;
  /** Commits that are made through the API are signed by the server. */
  readonly signsCommits: boolean;
  /** Only administrators may ask what a person may do; the list of assignees is open. */
  readonly hidesPermissions: boolean;
  readonly labelsBy: 'name' | 'id';
  readonly pageSize: 'per_page' | 'limit';
  readonly pages: Pages;
}

/** Pages for people, below the repository's. */
interface Pages {
  readonly branch: string;
  readonly file: string;
  /** The query for a file's text. */
  readonly plain: string;
  /** What a run's page has in its address: its id with the attempt, its id, or its number in the repository. */
  readonly run: 'attempt' | 'id' | 'number';
}

export const gitHub: Forge = {
  name: 'GitHub',
  jobLogin: 'github-actions[bot]',
  hasGraphql: true,
  hasNotPlanned: true,
  hasAnnotations: true,
  draftPrefix: null,
  opensEmptyPullRequests: false,
  signsCommits: true,
  hidesPermissions: false,
  labelsBy: 'name',
  pageSize: 'per_page',
  pages: { branch: 'tree', file: 'blob', plain: 'plain=1', run: 'attempt' },
};

const gitea: Forge = {
  name: 'Gitea',
  jobLogin: 'gitea-actions',
  hasGraphql: false,
  hasNotPlanned: false,
  hasAnnotations: false,
  draftPrefix: 'WIP: ',
  opensEmptyPullRequests: true,
  signsCommits: false,
  hidesPermissions: true,
  labelsBy: 'id',
  pageSize: 'limit',
  pages: { branch: 'src/branch', file: 'src/branch', plain: 'display=source', run: 'id' },
};

const forgejo: Forge = {
  ...gitea,
  name: 'Forgejo',
  jobLogin: 'forgejo-actions',
  pages: { ...gitea.pages, run: 'number' },
};

/** What the runner says of itself; Forgejo's names both. */
export function readForge(env: Readonly<Record<string, string | undefined>>): Forge {
  if (env.FORGEJO_ACTIONS === 'true') return forgejo;
  return env.GITEA_ACTIONS === 'true' ? gitea : gitHub;
}
