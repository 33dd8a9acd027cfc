import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { UserError } from '../../errors.ts';
import type { OutputName } from '../../inputs/outputs.ts';
import { fromInputs } from '../../inputs/settings.ts';
import type { Inputs } from '../../inputs/types.ts';
import { createReplies } from '../../platform/events/acknowledge.ts';
import { haltStanding } from '../../platform/events/match-halt.ts';
import { isRunAgain, readTrigger } from '../../platform/events/read-trigger.ts';
import { failure as wordsOf } from '../../report/error-report.ts';
import { endedLine, failedLine, statusComment } from '../../report/pages/comments.ts';
import type { Log } from '../../run/ports.ts';
import { secretsOf } from '../../secrets/agent-environment.ts';
import { createMask } from '../../secrets/mask.ts';
import { locateSpecs, type SpecLocation } from '../../spec-folder/locate-specs.ts';
import { defaultSession, sessionName } from '../../terminal/tmux/session-names.ts';
import { type Env, placeOf } from './job.ts';
import type { Kept } from './post-state.ts';
import { lookAt } from './read-work-branch.ts';
import { hear } from './route-event.ts';
import { runSpecs } from './run-specs.ts';
import { missingTmux, prepare } from './setup.ts';
import { type LastWord, lastWord, outputsOf } from './step-outputs.ts';

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
  readonly keep: (kept: Kept) => void;
}

export interface StepResult {
  readonly outputs: Partial<Record<OutputName, string>>;
  /** null: there is nothing to be told. */
  readonly lastWord: LastWord | null;
}

const ignored: StepResult = { outputs: { status: 'ignored', 'exit-code': '0' }, lastWord: null };

/** The action's main step, from the event to the outputs. */
export async function step(context: StepContext): Promise<StepResult> {
  const { env, log, stop } = context;
  const inputs = fromInputs(env, context.cwd);
  const secrets = [...new Set([...secretsOf(env), ...(inputs.hub.token === null ? [] : [inputs.hub.token])])];
  for (const secret of secrets) context.setSecret(secret);
  const place = placeOf(env, inputs, createMask(secrets).text, stop);
  const replies = place.github === null ? null : createReplies(place.github, place.links, log);
  const heard = await hear(readTrigger(env, await payload(env), inputs.hub), inputs, place.github, replies);
  if (heard.kind === 'ignore') {
    context.info(`Nothing to do: ${heard.why}.`);
    return ignored;
  }
  await prepare(inputs, place, context);
  const specs = await specsFor(heard.spec, inputs);
  if (specs.length === 0) {
    context.info(`Nothing to do: this is about ${heard.spec}, which the input spec does not name.`);
    return ignored;
  }
  const mark = `${place.runId}-${randomUUID()}`;
  const around = { ...context, ...place, workdir: inputs.workdir, secrets, mark };
  const answers = heard.comment !== null || (heard.kind === 'run' && heard.resume?.halt != null);
  const [commanded] = answers ? specs : [];
  const standing = commanded === undefined ? null : await lookAt(commanded, inputs, around);

  if (heard.kind === 'status') {
    const { links } = place;
    if (standing === null) throw new UserError(`there is no spec ${heard.spec} any more`, { where: 'input spec' });
    const { resumeCommand } = inputs.hub;
    const under = standing.state?.run ?? null;
    await replies?.reply(heard.comment, statusComment(standing.progress, { links, resumeCommand, unsaid: [], under }));
    context.info(`Answered how ${heard.spec} stands.`);
    return ignored;
  }
  const { comment } = heard;
  const answered = heard.resume?.halt ?? null;
  const stands = answered === null ? null : haltStanding(standing?.state ?? null, answered);
  // The answer was heard by the job's first run, which did not get to the end: the spec goes on.
  const resume = stands === 'consumed' && isRunAgain(env) ? null : heard.resume;
  if (answered !== null && resume !== null) {
    if (stands === 'consumed') {
      if (comment !== null) await replies?.consumed(comment, { id: answered, spec: heard.spec ?? '' });
      context.info(`Nothing to do: ${answered} was answered before.`);
      return ignored;
    }
    // A comment's job starts on the default branch, which is none to work on by mistake.
    if (stands === 'unknown' && inputs.repository.workBranch === '') {
      const why = `${standing?.progress.branch} knows nothing of this halt: the workflow must name its branch as work-branch`;
      if (comment !== null) await replies?.refuse(comment, why);
      context.info(`Nothing to do: ${why}.`);
      return ignored;
    }
  }

  const what = resume?.skip === true ? 'Counting the unit as done, and going on.' : 'Going on.';
  const reply = comment === null || replies === null ? null : await replies.doing(comment, what);
  const kept = { ...keptOf(specs, inputs, around), reply };
  context.keep(kept);
  try {
    const getTmux = await missingTmux(inputs, context);
    const { outcome, spec } = await runSpecs(specs, { ...heard, resume }, inputs, place, { ...around, getTmux });
    if (reply !== null) await replies?.ended(reply, endedLine(outcome));
    context.keep({ ...kept, ended: outcome.kind, idle: outcome.idle === true });
    const paths = { state: spec.relative.state, progress: spec.relative.progress, logs: around.logDir };
    return {
      outputs: outputsOf(outcome, paths),
      lastWord: lastWord(outcome, heard.scheduled, inputs.hub.failOn),
    };
  } catch (error) {
    if (reply !== null) await replies?.ended(reply, failedLine(wordsOf(error).text));
    throw error;
  }
}

function keptOf(
  specs: readonly SpecLocation[],
  inputs: Inputs,
  around: { runId: string; mark: string; logDir: string },
): Kept {
  const { tmuxSession } = inputs.terminal;
  return {
    runId: around.runId,
    mark: around.mark,
    workdir: inputs.workdir,
    logDir: around.logDir,
    reply: null,
    specs: specs.map(({ name, folder }) => ({
      name,
      folder,
      session: tmuxSession === null ? defaultSession(name) : sessionName(tmuxSession),
    })),
    ended: null,
    idle: false,
  };
}

/**
 * Those that the input names; of these the one that the event is about. A halt of another is the affair of the job that
 * names it: one comment may start a job for each spec.
 */
async function specsFor(name: string | null, inputs: Inputs): Promise<readonly SpecLocation[]> {
  if (name !== null && inputs.specs.length === 0) return locateSpecs([name], inputs.workdir);
  const named = await locateSpecs(inputs.specs, inputs.workdir);
  return name === null ? named : named.filter((spec) => spec.name === name);
}

async function payload(env: Env): Promise<unknown> {
  if (!env.GITHUB_EVENT_PATH) return {};
  try {
    return JSON.parse(await readFile(env.GITHUB_EVENT_PATH, 'utf8'));
  } catch (cause) {
    throw new UserError('the event cannot be read', { where: env.GITHUB_EVENT_PATH, cause });
  }
}
