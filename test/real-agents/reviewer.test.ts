import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeStage, removeStage } from './desk.ts';
import { type Cast, orchestrate } from './orchestrate.ts';
import { install } from './programs.ts';
import { call, say, shell, type Turn } from './server/turns.ts';
import { describeInstalled } from './stories.ts';

const tasks = '- [ ] 1. Lay the table\n- [ ] 2. Cook the soup\n';
const done = say('It is there.\n<promise>TASK_DONE</promise>');
const answer = (findings: readonly object[]): Turn => say(JSON.stringify({ accept: findings.length === 0, findings }));

/** What the one model does for both: codex works, and claude reviews it. */
const evening: readonly Turn[] = [
  shell("printf 'plates\\n' > table.txt"),
  done,
  // A reviewer that would rather do it itself.
  call('Write', { file_path: 'forks.txt', content: 'forks' }),
  answer([{ file: 'table.txt', line: 1, severity: 'blocking', text: 'The spoons are missing.' }]),
  shell("printf 'spoons\\n' >> table.txt"),
  done,
  answer([]),
  shell("printf 'soup\\n' > soup.txt"),
  done,
  answer([{ file: 'soup.txt', line: 1, severity: 'advice', text: 'Salt it.' }]),
];

const [worker, reviewer] = [await install('codex'), await install('claude')];
describeInstalled('codex', worker, (codex) =>
  describeInstalled('claude', reviewer, (claude) => {
    const cast: Cast = {
      programs: { codex, claude },
      args: (model) => [
        ...['--backend', 'codex', '--model', model('codex') ?? '', '--assign-backend', 'none'],
        ...['--reviewer', `claude:${model('claude')}`, '--verify', 'test -s table.txt && echo verified-$((6 * 7))'],
      ],
    };
    let folder: string;
    beforeEach(() => {
      folder = makeStage('review', { '.kiro/specs/supper/tasks.md': tasks });
    });
    afterEach(() => removeStage(folder));

    test('a real reviewer blocks a unit once, accepts it, and gives advice; it can change nothing', async () => {
      const told = await orchestrate(cast, evening, folder);
      expect({ stderr: told.stderr, code: told.code }).toEqual({ stderr: '', code: 0 });
      expect({ outside: told.outside, left: told.left }).toEqual({ outside: [], left: [] });

      const bodies = told.seen.map(({ body }) => body);
      expect(bodies).toHaveLength(evening.length);
      const review = bodies[2] ?? '';
      for (const part of ['# Review of task 1 Lay the table', '+plates', 'verified-42']) expect(review).toContain(part);
      expect(bodies[4]).toContain('the reviewer (claude) found 1 problem to fix first');
      expect(bodies[4]).toContain('table.txt:1: The spoons are missing.');
      expect(bodies[6]).toContain('+spoons');

      expect(readFileSync(join(told.work, 'table.txt'), 'utf8')).toBe('plates\nspoons\n');
      expect(existsSync(join(told.work, 'forks.txt'))).toBe(false);
      expect(told.git('log', '-1', '--format=%b')).toContain(
        'Advice of the reviewer (claude)\n\n- soup.txt:1: Salt it.',
      );
      const state = JSON.parse(readFileSync(join(told.work, '.kiro/specs/SEQUENTIAL_STATE.json'), 'utf8')).specs.supper;
      expect(state).toMatchObject({
        units: {
          1: { attempts: 2, review: { calls: 2, caught: 1 } },
          2: { attempts: 1, review: { calls: 1, caught: 0 } },
        },
        totals: { review_caught: 1, review_advice: 1 },
      });
      expect(state.completed_at).not.toBeNull();
    });
  }),
);
