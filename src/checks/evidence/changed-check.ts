import { posix } from 'node:path';
import type { Evidence, EvidenceInput, FileChange } from './types.ts';
import { readVerifyCommand, type VerifyWords } from './verify-command.ts';

const CI =
  /^(?:\.github\/workflows\/|\.gitlab-ci\.ya?ml$|\.circleci\/|azure-pipelines\.ya?ml$|Jenkinsfile$|\.buildkite\/|\.(?:gitea|forgejo)\/workflows\/|\.travis\.yml$|bitbucket-pipelines\.yml$)/;
const TEST_CONFIGURATION =
  /^(?:(?:jest|vitest|vite|playwright|cypress|karma|ava|wdio)\.(?:config|setup|workspace)\.(?:[cm]?[jt]sx?|json)|\.mocharc(?:\.\w{1,5})?|pytest\.ini|tox\.ini|setup\.cfg|noxfile\.py|conftest\.py|\.coveragerc|codecov\.yml|\.nycrc(?:\.json)?)$/;
/** A script of package.json that decides what a test run is, by its name or by what it runs. */
const PACKAGE_SCRIPT =
  /^\s*"((?:pre|post)?(?:test|check|verify|lint|ci|unit|spec|e2e|integration|coverage)[\w:-]{0,40})"\s?:/;
const RUNS_TESTS =
  /^\s*"([\w:-]{1,60})"\s?:\s?"[^"]{0,200}\b(?:jest|vitest|mocha|ava|tap|playwright|cypress|eslint|biome|tsc|node --test|npm test)\b/;
const PACKAGE_KEY = /^\s*"(jest|mocha|ava|vitest|nyc|c8|tap)"\s?:\s?\{/;
const PYTEST_SETTING = /^\s*(?:\[tool\.(?:pytest|coverage)|addopts\b|testpaths\b|python_files\b|fail_under\b)/;
const NPM_SETTING = /^\s*(?:script-shell|ignore-scripts|node-options|if-present)\s{0,9}=/;

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
    TEST_CONFIGURATION.test(file.name) || (file.name === 'pyproject.toml' && changesPytest(file))
      ? { what: 'this decides which tests run' }
      : null,
  ({ path, kind, verify }) =>
    kind !== 'added' && /\.(?:sh|bash|mk)$/.test(path) && verify.paths.some((one) => isBeside(one, path))
      ? { what: 'this stands beside what the verify command runs' }
      : null,
];

/** What decides whether the unit counts as done, changed by the unit itself; new configuration is reported too. */
export function changedCheck({ files, verify, text }: EvidenceInput): readonly Evidence[] {
  const command = readVerifyCommand(verify ?? '');
  return files.flatMap((change) => {
    const file = { ...change, name: posix.basename(change.path), verify: command };
    const found = RULES.map((rule) => rule(file)).find((one) => one !== null);
    if (!found) return [];
    const { what, isVerify = false } = found;
    return [{ kind: 'check-changed', where: file.path, what, blocking: isVerify && !isAsked(file.name, text) }];
  });
}

/** Of package.json that it is named says little: what is installed is in it, too. */
function isAsked(name: string, text: string): boolean {
  return (
    text.includes(name) && (name !== 'package.json' || /\b(?:scripts?|tests?|run|jest|vitest|mocha|lint)\b/i.test(text))
  );
}

function isBeside(script: string, path: string): boolean {
  return /\.(?:sh|bash)$/.test(script) && posix.dirname(script) === posix.dirname(path);
}

function changedPackage({ kind, added, removed, verify }: ChangedFile): ReturnType<Rule> {
  if (kind === 'added') return null;
  const before = new Set(removed.map(({ text }) => text.replace(/,\s*$/, '').trim()));
  const after = new Set(added.map(({ text }) => text.replace(/,\s*$/, '').trim()));
  const names = (lines: ReadonlySet<string>, others: ReadonlySet<string>) =>
    [...lines].filter((line) => !others.has(line)).flatMap((line) => scriptIn(line) ?? []);
  const changed = names(before, after);
  // A new script decides something only where it runs before or after one that verify runs.
  const wrapped = names(after, before).filter((name) => /^(?:pre|post)/.test(name) && verify.runsScript(name));
  const named = [...changed, ...wrapped];
  const name = named.find((one) => verify.runsScript(one)) ?? named[0];
  if (name !== undefined) return { what: `the script "${name}" was changed`, isVerify: verify.runsScript(name) };
  const key = [...added, ...removed].find(({ text }) => PACKAGE_KEY.test(text));
  return key === undefined ? null : { what: 'this decides which tests run' };
}

function scriptIn(line: string): string | null {
  return (PACKAGE_SCRIPT.exec(line) ?? RUNS_TESTS.exec(line))?.[1] ?? null;
}

function changesPytest({ added, removed }: FileChange): boolean {
  return [...added, ...removed].some(({ text }) => PYTEST_SETTING.test(text));
}
