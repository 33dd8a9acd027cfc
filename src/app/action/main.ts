import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { UserError } from '../../errors.ts';
import type { OutputName } from '../../inputs/outputs.ts';
import { givenToAction, requireActionWorkdir } from '../../inputs/settings.ts';
import type { Inputs } from '../../inputs/types.ts';
import { type CommandReplies, createCommandReplies } from '../../platform/events/acknowledge.ts';
import { readTrigger } from '../../platform/events/read-trigger.ts';
import { errorReport, exitCodes } from '../../report/error-report.ts';
import { endedLine, failedLine, statusComment } from '../../report/pages/comments.ts';
import type { Log } from '../../run-events/types.ts';
import { secretLines } from '../../secrets/encodings.ts';
import { createMask } from '../../secrets/mask.ts';
import { TokenUnavailable } from '../../secrets/token-source.ts';
import { locateSpecs, type SpecLocation } from '../../spec-folder/locate/locate-specs.ts';
import { listFirst } from '../../text.ts';
import { type ConfiguredInputs, requireChecks } from '../reading/read-config.ts';
import { removeForeignLogs, usableLogFolder } from '../surroundings/log-folder.ts';
import { endAgents } from './end-agents.ts';
import { guardJob } from './guard-job.ts';
import { type Env, type JobContext, jobSecrets, readJobContext, signingSecret } from './job.ts';
import { leaveReport } from './leave-report.ts';
import { planSpecs } from './plan-specs.ts';
import { checkAnswer, objectionToHalt } from './routing/check-answer.ts';
import type { EventRoute } from './routing/event-route.ts';
import { readSpecOnBranch, type SpecOnBranch } from './routing/read-work-branch.ts';
import { routeEvent } from './routing/route-event.ts';
import { runSpecs } from './run-specs.ts';
import type { PostState } from './runner/post-state.ts';
import { readPayload } from './runner/read-payload.ts';
import { writeRunnerFile } from './runner/runner-files.ts';
import { type FinalMessage, finalMessage, toOutputs } from './runner/step-outputs.ts';
import { cloneWorkspace, sandboxInstaller, tmuxInstaller } from './setup.ts';
import { readStepConfig } from './step-config.ts';

/** What the step gets of the runner. */
export interface StepContext {
  readonly env: Env;
  readonly cwd: string;
  /** Folder of the bundles. */
  readonly dist: string;
  readonly stop: AbortSignal;
  readonly log: Log;
  readonly info: (line: string) => void;
  /** Hides a value in the job's log. */
  readonly setSecret: (value: string) => void;
  /** Hands something to the post step. */
  readonly savePostState: (postState: PostState, secret: string | null) => void;
  /** An annotation that people cannot miss. */
  readonly error: (message: string) => void;
}

export interface StepResult {
  readonly outputs: Partial<Record<OutputName, string>>;
  /** null: there is nothing to be told. */
  readonly finalMessage: FinalMessage | null;
}

const ignoredResult: StepResult = { outputs: { status: 'ignored', 'exit-code': '0' }, finalMessage: null };

