import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Workplace } from '../command-line/workplace.ts';

const FEATURE = 'specs/001-notes';
const CHANGE = 'openspec/changes/add-notes';
const RUN = ['run', '--backend', 'rehearsal', '--tmux', 'off', '--delay', '0s', '--checkpoint', 'commit'];

let place: Workplace;

beforeEach(() => {
  place = new Workplace({});
});

afterEach(() => place.close());

const subjects = () => place.git('log', '--reverse', '--format=%s').trim().split('\n').slice(1);

test('a feature of spec-kit: its checks are red until the phase that makes them pass is done', async () => {
  const write = (text: string) => [{ write: 'check.sh', text }, { done: 'Done.' }];
  place.write('.specify/memory/constitution.md', '# Rules\n');
  place.write('check.sh', 'true\n');
  for (const name of ['spec.md', 'plan.md']) place.write(`${FEATURE}/${name}`, `# ${name}\n`);
  place.write(`${FEATURE}/checklists/ux.md`, '- [ ] CHK001 Is it clear?\n');
  place.write(
    `${FEATURE}/tasks.md`,
    [
      '# Tasks: Notes\n',
      '## Phase 1: Setup\n\n- [ ] T001 Create the project\n',
      '## Phase 2: User Story 1 - Write (Priority: P1) 🎯 MVP\n',
      '### Tests for User Story 1\n\n- [ ] T002 [P] [US1] Contract test for a note\n',
      '### Implementation for User Story 1\n\n- [ ] T003 [US1] Store it\n\n**Checkpoint**: a note can be written\n',
      '## Phase 3: Polish\n\n- [ ] **T004** Tidy up\n- [ ] T004a Read it again\n',
      '## Notes\n\n- [P] tasks = different files\n',
    ].join('\n'),
  );
  place.write(
    `${FEATURE}/rehearsal.json`,
    JSON.stringify({
      units: {
        'phase-1': [{ run: 'echo "$SPECIFY_FEATURE $SPECIFY_FEATURE_DIRECTORY" > feature.txt' }, { done: 'Done.' }],
        'phase-2': { attempts: [write('echo "no note is stored"; false\n'), write('true # stored\n')] },
      },
    }),
  );
  place.commit('the feature');

  const { code, stdout } = await place.call(...RUN, '--spec', '1', '--verify', 'sh check.sh');
  expect([code, stdout.match(/Complete: .*/)?.[0]]).toEqual([0, 'Complete: every unit is done']);
  expect(stdout).toContain(`${FEATURE}/checklists/ux.md: 1 checkbox is open: CHK001 (line 1)`);
  expect(stdout).toContain('no note is stored');
  expect(place.read('feature.txt')).toBe(`001-notes ${FEATURE}\n`);
  expect(place.read(`${FEATURE}/tasks.md`).match(/\[[ x]\] .*/g)).toEqual([
    '[x] T001 Create the project',
    '[x] T002 [P] [US1] Contract test for a note',
    '[x] T003 [US1] Store it',
    '[x] **T004** Tidy up',
    '[x] T004a Read it again',
  ]);
  expect(subjects()).toEqual([
    'the feature',
    expect.stringContaining('etup'),
    expect.stringContaining('ser Story 1 - Write'),
    expect.stringContaining('olish'),
  ]);
  expect(place.has('specs/SEQUENTIAL_STATE.json')).toBe(true);
});

