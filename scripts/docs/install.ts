import { repository } from '../../src/version.ts';

/** How a person gets the program, as commands. */
export function installation(): string {
  const command = (line: string, note: string) => `${line.padEnd(72)}# ${note}`;
  const lines =
    repository === null
      ? [
          'git clone https://github.com/OWNER/sequential-orchestration',
          command(
            'node sequential-orchestration/dist/cli.js demo',
            'a night in a throwaway repository: no key, no cost',
          ),
          command('npm install --global ./sequential-orchestration', 'the command `sequential-orchestration`'),
        ]
      : [
          command('npx sequential-orchestration demo', 'a night in a throwaway repository: no key, no cost'),
          command('npm install --global sequential-orchestration', 'the command `sequential-orchestration`'),
        ];
  return ['```sh', ...lines, '```'].join('\n');
}

/** What a person puts in the place of a name that nobody has. */
export function actionNote(): string {
  return repository === null
    ? 'This project has no published home yet: `OWNER` is the account that your copy of it is in, and `@v0` a tag, branch or commit there (a private copy must allow it under Settings → Actions → General → Access). `init` asks for it, or takes it as `--action`.'
    : `The action is \`${repository}\`; \`init\` names it by its commit.`;
}
