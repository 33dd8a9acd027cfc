import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Cli } from './clis.ts';
import { makeStage, removeStage } from './desk.ts';
import { type Cast, orchestrate } from './orchestrate.ts';
import { say, shell, type Turn } from './server/turns.ts';
import { describeCli } from './stories.ts';

const tasks = `# Implementation Plan

- [ ] 1. Lay the table
  - [ ] 1.1 Put out the plates
- [ ] 2. Cook the soup
- [ ] 3. Serve it
`;

/** The model assigns each unit, then has the agent write one file, then says done. */
const evening: readonly Turn[] = ['plates', 'soup', 'served'].flatMap((name) => [
  say('{"type": "code", "owner_agent": "codex"}'),
  shell(`printf '${name}\\n' > ${name}.txt`),
  say(`Wrote ${name}.txt.\n<promise>TASK_DONE</promise>`),
]);

for (const cli of ['codex', 'claude'] as const) {
  await describeCli(cli, (program) => {
    let folder: string;
    beforeEach(() => {
      folder = makeStage(cli, { '.kiro/specs/supper/tasks.md': tasks });
    });
    afterEach(() => removeStage(folder));

    test('carries a spec of three units to its end in tmux, each unit in a commit', async () => {
      const told = await orchestrate(alone(cli, program), evening, folder);
      expect(told.stderr).toBe('');
      expect(told.code).toBe(0);
      const { git, work } = told;

      const log = git('log', '--reverse', '--format=%s%n%(trailers:key=Task,key=Backend,separator=%x2C)');
      expect(log.trim().split('\n')).toEqual([
        'chore: a spec',
        '',
        'feat(supper): lay the table',
        `Task: 1,Backend: ${cli}`,
        'feat(supper): cook the soup',
        `Task: 2,Backend: ${cli}`,
        'feat(supper): serve it',
        `Task: 3,Backend: ${cli}`,
      ]);
      expect(git('status', '--porcelain')).toBe('');
      expect(git('show', '--stat', '--format=', 'HEAD~1')).toContain('soup.txt');
      for (const name of ['plates', 'soup', 'served']) {
        expect(readFileSync(join(work, `${name}.txt`), 'utf8')).toBe(`${name}\n`);
      }
      expect(readFileSync(join(work, '.kiro/specs/supper/tasks.md'), 'utf8')).toBe(tasks.replaceAll('[ ]', '[x]'));
      const state = JSON.parse(readFileSync(join(work, '.kiro/specs/SEQUENTIAL_STATE.json'), 'utf8')).specs.supper;
      expect(state.completed_at).not.toBeNull();
      expect(state.assignments['2']).toEqual({ type: 'code', owner_agent: 'codex', source: cli });
      expect(state.units['3']).toMatchObject({ status: 'completed', attempts: 1, backend: cli });
      expect(state.units['3'].tokens).toBeGreaterThan(0);

      // Nine turns: no unit was asked for twice, and each one's prompt names it.
      const prompts = told.seen.map(({ body }) => body);
      expect(prompts).toHaveLength(evening.length);
      expect(prompts[4]).toContain('Cook the soup');
      expect({ outside: told.outside, left: told.left }).toEqual({ outside: [], left: [] });
    });
  });
}

function alone(cli: Cli, program: string): Cast {
  return {
    programs: { [cli]: program },
    args(model) {
      const name = model(cli);
      return ['--backend', cli, ...(name === undefined ? [] : ['--model', name, '--assign-model', name])];
    },
  };
}
