import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { globSync } from 'tinyglobby';
import { actionName } from '../../src/version.ts';
import { agentFacts, agentTable } from './agent-tables.ts';
import { actionNote, installation, skillInstallation } from './install.ts';
import { optionTables, outputTable } from './option-tables.ts';
import { invariantList, killPoints } from './promises.ts';

export const project = resolve(import.meta.dirname, '..', '..');

/** Everything that people read or copy; paths from the top of the project. */
export function documents(): string[] {
  const patterns = ['*.md', 'docs/**/*.md', 'examples/*.md', 'examples/workflows/*'];
  return globSync(patterns, { cwd: project }).sort();
}

export function readDocument(path: string): string {
  return readFileSync(resolve(project, path), 'utf8');
}

/** Parts that are written from the source; a page has them between `<!-- npm run docs: NAME -->` and `<!-- end -->`. */
const PARTS: Readonly<Record<string, (argument: string, page: string) => string>> = {
  options: optionTables,
  outputs: outputTable,
  agents: (_, page) => agentTable(page),
  agent: agentFacts,
  install: installation,
  action: actionNote,
  skill: skillInstallation,
  invariants: invariantList,
  kills: killPoints,
};

/** The page with its parts as the source is now, and the action by its name and version. */
export function written(page: string, text: string): string {
  return (
    text
      .replace(
        /^(<!-- npm run docs: (\S+) ?(\S*) -->\n)[\s\S]*?^(<!-- end -->)$/gm,
        (_, start: string, name: string, argument: string, end: string) => {
          const part = PARTS[name];
          if (part === undefined) throw new Error(`${page}: no part "${name}"`);
          return `${start}${part(argument, page)}\n${end}`;
        },
      )
      // Every other action is named by its commit.
      .replace(/(\buses: )[\w.-]+\/[\w.-]+@v\d+(?![\w.])/g, `$1${actionName}`)
  );
}
