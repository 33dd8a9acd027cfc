import { gitHub, readForge } from '../../src/forge.ts';
import { createGitHubClient, type GitHubClient, type GitHubClientOptions } from '../../src/platform/client/client.ts';
import { createGitHubPlatform, type GitHubPlatformOptions } from '../../src/platform/github-platform.ts';
import type { GitHubPlatform } from '../../src/platform/types.ts';
import { createLinks } from '../../src/report/pages/links.ts';
import type { Progress, UnitProgress } from '../../src/run-events/types.ts';
import { givenToken } from '../../src/secrets/token-source.ts';
import { emptyTotals } from '../../src/state/transitions/totals.ts';
import type { Halt } from '../../src/state/types.ts';
import { FakeGitHub, type FakeGitHubOptions, GITEA_ACTIONS } from '../harness/github/index.ts';

export const START = Date.parse('2026-11-23T01:00:00Z');

/** One night on GitHub: a clock that moves only when somebody sleeps or says so, and what was logged and shown. */
export interface Night {
  readonly fake: FakeGitHub;
  readonly github: GitHubClient;
  readonly log: string[];
  readonly slept: number[];
  readonly summaries: string[];
  now: number;
  hub(settings?: Partial<GitHubPlatformOptions['settings']>, more?: Partial<GitHubPlatformOptions>): GitHubPlatform;
  /** Another connection, as of another process. */
  connection(options?: Partial<GitHubClientOptions>): GitHubClient;
}

export const TOKEN = 'ghs_workflow-token-of-this-test';

export async function startNight(options: FakeGitHubOptions = {}): Promise<Night> {
  const slept: number[] = [];
  const log: string[] = [];
  const summaries: string[] = [];
  const clock = { now: START };
  const fake = await FakeGitHub.start({ now: () => clock.now, serverUrl: 'https://github.com', ...options });
  const forge = fake.face === 'gitea' ? readForge({ GITEA_ACTIONS: 'true' }) : gitHub;
  fake.world.token(TOKEN, fake.face === 'gitea' ? GITEA_ACTIONS : 'github-actions[bot]', {
    issues: 'write',
    pull_requests: 'write',
    contents: 'write',
    actions: 'write',
  });
  fake.world.person('maintainer', 'maintain');
  fake.world.person('writer', 'write');
  fake.world.person('stranger', 'read');
  const connection = (more: Partial<GitHubClientOptions> = {}): GitHubClient =>
    createGitHubClient({
      apiUrl: fake.url,
      owner: fake.world.owner,
      repo: fake.world.repo,
      tokens: givenToken(TOKEN),
      forge,
      now: () => clock.now,
      sleep: async (ms) => {
        slept.push(ms);
        clock.now += ms;
      },
      mask: (text) => text.replaceAll('hunter2-secret', '***'),
      retryAfterBaseMs: 1,
      ...more,
    });
  const github = connection();
  return {
    fake,
    github,
    log,
    slept,
    summaries,
    connection,
    get now() {
      return clock.now;
    },
    set now(at) {
      clock.now = at;
    },
    hub: (settings = {}, more = {}) =>
      createGitHubPlatform({
        github,
        links: createLinks('https://github.com', 'octo', 'demo', { id: '77', attempt: 1 }, forge),
        spec: 'my-feature',
        base: null,
        continuesFrom: async () => true,
        commitSizes: async () => new Map(),
        settings: {
          pullRequest: 'draft',
          haltReport: 'auto',
          haltLabels: ['needs-human'],
          haltAssignees: [],
          resumeCommand: '/resume',
          ...settings,
        },
        startedFrom: null,
        dispatchTarget: null,
        log: { emit: (happening) => void (happening.kind === 'warning' && log.push(happening.message)) },
        writeStepSummary: async (markdown) => void summaries.push(markdown),
        ...more,
      }),
  };
}

export function aHalt(facts: Partial<Halt> = {}): Halt {
  return {
    id: '2@2026-11-23T01:00:00.000Z',
    task: '2',
    title: 'Choose the database',
    line: 7,
    at: '2026-11-23T01:00:00.000Z',
    cause: 'question',
    question: 'PostgreSQL or SQLite?',
    tried: ['Read design.md: it names none.'],
    tail: '$ npm test\nall green',
    issue: null,
    url: null,
    ...facts,
  };
}

export function aUnit(key: string, facts: Partial<UnitProgress> = {}): UnitProgress {
  return {
    key,
    title: `${key} Unit ${key}`,
    line: Number(key) * 3,
    status: 'open',
    optional: false,
    attempts: 0,
    durationS: 0,
    tokens: 0,
    costUsd: 0,
    costEstimated: false,
    backend: null,
    commit: null,
    startedAt: null,
    completedAt: null,
    ...facts,
  };
}

export const doneUnit = (key: string): UnitProgress =>
  aUnit(key, {
    status: 'done',
    attempts: 1,
    durationS: 312,
    tokens: 48_211,
    costUsd: 0.42,
    backend: 'codex',
    commit: `${key}${'a1b2c3d4'.repeat(5)}`.slice(0, 40),
    startedAt: '2026-11-23T01:00:00.000Z',
    completedAt: '2026-11-23T01:05:12.000Z',
  });

export function aProgress(facts: Partial<Progress> = {}): Progress {
  const units = facts.units ?? [doneUnit('1'), aUnit('2'), aUnit('3')];
  const done = units.filter(({ status }) => status === 'done').length;
  return {
    spec: 'my-feature',
    tasksPath: '.kiro/specs/my-feature/tasks.md',
    units,
    done,
    total: units.length,
    failed: 0,
    next: units.find(({ status }) => status === 'open')?.key ?? null,
    outcome: 'running',
    halt: null,
    paused: null,
    waiting: null,
    totals: emptyTotals,
    run: {
      id: '77-1',
      startedAt: '2026-11-23T01:00:00.000Z',
      iterations: done,
      unitsDone: [],
      commits: units.flatMap(({ commit }) => (commit === null ? [] : [commit])),
      filesChanged: [],
      unverified: null,
      totals: emptyTotals,
      tookMs: 0,
    },
    branch: 'sequential/my-feature',
    warnings: [],
    ...facts,
  };
}
