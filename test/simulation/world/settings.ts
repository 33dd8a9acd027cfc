import type { Settings } from '../../../src/inputs/types.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Part<T> = { readonly [K in keyof T]?: Partial<T[K]> };

/** The defaults of a user's settings, as the inputs give them, for a machine; what a night is about goes on top. */
export function settingsOn(machine: 'hosted' | 'own', backend: string, facts: Part<Settings> = {}): Settings {
  const hosted = machine === 'hosted';
  return {
    loop: {
      maxIterations: 50,
      attempts: 3,
      taskTimeoutMs: 2 * HOUR,
      idleTimeoutMs: 15 * MINUTE,
      verify: null,
      evidence: 'report',
      questions: 'off',
      granularity: 'unit',
      includeOptional: false,
      only: null,
      from: null,
      ...facts.loop,
    },
    agents: {
      backend,
      backendGiven: true,
      assignBackend: null,
      assignOpencodeAgent: null,
      agentCommand: null,
      model: null,
      assignModel: null,
      reviewer: null,
      memory: true,
      instructions: null,
      agentArgs: {},
      sandbox: 'full',
      agentEnv: [],
      ownerBackends: null,
      installAgents: 'never',
      agentVersions: {},
      ...facts.agents,
    },
    isolation: { strength: 'off', allow: [], writable: [] },
    notify: null,
    terminal: { tmux: 'off', tmuxSession: null, ...facts.terminal },
    repository: {
      checkpoint: 'push',
      workBranch: 'sequential/night',
      workBranchTemplate: 'sequential/night',
      baseBranch: null,
      commitAuthor: null,
      commitMessage: null,
      signing: null,
      protect: [],
      allowedSteering: [],
      records: 'keep',
      ...facts.repository,
    },
    throttle: {
      delayMs: 15_000,
      maxCallsPerHour: null,
      maxWaitMs: hosted ? 15 * MINUTE : 12 * HOUR,
      timeBudgetMs: hosted ? 340 * MINUTE : null,
      budgetTokens: null,
      budgetUsd: null,
      budgetUnits: null,
      dailyBudgetUsd: null,
      scope: 'spec',
      fallbackBackends: [],
      pace: true,
      headroom: null,
      taskTimeoutMs: facts.loop?.taskTimeoutMs ?? 2 * HOUR,
      seed: 7,
      continue: 'schedule',
      prices: null,
      ...facts.throttle,
    },
  };
}
