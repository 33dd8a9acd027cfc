/**
 * What `.ci/run` tells beside `npm test`: all that must hold before a change is taken. Two rows of steps run side by side,
 * since one waits for the network and for agents while the other works. What a step prints is shown when it has ended.
 * After one that failed no other begins.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from '../test/harness/browser.ts';
import { closingLine, type RunningStep, type Step, startStep } from './ci/steps.ts';

const root = resolve(import.meta.dirname, '..');

const ONE_STORY = 'under auto runs a command that writes a file, then is done|is installed';
const hasGo = isThere('go');
const working: readonly Step[] = [
  { script: ['test:stories'], env: { REQUIRE_TMUX: '1', REQUIRE_ISOLATION: '1' }, hasPlace: true },
];
const waiting: readonly Step[] = [
  ...(hasGo ? [{ script: ['test:runner'] }] : []),
  // One story with each vendor's own CLI, in the sandbox of every run; npm run extended tells the others, those of agents
  // that speak a protocol among them. A CLI that the registry does not deliver is named as not run; one that is delivered
  // and does not work fails.
  {
    script: [
      'test:agents',
      '--testPathIgnorePatterns',
      '/node_modules/',
      '/real-agents/acp/',
      '--testNamePattern',
      ONE_STORY,
    ],
    env: { SEQUENTIAL_ALLOW_MISSING_CLIS: '1' },
  },
  { script: ['test:nodes'] },
  { script: ['test:security'], env: { REQUIRE_ISOLATION: '1', MOST_OF_A_KIND: '4' } },
  { script: ['demo'], leaves: true },
  ...corpora().map((folder) => ({ script: ['sweep', folder] })),
  { script: ['nights', '--count', '1000'] },
  { script: ['kills', '--rounds', '20'] },
];

const started = performance.now();
const running = new Map<Step, RunningStep>();
const notRun: string[] = [];
let failed = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => endAll(signal));
await runAll([{ script: ['check'] }]);
await Promise.all([runAll(working), runAll(waiting)]);
if (chromium === null) notRun.push('the page of a report in a browser (this machine has no Chromium)');
if (!hasGo)
  notRun.push('the workflows on a runner that is not ours (npm run test:runner: this machine has no Go to build it)');
if (corpora().length === 0) notRun.push('corpora of real tasks.md files (none lies beside the checkout)');
console.log(`\n${closingLine(failed, notRun, seconds(started))}`);
process.exitCode = failed ? 1 : 0;

async function runAll(steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if (failed) notRun.push(`npm run ${step.script[0]} (something failed before)`);
    else await run(step);
  }
}

async function run(step: Step): Promise<void> {
  const began = performance.now();
  console.log(`\n━━ npm run ${step.script[0]} begins (after ${seconds(started)} s)`);
  const child = startStep(step, root);
  running.set(step, child);
  const { holds, end, printed } = await child.result;
  running.delete(step);
  failed ||= !holds;
  const how = holds ? '✓' : `✗ ${end}:`;
  console.log(`\n━━ ${how} npm run ${step.script.join(' ')} (${seconds(began)} s, after ${seconds(started)} s)`);
  console.log(printed);
}

/** The time of the job is over, or a person's patience: what was under way is what they want to see. */
function endAll(signal: NodeJS.Signals): void {
  for (const [{ script }, step] of running) {
    step.end(signal);
    console.log(`\n━━ ✗ npm run ${script.join(' ')} was under way\n${step.printed().trimEnd()}`);
  }
  console.log(`\n${closingLine(true, notRun, seconds(started))} (${signal})`);
  process.exit(1);
}

function seconds(since: number): number {
  return Math.round((performance.now() - since) / 1000);
}

/** Folders of real tasks.md files, where they lie beside the checkout. */
function corpora(): readonly string[] {
  return namesIn(resolve(root, '..'))
    .flatMap(namesIn)
    .filter((path) => path.endsWith('-corpus'))
    .sort();
}

/** Also where a link leads to the folder; none of what is no folder. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function isThere(program: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)));
}
