import { expect, test } from '@jest/globals';
import { BRANCH, SPEC, staged } from './stage.ts';
import { conversation } from './told.ts';

const REF = `refs/sequential/records/${SPEC}`;
const LOG = '.kiro/specs/SEQUENTIAL_PROGRESS.md';
const TASKS = `.kiro/specs/${SPEC}/tasks.md`;

test.concurrent(
  'with records until-complete a reviewer sees work alone, and whoever comes later still finds what was done',
  staged({ tasks: '- [ ] 1. Build the parser\n' }, async (stage) => {
    const order = { with: { records: 'until-complete' } };
    const first = await stage.job(order);
    expect([first.code, first.outputs.status]).toEqual([0, 'complete']);
    expect(stage.file('.kiro/specs/SEQUENTIAL_STATE.json')).toBeNull();
    expect(stage.file(LOG)).toBeNull();
    expect(stage.file(LOG, REF)).toContain('Build the parser (1 of 1)');
    const { body = '' } = stage.github.world.issues.get(1) ?? {};
    expect(body).toContain(`git fetch origin ${REF}`);
    expect(body).toContain('### ✓ 1 Build the parser (1 of 1)');
    expect(body).toContain('"completed": [ "1" ]');

    await stage.say('writer', '/status', 1, order);
    expect(conversation(stage, 1).at(-1)).toMatch(/1 of 1 units done .*1 agent call/s);

    const before = stage.commits();
    stage.pushFrom('maintainer', BRANCH, { [TASKS]: '- [x] 1. Build the parser\n- [ ] 2. Store the links\n' }, 'more');
    const next = await stage.job({ ...order, event: 'schedule' });
    expect([next.code, next.outputs.status]).toEqual([0, 'complete']);
    expect(stage.commits()).toEqual([...before, 'more', `feat(${SPEC}): store the links`]);
    expect(stage.file(LOG)).toBeNull();
    expect(stage.file(LOG, REF)?.match(/^#{2,3} .*(?=starts|\()/gm)).toHaveLength(4);
  }),
);