/** The action's main step, from the event to the outputs. */
export async function runMainStep(context: StepContext): Promise<StepResult> {
  const { env, log, stop } = context;
  const given = givenToAction(env, context.cwd);
  const before = given.beforeFile();
  const known = jobSecrets(env, before);
  for (const secret of known.given.flatMap((value) => [value, ...secretLines(value)])) context.setSecret(secret);
  const job = await readJobContext(env, before, { mask: createMask(Object.values(known).flat()).maskText, stop, log });
  const replies = job.github === null ? null : createCommandReplies(job.github, job.links, log);
  const payload = await readPayload(env);
  const trigger = readTrigger(env, payload, before.platform);
  if (trigger.kind !== 'ignore') await getFirstToken(before, job, context);
  if (before.platform.command === 'specs') return planSpecs({ given, job, trigger, payload }, context);
  const route = await routeEvent(trigger, before, job.github, replies);
  const nothingToDo = (why: string): StepResult => {
    context.info(`Nothing to do: ${why}.`);
    return ignoredResult;
  };
  if (route.kind === 'ignore') return nothingToDo(route.why);
  const workspace = await cloneWorkspace(before, job, context);
  if (workspace.kind === 'stopped') {
    const text = `Paused: stopped by a person or by the workflow before the repository was cloned: ${workspace.reason}.`;
    const fails = before.platform.failOn.includes('paused');
    return { outputs: { status: 'paused', 'exit-code': String(exitCodes.paused) }, finalMessage: { fails, text } };
  }
  requireActionWorkdir(before, env);
  const configured = await readStepConfig(given, workspace, job, context);
  const { inputs } = configured;
  for (const message of inputs.warnings) log.emit({ kind: 'warning', message });
  const secrets = Object.values(jobSecrets(env, inputs)).flat();
  const specs = await selectSpecs(route.spec, inputs, env);
  if (specs.length === 0) return nothingToDo(`this concerns ${route.spec}, which the input spec does not include`);
  const mark = `${job.runId}-${randomUUID()}`;
  const logDir = usableLogFolder(job.logDir, env, (message) => log.emit({ kind: 'warning', message }));
  const environment = { ...context, ...job, logDir, workdir: inputs.workdir, secrets, mark };
  const isReply = route.comment !== null || (route.kind === 'run' && route.resume?.halt != null);
  const [targetSpec] = isReply ? specs : [];
  const specOnBranch = targetSpec === undefined ? null : await readSpecOnBranch(targetSpec, inputs, environment);
  const objection = objectionToHalt(route, specOnBranch);
  if (objection !== null) return nothingToDo(objection);
  if (route.kind === 'status') {
    await answerStatus(route, specOnBranch, { inputs, job, replies });
    context.info(`Replied with the status of ${route.spec}.`);
    return ignoredResult;
  }
  requireChecks(configured);
  const answered = await checkAnswer(route, specOnBranch, { env, inputs, replies });
  if (answered.kind === 'ignore') return nothingToDo(answered.why);
  return runGuarded(context, {
    specs,
    configured,
    job,
    replies,
    environment,
    route: { ...route, resume: answered.resume },
  });
}

/** A token that can never be had ends the step here; where one is out of reach, whoever needs it tries again. */
async function getFirstToken(
  { platform: { app } }: Pick<Inputs, 'platform'>,
  { remote: { tokens } }: JobContext,
  { setSecret, log }: StepContext,
): Promise<void> {
  if (app === null) return;
  try {
    // Later ones are not told to the runner: agents run then, and could read along.
    if (tokens !== null) setSecret(await tokens.token());
  } catch (error) {
    if (!(error instanceof TokenUnavailable)) throw error;
    log.emit({ kind: 'warning', message: error.message });
  }
}

type RunRoute = Extract<EventRoute, { kind: 'run' }>;

async function answerStatus(
  { spec, comment }: Extract<EventRoute, { kind: 'status' }>,
  specOnBranch: SpecOnBranch | null,
  { inputs, job, replies }: { inputs: Inputs; job: JobContext; replies: CommandReplies | null },
): Promise<void> {
  if (specOnBranch === null) throw new UserError(`the spec ${spec} no longer exists`, { where: 'input spec' });
  const { resumeCommand } = inputs.platform;
  const runAtWork = specOnBranch.state?.run ?? null;
  const context = { links: job.links, resumeCommand, undelivered: [], runAtWork };
  await replies?.reply(comment, statusComment(specOnBranch.progress, context));
}

