/**
 * What `.ci/run` tells beside `npm test`: all that must hold before a change is taken. Two rows of steps run side by side,
 * since one waits for the network and for agents while the other works. What a step prints is shown when it has ended.
 * After one that failed no other begins.
 */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from '../test/harness/browser.ts';
import { tempLeft } from '../test/harness/place/temp-left.ts';

const root = resolve(import.meta.dirname, '..');

interface Step {
  /** Script of package.json, with its arguments. */
  readonly script: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Leaves what a person is to look at, in the home as well. */
  readonly leaves?: true;
}

/** npm's own compiled code, under a Node that lets it keep some. */
const NPM_KEEPS = /^node-compile-cache(?:\/|$)/;
/** So many files say whose they are. */
const MOST_NAMED = 20;
const ONE_STORY = 'under auto runs a command that writes a file, then is done|is installed';
const hasGo = isThere('go');
const working: readonly Step[] = [{ script: ['test:stories'], env: { REQUIRE_TMUX: '1', REQUIRE_ISOLATION: '1' } }];
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
let failed = false;
await runAll([{ script: ['check'] }]);
await Promise.all([runAll(working), runAll(waiting)]);
// The last, so that it is seen if it is missing.
if (chromium === null) console.log('\nNOT RUN: the page of a report in a browser: this machine has no Chromium.');
if (!hasGo)
  console.log(
    '\nNOT RUN: the workflows on a runner that is not ours (npm run test:runner): this machine has no Go to build it.',
  );
console.log(`\n━━ ${failed ? '✗ not all holds' : '✓ all holds'} (after ${seconds(started)} s)`);
process.exitCode = failed ? 1 : 0;

async function runAll(steps: readonly Step[]): Promise<void> {
  for (const step of steps) if (!failed) await run(step);
}

async function run(step: Step): Promise<void> {
  const { script, env = {}, leaves } = step;
  const [name = '', ...args] = script;
  const place = openTemp(step);
  const began = performance.now();
  console.log(`\n━━ npm run ${name} begins (after ${seconds(started)} s)`);
  const { code, printed } = await output(['run', '--silent', name, '--', ...args], { ...env, ...place.env });
  const left = place.close();
  const holds = code === 0 && (leaves || left.length === 0);
  failed ||= !holds;
  console.log(
    `\n━━ ${holds ? '✓' : '✗'} npm run ${script.join(' ')} (${seconds(began)} s, after ${seconds(started)} s)`,
  );
  console.log(printed.trimEnd());
  for (const path of leaves ? [] : left.slice(0, MOST_NAMED))
    console.log(`left behind in the folder for temporary files: ${path}`);
}

/** Its own folder for temporary files; the suites have one in memory, see `openRunPlace`. */
function openTemp({ script: [name = ''], leaves }: Step): {
  readonly env: NodeJS.ProcessEnv;
  close(): readonly string[];
} {
  if (name === 'test:stories') return { env: {}, close: () => [] };
  // Short, since a socket's path must be.
  const folder = mkdtempSync(join(tmpdir(), 'c-'));
  // A suite becomes another user.
  chmodSync(folder, 0o755);
  return {
    env: { TMPDIR: folder, ...(leaves && { HOME: folder }) },
    close() {
      const left = tempLeft(folder).filter((path) => !NPM_KEEPS.test(path));
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      return left;
    },
  };
}

function output(args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ code: number | null; printed: string }> {
  return new Promise((done, fail) => {
    const child = spawn('npm', args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
      });
    child.once('error', fail);
    child.once('close', (code) => done({ code, printed }));
  });
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
