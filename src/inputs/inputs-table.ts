import { type OptionName, optionNames, options } from './options/options.ts';

/** The README's table of the action's inputs. Those marked ¹ are no flags of the command line. */
export function inputsTable(): string {
  const rows = optionNames('action').map((name) => {
    const { description, defaults } = options[name];
    const defaultCell = defaults.action === '' ? '' : `\`${defaults.action}\``;
    return `| \`${name}\`${isFlag(name) ? '' : ' ¹'} | ${defaultCell} | ${description.replaceAll('|', '\\|')} |`;
  });
  return ['| input | default | meaning |', '|---|---|---|', ...rows].join('\n');
}

function isFlag(name: OptionName): boolean {
  return options[name].frontends.includes('cli');
}
