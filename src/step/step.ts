import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { secretsOf } from '../agents/environment.ts';
import { createMask } from '../agents/mask.ts';
import { readSpec } from '../commands/read.ts';
import { openRepository, runSpec } from '../compose.ts';
import { UserError } from '../errors.ts';
import { createHub } from '../hub/hub.ts';
import { noHub } from '../hub/none.ts';
import { summaryFile } from '../hub/summary-file.ts';
import type { OutputName } from '../inputs/outputs.ts';
import { fromInputs, settingsFor } from '../inputs/settings.ts';
import { locateSpecs, type SpecLocation } from '../inputs/spec-path.ts';
import type { Inputs } from '../inputs/types.ts';
import type { Log } from '../ports.ts';
import { endedLine, statusComment } from '../report/comments.ts';
import type { Outcome } from '../report/types.ts';
import { cloneInto } from '../repository/index.ts';
import { installTmux } from '../terminal/install.ts';
import { defaultSession, sessionName } from '../terminal/names.ts';
import { createReplies } from '../trigger/acknowledge.ts';
import { readTrigger, readWorkflowRef } from '../trigger/read-trigger.ts';
import { type Env, type Place, placeOf } from './github.ts';
import { type Heard, hear } from './hear.ts';
import type { Kept } from './kept.ts';
import { outputsOf } from './outputs.ts';

/** What the step gets of the runner. */
export interface StepContext {
  readonly env: Env;
  readonly cwd: string;
  readonly dist: string;
  readonly stop: AbortSignal;
  readonly log: Log;
  readonly info: (line: string) => void;
  /** Hides a value in the job's log. */
  readonly setSecret: (value: string) => void;
  readonly keep: (kept: Kept) => void;
}

export interface StepResult {
  readonly outputs: Partial<Record<OutputName, string>>;
  /** Why the step fails; null: it does not. */
  readonly failure: string | null;
}

/** The action's main step, from the event to the outputs. */
export async function step(context: StepContext): Promise<StepResult> {
  const { env, log, stop } = context;
  const inputs = fromInputs(env, context.cwd);
  const secrets = [...secretsOf(env), ...(inputs.hub.token === null ? [] : [inputs.hub.token])];
  for (const secret of secrets) context.setSecret(secret);
  const place = placeOf(env, inputs, createMask(secrets).text, stop);
  const replies = place.github === null ? null : createReplies(place.github, place.links, log);
  const trigger = readTrigger(env, await payload(env), inputs.hub);
  const heard = await hear(trigger, inputs, place.github, replies);
  if (heard.kind === 'ignore') {
    context.info(`Nothing to do: ${heard.why}.`);
    return { outputs: { status: 'ignored', 'exit-code': '0' }, failure: null };
  }
  await prepare(inputs, place, context);
  const specs = await specsFor(heard, inputs);
  const logDir = join(env.RUNNER_TEMP ?? join(inputs.workdir, '..'), 'sequential-orchestration', place.runId);

  if (heard.kind === 'status') {
    const [spec] = specs;
    if (spec === undefined) throw new UserError(`there is no spec ${heard.spec} any more`, { where: 'spec' });
    const repository = openRepository(settingsFor(inputs, spec.name), spec, {
      ...context,
      workdir: inputs.workdir,
      logDir,
      ...remoteOf(place, inputs),
      runId: place.runId,
    });
    const opened = await repository.open();
    const { progress } = await readSpec(spec, inputs.loop);
    const branch = opened.kind === 'ready' ? opened.branch : null;
    await replies?.reply(
      heard.comment,
      statusComment(
        { ...progress, branch },
        { links: place.links, resumeCommand: inputs.hub.resumeCommand, unsaid: [] },
      ),
    );
    await repository.close();
    return { outputs: { status: 'ignored', 'exit-code': '0' }, failure: null };
  }

  const what = heard.resume?.skip === true ? 'Counting the unit as done, and going on.' : 'Going on.';
  const reply = heard.comment === null || replies === null ? null : await replies.doing(heard.comment, what);
  const kept: Kept = {
    runId: place.runId,
    workdir: inputs.workdir,
    logDir,
    reply,
    specs: specs.map(({ name, statePath }) => ({
      name,
      statePath,
      session: inputs.terminal.tmuxSession === null ? defaultSession(name) : sessionName(inputs.terminal.tmuxSession),
    })),
    ended: null,
  };
  context.keep(kept);
  const told = await walkAll(specs, heard, inputs, place, { ...context, logDir, secrets });
  if (reply !== null) await replies?.ended(reply, endedLine(told.outcome));
  context.keep({ ...kept, ended: told.outcome.kind });
  const paths = { state: told.spec.relative.state, progress: told.spec.relative.progress, logs: logDir };
  return { outputs: outputsOf(told.outcome, paths), failure: failureOf(told.outcome, heard, inputs) };
}

