/**
 * What takes too long for every change: `npm run extended` tells every story of the real agents, makes every attack,
 * builds projects in the sandbox, lives many more nights, breaks the program's rules one by one, and runs the examples. A
 * step that fails does not stop the others.
 */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { Outcomes } from './outcomes.ts';

const steps = [
  ['test:agents'],
  ['test:security'],
  ['nights', '--count', '10000', '--seed', '1001'],
  ['nights', '--month'],
  ['nights:mutate'],
  ['kills', '--rounds', '500', '--seed', '21'],
  ['builds'],
  ['demo'],
  ['test:runner', '--all'],
];

const outcomes = new Outcomes();
for (const [script = '', ...args] of steps) {
  console.log(`\n━━ npm run ${[script, ...args].join(' ')}`);
  await outcomes.expect(script, 'exit code 0', () => run(['run', '--silent', script, '--', ...args]));
}
process.exitCode = outcomes.close();

function run(args: readonly string[]): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn('npm', args, {
      cwd: resolve(import.meta.dirname, '..'),
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', failed);
    child.once('close', (code, signal) => done(signal === null ? `exit code ${code}` : `ended by ${signal}`));
  });
}
