import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { UserError } from '../../errors.ts';
import type { Inputs } from '../../inputs/types.ts';
import { planAfter, planJson, planText } from '../../report/console/plan-report.ts';
import { statusText } from '../../report/console/status-report.ts';
import { paint } from '../../report/text/colour.ts';
import { locateSpecs, type SpecLocation } from '../../spec-folder/locate-specs.ts';
import { holderOf } from '../../state/lock/lock.ts';
import { attachCommand, handOver } from '../../terminal/tmux/attach.ts';
import { readSpec } from '../read-spec.ts';
import { type Context, wantsColour } from './command-context.ts';

/* The commands that look, and touch nothing. */

/** What would run, in order, and every diagnostic. */
export async function plan(inputs: Inputs, { stdout }: Context): Promise<number> {
  for (const location of await found(inputs)) {
    const { spec, plan: whole, memory } = await readSpec(location, inputs.loop);
    const left = planAfter(whole, memory?.spec ?? null);
    stdout.write(
      inputs.json ? `${JSON.stringify(planJson(location.name, spec, left))}\n` : planText(location.name, spec, left),
    );
  }
  return 0;
}

/** What is going on, at any moment. */
export async function status(inputs: Inputs, context: Context): Promise<number> {
  for (const location of await found(inputs)) {
    const { memory, progress } = await readSpec(location, inputs.loop);
    const throttle = memory?.throttle ?? null;
    const under = memory?.spec.run ?? null;
    // The lock is the folder's: who holds it may be at work on another of its specs.
    const holder = holderOf(dirname(location.statePath), hostname());
    const atWork = under !== null && holder?.run === under.id ? holder : null;
    context.stdout.write(
      inputs.json
        ? `${JSON.stringify({ ...progress, throttle, process: atWork?.pid ?? null })}\n`
        : statusText(progress, { throttle, under, atWork }, Date.now(), paint(wantsColour(context))),
    );
  }
  return 0;
}

/** Brings a person to the window; where there is no terminal to give away, says the command. */
export async function attach(inputs: Inputs, task: string | null, { env, stdin, stdout }: Context): Promise<number> {
  const [location, ...more] = await found(inputs);
  if (location === undefined || more.length > 0) {
    throw new UserError('attach takes one spec', { where: '--spec', fix: 'name one' });
  }
  const command = await attachCommand({ spec: location.name, session: inputs.terminal.tmuxSession, task, env });
  if (stdin.isTTY && stdout.isTTY) return handOver(command, env);
  stdout.write(`${command.map((word) => (/[^\w./:=@-]/.test(word) ? `'${word}'` : word)).join(' ')}\n`);
  return 0;
}

function found(inputs: Inputs): Promise<readonly SpecLocation[]> {
  return locateSpecs(inputs.specs, inputs.workdir, { writable: false });
}
