import { expect, test } from '@jest/globals';
import { staged } from './stage.ts';

const file = [
  'version: 1',
  'verify: test ! -e broken.txt',
  'work-branch: night/{spec}',
  'pull-request: off',
  'steering:',
  '  allow: [.claude/commands/]',
  'specs:',
  '  my-feature:',
  '    attempts: 1',
].join('\n');

test.concurrent(
  'a night goes by the configuration file of the base, whatever an agent writes there',
  staged(
    {
      tasks: '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n',
      files: { '.github/sequential.yml': `${file}\n` },
      units: {
        1: {
          attempts: [
            [
              { write: '.github/sequential.yml', text: 'verify: "true"\nattempts: 9\n' },
              { write: '.claude/commands/fix.md', text: 'Fix it.\n' },
              { write: '.claude/settings.json', text: '{}\n' },
              { write: 'work.txt', text: 'work\n' },
              { done: 'Built.' },
            ],
          ],
        },
        2: { attempts: [[{ write: 'broken.txt', text: 'broken\n' }, { done: 'Stored, it says.' }]] },
      },
    },
    async (stage) => {
      // The input says nothing, as the runner hands it over: the defaults of action.yml.
      const job = await stage.job({ with: { verify: '', 'pull-request': '', attempts: '' } });
      expect(job.outputs).toMatchObject({ status: 'halted' });
      expect(stage.file('work.txt', 'night/my-feature')).toBe('work');
      // Of what steers the next agent that is taken which the file allows.
      expect(stage.file('.claude/commands/fix.md', 'night/my-feature')).toBe('Fix it.');
      expect(stage.file('.claude/settings.json', 'night/my-feature')).toBeNull();
      expect(job.log).toMatch(/reverted: (?!.*commands).*\.claude\/settings\.json/);
      expect(stage.file('.github/sequential.yml', 'night/my-feature')).toBe(file);
      expect([...stage.github.world.issues.values()].filter(({ pull }) => pull !== null)).toEqual([]);
      expect(job.log).toContain('$ test ! -e broken.txt');
    },
  ),
);
