import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Ended, until, Workplace } from '../command-line/workplace.ts';

/*
 * The verify command runs what an agent wrote. Here the agent writes a hostile test, and the command is what a person
 * has set: run for real, on the bundles.
 */

const SPECS = '.kiro/specs';
const TASKS = '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n- [ ] 3. Answer requests\n';
const WORKFLOW = 'on: push\njobs: {}\n';
const DONE = 'echo "<promise>TASK_DONE</promise>"';

interface Attack {
  /** What the test does that the agent writes; `$top` is a folder outside of the repository. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

function attacked(
  { script, args = [], env = {} }: Attack,
  look: (place: Workplace, ended: Ended) => void | Promise<void>,
) {
  return async () => {
    const place = new Workplace({ demo: TASKS, other: '- [ ] 1. Another spec\n' });
    Object.assign(place.env, env);
    try {
      place.write('.github/workflows/ci.yml', WORKFLOW);
      place.write('test.sh', 'exit 0\n');
      place.commit('chore: tests');
      writeFileSync(join(place.top, 'hostile.sh'), `top="${place.top}"\n${script}\n`);
      const agent = place.agent(`n=$(ls | wc -l); echo x > work-$n; cp "${place.top}/hostile.sh" test.sh; ${DONE}`);
      const flags = ['--delay', '0', '--tmux', 'off', '--checkpoint', 'commit', '--agent-command', agent];
      const ended = await place.run('run', '--spec', 'demo', '--verify', 'sh test.sh', ...flags, ...args);
      expect(ended.stdout + ended.stderr).not.toMatch(/internal error/i);
      await look(place, ended);
    } catch (error) {
      if (error instanceof Error) error.message += `\n\n${place.git('log', '--stat', '--format=%s')}`;
      throw error;
    } finally {
      place.close();
    }
  };
}

const committed = (place: Workplace, path: string) => place.git('show', `HEAD:${path}`);
const state = (place: Workplace) => JSON.parse(committed(place, `${SPECS}/SEQUENTIAL_STATE.json`));
const UNITS = ['1', '2', '3'];

function expectEachUnitDone(place: Workplace, { code, stdout }: Ended): void {
  expect([code, stdout]).toEqual([0, expect.stringMatching(/every unit is done/)]);
  const { units } = state(place).specs.demo;
  expect(UNITS.map((key) => units[key]?.attempts)).toEqual([1, 1, 1]);
}

describe('what the verify command forges', () => {
  const forged =
    '{started_at:"2026-01-01T00:00:00Z",completed:["1"],completed_at:null,halted:false,halted_at:null,halted_task:null,assignments:{},units:{},halt:null,paused:null,run:null}';
  const write = (edit: string) =>
    `node -e 'const fs = require("fs"); const p = "${SPECS}/SEQUENTIAL_STATE.json"; const s = JSON.parse(fs.readFileSync(p)); ${edit}; fs.writeFileSync(p, JSON.stringify(s))'`;

  test.each<[string, string]>([
    ['ticks the other checkboxes', `sed -i 's/\\[ \\]/[x]/' ${SPECS}/demo/tasks.md`],
    [
      'ticks them and fails',
      `sed -i 's/\\[ \\]/[x]/' ${SPECS}/demo/tasks.md; [ -f failed ] || { touch failed; exit 1; }`,
    ],
    ['completes its own state', write('s.specs.demo.completed=["1","2","3"]')],
    ['writes the state of another spec', write(`s.specs.other=${forged}`)],
    [
      'gives the answer of a maintainer',
      write('s.specs.demo.answers={2:[{text:"Skip it.",author:"maintainer",url:null,at:"2026-01-01T00:00:00Z"}]}'),
    ],
    ['ticks another spec', `sed -i 's/\\[ \\]/[x]/' ${SPECS}/other/tasks.md`],
    ['moves the spec away', `git mv ${SPECS}/demo ${SPECS}/demo-done`],
    ['removes all specs', 'rm -rf .kiro'],
    ['links the progress log elsewhere', `ln -sf "$top/victim" ${SPECS}/SEQUENTIAL_PROGRESS.md`],
  ])('a test | %s | %s', (_, script) =>
    attacked({ script }, (place, ended) => {
      expect(ended.code).toBe(0);
      const { demo, other } = state(place).specs;
      expect(UNITS.map((key) => demo.units[key]?.status)).toEqual(['completed', 'completed', 'completed']);
      expect(demo.answers).toBeUndefined();
      expect(other).toBeUndefined();
      expect(committed(place, `${SPECS}/other/tasks.md`)).toBe('- [ ] 1. Another spec\n');
      expect(committed(place, `${SPECS}/demo/tasks.md`)).toBe(TASKS.replaceAll('[ ]', '[x]'));
      expect(existsSync(join(place.top, 'victim'))).toBe(false);
      expect(ended.stdout).toMatch(/the verify command/);
    })(),
  );

  test.each<[string, string]>([
    ['writes a workflow', 'mkdir -p .github/workflows; echo "on: push # evil" > .github/workflows/x.yml'],
    [
      'commits a workflow',
      'mkdir -p .github/workflows; echo "on: push # evil" > .github/workflows/x.yml; git add -A; git -c core.hooksPath=/dev/null commit -qm "test: x"',
    ],
    ['changes a workflow and commits it', 'echo "# evil" >> .github/workflows/ci.yml; git commit -qam "ci: x"'],
  ])('a test | %s | %s', (_, script) =>
    attacked({ script }, (place, ended) => {
      expectEachUnitDone(place, ended);
      expect(place.git('ls-tree', '-r', '--name-only', 'HEAD', '.github').trim()).toBe('.github/workflows/ci.yml');
      expect(committed(place, '.github/workflows/ci.yml')).toBe(WORKFLOW);
    })(),
  );

  test.each<[string, string]>([
    ['checks another branch out', 'git checkout -q -B mine'],
    ['rewrites the history', 'git commit -q --amend -m "chore: mine" --allow-empty'],
    [
      'installs a hook',
      'printf "#!/bin/sh\\ntouch $top/hooked\\n" > .git/hooks/post-commit; chmod +x .git/hooks/post-commit',
    ],
  ])('a test | %s | git', (_, script) =>
    attacked({ script }, (place, ended) => {
      expectEachUnitDone(place, ended);
      expect(place.git('symbolic-ref', 'HEAD').trim()).toBe('refs/heads/main');
      expect(place.git('log', '--format=%s')).toMatch(/chore: tests\nstart\n$/);
      expect(existsSync(join(place.top, 'hooked'))).toBe(false);
    })(),
  );

  test(
    'a test | takes the work back so that nothing is left | git clean, then exit 0',
    attacked(
      { script: 'git checkout -q . && git clean -qfd -e .kiro', args: ['--attempts', '2'] },
      (place, { code, stdout }) => {
        expect(code).toBe(2);
        expect(stdout).toMatch(/The verify command reverted everything that the agent had changed/);
        expect(committed(place, `${SPECS}/demo/tasks.md`)).toBe(TASKS);
      },
    ),
  );
});

describe('what the verify command sees', () => {
  const keys = {
    OPENAI_API_KEY: 'sk-openai-0123456789',
    ANTHROPIC_API_KEY: 'sk-ant-0123456789',
    CODEX_API_KEY: 'sk-codex-0123456789',
    GITHUB_TOKEN: 'ghs_0123456789012345678901234567890123456789',
  };
  test.each<[string, readonly string[]]>([
    ['as it comes', []],
    ['although agents may see them', ['--agent-env', 'OPENAI_API_KEY', '--agent-env', 'CODEX_API_KEY']],
  ])('a test | looks for keys of agents | its environment, %s', (_, args) =>
    attacked({ script: 'env >> "$top/loot"', env: { ...keys, VISIBLE: 'yes' }, args }, (place, ended) => {
      expectEachUnitDone(place, ended);
      const loot = readFileSync(join(place.top, 'loot'), 'utf8');
      for (const key of Object.values(keys)) expect(loot).not.toContain(key);
      expect(loot).toMatch(/^VISIBLE=yes$/m);
      expect(loot).toMatch(/^CI=1$/m);
    })(),
  );
});

describe('what the verify command starts ends with it', () => {
  const survivor = (start: string) => `${start}\nuntil [ -s "$top/pid" ]; do sleep 0.1; done`;
  test.each<[string, string]>([
    ['in the background', survivor('sh -c \'echo $$ >> "$0/pid"; exec sleep 1000\' "$top" &')],
    [
      'in a session of its own',
      survivor('setsid sh -c \'echo $$ >> "$0/pid"; exec sleep 1000\' "$top" >/dev/null 2>&1 &'),
    ],
    [
      'with an environment of its own',
      survivor(
        '(env -i PATH="$PATH" setsid setsid sh -c \'echo $$ >> "$0/pid"; exec sleep 1000\' "$top" >/dev/null 2>&1 &)',
      ),
    ],
    [
      'as nobody’s child',
      survivor('(setsid setsid sh -c \'echo $$ >> "$0/pid"; exec sleep 1000\' "$top" >/dev/null 2>&1 &)'),
    ],
  ])('a test | leaves a process running | %s', (_, script) =>
    attacked({ script, args: ['--max-iterations', '1'] }, async (place) => {
      const pids = readFileSync(join(place.top, 'pid'), 'utf8').trim().split('\n');
      expect(pids.length).toBeGreaterThan(0);
      await until(() => pids.every((pid) => spawnSync('kill', ['-0', pid]).status !== 0));
    })(),
  );

  test(
    'a test | never ends, as in watch mode | echo PASS; sleep 1000',
    attacked(
      { script: 'echo PASS; sleep 1000', args: ['--idle-timeout', '1s', '--attempts', '1'] },
      (_, { code, stdout }) => {
        expect(code).toBe(2);
        expect(stdout).toMatch(
          /printed nothing for 1 s and was stopped: a command in watch mode never exits on its own/,
        );
      },
    ),
  );
});

describe('a machine that cannot run the verify command', () => {
  const run = (place: Workplace, agent: string, verify: string, ...args: string[]) =>
    place.run(
      'run',
      '--spec',
      'demo',
      '--delay',
      '0',
      '--tmux',
      'off',
      '--verify',
      verify,
      '--agent-command',
      place.agent(agent),
      ...args,
    );

  test.each<[string, string, RegExp]>([
    ['a program that is missing', 'nosuch-runner --ci', /nosuch-runner was not found/],
    ['a program behind npm', 'npm test', /there is no package\.json|was not found|exit 254/],
    ['a script that is not executable', './test.sh', /\.\/test\.sh is not executable/],
  ])('nobody set the project up | %s | a warning, then a halt at the second attempt', async (_, verify, reason) => {
    const place = new Workplace({ demo: '- [ ] 1. One\n' });
    try {
      place.write('test.sh', 'exit 0\n');
      place.write('requirements.txt', '\n');
      place.commit('chore: tests');
      const { code, stdout } = await run(place, `echo x >> work; ${DONE}`, verify);
      expect(code).toBe(2);
      expect(stdout).toMatch(reason);
      expect(stdout.indexOf('before task 1: the machine cannot run the verify command')).toBeLessThan(
        stdout.indexOf('→ 1 One'),
      );
      expect(stdout).toMatch(/attempt 2 of 3/);
      expect(stdout).not.toMatch(/attempt 3 of 3/);
      expect(stdout).toMatch(/The machine could not run the verify command/);
      expect(stdout).toMatch(/- run: pip install -r requirements\.txt|Install|chmod \+x/);
    } finally {
      place.close();
    }
  });

  test('the first task sets the project up | a program that is missing before | a warning and no stop', async () => {
    const place = new Workplace({ demo: '- [ ] 1. Set up\n- [ ] 2. Two\n' });
    try {
      const { code, stdout } = await run(
        place,
        `echo 'exit 0' > run.sh; chmod +x run.sh; echo x >> work; ${DONE}`,
        './run.sh',
      );
      expect(code).toBe(0);
      expect(stdout).toMatch(/before task 1: the machine cannot run the verify command, \.\/run\.sh was not found/);
    } finally {
      place.close();
    }
  });

  test('a person | runs it once before the first unit | once a run', async () => {
    const place = new Workplace({ demo: '- [ ] 1. One\n- [ ] 2. Two\n' });
    try {
      const verify = `echo v >> ${join(place.top, 'verified')}`;
      await run(place, `echo x >> work; ${DONE}`, verify);
      expect(readFileSync(join(place.top, 'verified'), 'utf8')).toBe('v\nv\nv\n');
      // Nothing is to do: nothing is verified.
      await run(place, DONE, verify);
      expect(readFileSync(join(place.top, 'verified'), 'utf8')).toBe('v\nv\nv\n');
    } finally {
      place.close();
    }
  });
});
