import { expect, test } from '@jest/globals';
import { BRANCH, type Stage, staged } from './stage.ts';
import { annotations, said } from './told.ts';

const OTHER = 'sequential/other';
const works = (file: string) => [{ write: file, text: 'done\n' }, { done: `Wrote ${file}.` }];

function mergePullRequest(stage: Stage, number: number, branch: string): void {
  stage.mergeByHand('maintainer', 'main', branch, {});
  const issue = stage.github.world.issues.get(number);
  if (issue?.pull == null) throw new Error(`#${number} is no pull request`);
  issue.state = 'closed';
  issue.pull.merged = true;
}

test.concurrent(
  'of two specs whose pull requests are merged one after the other, the second has no conflict',
  staged(
    {
      tasks: '- [ ] 1. Build the parser\n',
      units: { 1: works('parser.txt') },
      files: {
        '.kiro/specs/other/tasks.md': '- [ ] 1. Draw the page\n',
        '.kiro/specs/other/rehearsal.json': JSON.stringify({ units: { 1: works('page.txt') } }),
      },
    },
    async (stage) => {
      const night = await stage.job({ with: { spec: 'my-feature\nother' } });
      expect([night.code, night.outputs.status]).toEqual([0, 'complete']);
      mergePullRequest(stage, 1, BRANCH);

      const from = stage.github.transcript.length;
      const next = await stage.job({ event: 'schedule' });
      expect([next.code, next.outputs.status]).toEqual([0, 'complete']);
      expect(next.log).not.toMatch(/^::(?:error|warning)/m);
      expect(next.log).toContain(`main merged into ${OTHER}: only its records conflicted`);
      expect(stage.commits(OTHER)).toEqual(['feat(other): draw the page', `Merge main into ${OTHER}`]);
      expect(said(stage, from).filter((one) => one.includes('/issues'))).toEqual([]);

      mergePullRequest(stage, 2, OTHER);
      const state = JSON.parse(stage.file('.kiro/specs/SEQUENTIAL_STATE.json', 'main') ?? '');
      expect(Object.keys(state.specs)).toEqual(['my-feature', 'other']);
      const log = stage.file('.kiro/specs/SEQUENTIAL_PROGRESS.md', 'main') ?? '';
      expect(log.match(/^### ✓ .*$/gm)).toEqual([
        '### ✓ 1 Build the parser (1 of 1)',
        '### ✓ 1 Draw the page (1 of 1)',
      ]);
    },
  ),
);

test.concurrent(
  'a person may reword a task and add others on main between two nights',
  staged({ tasks: '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n' }, async (stage) => {
    const night = await stage.job({ with: { 'max-iterations': '1', 'fail-on': 'none' } });
    expect(night.outputs.status).toBe('max-iterations');
    const edited = '- [ ] 1. Build the parser\n- [ ] 2. Store all links\n- [ ] 3. Answer requests\n';
    stage.pushFrom('maintainer', 'main', { '.kiro/specs/my-feature/tasks.md': edited }, 'docs: more to do');

    const next = await stage.job({ event: 'schedule' });
    expect([next.code, next.outputs.status, annotations(next)]).toEqual([0, 'complete', []]);
    expect(stage.file('.kiro/specs/my-feature/tasks.md')).toBe(edited.replaceAll('[ ]', '[x]').trimEnd());
    expect(stage.log('%(trailers:key=Task,valueonly)').split('\n').filter(Boolean)).toEqual(['1', '2', '3']);
  }),
);
