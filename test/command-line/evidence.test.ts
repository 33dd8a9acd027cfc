import { afterEach, expect, test } from '@jest/globals';
import { run } from './one-task.ts';
import { Workplace } from './workplace.ts';

let place: Workplace;
afterEach(() => place.close());

test('an agent that commits by itself is looked at, and so is one that takes an earlier unit back', async () => {
  place = new Workplace({ demo: '- [ ] 1. Know the taxes\n- [ ] 2. Add a discount\n' });
  const agent = place.agent(`
if [ -e tax.ts ]; then git rm -q tax.ts
else
  for n in 1 2 3 4 5; do echo "export const rate$n = 0.$n;"; done > tax.ts
  echo 'throw new Error("not implemented");' >> tax.ts
fi
git add -A && git -c user.name=a -c user.email=a@example.com commit -qm 'feat: by myself'
echo '<promise>TASK_DONE</promise>'`);
  const { code, stdout } = await place.run(...run('--agent-command', agent, '--isolation', 'off'));
  expect(code).toBe(0);
  const looked = stdout.split('\n').filter((line) => line.trim().startsWith('to be looked at'));
  expect(looked.map((line) => line.trim())).toEqual([
    'to be looked at: tax.ts:6: not implemented: throw new Error("not implemented");',
    'to be looked at: 6 lines of the 6 that 1 Know the taxes had added are gone',
  ]);
  expect(place.git('log', '-1', '--format=%B')).toContain(
    '- 6 lines of the 6 that 1 Know the taxes had added are gone',
  );
});