/** Runs the specs, and puts right afterwards what agents did to the runner. */
async function runGuarded(
  context: StepContext,
  step: {
    readonly specs: readonly SpecLocation[];
    readonly route: RunRoute;
    readonly configured: ConfiguredInputs;
    readonly job: JobContext;
    readonly replies: CommandReplies | null;
    readonly environment: StepContext & JobContext & { workdir: string; secrets: readonly string[]; mark: string };
  },
): Promise<StepResult> {
  const { specs, route, configured, job, replies, environment } = step;
  const { inputs } = configured;
  const { failOn } = inputs.platform;
  const secret = signingSecret(inputs);
  const acknowledgement = acknowledgementOf(route);
  const reply =
    route.comment === null || replies === null ? null : await replies.acknowledge(route.comment, acknowledgement);
  const guard = await guardJob({ ...environment, hasToken: job.remote.tokens !== null });
  const { configuration } = guard;
  let postState: PostState = { ...initialPostState(specs, environment), config: configured.text, reply, configuration };
  const problem = writeRunnerFile('GITHUB_STATE', context.env, () => context.savePostState(postState, secret));
  if (problem !== null) context.log.emit({ kind: 'warning', message: problem });
  try {
    const ensureTmux = await tmuxInstaller(inputs, context);
    const installSandbox = sandboxInstaller(context);
    const { outcome, spec, unread } = await runSpecs(specs, route, configured, job, {
      ...environment,
      configuration,
      ensureTmux,
      installSandbox,
    });
    if (reply !== null) await replies?.reportEnd(reply, endedLine(outcome));
    postState = { ...postState, ended: outcome.kind, idle: outcome.idle === true };
    const paths = { state: spec.relative.state, progress: spec.relative.progress, logs: environment.logDir };
    const outputs = toOutputs(outcome, paths);
    if (unread === null) return { outputs, finalMessage: finalMessage(outcome, route.scheduled, failOn) };
    const text = errorReport(unread).text;
    return { outputs: { ...outputs, 'exit-code': '64' }, finalMessage: { fails: true, text } };
  } catch (error) {
    if (reply !== null) await replies?.reportEnd(reply, failedLine(errorReport(error).text));
    throw error;
  } finally {
    await endAgents(environment.mark);
    await endGuard(guard, context);
    const foreign = removeForeignLogs(environment.logDir);
    if (foreign.length > 0) context.log.emit({ kind: 'warning', message: foreignLogsWarning(foreign) });
    await leaveReport(specs, inputs, environment);
    writeRunnerFile('GITHUB_STATE', context.env, () => context.savePostState(postState, secret));
  }
}

function acknowledgementOf({ resume, redo }: RunRoute): string {
  if (redo !== null) return 'Working on the task again and continuing.';
  return resume?.skip === true ? 'Counting the unit as done and continuing.' : 'Continuing.';
}

async function endGuard(guard: Awaited<ReturnType<typeof guardJob>>, { error, log }: StepContext): Promise<void> {
  const { restored, configuration: changedKeys } = await guard.end();
  if (restored.length > 0) error(restoredFilesError(restored));
  if (changedKeys.length > 0) log.emit({ kind: 'warning', message: changedConfigurationWarning(changedKeys) });
}

function foreignLogsWarning(paths: readonly string[]): string {
  return `Files that are not of this program were removed from the folder of the transcripts: ${listFirst(paths, 10)}`;
}

function changedConfigurationWarning(keys: readonly string[]): string {
  return `An agent changed git's configuration on this machine (${keys.join(', ')}). This run did not use it, but on a persistent runner the git of the next job would, with its token. Check ~/.gitconfig.`;
}

function restoredFilesError(names: readonly string[]): string {
  return `An agent changed what the runner executes or reads after this step. It was restored: ${names.join(', ')}. Review what this run did before you merge it; on a persistent runner, check the runner as well.`;
}

function initialPostState(
  specs: readonly SpecLocation[],
  environment: { runId: string; mark: string; workdir: string; logDir: string },
): Omit<PostState, 'config'> {
  return {
    runId: environment.runId,
    mark: environment.mark,
    workdir: environment.workdir,
    logDir: environment.logDir,
    reply: null,
    specs: specs.flatMap(({ name, folder, tasksPath }) => (existsSync(tasksPath) ? [{ name, folder }] : [])),
    ended: null,
    idle: false,
  };
}

/**
 * Those that the input names; of these the one that the event is about. A halt of another is the affair of the job that
 * names it: one comment may start a job for each spec.
 */
async function selectSpecs(name: string | null, inputs: Inputs, env: Env): Promise<readonly SpecLocation[]> {
  const { format, workdir } = inputs;
  if (name !== null && inputs.specs.length === 0) return locateSpecs([name], workdir, { format });
  const namedSpecs = await locateSpecs(inputs.specs, workdir, { unwritten: true, format, env });
  return name === null ? namedSpecs : namedSpecs.filter((spec) => spec.name === name);
}
