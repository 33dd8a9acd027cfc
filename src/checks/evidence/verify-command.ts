import { posix } from 'node:path';

/** What runs scripts of package.json by their names. */
const MANAGER = /^(?:npm|pnpm|yarn|bun|run-s|run-p|npm-run-all|wireit|turbo|nx)$/;
const ALIASES: Readonly<Record<string, string>> = { t: 'test', tst: 'test' };

/** What a verify command runs, as far as its words say. */
export interface VerifyWords {
  readonly runs: (program: RegExp) => boolean;
  /** Repository-relative paths that it may name, seen from the folder that it changed to. */
  readonly paths: readonly string[];
  readonly runsScript: (name: string) => boolean;
  readonly usesManager: boolean;
}

export function readVerifyCommand(command: string): VerifyWords {
  const parts = command.split(/[;&|()\n]+/).map((part) => part.split(/[\s'"]+/).filter(Boolean));
  let folder = '.';
  const paths: string[] = [];
  for (const [program, ...words] of parts) {
    if (program === 'cd' && words[0] !== undefined) folder = posix.join(folder, words[0]);
    for (const word of [program ?? '', ...words]) paths.push(posix.join(folder, word));
  }
  const scripts = parts.flatMap((words) => {
    const at = words.findIndex((word) => MANAGER.test(word));
    return at < 0 ? [] : words.slice(at + 1).map((word) => ALIASES[word] ?? word);
  });
  return {
    paths,
    runs: (program) => parts.some((words) => words.some((word) => program.test(posix.basename(word)))),
    runsScript: (name) => scripts.includes(name) || scripts.includes(name.replace(/^(?:pre|post)/, '')),
    usesManager: scripts.length > 0,
  };
}
