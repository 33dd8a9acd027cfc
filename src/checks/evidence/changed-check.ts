import { posix } from 'node:path';
import { plural } from '../../text.ts';
import { packageChange } from './package-change.ts';
import type { Asked } from './task-words.ts';
import type { Claim, Evidence, FileChange } from './types.ts';
import { readVerifyCommand, type VerifyWords } from './verify-command.ts';

const CI =
  /^(?:\.github\/(?:workflows|actions)\/|\.gitlab-ci\.ya?ml$|\.circleci\/|azure-pipelines\.ya?ml$|Jenkinsfile$|\.buildkite\/|\.(?:gitea|forgejo|woodpecker)\/|\.travis\.yml$|bitbucket-pipelines\.yml$|\.drone\.yml$)/;
const TEST_CONFIGURATION =
  /^(?:(?:jest|vitest|vite|playwright|cypress|karma|ava|wdio)(?:\.\w{1,20})?\.(?:config|setup|workspace|conf)\.(?:[cm]?[jt]sx?|json)|\.mocharc(?:\.\w{1,5})?|pytest\.ini|tox\.ini|noxfile\.py|conftest\.py|\.coveragerc|\.?codecov\.yml|\.nycrc(?:\.json)?|\.c8rc\.json|phpunit\.xml(?:\.dist)?|\.rspec|nextest\.toml)$/;
/** What linters and compilers look at: there from the start, or of a unit that sets the project up. */
const LINT_CONFIGURATION =
  /^(?:\.eslintrc(?:\.\w{1,5})?|\.eslintignore|eslint\.config\.[cm]?[jt]s|biome\.jsonc?|\.flake8|ruff\.toml|mypy\.ini|\.pylintrc|\.golangci\.ya?ml|clippy\.toml|\.rubocop\.yml|\.pre-commit-config\.yaml|lefthook\.ya?ml)$/;
const COMPILER_SETTING =
  /^\s*"(?:exclude|include|files|strict\w{0,40}|no[A-Z]\w{0,40}|skipLibCheck|checkJs|allowJs)"\s?:/;
