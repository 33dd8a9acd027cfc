import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { UserError } from '../../../errors.ts';
import type { Forecast } from '../../../forecast/types.ts';
import type { Inputs, Settings } from '../../../inputs/types.ts';
import type { Plan } from '../../../plan/types.ts';
import { planJson, planText, withoutDoneUnits } from '../../../report/console/plan-report.ts';
import { forecastFor } from '../../../run/start/forecast-night.ts';
import { locateSpecs, type SpecLocation } from '../../../spec-folder/locate/locate-specs.ts';
import { findLockHolder } from '../../../state/lock/lock.ts';
import { newSpecState } from '../../../state/transitions/transitions.ts';
import type { LoadedState } from '../../../state/types.ts';
import { attachCommand, runInForeground } from '../../../terminal/tmux/attach.ts';
import { ownTty } from '../../../terminal/tmux/own-tty.ts';
import { WINDOW_RECORD } from '../../../terminal/tmux/tmux.ts';
import { emptyHistory } from '../../../throttle/history.ts';
import { readSpec } from '../../reading/read-spec.ts';
import { findReadableSpecs } from '../../reading/readable-specs.ts';
import { readSpecInfo } from '../../reading/spec-info.ts';
import { morningAfter } from '../../surroundings/clock.ts';
import { type CommandContext, logFolder, terminalSize } from '../command-context.ts';

/* The commands that look, and touch nothing. */

/** What would run, in order, and every diagnostic; with `withForecast` also how a night that began now would go. */
export async function plan(inputs: Inputs, withForecast: boolean, context: CommandContext): Promise<number> {
  const { stdout } = context;
  for (const warning of inputs.warnings) context.stderr.write(`warning: ${warning}\n`);
  const { specs, error, unplanned } = await findReadableSpecs(await findSpecs(inputs, context, true));
  for (const folder of unplanned) context.stderr.write(`note: ${folder} has no tasks.md yet\n`);
  for (const location of specs) {
    const { name } = location;
    const { spec, plan: fullPlan, memory } = await readSpec(location, inputs.loop);
    const remaining = withoutDoneUnits(fullPlan, memory?.spec ?? null);
    const { reading, guidance } = readSpecInfo(location, inputs.workdir);
    const warnings = [...reading.problems, ...guidance.problems];
    const isForecast = withForecast && remaining.order.length > 0;
    const forecast = isForecast ? forecastSpec(inputs.forSpec(name), remaining, memory) : null;
    const read = { name, spec, plan: remaining, warnings, forecast };
    stdout.write(
      inputs.json
        ? `${JSON.stringify(planJson(read))}\n`
        : planText(read, stdout.isTTY ? terminalSize(stdout).columns : undefined),
    );
  }
  if (error !== null) throw error;
  return 0;
}

function forecastSpec(settings: Settings, plan: Plan, memory: LoadedState | null): Forecast {
  const now = Date.now();
  const saved = memory ?? { spec: newSpecState(now), throttle: emptyHistory() };
  return forecastFor(settings, { plan, saved, others: memory?.others ?? [] }, now, morningAfter(now));
}

/** Brings a person to the window; where there is no terminal that could show it, says the command. */
export async function attach(inputs: Inputs, task: string | null, context: CommandContext): Promise<number> {
  const { env, stdin, stdout } = context;
  const [location, ...others] = await findSpecs(inputs, context);
  if (location === undefined || others.length > 0) {
    throw new UserError('attach accepts only one spec', { where: '--spec', fix: 'name one' });
  }
  const { name, folder, statePath } = location;
  const run = findLockHolder(dirname(statePath), hostname())?.run;
  const hasTerminal = stdin.isTTY && stdout.isTTY && Boolean(env.TERM) && env.TERM !== 'dumb';
  const command = await attachCommand({
    spec: name,
    specFolder: folder,
    session: inputs.terminal.tmuxSession,
    task,
    env,
    record: run === undefined ? null : join(logFolder(context, name, run), WINDOW_RECORD),
    tty: hasTerminal ? ownTty() : null,
  });
  if (hasTerminal) return runInForeground(command, env);
  stdout.write(`${command.map((word) => (/[^\w./:=@-]/.test(word) ? `'${word}'` : word)).join(' ')}\n`);
  return 0;
}

function findSpecs(inputs: Inputs, { env }: CommandContext, unwritten = false): Promise<readonly SpecLocation[]> {
  return locateSpecs(inputs.specs, inputs.workdir, { writable: false, unwritten, format: inputs.format, env });
}