/** One spec after the other; a halt of one is no reason to leave the next, but a spent budget or a cancel is. */
async function walkAll(
  specs: readonly SpecLocation[],
  heard: Extract<Heard, { kind: 'run' }>,
  inputs: Inputs,
  place: Place,
  context: StepContext & { readonly logDir: string; readonly secrets: readonly string[] },
): Promise<{ readonly outcome: Outcome; readonly spec: SpecLocation }> {
  const summary = context.env.GITHUB_STEP_SUMMARY ? summaryFile(context.env.GITHUB_STEP_SUMMARY) : null;
  const workflow = readWorkflowRef(context.env);
  let told: { outcome: Outcome; spec: SpecLocation } | null = null;
  for (const spec of specs) {
    const outcome = await runSpec(settingsFor(inputs, spec.name), spec, {
      ...context,
      workdir: inputs.workdir,
      runId: place.runId,
      resume: heard.resume,
      scheduled: heard.scheduled,
      // The one actor that is no person: the run before, through its token.
      continued:
        context.env.GITHUB_EVENT_NAME === 'workflow_dispatch' && context.env.GITHUB_ACTOR?.endsWith('[bot]') === true,
      chainLimit: inputs.hub.chainLimit,
      ...remoteOf(place, inputs),
      hub: ({ base }) =>
        place.github === null
          ? noHub
          : createHub({
              github: place.github,
              links: place.links,
              spec: spec.name,
              base,
              settings: inputs.hub,
              startedFrom: heard.startedFrom,
              dispatch: workflow === null ? null : { ...workflow, inputs: heard.inputs },
              log: context.log,
              showSummary: summary === null ? null : summary(spec.name),
            }),
    });
    if (told === null || told.outcome.kind === 'complete') told = { outcome, spec };
    if (outcome.kind !== 'complete' && outcome.kind !== 'halted') break;
  }
  if (told === null) throw new UserError('no spec is named', { where: 'input spec' });
  return told;
}

function remoteOf(place: Place, inputs: Inputs) {
  const { token } = inputs.hub;
  return { remote: token === null ? { url: null, token: null } : { url: place.gitUrl, token } };
}

/** An empty workspace is cloned, a missing tmux installed, before anything else is touched. */
async function prepare(inputs: Inputs, place: Place, { env, info, log }: StepContext): Promise<void> {
  if (inputs.hub.checkout !== 'never') {
    const workspace = env.GITHUB_WORKSPACE ?? inputs.workdir;
    const cloned = await cloneInto(workspace, {
      url: place.gitUrl,
      token: inputs.hub.token,
      branch: null,
      always: inputs.hub.checkout === 'always',
      env,
      now: Date.now,
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      notice: (message) => log.emit({ kind: 'warning', message }),
    });
    if (cloned.kind === 'cloned') info(`Cloned ${place.gitUrl} (${cloned.branch ?? 'no branch'}).`);
  }
  if (inputs.terminal.tmux === 'off' || !inputs.hub.installTmux) return;
  try {
    if ((await installTmux(runProgram(env))) === 'installed') info('Installed tmux.');
  } catch (error) {
    if (!(error instanceof UserError) || inputs.terminal.tmux === 'require') throw error;
    log.emit({ kind: 'warning', message: error.message });
  }
}

function runProgram(env: Env): Parameters<typeof installTmux>[0] {
  return ([program, ...args]) =>
    new Promise((resolve) => {
      execFile(program, args, { env, maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
        const missing = (error as NodeJS.ErrnoException | null)?.code === 'ENOENT';
        const code = error === null ? 0 : missing ? null : typeof error.code === 'number' ? error.code : 1;
        resolve({ code, output: `${stdout}${stderr}` });
      });
    });
}

async function specsFor(heard: Exclude<Heard, { kind: 'ignore' }>, inputs: Inputs): Promise<readonly SpecLocation[]> {
  if (heard.spec === null) return locateSpecs(inputs.specs, inputs.workdir);
  const named = inputs.specs.length === 0 ? [] : await locateSpecs(inputs.specs, inputs.workdir);
  const own = named.filter(({ name }) => name === heard.spec);
  return own.length > 0 ? own : locateSpecs([heard.spec], inputs.workdir);
}

async function payload(env: Env): Promise<unknown> {
  if (!env.GITHUB_EVENT_PATH) return {};
  try {
    return JSON.parse(await readFile(env.GITHUB_EVENT_PATH, 'utf8'));
  } catch (cause) {
    throw new UserError('the event cannot be read', { where: env.GITHUB_EVENT_PATH, cause });
  }
}

/** A clock that finds a halt or a pause as it was has nothing new to say, and no night is red for that. */
function failureOf(outcome: Outcome, heard: Extract<Heard, { kind: 'run' }>, inputs: Inputs): string | null {
  const { kind, message, progress } = outcome;
  if (kind === 'complete') return null;
  if (kind === 'failed') return message;
  const idle = heard.scheduled && progress.run.iterations === 0 && progress.run.unitsDone.length === 0;
  return inputs.hub.failOn.includes(kind) && !idle ? message : null;
}
