/** What start-up files name that is obeyed as they are. Paths as written: absolute, from the home, or relative. */

const SECTION = /^\s*\[\s*([a-z][\w.-]*)/i;
const SETTING = /^\s*([a-z][\w-]*)\s*=(.*)/i;
/** Of git's settings, those whose value is a file or folder that it obeys. */
const OBEYED = new Map([
  ['include', ['path']],
  ['includeif', ['path']],
  ['core', ['hookspath', 'attributesfile']],
  ['init', ['templatedir']],
  ['commit', ['template']],
]);
/** Those whose value is a command that it runs; null: all of the section. */
const RUN = new Map<string, readonly string[] | null>([
  ['core', ['fsmonitor', 'sshcommand', 'editor', 'pager', 'askpass', 'gitproxy']],
  ['sequence', ['editor']],
  ['credential', ['helper']],
  ['gpg', ['program', 'defaultkeycommand']],
  ['diff', ['external', 'command', 'textconv']],
  ['difftool', ['cmd', 'path']],
  ['merge', ['driver']],
  ['mergetool', ['cmd', 'path']],
  ['filter', ['clean', 'smudge', 'process']],
  ['interactive', ['difffilter']],
  ['trailer', ['command', 'cmd']],
  ['uploadpack', ['packobjectshook']],
  ['alias', null],
  ['pager', null],
]);

/** Paths in the text of a git configuration. */
export function pathsOfGitConfig(text: string): readonly string[] {
  let section = '';
  return text.split('\n').flatMap((line) => {
    section = (SECTION.exec(line)?.[1] ?? section).toLowerCase();
    // A setting may stand in the line of its section.
    const [, name = '', value = ''] = SETTING.exec(line.replace(/^\s*\[[^\]]*\]/, '')) ?? [];
    if (OBEYED.get(section)?.includes(name.toLowerCase())) return pathIn(value) ?? [];
    const commands = RUN.get(section);
    if (commands === undefined || commands?.includes(name.toLowerCase()) === false) return [];
    // By a mark it is a shell's, with what follows its first word. A bare name is looked for on PATH.
    const program = pathIn(value.replace(/^[\s"]*!?\s*/, ''));
    return program !== null && /^~?\//.test(program) ? program : [];
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
