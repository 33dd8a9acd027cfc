/**
 * Runs the suite under the Node that the runner uses for the action. What needs tmux is shown on real tmux where the
 * machine has it; where it has none this says so, and the same stories run in plain child processes.
 * REQUIRE_TMUX=1 (set in CI) makes a missing tmux a failure. `--stories`: the second tier;
 * `--agents`: the suite of the real agents' CLIs, as an ordinary user.
 * The whole run has one folder for its files, HOME and what V8 compiled; what is left in it at the end is a failure.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from '../test/harness/browser.ts';
import { ownEnvironment } from '../test/harness/place/own-environment.ts';
import { openRunPlace, sayLeft } from '../test/harness/place/run-place.ts';
import { agentCache, asUser, openUserPlace } from './ordinary-user.ts';

const root = resolve(import.meta.dirname, '..');
const suites = new Map([
  ['--stories', 'test/end-to-end/jest.config.js'],
  ['--agents', 'test/real-agents/jest.config.js'],
]);
const suite = process.argv[2] ?? '';
const config = suites.get(suite);
const passedOn = process.argv.slice(config === undefined ? 2 : 3);

if (spawnSync('tmux', ['-V']).status !== 0) {
  console.error('tmux is not on this machine: the stories of windows run in plain child processes only.');
  if (process.env.REQUIRE_TMUX === '1') process.exit(1);
}

if (suite === '--stories' && chromium === null)
  console.error('NOT RUN: the page of a report in a browser (test/report/html/browser): this machine has no Chromium.');

const place = openRunPlace();
const user = suite === '--agents' ? openUserPlace('homes') : null;
const results = join(user?.folder ?? place.results, 'results.json');
const { status, signal } = spawnSync(
  user?.node ?? process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    // A worker stays small (place/environment.ts): new objects in 2 MiB, and no cache of V8's beside ours
    // (place/compiled.ts), which would hold every test file that was run.
    '--max-semi-space-size=2',
    '--no-compilation-cache',
    '--expose-gc',
    join(user?.project ?? root, 'node_modules', 'jest', 'bin', 'jest.js'),
    ...(config === undefined ? [] : ['--config', config]),
    '--json',
    `--outputFile=${results}`,
    ...(user === null ? [] : ['--cacheDirectory', join(user.folder, 'jest')]),
    ...passedOn,
  ],
  {
    cwd: user?.project ?? root,
    stdio: ['ignore', 'ignore', 'inherit'],
    ...(user === null
      ? { env: { ...ownEnvironment(process.env), ...place.env } }
      : { ...asUser, env: { SEQUENTIAL_AGENT_CACHE: agentCache(user), ...user.env } }),
  },
);
const { numPassedTests, numFailedTests, numFailedTestSuites } = existsSync(results)
  ? JSON.parse(readFileSync(results, 'utf8'))
  : { numPassedTests: 0, numFailedTests: 0, numFailedTestSuites: 1 };
if (!existsSync(results)) console.error(`jest ended without results (${signal ?? `exit code ${status}`})`);
user?.close();
const isLeft = sayLeft(place.close());
console.log(`${numPassedTests} passed, ${Math.max(numFailedTests, numFailedTestSuites)} failed`);
process.exit(numPassedTests === 0 || isLeft ? 1 : (status ?? 1));
