import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { getBackend } from '../../src/agents/index.ts';
import { type Desk, makeStage, openDesk, removeStage } from './desk.ts';
import { call, say, shell, type Turn } from './server/turns.ts';
import { describeCli } from './stories.ts';

const NAME = 'sequential-orchestration';
const text = readFileSync(resolve(import.meta.dirname, '..', '..', 'skills', NAME, 'SKILL.md'), 'utf8');

/** A spec whose second unit asks; the agent that works on it is the built-in rehearsal. */
const units = {
  1: { attempts: [[{ write: 'plates.txt', text: 'plates\n' }, { done: 'Two plates.' }]] },
  2: {
    attempts: [[{ ask: 'Basil or parsley?' }]],
    answered: [{ write: 'soup.txt', text: 'basil\n' }, { done: 'Soup with basil.' }],
  },
};
const spec = {
  '.kiro/specs/supper/tasks.md': '# Implementation Plan\n\n- [ ] 1. Lay the table\n- [ ] 2. Cook the soup\n',
  '.kiro/specs/supper/rehearsal.json': JSON.stringify({ units }),
};

const start = `${NAME} run --detach --spec supper --backend rehearsal --checkpoint commit --delay 0s --isolation off`;
const answer = start.replace(' run ', ' resume ');
/** An agent would look now and then; this one looks until the run has ended. */
const look = `until ${NAME} status --spec supper --json | grep '"process":null'; do sleep 0.2; done`;

/** Name and description from the start; the rest only once it is read. */
const OFFERED_ONLY = { offered: [true, true, false] };

/** How the model of each reads a skill, where that is. */
const readers: Readonly<Record<'claude' | 'codex', { readonly folder: string; readonly read: Turn }>> = {
  claude: { folder: '.claude/skills', read: call('Skill', { skill: NAME }) },
  codex: { folder: '.agents/skills', read: shell(`cat .agents/skills/${NAME}/SKILL.md`) },
};

for (const cli of ['claude', 'codex'] as const) {
  await describeCli(cli, (program) => {
    test('is offered the skill, starts a run, brings its question, passes the answer on, and gives the summary', async () => {
      const { folder, read } = readers[cli];
      const stage = makeStage(cli, { ...spec, [`${folder}/${NAME}/SKILL.md`]: text });
      const desk = await openDesk(stage, { [cli]: program }, [
        ...[read, shell(start), shell(look), say('Task 2 needs your input: Basil or parsley?')],
        ...[shell(`${answer} --answer 'Basil, please.'`), shell(look), say('2 of 2 units done.')],
      ]);
      try {
        const asked = await speak(desk, cli, program, 'Run sequential orchestration for supper.', null);
        expect(asked.message).toBe('Task 2 needs your input: Basil or parsley?');
        const told = await speak(desk, cli, program, 'Basil, please.', asked.session);
        expect(told.message).toBe('2 of 2 units done.');

        // What the model was sent each time; the whole of it fills screens.
        const has = (request: number, words: string) => desk.server.seen[request]?.body.includes(words);
        const description = /^description: (.*?),/m.exec(text)?.[1] ?? 'none';
        const rule = 'Do not answer for the user';
        expect({
          offered: [has(0, NAME), has(0, description), has(0, rule)],
          read: has(1, rule),
          started: has(2, 'this command is done'),
          halted: has(3, 'Basil or parsley?'),
          resumed: has(5, 'Basil, please.') && has(5, 'this command is done'),
          complete: has(6, String.raw`\"outcome\":\"complete\"`),
        }).toEqual({ ...OFFERED_ONLY, read: true, started: true, halted: true, resumed: true, complete: true });
        expect(desk.git('log', '--reverse', '--format=%s').trim().split('\n')).toEqual([
          'chore: a spec',
          'feat(supper): lay the table',
          expect.stringContaining('supper'),
          'feat(supper): cook the soup',
        ]);
        expect(readFileSync(join(desk.work, 'soup.txt'), 'utf8')).toBe('basil\n');
        expect(await desk.settle()).toEqual({ outside: [], left: [] });
      } finally {
        await desk.close();
        removeStage(stage);
      }
    });
  });
}

/** What a person says to the CLI, and what it answers at the end of its turn. */
async function speak(desk: Desk, cli: 'claude' | 'codex', program: string, prompt: string, session: string | null) {
  const { loopbacks, work } = desk;
  const loopback = loopbacks.get(cli);
  const backend = getBackend(cli);
  const request = { prompt, session, model: loopback?.model ?? null, extraArgs: loopback?.args ?? [], workdir: work };
  const { argv, stdin } = backend.command(program, { ...request, sandbox: 'full', options: {} });
  const { code, stdout, stderr } = await desk.run(argv, stdin);
  if (code !== 0) throw new Error(`${cli} ended with ${code}:\n${stdout}\n${stderr}`);
  const reader = backend.reader(work);
  const events = [...stdout.split('\n').flatMap((line) => reader.read(line, 'stdout')), ...reader.end(code)];
  const begun = events.flatMap((event) => (event.kind === 'started' ? event.session : []));
  const messages = events.flatMap((event) => (event.kind === 'message' ? event.text : []));
  return { session: begun[0] ?? session, message: messages.at(-1) };
}
