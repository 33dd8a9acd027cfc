/** What start-up files name that is obeyed as they are. Paths as written: absolute, from the home, or relative. */

const SECTION = /^\s*\[\s*([a-z][\w.-]*)/i;
const SETTING = /^\s*([a-z][\w-]*)\s*=(.*)/i;
/** Of git's settings, those whose value is a file or folder that it obeys or executes. */
const OBEYED: Readonly<Record<string, readonly string[]>> = {
  include: ['path'],
  includeif: ['path'],
  core: ['hookspath', 'fsmonitor', 'attributesfile', 'sshcommand'],
  init: ['templatedir'],
};

/** Paths in the text of a git configuration. */
export function pathsOfGitConfig(text: string): readonly string[] {
  let section = '';
  return text.split('\n').flatMap((line) => {
    section = (SECTION.exec(line)?.[1] ?? section).toLowerCase();
    // A setting may stand in the line of its section.
    const [, name = '', value = ''] = SETTING.exec(line.replace(/^\s*\[[^\]]*\]/, '')) ?? [];
    const isObeyed = OBEYED[section]?.includes(name.toLowerCase());
    return isObeyed ? (pathIn(value) ?? []) : [];
  });
}

const SOURCES = /^(?:(?:then|else|do|\{|builtin|command)\s+)*(?:source|\\?\.)\s(.*)/;

/** Paths that simple lines of a shell's start-up file source; those with other variables or commands are not known. */
export function pathsOfShell(text: string): readonly string[] {
  return text.split('\n').flatMap((line) =>
    line.split(/&&|\|\||;/).flatMap((part) => {
      const [, rest = ''] = SOURCES.exec(part.trim()) ?? [];
      return rest === '' ? [] : (pathIn(rest) ?? []);
    }),
  );
}

/** The first word, without quotes; null: none that says where it is by itself. */
function pathIn(text: string): string | null {
  const [, quoted, plain] = /^(?:"([^"]*)"|'[^']*'|([^\s"'#;]+))/.exec(text.trim()) ?? [];
  const single = /^'([^']*)'/.exec(text.trim())?.[1];
  const path = (quoted ?? single ?? plain ?? '').replace(/^(?:\$HOME|\$\{HOME\})(?=\/)/, '~');
  return path === '' || /[$`*?]/.test(path) ? null : path;
}
