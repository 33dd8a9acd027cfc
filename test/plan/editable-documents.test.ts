import { expect, test } from '@jest/globals';
import { editableDocuments } from '../../src/plan/editable-documents.ts';
import { planUnits } from '../../src/plan/plan-units.ts';
import { parseSpec } from '../../src/tasks/parse.ts';

const TASKS_PATH = '.kiro/specs/demo/tasks.md';

test.each<[string, string, boolean]>([
  ['Update design.md', '.kiro/specs/demo/design.md', true],
  ['Update `Design.md`.', '.kiro/specs/demo/design.md', true],
  ['Write it into demo/design.md', '.kiro/specs/demo/design.md', true],
  ['Write it into .kiro/specs/demo/design.md, too', '.kiro/specs/demo/design.md', true],
  ['Reword tasks.md', '.kiro/specs/demo/tasks.md', true],
  ['Update docs/design.md', '.kiro/specs/demo/design.md', false],
  ['Update my-design.md', '.kiro/specs/demo/design.md', false],
  ['Update design.md.bak and design.mdx', '.kiro/specs/demo/design.md', false],
  ['Follow the design', '.kiro/specs/demo/design.md', false],
  ['Update design.md', '.kiro/specs/demo/requirements.md', false],
  ['Update design.md', '.kiro/specs/other/design.md', false],
  ['Update other/design.md', '.kiro/specs/other/design.md', true],
  ['Update other/design.md', '.kiro/specs/other/tasks.md', false],
  ['Split .kiro/specs/other into two', '.kiro/specs/other/tasks.md', true],
  ['Change src/other/x.ts', '.kiro/specs/other/tasks.md', false],
])('%s → may edit %s: %s', (title, path, expected) => {
  for (const tasks of [`- [ ] 1. ${title}\n`, `- [ ] 1. One\n  ${title}\n`, `- [ ] 1. One\n  - [ ] 1.1 ${title}\n`]) {
    const plan = planUnits(parseSpec(tasks), { granularity: 'unit', includeOptional: false });
    const [unit] = plan.units;
    if (unit === undefined) throw new Error('no unit');
    expect(editableDocuments(unit, TASKS_PATH)(path)).toBe(expected);
  }
});
