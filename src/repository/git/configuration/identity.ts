import { UserError } from '../../../errors.ts';
import { AUTHOR } from '../../../inputs/kinds/git-kinds.ts';
import { type ConfigEntry, configValue } from './git-configuration.ts';

interface Identity {
  readonly name: string;
  readonly mail: string;
}

/** Who commits where nobody says so: GitHub's own bot in a workflow, else this program. */
const BOT: Identity = { name: 'github-actions[bot]', mail: '41898282+github-actions[bot]@users.noreply.github.com' };
const PROGRAM: Identity = { name: 'sequential-orchestration', mail: 'sequential-orchestration@localhost' };

/** Reads `Name <mail>`. */
export function parseAuthor(text: string): Identity {
  const match = AUTHOR.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) {
    throw new UserError(`The commit author ${JSON.stringify(text)} is not of the form \`Name <mail>\`.`, {
      where: 'commit-author',
      fix: 'Write it like `Ada Lovelace <ada@example.org>`.',
    });
  }
  return { name: match[1].trim(), mail: match[2] };
}

/** The variables that make git use the author; none where git has a whole identity of its own. */
export function identityVariables(
  author: string | null,
  entries: readonly ConfigEntry[],
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const configuredValue = (role: 'AUTHOR' | 'COMMITTER', part: 'NAME' | 'EMAIL') =>
    env[`GIT_${role}_${part}`] ??
    configValue(entries, `${role.toLowerCase()}.${part.toLowerCase()}`) ??
    configValue(entries, `user.${part.toLowerCase()}`);
  const isComplete = (['AUTHOR', 'COMMITTER'] as const).every(
    (role) => configuredValue(role, 'NAME') !== null && (configuredValue(role, 'EMAIL') ?? env.EMAIL ?? null) !== null,
  );
  if (author === null && isComplete) return {};
  const { name, mail } = author !== null ? parseAuthor(author) : env.GITHUB_ACTIONS === 'true' ? BOT : PROGRAM;
  return { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: mail, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: mail };
}
