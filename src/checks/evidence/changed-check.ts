import { posix } from 'node:path';
import type { Evidence, EvidenceInput, FileChange } from './types.ts';

const CI =
  /^(?:\.github\/workflows\/|\.gitlab-ci\.yml$|\.circleci\/|azure-pipelines\.yml$|Jenkinsfile$|\.buildkite\/|\.gitea\/workflows\/)/;
const TEST_CONFIGURATION =
  /^(?:(?:jest|vitest|playwright|cypress|karma|ava|wdio)\.config\.[cm]?[jt]sx?|\.mocharc(?:\.\w{1,5})?|pytest\.ini|tox\.ini|setup\.cfg|noxfile\.py|conftest\.py|\.coveragerc|codecov\.yml|\.nycrc(?:\.json)?)$/;
/** A script of package.json that decides what a test run is. */
const PACKAGE_SCRIPT = /^\s*"((?:pre|post)?(?:test|check|verify|lint|ci)[\w:-]{0,40})"\s?:/;
const PYTEST_SETTING = /^\s*(?:\[tool\.(?:pytest|coverage)|addopts\b|testpaths\b|python_files\b|fail_under\b)/;

interface ChangedFile extends FileChange {
  readonly name: string;
  readonly verify: string;
}

/** What a changed file decides, and whether verify's own word hangs on it; null: nothing. The first that fits. */
type Rule = (file: ChangedFile) => { readonly what: string; readonly isVerify?: boolean } | null;

const RULES: readonly Rule[] = [
  ({ path, verify }) =>
    wordsOf(verify).includes(path)
      ? { what: 'the verify command runs this file, and the task changed it', isVerify: true }
      : null,
  (file) => (file.name === 'package.json' ? changedScript(file) : null),
  ({ name, verify }) =>
    name === 'Makefile' && wordsOf(verify).includes('make')
      ? { what: 'the verify command runs make, and the task changed this' }
      : null,
  ({ path }) => (CI.test(path) ? { what: 'this decides what CI checks' } : null),
  (file) =>
    TEST_CONFIGURATION.test(file.name) || (file.name === 'pyproject.toml' && changesPytest(file))
      ? { what: 'this decides which tests run' }
      : null,
];

/** What decides whether the unit counts as done, changed by the unit itself. What was not there before decided nothing. */
export function changedCheck({ files, verify, text }: EvidenceInput): readonly Evidence[] {
  return files
    .filter(({ kind }) => kind !== 'added')
    .flatMap((change) => {
      const file = { ...change, name: posix.basename(change.path), verify: verify ?? '' };
      const found = RULES.map((rule) => rule(file)).find((one) => one !== null);
      if (!found) return [];
      const { what, isVerify = false } = found;
      return [{ kind: 'check-changed', where: file.path, what, blocking: isVerify && !text.includes(file.name) }];
    });
}

function wordsOf(command: string): readonly string[] {
  return command.split(/[\s;&|()'"]+/).map((word) => posix.normalize(word));
}

function changedScript({ removed, verify }: ChangedFile) {
  for (const { text } of removed) {
    const name = PACKAGE_SCRIPT.exec(text)?.[1];
    if (name !== undefined) return { what: `the script "${name}" was changed`, isVerify: runsScript(verify, name) };
  }
  return null;
}

/** `npm test`, `pnpm run check`, `yarn -s lint`. */
function runsScript(verify: string, name: string): boolean {
  const words = wordsOf(verify);
  return words.some(
    (word, at) =>
      /^(?:npm|pnpm|yarn|bun)$/.test(word) &&
      words.slice(at + 1).find((next) => !/^(?:run|run-script|-s|--silent)$/.test(next)) === name,
  );
}

function changesPytest({ added, removed }: FileChange): boolean {
  return [...added, ...removed].some(({ text }) => PYTEST_SETTING.test(text));
}
