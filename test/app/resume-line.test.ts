import { expect, test } from '@jest/globals';
import { resumeLine } from '../../src/app/cli/resume/resume-line.ts';

test('a command that is printed holds no password, and each text of a flag that was given more than once', () => {
  const given = {
    notify: 'https://ann:s3cret@hooks.example.org/x',
    verify: 'npm test\n# and more',
    'agent-args': 'codex: --one\nclaude: --two',
  } as Record<string, string>;
  const context = { env: {}, cwd: '/', dist: '/opt/dist' } as unknown as Parameters<typeof resumeLine>[2];
  const line = resumeLine({ raw: (name: string) => given[name] } as never, undefined, context);
  expect(line).toContain("--notify 'https://***@hooks.example.org/x'");
  expect(line).toContain("--verify 'npm test\n# and more'");
  expect(line).toContain("--agent-args 'codex: --one' --agent-args 'claude: --two'");
});