const NPM_SETTING = /^\s*(?:script-shell|ignore-scripts|node-options|if-present)\s{0,9}=/;
/** Files of settings for much else, and the sections that decide what is tested. */
const SECTIONS: Readonly<Record<string, RegExp>> = {
  'pyproject.toml': /^tool\.(?:pytest|coverage|tox|nox|mypy|ruff)\b/,
  'setup.cfg': /^(?:tool:pytest|coverage|flake8|mypy)\b/,
};
const SNAPSHOT = /\.(?:snap|ambr|golden)$|(?:^|\/)__snapshots__\//;
const IGNORES_TESTS =
  /^\/?(?:\*\*\/)?(?:tests?|spec|__tests__|e2e)\/?(?:\*{1,2})?$|^[^#!]{0,40}[._](?:test|spec)\.|^[^#!]{0,40}test_\*/;

interface ChangedFile extends FileChange {
  readonly name: string;
  readonly verify: VerifyWords;
}

/** What a changed file decides, and whether verify's own word hangs on it; null: nothing. The first that fits. */
type Rule = (file: ChangedFile) => { readonly what: string; readonly isVerify?: boolean } | null;

const RULES: readonly Rule[] = [
  ({ path, kind, verify }) =>
    kind !== 'added' && verify.paths.includes(path)
      ? { what: 'the verify command runs this file, and the task changed it', isVerify: true }
      : null,
  (file) => (file.name === 'package.json' ? changedPackage(file) : null),
  ({ name, added, verify }) =>
    name === '.npmrc' && added.some(({ text }) => NPM_SETTING.test(text))
      ? { what: 'this decides how package scripts run', isVerify: verify.usesManager }
      : null,
  // make takes a new GNUmakefile before a Makefile.
  ({ name, kind, verify }) =>
    /^(?:GNUmakefile|[Mm]akefile)$/.test(name) && verify.runs(/^g?make$/) && (kind !== 'added' || name[0] === 'G')
      ? { what: 'the verify command runs make, and the task changed this', isVerify: true }
      : null,
  ({ path }) => (CI.test(path) ? { what: 'this decides what CI checks' } : null),
  ({ path }) => (path === '.github/sequential.yml' ? { what: 'this decides how the next tasks are checked' } : null),
  (file) =>
    TEST_CONFIGURATION.test(file.name) || changesSection(file) ? { what: 'this decides which tests run' } : null,
  ({ name, kind, added, removed }) => {
    const isCompiler = /^tsconfig[\w.-]{0,40}\.json$/.test(name);
    const changesIt = !isCompiler || [...added, ...removed].some(({ text }) => COMPILER_SETTING.test(text));
    const isSettings = isCompiler || LINT_CONFIGURATION.test(name);
    return kind !== 'added' && isSettings && changesIt ? { what: 'this decides what is checked' } : null;
  },
  ({ name, added }) =>
    name === '.gitignore' && added.some(({ text }) => IGNORES_TESTS.test(text))
      ? { what: 'this keeps tests out of the repository' }
      : null,
  ({ path, kind, verify }) =>
    kind !== 'added' && /\.(?:sh|bash|mk)$/.test(path) && verify.paths.some((one) => isBeside(one, path))
      ? { what: 'this stands beside what the verify command runs' }
      : null,
];

/** What decides whether the unit counts as done, changed by the unit itself; new configuration is reported too. */
export function changedCheck({ files, verify, asked }: Claim): readonly Evidence[] {
  const command = readVerifyCommand(verify ?? '');
  const changed = files.flatMap((change): readonly Evidence[] => {
    const file = { ...change, name: posix.basename(change.path), verify: command };
    const found = RULES.map((rule) => rule(file)).find((one) => one !== null);
    if (!found) return [];
    const { what, isVerify = false } = found;
    return [{ kind: 'check-changed', where: file.path, what, blocking: isVerify && !isAsked(file.name, asked) }];
  });
  return [...changed, ...rewrittenSnapshots(files)];
}

/** What tests compare with, made anew by the code that they test. */
function rewrittenSnapshots(files: readonly FileChange[]): readonly Evidence[] {
  const rewritten = files.filter(({ path, removed }) => SNAPSHOT.test(path) && removed.length > 0);
  const [first] = rewritten;
  if (first === undefined) return [];
  const what = `${plural(rewritten.length, 'file')} of snapshots rewritten: the tests now expect what the code does`;
  return [{ kind: 'check-changed', where: first.path, what, blocking: false }];
}

/** Of package.json that it is named says little: what is installed is in it, too. */
function isAsked(name: string, { names }: Asked): boolean {
  return names(name) && (name !== 'package.json' || names(/\b(?:scripts?|tests?|run|jest|vitest|mocha|lint)\b/i));
}

function isBeside(script: string, path: string): boolean {
  return /\.(?:sh|bash)$/.test(script) && posix.dirname(script) === posix.dirname(path);
}

function changedPackage({ kind, before, after, verify }: ChangedFile): ReturnType<Rule> {
  if (kind === 'added') return null;
  const change = packageChange(before, after, verify);
  if (change === null) return null;
  const { script, isRun, settings } = change;
  if (script !== null) return { what: `the script "${script}" was changed`, isVerify: isRun };
  return settings ? { what: 'this decides which tests run' } : null;
}

/** In a section that decides what is tested. */
function changesSection({ name, before, after, added, removed }: ChangedFile): boolean {
  const sections = SECTIONS[name];
  if (sections === undefined) return false;
  const changed = new Set([...added, ...removed]);
  return [before, after].some((lines) => {
    let section = '';
    return lines.some((line) => {
      section = /^\s*\[([^\]]{1,80})\]/.exec(line.text)?.[1] ?? section;
      return changed.has(line) && line.text.trim() !== '' && sections.test(section);
    });
  });
}
