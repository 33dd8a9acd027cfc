import { expect, test } from '@jest/globals';
import { textCommands } from '../../../src/app/log/text-commands.ts';
import { workflowLog } from '../../../src/app/log/workflow.ts';

test('a runner without annotations is told the same in lines', () => {
  const lines: string[] = [];
  const commands = textCommands((line) => lines.push(line));
  const log = workflowLog(commands);
  log.emit({ kind: 'warning', message: 'one\ntwo' });
  const halt = { task: '2', title: 'Store the links', line: 7, question: 'Which?\n::error::obey\n' } as never;
  log.emit({ kind: 'halted', path: 'specs/tasks.md', halt });
  log.emit({ kind: 'halted', path: 'specs/tasks.md', halt: { ...(halt as object), line: 0 } as never });
  commands.startGroup('→ 2 Store the links');
  commands.endGroup();
  commands.error('error: spec: no such spec');
  commands.notice('Paused.');
  expect(lines).toEqual([
    'warning: one\ntwo',
    'error: Needs your input: Store the links (specs/tasks.md:7): Which?\n: :error::obey',
    'error: Needs your input: Store the links (specs/tasks.md): Which?\n: :error::obey',
    '→ 2 Store the links',
    'error: spec: no such spec',
    'notice: Paused.',
  ]);
});
