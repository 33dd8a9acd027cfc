import { posix } from 'node:path';
import { getBackend } from '../../src/agents/index.ts';
import { canAssign } from '../../src/agents/sandbox.ts';
import type { Backend } from '../../src/agents/types.ts';
import type { Account } from '../../src/agents/vendor-facts.ts';
import { table } from './markdown.ts';

/** Backends with a page each; the others share one. */
export const AGENT_PAGES: Readonly<Record<string, string>> = {
  codex: 'docs/agents/codex.md',
  claude: 'docs/agents/claude.md',
  opencode: 'docs/agents/opencode.md',
  gemini: 'docs/agents/gemini.md',
  copilot: 'docs/agents/copilot.md',
  kiro: 'docs/agents/acp.md',
  qwen: 'docs/agents/acp.md',
  kimi: 'docs/agents/acp.md',
};

/** Where the command that logs in is not the one that a person is told after a refusal, which makes a token. */
const LOGINS: Readonly<Record<string, string>> = { claude: '`claude`, then `/login`' };

const code = (text: string) => `\`${text}\``;
const codes = (texts: readonly string[] | string) => [texts].flat().map(code).join(', ');

/** What each agent needs to log in. `page`: the one that the table stands on. */
export function agentTable(page: string): string {
  const rows = Object.entries(AGENT_PAGES).map(([name, path]) => {
    const { keys, hint, account, cli } = getBackend(name);
    return [
      `[${name}](${posix.relative(posix.dirname(page), path)})${hint === undefined ? '' : ` (${hint})`}`,
      codes(keys.slice(0, 2)),
      loginOf(name, account),
      cli === null ? 'by you' : `by the run, ${cli.version}`,
    ];
  });
  return table(['`backend`', 'secret, one of', 'or a login on the machine', 'installed'], rows);
}

/** All that the program knows of one agent. */
export function agentFacts(name: string): string {
  const backend = getBackend(name);
  const { cli, keys, account, sandboxes, login } = backend;
  const rows: (readonly [string, string])[] = [
    [
      'installed from',
      cli === null ? '' : `npm, ${code(`${cli.package}@${cli.version}`)}, unless \`${cli.program}\` is on PATH`,
    ],
    ['keys', codes(keys)],
    ['login', loginOf(name, account)],
    ['login file', codes(login?.loginFile(inHome) ?? [])],
    ['other ways to log in', codes(login?.variables ?? [])],
    ['spending and limits', account?.billing ?? ''],
    ['`sandbox`', codes(sandboxes)],
    ['can assign and review', canAssign(backend) ? 'yes' : 'no'],
    ['files that steer it, which agents cannot change', steering(backend)],
  ];
  return table(
    ['', ''],
    rows.filter(([, fact]) => fact !== ''),
  );
}

function loginOf(name: string, account: Account | undefined): string {
  return LOGINS[name] ?? (account === undefined ? '' : code(account.login));
}

const inHome = (_: string, name: string) => posix.join('~', name);

function steering({ steering: paths = [] }: Backend): string {
  return codes(paths.filter((path) => !path.startsWith('!')));
}
