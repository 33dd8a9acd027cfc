/**
 * Runs the suite under the Node that the runner uses for the action. What needs tmux is shown on real tmux where the
 * machine has it; where it has none this says so, and the same stories run in plain child processes.
 * REQUIRE_TMUX=1 (set in CI) makes a missing tmux a failure.
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const [first, ...rest] = process.argv.slice(2);
const agents = first === '--agents';

const tmux = spawnSync('tmux', ['-V'], { encoding: 'utf8' });
if (tmux.status !== 0) {
  console.error('tmux is not on this machine: the stories of windows run in plain child processes only.');
  if (process.env.REQUIRE_TMUX === '1') process.exit(1);
}
const result = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
    ...(agents ? ['--config', join('test', 'real-agents', 'jest.config.js')] : []),
    ...(agents ? rest : process.argv.slice(2)),
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exit(result.status ?? 1);
