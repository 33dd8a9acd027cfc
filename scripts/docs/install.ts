import { repository } from '../../src/version.ts';

/** How a person gets the program, as commands. */
export function installation(): string {
  const demo = '# a night in a throwaway repository: no key, no cost';
  const install = '# the command `sequential-orchestration`';
  const lines =
    repository === null
      ? [
          'git clone https://github.com/OWNER/sequential-orchestration',
          ...[demo, 'node sequential-orchestration/dist/cli.js demo'],
          ...[install, 'npm install --global ./sequential-orchestration'],
        ]
      : [demo, 'npx sequential-orchestration demo', install, 'npm install --global sequential-orchestration'];
  return ['```sh', ...lines, '```'].join('\n');
}

/** How the agent at a person's desk gets the skill, as commands. */
export function skillInstallation(): string {
  const lines = [
    ...['# for everyone who works on this repository', 'sequential-orchestration init --skill'],
    ...[
      '# or by an installer of skills, https://github.com/vercel-labs/skills',
      `npx skills add ${repository ?? '../sequential-orchestration'}`,
    ],
  ];
  return ['```sh', ...lines, '```'].join('\n');
}

/** What a person puts in the place of a name that nobody has. */
export function actionNote(): string {
  return repository === null
    ? 'This project has no published home yet: `OWNER` is the account that your copy of it is in, and `@v0` a tag, branch or commit there (a private copy must allow it under Settings → Actions → General → Access). `init` asks for it, or takes it as `--action`.'
    : `The action is \`${repository}\`; \`init\` names it by its commit.`;
}
