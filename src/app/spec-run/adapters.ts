import { join } from 'node:path';
import { backends as builtInBackends, keyNames } from '../../agents/index.ts';
import { cacheFolder, stateFolder } from '../../agents/install/install-folders.ts';
import { agentHomes, steeringPaths } from '../../agents/steering.ts';
import { verify } from '../../checks/verify.ts';
import { UserError } from '../../errors.ts';
import { workBranchesOf } from '../../inputs/kinds/git-kinds.ts';
import type { Settings } from '../../inputs/types.ts';
import { homeFolder } from '../../machine-user.ts';
import { createRepository } from '../../repository/create-repository.ts';
import { foreignWorkTrees, withSafeDirectories } from '../../repository/git/configuration/safe-directory.ts';
import type { CommitApi } from '../../repository/signing/commit-api.ts';
import type { GitRepository, RepositoryOptions } from '../../repository/types.ts';
import type { Ports } from '../../run/ports.ts';
import { agentEnvironment, secretValues } from '../../secrets/agent-environment.ts';
import { signingKeyText } from '../../secrets/key-forms.ts';
import { createMask } from '../../secrets/mask.ts';
import type { SpecLocation } from '../../spec-folder/locate/locate-specs.ts';
import { createSpecFiles } from '../../spec-folder/spec-files.ts';
import { createStateStore } from '../../state/file/store.ts';
import { createTerminal, type OpenedTerminal } from '../../terminal/create-terminal.ts';
import type { Isolation } from '../../terminal/isolation/isolation.ts';
import { RUN_VARIABLE } from '../../terminal/process/process-tag.ts';
import { ownTty } from '../../terminal/tmux/own-tty.ts';
import { isSpecComplete, specFolders } from '../reading/read-spec.ts';
import { systemClock } from '../surroundings/clock.ts';
import { pathInRepository } from '../surroundings/path-in-repository.ts';
import type { RunEnvironment } from '../types.ts';

/** The spec's repository, on its work branch once `open` was called. */
export function openRepository(
  settings: Settings,
  spec: SpecLocation,
  environment: Pick<
    RunEnvironment,
    | ('workdir' | 'runId' | 'remote' | 'commitApi' | 'logDir' | 'env' | 'stop' | 'log' | 'backends')
    | ('configuration' | 'findCheckout')
  > & { readonly secrets?: readonly string[] },
): GitRepository {
  const { workdir, stop, backends = builtInBackends } = environment;
  return createRepository({
    workdir,
    checkpoint: settings.repository.checkpoint,
    workBranch: settings.repository.workBranch,
    baseBranch: settings.repository.baseBranch,
    author: settings.repository.commitAuthor,
    commitMessage: settings.repository.commitMessage,
    signing: signingOf(settings, environment.commitApi ?? null),
    protectedPaths: [...settings.repository.protect, ...pricesInRepository(settings, workdir)],
    agentHomes: agentHomes(backends, environment.env),
    steeringPaths: [...steeringPaths(backends), ...settings.repository.allowedSteering.map((path) => `!${path}`)],
    secrets: [...secretValues(environment.env, keyNames()), ...(environment.secrets ?? [])],
    spec: spec.name,
    runId: environment.runId,
    statePath: pathInRepository(workdir, spec.statePath),
    workBranches: workBranchesOf(settings.repository.workBranchTemplate),
    isComplete: (tasks, state) => isSpecComplete(settings.loop, spec.format, tasks, state),
    remote: environment.remote,
    configuration: environment.configuration,
    findCheckout: environment.findCheckout,
    logDir: environment.logDir,
    ownFolders: [stateFolder, cacheFolder].map((folder) => folder(environment.env, homeFolder(environment.env))),
    env: environment.env,
    now: systemClock.now,
    sleep: (ms) => systemClock.sleep(Date.now() + ms, stop),
    stop,
    notice: (message) => environment.log.emit({ kind: 'warning', message }),
  });
}

