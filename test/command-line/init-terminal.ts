import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { quote } from 'shlex';
import { repository } from '../../src/version.ts';
import { dist } from '../end-to-end/job.ts';
import { until } from '../harness/until.ts';

/** A question that `init` asks, by some of its words, and the keys that answer it. */
export type Answer = readonly [question: string, ...keys: string[]];

/** Enter for each, which takes what is proposed. */
export const proposed: readonly Answer[] = [
  ...['Which agent', 'Which spec', 'log in there', 'Which command', 'at night', 'Which runner'].map(
    (question): Answer => [question, 'Enter'],
  ),
  // As long as the project has no home.
  ...(repository === null
    ? [['published', 'my-org/it@0123456789012345678901234567890123456789', 'Enter'] as const]
    : []),
];

/** Runs `init` on a real terminal and answers its questions; what is on the screen when it has ended, its code last. */
export async function answerInit(
  place: { readonly repo: string; readonly env: NodeJS.ProcessEnv },
  answers: readonly Answer[],
  flags: readonly string[] = [],
): Promise<string> {
  const tmux = (...args: string[]) =>
    execFileSync('tmux', ['-L', 'init', ...args], { env: place.env, encoding: 'utf8' });
  const command = `${[process.execPath, join(dist, 'cli.js'), 'init', ...flags].map(quote).join(' ')}; echo "code $?"; cat`;
  tmux('-f', '/dev/null', 'new-session', '-d', '-x', '120', '-y', '50', '-c', place.repo, command);
  try {
    const screen = () => tmux('capture-pane', '-p', '-S', '-');
    for (const [question, ...keys] of answers) {
      await until(screen, (text) => new RegExp(`[◆▲].*${question}`).test(text));
      tmux('send-keys', ...keys);
    }
    return await until(screen, (text) => /^code \d/m.test(text));
  } finally {
    tmux('kill-server');
  }
}
