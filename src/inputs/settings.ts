import { createHash } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import ms from 'ms';
import { backends as builtInBackends, getBackend } from '../agents/index.ts';
import { canAssign } from '../agents/sandbox.ts';
import type { Backend } from '../agents/types.ts';
import { UserError } from '../errors.ts';
import { homeFolder } from '../machine-user.ts';
import { firstCharacters } from '../text.ts';
import { actionSource } from './action-inputs.ts';
import { fileSource, withFileOnly } from './config-file/apply-config.ts';
import type { ConfigFile } from './config-file/parse-config.ts';
import { assertConsistent } from './consistency.ts';
import { flagSource } from './flag-source.ts';
import { workBranchFor } from './kinds/git-kinds.ts';
import { readSigning } from './kinds/signing-kinds.ts';
import { defaultBackend } from './options/agent-options.ts';
import { keepOptions } from './options/kept-options.ts';
import type { Option } from './options/option.ts';
import { type OptionName, optionTable } from './options/options.ts';
import { platformSettings } from './platform-settings.ts';
import {
  createOptionReader,
  type FileSource,
  firstSource,
  type OptionReader,
  type OptionSource,
  textSource,
} from './source.ts';
import type { Behind, GivenInputs, Inputs, InputValues, Settings } from './types.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Flags as commander read them.
 * @param backends those that can be named.
 */
export function givenFlags(
  flags: Readonly<Record<string, unknown>>,
  env: Env,
  cwd: string,
  backends: readonly Backend[] = builtInBackends,
): GivenInputs {
  const source = flagSource(flags, env);
  const findWorkdir = ({ get, label }: OptionReader): string => {
    const workdir = realPath(resolve(cwd, get('workdir')));
    requireWorkdir(workdir, label('workdir'), 'name a folder that exists');
    return workdir;
  };
  return givenInputs(source, findWorkdir, env, backends);
}

/** The action's inputs, out of the environment. */
export function givenToAction(env: Env, cwd: string, backends: readonly Backend[] = builtInBackends): GivenInputs {
  const findWorkdir = ({ get }: OptionReader) => realPath(resolve(env.GITHUB_WORKSPACE ?? cwd, get('workdir')));
  return givenInputs(actionSource(env), findWorkdir, env, backends);
}

function givenInputs(
  source: OptionSource,
  findWorkdir: (reader: OptionReader) => string,
  env: Env,
  backends: readonly Backend[],
): GivenInputs {
  const table = optionTable(backends);
  const readValues = (reader: OptionReader) => buildInputs(reader, env, findWorkdir(reader), backends);
  const raw = (name: OptionName) => {
    const { formerName }: Option<unknown> = table[name];
    return source.raw(name) ?? (formerName === undefined ? undefined : source.raw(formerName));
  };
  return {
    raw,
    beforeFile: () => readValues(createOptionReader(source, table)),
    read(config, behind = {}) {
      const readFor = (spec: string | null): InputValues => {
        const reader = createOptionReader(source, table, sourcesBehind(config, behind, spec));
        const kept = source.frontend === 'cli' ? keepOptions(raw, behind.kept?.(spec) ?? new Map(), reader) : undefined;
        const inputs = { ...readValues(reader), ...(kept && { kept }) };
        assertConsistent(inputs, reader, backends);
        return withFileOnly(inputs, config, homeFolder(env));
      };
      // A wrong value for one spec is said before any of them runs.
      for (const name of config?.specs.keys() ?? []) readFor(name);
      return { ...readFor(null), forSpec: (name) => settingsForSpec(readFor(name), name) };
    },
  };
}

/** What stands behind flags and inputs for a spec, the first first. */
function sourcesBehind(config: ConfigFile | null, { kept, defaults }: Behind, spec: string | null): FileSource {
  return firstSource([
    textSource(kept?.(spec) ?? new Map(), 'the records'),
    ...(config === null ? [] : [fileSource(config, spec)]),
    textSource(defaults ?? new Map(), 'the default'),
  ]);
}

/** In the action: once the workspace is there. */
export function requireActionWorkdir({ workdir }: Pick<Inputs, 'workdir'>, { GITHUB_WORKSPACE = '' }: Env): void {
  const isInside = workdir === GITHUB_WORKSPACE || workdir.startsWith(`${GITHUB_WORKSPACE}/`);
  const fix = isInside
    ? 'name a folder of the checkout, relative to the workspace'
    : `name a folder relative to the workspace (${GITHUB_WORKSPACE}); in a container job, \`github.workspace\` is the path outside the container`;
  requireWorkdir(workdir, 'input workdir', fix);
}

function requireWorkdir(workdir: string, where: string, fix: string): void {
  const problem = folderProblem(workdir);
  if (problem !== null) throw new UserError(`"${firstCharacters(workdir, 300)}": ${problem}`, { where, fix });
}

/** Without symbolic links, since git names its folders so; the path itself where it is not there (yet). */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Why a path is not a folder that can be entered; null: it is. */
function folderProblem(path: string): string | null {
  try {
    return statSync(path).isDirectory() ? null : 'it is not a folder';
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // A path that is too long leads nowhere, either.
    return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' ? 'the folder does not exist' : message;
  }
}