/** Budgets go by them. */
function pricesInRepository({ throttle: { prices } }: Settings, workdir: string): readonly string[] {
  const path = prices === null ? '..' : pathInRepository(workdir, prices);
  return /^\.\.(?:\/|$)/.test(path) ? [] : [path];
}

function signingOf(
  { repository: { signing, checkpoint } }: Settings,
  commitApi: CommitApi | null,
): NonNullable<RepositoryOptions['signing']> | null {
  if (signing === null || checkpoint === 'off') return null;
  return signing.by === 'api'
    ? { api: requireCommitApi(commitApi) }
    : { key: signing.key && signingKeyText(signing.key) };
}

/** Where GitHub is to sign, it must be GitHub that is pushed to. */
export function requireCommitApi(commitApi: CommitApi | null): CommitApi {
  if (commitApi !== null) return commitApi;
  throw new UserError('"api" needs a repository on GitHub and a token for it: elsewhere nothing signs commits', {
    where: 'sign-commits',
    fix: 'In a workflow on GitHub, leave `github-token` as it is or give `app-id`; on the command line, give SEQUENTIAL_APP_ID and SEQUENTIAL_APP_PRIVATE_KEY. Otherwise use `sign-commits: key`.',
  });
}

/** Where the spec's attempts run; `program` gives the path of a backend's CLI once it is known. */
export function openTerminal(
  settings: Settings,
  spec: SpecLocation,
  environment: RunEnvironment,
  program: (backend: string) => string | Promise<string>,
  isolation: Isolation | undefined,
): Promise<OpenedTerminal> {
  const { env, workdir, dist, logDir, runId, mark, log } = environment;
  return createTerminal({
    mode: settings.terminal.tmux,
    session: settings.terminal.tmuxSession,
    spec: spec.name,
    specFolder: spec.folder,
    runId,
    runMark: mark ?? runId,
    node: process.execPath,
    paneScript: join(dist, 'pane.js'),
    env: { ...env, [RUN_VARIABLE]: mark ?? runId },
    tty: env.TMUX ? ownTty() : null,
    logDir,
    secrets: secretsOf(environment),
    safeDirectories: foreignWorkTrees(workdir),
    backends: environment.backends,
    program,
    installTmux: environment.ensureTmux,
    isolation,
    notice: (message) => log.emit({ kind: 'warning', message }),
  });
}

/** The spec's state and files, and the checks of its units. */
export function createRecords(
  settings: Settings,
  spec: SpecLocation,
  environment: RunEnvironment,
  saved: GitRepository['savedRecords'],
  isolation: Isolation | undefined,
): Pick<Ports, 'store' | 'files' | 'checks'> {
  const { env, workdir, log } = environment;
  const { name, tasksPath, statePath, progressPath } = spec;
  const mask = createMask(secretsOf(environment)).maskText;
  const keys = keyNames(environment.backends);
  const runMark = environment.mark ?? environment.runId;
  // No agent's key at all, also none that the other agents may see.
  const allowed = settings.agents.agentEnv.filter((variable) => !keys.includes(variable));
  const { env: visible } = agentEnvironment(env, { keys: [], env: [] }, allowed, keys);
  const verifyEnv = {
    ...withSafeDirectories(visible, foreignWorkTrees(workdir)),
    [RUN_VARIABLE]: runMark,
  };
  const warn = (message: string) => log.emit({ kind: 'warning', message });
  return {
    store: createStateStore({
      path: statePath,
      root: workdir,
      spec: name,
      now: systemClock.now,
      warn,
      folders: () => specFolders(spec),
      saved,
    }),
    files: createSpecFiles({ tasksPath, statePath, progressPath, root: workdir, mask, saved }),
    checks: {
      verify: (command, limits, stop) =>
        verify(command, { workdir, env: verifyEnv, runMark, isolation, notice: warn, mask }, limits, stop),
    },
  };
}

/** What no log may show. */
export function secretsOf({ env, secrets, backends }: RunEnvironment): readonly string[] {
  return [...secretValues(env, keyNames(backends)), ...secrets];
}
