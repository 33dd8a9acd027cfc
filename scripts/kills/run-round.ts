import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BRANCH, openStage, type Stage } from '../../test/end-to-end/stage.ts';
import { action, commandLine, type RunEnd } from './entries.ts';
import { createHooks, type Hooks } from './hooks.ts';
import { findLeftovers, findProcesses } from './leftovers.ts';
import type { Kill, Round } from './plan-round.ts';

/** More than any round needs; one that does not come to its end must not go on for ever. */
const MAX_RUNS = 12;
const POLL_MS = 10;

/** What a round came to: how many kills fell, and what is wrong, a line each. */
export interface RoundResult {
  readonly kills: number;
  readonly faults: readonly string[];
}

export async function runRound(round: Round): Promise<RoundResult> {
  const units = Object.fromEntries(
    Array.from({ length: round.units }, (_, at) => [String(at + 1), scriptOf(at + 1, round.asks === at + 1)]),
  );
  const tasks = Array.from({ length: round.units }, (_, at) => `- [ ] ${at + 1}. Build part ${at + 1}\n`).join('');
  const stage = await openStage({ tasks, units });
  try {
    return await liveRound(round, stage, createHooks(stage.root));
  } finally {
    await stage.end();
  }
}

function scriptOf(unit: number, asks: boolean): unknown {
  // Each attempt leaves a trace: two in a row without one are a halt.
  const start = [{ append: `part-${unit}.txt`, text: 'begun\n' }, { run: `'{root}/hooks/agent' ${unit}` }];
  const work = [...start, { append: `part-${unit}.txt`, text: `part ${unit}\n` }, { done: 'Built.' }];
  const question = [...start, { ask: 'Which one?' }];
  return asks ? { attempts: [question], answered: work } : { attempts: [work] };
}

/** A kill that fell, and the unit that was next then. */
interface Struck {
  readonly kill: Kill;
  readonly unit: number;
}

async function liveRound(round: Round, stage: Stage, hooks: Hooks): Promise<RoundResult> {
  const place = { stage, hooks, tmux: round.tmux };
  const { start, kept } = round.entry === 'cli' ? commandLine(place) : action(place, round.entry === 'hosted');
  const struck: Struck[] = [];
  const faults: string[] = [];
  const left = [...round.kills];
  const killMeanwhile = async (ended: Promise<RunEnd>): Promise<RunEnd> => {
    let over = false;
    void ended.finally(() => {
      over = true;
    });
    for (; !over; await sleep(POLL_MS)) {
      const [kill] = left;
      if (kill === undefined || !hooks.strike()) continue;
      struck.push({ kill, unit: checkpoints(stage).length + 1 });
      left.shift();
      hooks.arm(left[0] ?? null);
    }
    return ended;
  };
  hooks.arm(left[0] ?? null);
  let last: RunEnd = { kind: 'killed', log: '' };
  for (let runs = 0; last.kind !== 'complete' && last.kind !== 'failed' && runs < MAX_RUNS; runs += 1) {
    last = excuse(await killMeanwhile(start(last.kind === 'halted').ended), struck);
    faults.push(...unexpected(last, struck, round), ...(await findProcesses(stage.root, round.tmux)));
  }
  if (last.kind !== 'complete') faults.push(`not complete: ${last.kind}`);
  hooks.arm(null);
  faults.push(...checkWork(round, stage, hooks, struck), ...(await findLeftovers(stage, kept())));
  return { kills: struck.length, faults };
}

/** Where a git that was killed cannot be called again, the user is told to run the same command again. */
function excuse(end: RunEnd, struck: readonly Struck[]): RunEnd {
  const isToldSo = struck.at(-1)?.kill.target === 'git' && /was killed by SIGKILL/.test(end.log);
  return end.kind === 'failed' && isToldSo ? { ...end, kind: 'killed' } : end;
}

/** Only a person's question and a cancelled run may end a run without all being done. */
function unexpected(end: RunEnd, struck: readonly Struck[], round: Round): string[] {
  if (end.kind === 'failed') return [`a run failed:\n${end.log}`];
  const cancelled = struck.some(({ kill }) => kill.target === 'cancel');
  if (end.kind === 'paused' && !cancelled) return [`a run paused:\n${end.log}`];
  if (end.kind === 'halted' && round.asks === null) return [`a run halted:\n${end.log}`];
  return [];
}

/** Units of the checkpoints on the remote, in order. */
function checkpoints(stage: Stage): string[] {
  const format = '%(trailers:key=Attempt,valueonly,separator=%x2C)%x1f%(trailers:key=Task,valueonly,separator=%x2C)';
  if (!existsSync(join(stage.bare, 'refs', 'heads', BRANCH))) return [];
  return stage
    .log(format)
    .split('\n')
    .map((line) => line.split('\x1f'))
    .flatMap(([attempt = '', unit = '']) => (attempt === '' ? [] : [unit]));
}

/** Each unit has its one checkpoint, and no more launches than kills explain. */
function checkWork(round: Round, stage: Stage, hooks: Hooks, struck: readonly Struck[]): string[] {
  const expected = Array.from({ length: round.units }, (_, at) => String(at + 1));
  const seen = checkpoints(stage);
  const faults = seen.join() === expected.join() ? [] : [`checkpoints on the remote: ${seen.join(', ') || 'none'}`];
  for (const unit of expected) {
    const launches = hooks.launches().filter((one) => one === unit).length;
    const explained =
      1 + struck.filter((one) => String(one.unit) === unit).length + (round.asks === Number(unit) ? 1 : 0);
    if (launches > explained) faults.push(`unit ${unit}: ${launches} attempts, ${explained} explained`);
    if (stage.file(`part-${unit}.txt`)?.includes(`part ${unit}`) !== true)
      faults.push(`part-${unit}.txt is not on the remote`);
  }
  const { paused, run } = stage.state();
  if (paused !== null || run !== null) faults.push(`the state says ${JSON.stringify({ paused, run })}`);
  return faults;
}
