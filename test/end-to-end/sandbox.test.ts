import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { processesOf } from '../harness/place/processes.ts';
import { staged } from './stage.ts';

/** Leaves a file in the repository with what an agent could reach. */
const LOOKS = `
cat "$HOME/.ssh/id" > seen.txt 2>/dev/null
echo evil >> "$HOME/.bashrc"
grep -l INPUT_GITHUB-TOKEN /proc/[0-9]*/environ >> seen.txt 2>/dev/null
ls {root}/j1-*/_temp/sequential-orchestration >> seen.txt 2>/dev/null
env -i setsid setsid sleep 300 >/dev/null 2>&1 &
true
`;

test.concurrent(
  'an agent and verify reach nothing but the work, and what they left running ends',
  staged(
    {
      tasks: '- [ ] 1. Build the parser\n',
      files: { '.github/sequential.yml': 'isolation:\n  allow: [kube]\n' },
      units: { 1: { attempts: [[{ write: 'work.txt', text: 'work\n' }, { run: LOOKS }, { done: 'Built.' }]] } },
    },
    async (stage) => {
      const home = stage.path('home');
      mkdirSync(join(home, '.ssh'), { recursive: true });
      writeFileSync(join(home, '.ssh', 'id'), 'the key');
      writeFileSync(join(home, '.bashrc'), '# mine\n');
      const verify = 'test ! -e "$HOME/.ssh/id" && test -s work.txt';
      const job = await stage.job({ with: { isolation: 'auto', verify } });
      expect(job.outputs).toMatchObject({ status: 'complete' });
      expect(job.log).toMatch(/sandbox: auto, by [a-z-]+/);
      expect(stage.file('seen.txt', 'sequential/my-feature')).toBe('');
      expect(readFileSync(join(home, '.bashrc'), 'utf8')).toBe('# mine\n');
      expect(processesOf(stage.root)).toEqual([]);
      expect(existsSync(join(home, '.ssh', 'id'))).toBe(true);
    },
  ),
);

test.concurrent(
  'a configuration file with a slip is refused before an agent starts, by its own name',
  staged(
    { tasks: '- [ ] 1. Build the parser\n', files: { '.github/sequential.yml': 'isolation:\n  alow: [ssh]\n' } },
    async (stage) => {
      const job = await stage.job();
      expect(job.outputs).toMatchObject({ status: 'failed', 'exit-code': '64' });
      expect(job.log).toMatch(/\.github\/sequential\.yml \(main\).*unknown key isolation\.alow.*did you mean allow/s);
    },
  ),
);