test('a bugfix spec of Kiro: its test is red until the fix, and what passed before still passes', async () => {
  const tests = (...bodies: string[]) =>
    [
      "const { test } = require('node:test');\nconst { equal } = require('node:assert');\nconst { price } = require('./price.js');",
      ...bodies.map((body, at) => `test('${at}', () => ${body});`),
    ].join('\n');
  const known = tests('equal(price(1), 10)', 'equal(price(2), 20)');
  const write = (path: string, text: string) => [{ write: path, text }, { done: 'Done.' }];
  const bug = write('bug.test.cjs', tests('equal(price(3), 30)'));
  place.write('.kiro/specs/rounding/bugfix.md', '# Three cost 29\n');
  place.write(
    '.kiro/specs/rounding/tasks.md',
    [
      '- [ ] 1. Write the bug condition exploration test\n  - **CRITICAL**: This test MUST FAIL on unfixed code\n',
      '- [ ] 2. Write preservation tests\n  - Run tests on UNFIXED code\n  - **EXPECTED OUTCOME**: Tests PASS\n',
      '- [ ] 3. Fix the price of three\n  - [ ] 3.1 Implement the fix\n  - [ ] 3.2 Verify that the test of task 1 now passes\n',
      '- [ ] 4. Checkpoint: all tests pass\n',
    ].join(''),
  );
  place.write('price.js', 'exports.price = (n) => (n < 3 ? n * 10 : n * 10 - 1);\n');
  place.write('known.test.cjs', known);
  place.write(
    '.kiro/specs/rounding/rehearsal.json',
    JSON.stringify({
      units: {
        1: {
          attempts: [
            [{ write: 'known.test.cjs', text: tests() }, ...bug],
            [{ write: 'known.test.cjs', text: known }, ...bug],
          ],
        },
        2: write('kept.test.cjs', tests('equal(price(0), 0)')),
        3: {
          attempts: [
            write('price.js', 'exports.price = (n) => (n < 3 ? n * 10 : n * 10 - 2);\n'),
            write('price.js', 'exports.price = (n) => n * 10;\n'),
          ],
        },
        4: write('notes.txt', 'all pass\n'),
      },
    }),
  );
  place.commit('the bug');

  const { code, stdout } = await place.call(...RUN, '--spec', 'rounding', '--verify', 'node --test *.test.cjs');
  expect([code, stdout.match(/Complete: .*/)?.[0]]).toEqual([0, 'Complete: every unit is done']);
  expect(stdout).toContain(
    'Tests that passed before must still pass: 2 passed, 0 failed before this task, 1 passed, 1 failed now.',
  );
  const progress = place.read('.kiro/specs/SEQUENTIAL_PROGRESS.md');
  expect(progress.match(/^- verify .*/gm)).toEqual(
    ['2 passed, 1 failed', '3 passed, 1 failed'].map(
      (counts) => `- verify failed, as the task expects of unfixed code: ${counts}`,
    ),
  );
  expect(stdout.match(/→ 3 Fix the price of three.*/g)).toHaveLength(2);
  expect(subjects()).toHaveLength(5);
});

test('a change of OpenSpec, which its own CLI then archives', async () => {
  const openspec = (...args: string[]) =>
    execFileSync(process.execPath, [resolve('node_modules/@fission-ai/openspec/bin/openspec.js'), ...args], {
      cwd: place.repo,
      env: { ...place.env, OPENSPEC_TELEMETRY: '0', DO_NOT_TRACK: '1', CI: '1' },
      encoding: 'utf8',
    });
  place.write(
    `${CHANGE}/proposal.md`,
    '## Why\nNotes are missing, and people who use the product ask for them every week.\n\n## What Changes\n- Add notes\n',
  );
  place.write(
    `${CHANGE}/specs/notes/spec.md`,
    '## ADDED Requirements\n\n### Requirement: Notes\nThe system SHALL store notes.\n\n#### Scenario: Store\n- **WHEN** a note is posted\n- **THEN** it is stored\n',
  );
  place.write(
    `${CHANGE}/tasks.md`,
    '## 1. Storage\n\n- [x] 1.1 Add the table\n  - [ ] with an index\n\n## 2. API\n\n- [ ] 2.1 Add POST /notes\n* [ ] Commit, and run openspec archive\n\n## Definition of Done\n\n1. [ ] All tests pass\n',
  );
  place.commit('the change');
  expect(openspec('list')).toMatch(/add-notes +1\/5 tasks/);

  const { code, stdout } = await place.call(...RUN, '--spec', 'openspec/changes/*');
  expect([code, stdout.match(/Complete: .*/)?.[0]]).toEqual([
    0,
    'Complete: every unit is done; ready for `openspec archive add-notes`',
  ]);
  expect(openspec('list')).toMatch(/add-notes +✓ Complete/);
  expect(openspec('validate', 'add-notes')).toContain('is valid');
  expect(subjects()).toHaveLength(4);

  openspec('archive', 'add-notes', '--yes');
  expect(place.has(`${CHANGE}/tasks.md`)).toBe(false);
  expect(place.read('openspec/specs/notes/spec.md')).toContain('The system SHALL store notes.');
  const again = await place.call('plan', '--spec', 'openspec/changes/archive/*');
  expect([again.code, again.stderr]).toEqual([64, expect.stringContaining('is an archived change')]);
});
