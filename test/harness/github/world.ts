import type { KeyObject } from 'node:crypto';
import type { App } from './apps.ts';

/** Permissions as the collaborator-permission API names them (`permission`, `role_name`). */
export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';

export interface Person {
  readonly login: string;
  readonly id: number;
  readonly type: 'User' | 'Bot';
  role: Role;
}

/** What a token may do; `permissions` null: everything its person may (a personal token). */
export interface Token {
  readonly login: string;
  readonly permissions: Readonly<Record<string, 'read' | 'write'>> | null;
  expired: boolean;
  /** Epoch ms; null: it does not expire by itself. */
  expiresAt: number | null;
  /** How many more requests it is good for; null: any number. */
  usesLeft: number | null;
}

export interface Comment {
  readonly id: number;
  readonly issue: number;
  readonly author: string;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  readonly reactions: { readonly content: string; readonly by: string }[];
}

/** An issue, or the issue side of a pull request (`pull` not null). */
export interface Issue {
  readonly number: number;
  readonly author: string;
  title: string;
  body: string;
  state: 'open' | 'closed';
  stateReason: 'completed' | 'not_planned' | 'reopened' | 'duplicate' | null;
  closedBy: string | null;
  labels: string[];
  assignees: string[];
  readonly createdAt: string;
  updatedAt: string;
  readonly pull: Pull | null;
}

export interface Pull {
  readonly head: string;
  readonly base: string;
  draft: boolean;
  merged: boolean;
  /** Where its branch was when it was closed. */
  sha?: string;
  /** Full name of the repository that it comes from; default this one. */
  readonly fork?: string;
}

/** The one repository of the fake, and everybody in it. Open to tests: change it as a person in a browser would. */
export class World {
  readonly owner: string;
  readonly repo: string;
  defaultBranch = 'main';
  readonly people = new Map<string, Person>();
  readonly tokens = new Map<string, Token>();
  readonly apps = new Map<string, App>();
  readonly issues = new Map<number, Issue>();
  readonly comments = new Map<number, Comment>();
  readonly labels = new Map<string, { readonly color: string; readonly description: string | null }>();
  readonly dispatches: {
    readonly workflow: string;
    readonly ref: string;
    readonly inputs: Readonly<Record<string, unknown>>;
  }[] = [];
  /** Workflow files that can be dispatched, with the names of their inputs. */
  readonly workflows = new Map<string, readonly string[]>();
  /** Commits that a branch has and the base has not; null: there is no such branch. Tests with a real git ask it. */
  ahead: (branch: string, base: string) => number | null = () => 1;
  /**
   * What the git data API works on: a bare repository, and the path of a private key of ssh that stands for GitHub's own.
   * `hidesPayload`: its answers do not say what was signed.
   */
  gitData: { readonly bare: string; readonly key: string; hidesPayload?: boolean } | null = null;
  /** `Allow GitHub Actions to create and approve pull requests`. */
  actionsMayOpenPulls = true;
  /** What the repository's settings say of Actions. `states`: of workflow files, those of the default branch alone. */
  readonly actions = {
    enabled: true,
    allowed: 'all' as 'all' | 'local_only' | 'selected',
    pinned: false,
    secrets: [] as string[],
    sharedSecrets: [] as string[],
    environmentSecrets: new Map<string, readonly string[]>(),
    states: new Map<string, string>(),
  };
  /** False as in private repositories of free plans. */
  draftsSupported = true;
  issuesEnabled = true;
  /** Gitea's: the teams that have the repository; null: its owner is no organisation. */
  teams: { readonly name: string; readonly code: 'read' | 'write'; readonly members: readonly string[] }[] | null =
    null;
  /** Epoch ms. */
  readonly now: () => number;
  #last = 0;

  constructor(owner: string, repo: string, now: () => number) {
    this.owner = owner;
    this.repo = repo;
    this.now = now;
    this.person('github-actions[bot]', 'none', 'Bot');
  }

  get time(): string {
    return new Date(this.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  }

  id(): number {
    this.#last += 1;
    return this.#last;
  }

  person(login: string, role: Role, type: 'User' | 'Bot' = 'User'): Person {
    const person = { login, role, type, id: 1000 + this.people.size };
    this.people.set(login, person);
    return person;
  }

  /** A token; without permissions a personal one. */
  token(value: string, login: string, permissions: Token['permissions'] = null): Token {
    const token = { login, permissions, expired: false, expiresAt: null, usesLeft: null };
    this.tokens.set(value, token);
    return token;
  }

  /** The token of a request, which is one use of it; undefined: there is none, or it is good for nothing any more. */
  use(value: string): Token | undefined {
    const token = this.tokens.get(value);
    if (token === undefined || token.expired) return undefined;
    token.expired = token.usesLeft === 0 || (token.expiresAt !== null && token.expiresAt <= this.now());
    if (token.expired) return undefined;
    if (token.usesLeft !== null) token.usesLeft -= 1;
    return token;
  }

  /** An app that is installed on the repository, with all permissions that a run may need. */
  app(id: string, slug: string, key: KeyObject): App {
    const permissions = { contents: 'write', issues: 'write', pull_requests: 'write', metadata: 'read' } as const;
    const installation = { id: 701 + this.apps.size, suspended: false, permissions };
    const app: App = { id, slug, key, installation, usesPerToken: null, tokens: [] };
    this.apps.set(id, app);
    this.person(`${slug}[bot]`, 'none', 'Bot');
    return app;
  }

  issue(facts: Pick<Issue, 'author' | 'title' | 'body'> & Partial<Pick<Issue, 'labels' | 'pull'>>): Issue {
    const number = Math.max(0, ...this.issues.keys()) + 1;
    const at = this.time;
    const issue: Issue = {
      labels: [],
      pull: null,
      ...facts,
      number,
      state: 'open',
      stateReason: null,
      closedBy: null,
      assignees: [],
      createdAt: at,
      updatedAt: at,
    };
    this.issues.set(number, issue);
    return issue;
  }

  comment(issue: number, author: string, body: string): Comment {
    const at = this.time;
    const comment = { id: 5000 + this.id(), issue, author, body, createdAt: at, updatedAt: at, reactions: [] };
    this.comments.set(comment.id, comment);
    const on = this.issues.get(issue);
    if (on !== undefined) on.updatedAt = at;
    return comment;
  }

  commentsOn(issue: number): Comment[] {
    return [...this.comments.values()].filter((comment) => comment.issue === issue);
  }

  close(number: number, by: string, reason: 'completed' | 'not_planned'): Issue {
    const issue = this.issues.get(number);
    if (issue === undefined) throw new Error(`no issue ${number}`);
    return Object.assign(issue, { state: 'closed', stateReason: reason, closedBy: by, updatedAt: this.time });
  }
}
