import type { Settings } from '../../../inputs/types.ts';
import { noPlatform } from '../../../platform/no-platform.ts';
import { exitCodes } from '../../../report/error-report.ts';
import { plainText } from '../../../report/text/plain-text.ts';
import { exampleAnswer, questionLines } from '../../../report/text/questions-text.ts';
import { askOnly } from '../../../run/ask-only.ts';
import type { Log } from '../../../run-events/types.ts';
import { locateSpecs, type SpecLocation } from '../../../spec-folder/locate/locate-specs.ts';
import type { OpenQuestions } from '../../../state/types.ts';
import { plainLog } from '../../log/plain.ts';
import { lookUpSpecRecords } from '../../reading/look-up-spec-records.ts';
import type { ConfiguredInputs } from '../../reading/read-config.ts';
import { readSpec } from '../../reading/read-spec.ts';
import { runSpec } from '../../spec-run/run-spec.ts';
import { usableLogFolder } from '../../surroundings/log-folder.ts';
import { type CommandContext, logFolder, stateFolder, wantsColour } from '../command-context.ts';
import { resumeLine } from '../resume/resume-line.ts';

/** Shows what an agent would have to ask about a spec; asks it where nobody was asked yet, or where `again` says so. */
export async function questionsCommand(
  configured: ConfiguredInputs,
  again: boolean,
  context: CommandContext,
): Promise<number> {
  const { inputs } = configured;
  const { specs: named, workdir, format } = inputs;
  for (const spec of await locateSpecs(named, workdir, { format, env: context.env })) {
    const known = await readQuestions(configured, spec, context);
    if (known === null || again) {
      const code = await ask(configured, spec, context);
      if (code !== exitCodes.complete) return code;
    }
    const questions = known === null || again ? await readQuestions(configured, spec, context) : known;
    show(questions, spec, configured, context);
  }
  return exitCodes.complete;
}

async function readQuestions(
  { inputs }: ConfiguredInputs,
  spec: SpecLocation,
  { env, stderr }: CommandContext,
): Promise<OpenQuestions | null> {
  const notice = (text: string) => void stderr.write(`warning: ${plainText(text)}\n`);
  const saved = await lookUpSpecRecords(spec, { workdir: inputs.workdir, env, notice });
  const { memory } = await readSpec(spec, inputs.loop, () => saved);
  return memory?.spec.questions ?? null;
}

function show(
  questions: OpenQuestions | null,
  spec: SpecLocation,
  { given, inputs }: ConfiguredInputs,
  context: CommandContext,
): void {
  const { stdout } = context;
  if (inputs.json) {
    stdout.write(`${JSON.stringify({ spec: spec.name, questions: questions?.list ?? [] })}\n`);
    return;
  }
  if (questions === null || questions.list.length === 0) {
    stdout.write(`${spec.name}: ${questions === null ? 'nothing was asked' : 'nothing to ask'}\n`);
    return;
  }
  const answer = `${resumeLine(given, spec, context)} --answer "${exampleAnswer(questions)}"`;
  const lines = [`${spec.name}:`, ...questionLines(questions).map(plainText), '', `Answer and continue: ${answer}`];
  stdout.write(`${lines.join('\n')}\n`);
}

/** One call of the agent; the records keep what it asked. */
async function ask(
  { inputs, withFile }: ConfiguredInputs,
  spec: SpecLocation,
  context: CommandContext,
): Promise<number> {
  const { env, dist, stop, stderr } = context;
  const lines = plainLog((text) => void stderr.write(text), wantsColour(context));
  // They are shown at the end, with the answers.
  const log: Log = { emit: (event) => void (event.kind === 'questions' || lines.emit(event)) };
  const warn = (message: string) => log.emit({ kind: 'warning', message });
  const runId = `${new Date().toISOString().slice(0, 19).replaceAll(':', '')}Z-${process.pid}`;
  const outcome = await runSpec(asking(inputs.forSpec(spec.name)), spec, {
    withConfigFile: async (file) => {
      const settings = await withFile(file, spec.name, warn);
      return settings && asking(settings);
    },
    ...{ env, dist, runId, stop, log, scheduled: false, byHand: true, secrets: [] },
    workdir: inputs.workdir,
    logDir: usableLogFolder(logFolder(context, spec.name, runId), env, warn),
    allLogs: stateFolder(context),
    resume: null,
    remote: { url: null, tokens: null },
    createPlatform: () => noPlatform,
    story: askOnly,
  });
  if (outcome.kind !== 'complete') stderr.write(`${plainText(outcome.message)}\n`);
  return exitCodes[outcome.kind];
}

/** Whoever types the command wants it asked. */
function asking(settings: Settings): Settings {
  return { ...settings, loop: { ...settings.loop, questions: 'ask' } };
}
