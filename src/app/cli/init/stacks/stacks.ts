import { quote } from 'shlex';
import { nodeStacks } from './node-stacks.ts';
import { below, cacheBy, fromTop } from './project-paths.ts';
import { pythonStacks } from './python-stacks.ts';
import type { FindStack, ProjectFiles, Stack, WorkflowStep } from './types.ts';

/** Actions by their commits; their versions are for people (and for Dependabot, which raises both). */
const USES = {
  go: 'actions/setup-go@7a3fe6cf4cb3a834922a1244abfce67bcef6a0c5 # v6.2.0',
  java: 'actions/setup-java@b6effb05e454b25005698d916606bdc6ffcbf961 # v5.7.0',
} as const;

/** By language; of each the first that fits is the project's, and what stands further down is more general. */
const LANGUAGES: readonly (readonly FindStack[])[] = [nodeStacks, pythonStacks, [go], [rust], [maven, gradle]];

/** What the project is made with; null: nothing that would be known here. Of several languages the first, with a note. */
export function findStack(files: ProjectFiles): Stack | null {
  const [found, ...others] = LANGUAGES.flatMap((stacks) => firstOf(stacks, files) ?? []);
  if (found === undefined) return make(files) ?? partsStack(files);
  return { ...found, notes: [...(found.notes ?? []), ...others.map((other) => besideNote(found, other))] };
}

/** As many parts as a person sees through. */
const MAX_PARTS = 4;

/** A repository whose projects lie in folders of it, such as frontend and backend: each is set up, and tested, in its own. */
function partsStack(files: ProjectFiles): Stack | null {
  const parts = files.parts().flatMap((part) => {
    const [stack] = LANGUAGES.flatMap((stacks) => firstOf(stacks, part) ?? []);
    return stack === undefined ? [] : [{ folder: part.folder, path: fromFolder(files, part), stack }];
  });
  if (parts.length === 0 || parts.length > MAX_PARTS) return null;
  const tests = parts.flatMap(({ path, stack: { verify } }) =>
    verify === null ? [] : [`(cd ${quote(path)} && ${verify})`],
  );
  return {
    name: parts.map(({ path, stack }) => `${stack.name} in ${path}`).join(', '),
    steps: parts.flatMap(({ folder, stack: { steps } }) => steps.map((step) => inFolder(step, folder))),
    verify: tests.length === 0 ? null : tests.join(' && '),
    leaves: parts.flatMap(({ path, stack: { leaves = [] } }) =>
      leaves.map(({ pattern, sample }) => ({ pattern, sample: `${path}/${sample}` })),
    ),
    notes: parts.flatMap(({ stack: { notes = [] } }) => notes),
  };
}

function fromFolder({ folder }: ProjectFiles, part: ProjectFiles): string {
  return folder === '' ? part.folder : part.folder.slice(folder.length + 1);
}

function inFolder(step: WorkflowStep, folder: string): WorkflowStep {
  return step.run === undefined ? step : { ...step, 'working-directory': folder };
}

function firstOf(stacks: readonly FindStack[], files: ProjectFiles): Stack | null {
  for (const stack of stacks) {
    const found = stack(files);
    if (found !== null) return found;
  }
  return null;
}

function besideNote(found: Stack, { name, steps }: Stack): string {
  const commands = steps.flatMap(({ run }) => (run === undefined ? [] : [`\`run: ${run}\``]));
  const such = commands.length === 0 ? '' : ` (${commands.join(', ')})`;
  return `The workflow sets up ${found.name} alone, and there is ${name} as well: if your tests need it, add its steps${such} to the workflow and its tests to \`verify\`.`;
}

function go(files: ProjectFiles): Stack | null {
  return only(files, 'go.mod', {
    name: 'Go',
    steps: [
      { uses: USES.go, with: { 'go-version-file': fromTop(files, 'go.mod'), ...below(files, 'go.sum') } },
      { run: 'go mod download' },
    ],
    verify: 'go test ./...',
  });
}

/** Hosted runners have it. */
function rust(files: ProjectFiles): Stack | null {
  const isLocked = files.has('Cargo.lock');
  return only(files, 'Cargo.toml', {
    name: 'Rust',
    // Without a lock file it would write one.
    steps: isLocked ? [{ run: 'cargo fetch --locked' }] : [],
    // Of a package that is a workspace's root as well, it would test that package alone.
    verify: /^\[workspace\]/m.test(files.read('Cargo.toml') ?? '') ? 'cargo test --workspace' : 'cargo test',
    leaves: [{ pattern: 'target/', sample: 'target/debug/x' }],
    notes: isLocked
      ? []
      : ['Tests write Cargo.lock, which is not there: commit it (`cargo generate-lockfile`), or add it to .gitignore.'],
  });
}

function maven(files: ProjectFiles): Stack | null {
  return only(files, 'pom.xml', {
    name: 'Maven',
    steps: [java(files, 'maven', 'pom.xml')],
    verify: 'mvn -B -q test',
    leaves: [{ pattern: 'target/', sample: 'target/classes/x' }],
  });
}

function gradle(files: ProjectFiles): Stack | null {
  return only(files, 'gradlew', {
    name: 'Gradle',
    steps: [java(files, 'gradle', 'gradlew')],
    verify: './gradlew test',
    leaves: [
      { pattern: '.gradle/', sample: '.gradle/x' },
      { pattern: 'build/', sample: 'build/classes/x' },
    ],
  });
}

function make(files: ProjectFiles): Stack | null {
  const hasTests = /^test:/m.test(files.read('Makefile') ?? '');
  return hasTests ? { name: 'make', steps: [], verify: 'make test' } : null;
}

function only(files: ProjectFiles, mark: string, stack: Stack): Stack | null {
  return files.has(mark) ? stack : null;
}

function java(files: ProjectFiles, manager: string, mark: string): WorkflowStep {
  const version = { distribution: 'temurin', 'java-version': '21' };
  return { uses: USES.java, with: { ...version, ...cacheBy(files, manager, mark) } };
}
