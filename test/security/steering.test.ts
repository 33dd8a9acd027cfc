import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { attacked, expectProtected } from './hostile.ts';

/** One file for each way to steer the next agent; `evil` is in all of them. */
const PLANTED = [
  '.claude/settings.json',
  '.claude/settings.local.json',
  '.claude/commands/fix.md',
  '.mcp.json',
  '.codex/config.toml',
  '.gemini/settings.json',
  '.opencode/plugin/evil.ts',
  'opencode.json',
  '.husky/pre-commit',
  '.git/hooks/pre-commit',
];
const plant = PLANTED.map((path) => `mkdir -p $(dirname ${path}); echo evil > ${path}`).join('; ');
const look = `grep -sl evil ${PLANTED.join(' ')} > seen.txt; true`;
const files = { '.gitignore': 'settings.local.json\n', '.claude/settings.json': '{}\n' };

describe('the next agent is steered', () => {
  test.concurrent.each<[string, readonly (readonly unknown[])[]]>([
    [
      'by its next attempt',
      [
        [{ run: plant }, { write: 'work.txt', text: 'work\n' }, { fail: 'Half of it.' }],
        [{ run: look }, { done: 'Built.' }],
      ],
    ],
    [
      'through what verify runs',
      [
        [{ run: 'true' }, { done: 'Built.' }],
        [{ run: look }, { done: 'Built.' }],
      ],
    ],
  ])(
    'agent | plants hooks, tools and commands | %s',
    (how, attempts) => {
      const verify = `if mkdir verified; then ${plant}; exit 1; fi 2>/dev/null`;
      const order = how.includes('verify') ? { with: { verify } } : {};
      return attacked({ script: '', files, attempts, order }, (job, stage) => {
        expect([job.outputs.status, stage.file('seen.txt'), stage.file('.claude/settings.json')]).toEqual([
          'complete',
          '',
          '{}',
        ]);
        expect(job.log).toMatch(/Changes to protected files were reverted: .*\.mcp\.json/);
        expectProtected(stage);
      })();
    },
    120_000,
  );
});

describe('what is uploaded', () => {
  test.concurrent(
    'agent | puts links into the folder of the transcripts | to be uploaded',
    attacked(
      {
        script: 'cd "$RUNNER_TEMP"/sequential-orchestration/*/*/; ln -s /etc/passwd unit-9-attempt-1.jsonl; echo x > x',
      },
      (job) => {
        const folder = join(job.outputs['log-path'] ?? '', 'my-feature');
        expect([job.code, existsSync(folder)]).toEqual([0, true]);
        expect(
          readdirSync(folder).filter(
            (name) => !/^unit-1-attempt-\d\.(?:jsonl|times)$|^(?:events\.jsonl|window\.json)$/.test(name),
          ),
        ).toEqual([]);
        expect(job.log).toMatch(/removed from the folder of the transcripts: my-feature\/unit-9/);
      },
    ),
    120_000,
  );
});