/** The settings of one spec: its name filled in where it belongs. */
function settingsForSpec<T extends Settings>(settings: T, spec: string): T {
  const { repository } = settings;
  return { ...settings, repository: { ...repository, workBranch: workBranchFor(repository.workBranch, spec) } };
}

function buildInputs(reader: OptionReader, env: Env, workdir: string, backends: readonly Backend[]): InputValues {
  const { get } = reader;
  return {
    specs: get('spec'),
    format: get('format'),
    workdir,
    json: get('json'),
    isCheckpointSaid: reader.isGiven('checkpoint'),
    warnings: [...reader.renamed(), ...ineffective(reader)],
    loop: {
      maxIterations: get('max-iterations'),
      attempts: get('attempts'),
      taskTimeoutMs: get('task-timeout'),
      idleTimeoutMs: get('idle-timeout'),
      verify: get('verify'),
      evidence: get('evidence'),
      questions: get('questions'),
      granularity: get('granularity'),
      includeOptional: get('include-optional'),
      only: get('only'),
      from: get('from'),
    },
    agents: agentSettings(reader, backends),
    isolation: { strength: get('isolation'), allow: get('isolation-allow'), writable: [] },
    notify: get('notify'),
    terminal: { tmux: tmuxMode(reader, env), tmuxSession: get('tmux-session') },
    repository: {
      checkpoint: get('checkpoint'),
      workBranch: get('work-branch'),
      workBranchTemplate: get('work-branch'),
      baseBranch: get('base-branch'),
      commitAuthor: get('commit-author'),
      commitMessage: get('commit-message'),
      signing: readSigning(get('sign-commits'), env),
      protect: get('protect'),
      allowedSteering: [],
      records: get('records'),
    },
    throttle: throttleSettings(reader, env, workdir),
    platform: platformSettings(reader),
  };
}

function ineffective({ get, label }: OptionReader): readonly string[] {
  if (get('checkpoint') !== 'off') return [];
  const names = [
    ...(get('records') === 'keep' ? [] : ['records' as const]),
    ...(get('sign-commits') === 'off' ? [] : ['sign-commits' as const]),
  ];
  return names.map((name) => `${label(name)} has no effect: with ${label('checkpoint')} off nothing is committed`);
}

function agentSettings({ get, isGiven }: OptionReader, backends: readonly Backend[]): Settings['agents'] {
  const custom = isGiven('agent-command') && !isGiven('backend');
  const backend = custom ? 'custom' : (get('backend') ?? defaultBackend);
  // Asked for by name a program of one's own and the rehearsal assign too.
  const assign = get('assign-backend') ?? (canAssign(getBackend(backend, backends)) ? backend : 'none');
  return {
    backend,
    backendGiven: custom || isGiven('backend'),
    assignBackend: assign === 'none' ? null : assign,
    assignOpencodeAgent: get('assign-opencode-agent'),
    agentCommand: get('agent-command'),
    model: get('model'),
    assignModel: get('assign-model'),
    reviewer: get('reviewer'),
    memory: true,
    instructions: get('instructions'),
    agentArgs: get('agent-args'),
    sandbox: get('sandbox'),
    agentEnv: get('agent-env'),
    ownerBackends: get('owner-backends'),
    installAgents: get('install-agents'),
    agentVersions: get('agent-version'),
  };
}

/** The variable decides what `auto` would have found out; a window that is required stays required. */
function tmuxMode({ get }: OptionReader, env: Env): Settings['terminal']['tmux'] {
  const mode = get('tmux');
  const off = !['', '0', 'false'].includes(env.CODEAGENT_NO_TMUX?.trim().toLowerCase() ?? '');
  return mode === 'auto' && off ? 'off' : mode;
}

/** A hosted job ends after six hours, and each of its minutes costs; other machines may sleep through a night. */
function throttleSettings({ get, isGiven }: OptionReader, env: Env, workdir: string): Settings['throttle'] {
  const hosted = env.RUNNER_ENVIRONMENT === 'github-hosted';
  const headroom = get('headroom');
  const prices = get('prices');
  return {
    delayMs: get('delay'),
    maxCallsPerHour: get('max-calls-per-hour'),
    maxWaitMs: get('max-wait') ?? (hosted ? ms('15m') : ms('12h')),
    timeBudgetMs: isGiven('time-budget') ? get('time-budget') : hosted ? ms('340m') : null,
    budgetTokens: get('budget-tokens'),
    budgetUsd: get('budget-usd'),
    budgetUnits: get('budget-units'),
    dailyBudgetUsd: get('daily-budget-usd'),
    scope: get('throttle-scope'),
    fallbackBackends: get('fallback-backends'),
    pace: get('pace'),
    headroom: headroom === null ? null : { shares: headroom, hours: null },
    taskTimeoutMs: get('task-timeout'),
    // The same after a restart, so that what was left of a wait is not thrown anew.
    seed: createHash('sha256').update(workdir).digest().readUInt32BE(0),
    continue: get('continue'),
    prices: prices === null ? null : resolve(workdir, prices),
  };
}
