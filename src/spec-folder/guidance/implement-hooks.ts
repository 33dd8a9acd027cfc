const HOOK = /^( {0,12})(before|after)_implement:/;
const COMMAND = /^\s*(?:- )?\s{0,8}command:\s*["']?([^"'#\r\n]{1,100})/;
const DISABLED = /^\s*(?:- )?\s{0,8}enabled:\s*(?:false|no|off)\b/i;
const ITEM = /^\s*- /;

/** The commands that spec-kit's extensions hang around implement, as `.specify/extensions.yml` lists them. */
export function implementHooks(text: string): readonly string[] {
  const found: string[] = [];
  let hook: { readonly name: string; readonly indent: number } | null = null;
  let item: { command: string | null; enabled: boolean } = { command: null, enabled: true };
  const endItem = () => {
    if (hook !== null && item.command !== null && item.enabled) found.push(`${item.command} (${hook.name})`);
    item = { command: null, enabled: true };
  };
  for (const line of text.split(/\r\n|\n|\r/)) {
    const indent = line.length - line.trimStart().length;
    const start = HOOK.exec(line);
    const isOutside = hook !== null && line.trim() !== '' && indent <= hook.indent && !ITEM.test(line);
    if (start !== null || isOutside || ITEM.test(line)) endItem();
    if (isOutside) hook = null;
    if (start !== null) hook = { name: `${start[2]}_implement`, indent: start[1]?.length ?? 0 };
    item.command = COMMAND.exec(line)?.[1]?.trim() ?? item.command;
    if (DISABLED.test(line)) item.enabled = false;
  }
  endItem();
  return found;
}
