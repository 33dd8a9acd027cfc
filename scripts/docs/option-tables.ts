import { backends } from '../../src/agents/index.ts';
import { outsideFile } from '../../src/inputs/config-file/config-schema.ts';
import { agentOptions } from '../../src/inputs/options/agent-options.ts';
import { githubOptions } from '../../src/inputs/options/github-options.ts';
import type { Option } from '../../src/inputs/options/option.ts';
import { options } from '../../src/inputs/options/options.ts';
import { runOptions } from '../../src/inputs/options/run-options.ts';
import { throttleOptions } from '../../src/inputs/options/throttle-options.ts';
import { outputs } from '../../src/inputs/outputs.ts';
import { table } from './markdown.ts';

type Options = Readonly<Record<string, Option<unknown>>>;

/** Every option, by what it is about. */
export function optionTables(): string {
  const groups: readonly (readonly [title: string, options: Options])[] = [
    ['What runs', runOptions],
    ['Agents', agentOptions(backends)],
    ['Limits, waits and budgets', throttleOptions(backends)],
    ['Git and GitHub', githubOptions],
  ];
  return groups.map(([title, group]) => `### ${title}\n\n${optionTable(group)}`).join('\n\n');
}

function optionTable(group: Options): string {
  const rows = Object.entries(group).map(([name, option]) => [
    `\`${name}\`${marks(name, option)}`,
    defaultOf(option),
    option.kind.accepts,
    option.description,
  ]);
  return table(['option', 'default', 'accepted', 'meaning'], rows);
}

function marks(name: string, { frontends }: Option<unknown>): string {
  const found = [
    ...(frontends.includes('cli') ? [] : ['¹']),
    ...(frontends.includes('action') ? [] : ['²']),
    ...(outsideFile(name, options) === null ? [] : ['³']),
  ];
  return found.length === 0 ? '' : ` ${found.join('')}`;
}

/** Of the action; the command line's where it has another. */
function defaultOf({ frontends, defaults, emptyIsValue }: Option<unknown>): string {
  const code = (text: string) => (text === '' ? 'empty' : `\`${text}\``);
  const differs = frontends.length === 2 && defaults.cli !== defaults.action;
  const usual = defaults.action === '' ? '' : code(defaults.action);
  const onCommandLine = defaults.cli === '' && emptyIsValue !== true ? 'it depends' : code(defaults.cli);
  return differs ? `${code(defaults.action)}; command line: ${onCommandLine}` : usual;
}

/** What the action's step hands on to later ones. */
export function outputTable(): string {
  return table(
    ['output', 'meaning'],
    Object.entries(outputs).map(([name, meaning]) => [`\`${name}\``, meaning]),
  );
}
