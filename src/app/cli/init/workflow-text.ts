import { type Document, isMap, isNode, parseDocument, visit, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Answers } from './set-up-answers.ts';
import type { WorkflowStep } from './stacks/types.ts';

const EXAMPLE_SPEC = 'my-feature';
const CHECKOUT = 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2';
const CACHE = 'actions/cache@27d5ce7f107fe9357f9df03efb73ab90386fccae # v5.0.5';

/** Path below the example's root of what is changed for a repository. */
const JOB = ['jobs', 'orchestrate'];

/**
 * The example that has button, schedule and answers in one file, with what a repository needs in the place of what it
 * only shows.
 * @param example text of `examples/workflows/sequential.yml`.
 * @param folder of the project, from the top of the repository; '' at the top.
 * @param cacheKey changes with the agent's lock file; null: its CLI is not installed from npm.
 */
export function workflowText(
  example: string,
  answers: Answers,
  {
    steps,
    cacheKey,
    folder,
  }: { readonly steps: readonly WorkflowStep[]; readonly cacheKey: string | null; readonly folder: string },
): string {
  const document = parseDocument(example);
  document.commentBefore =
    ' Runs specs through a coding agent: by the button, at night, and on /resume.\n Settings: .github/sequential.yml.';
  setSpec(document, answers.spec.split('\n')[0] ?? '');
  setSchedule(document, answers.schedule);
  document.setIn([...JOB, 'runs-on'], runsOn(answers.runner));
  const jobSteps = document.getIn([...JOB, 'steps']) as YAMLSeq<YAMLMap>;
  const [run] = jobSteps.items;
  if (run === undefined) throw new Error('the example has no steps');
  setAction(run, answers);
  if (folder !== '') setFolder(document, run, folder);
  // Its words for who copies it by hand.
  withoutComment(jobSteps);
  if (isMap(document.contents)) withoutComment(document.contents.items[0]?.key);
  jobSteps.items.unshift(...setUpSteps(steps, cacheKey).map((step) => document.createNode(step) as YAMLMap));
  return withVersionComments(document.toString({ lineWidth: 0, flowCollectionPadding: false }));
}

/** The example's spec is the button's proposal, and stands in expressions, where a quote is doubled. */
function setSpec(document: Document, spec: string): void {
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value !== 'string') return;
      if (scalar.value === EXAMPLE_SPEC) scalar.value = spec;
      else scalar.value = scalar.value.replaceAll(`'${EXAMPLE_SPEC}'`, () => `'${spec.replaceAll("'", "''")}'`);
    },
  });
}

/** A text that stands in one scalar is quoted for its `#`. */
function withVersionComments(text: string): string {
  return text
    .replace(/uses: "([^"#]+?) # ([^"]+)"/g, 'uses: $1 # $2')
    .replace(/uses: '([^'#]+?) # ([^']+)'/g, 'uses: $1 # $2');
}

function setSchedule(document: Document, schedule: string | null): void {
  if (schedule === null) {
    document.deleteIn(['on', 'schedule']);
    return;
  }
  document.setIn(['on', 'schedule', 0, 'cron'], schedule);
}

function runsOn(runner: string): string | readonly string[] {
  const labels = runner.split(/[\s,]+/).filter(Boolean);
  return labels.length === 1 ? (labels[0] ?? runner) : labels;
}

/** What the configuration file says is not said again. */
function setAction(run: YAMLMap, { action, key }: Answers): void {
  run.set('uses', action);
  const inputs = run.get('with');
  if (isMap(inputs)) for (const name of ['backend', 'halt-labels']) inputs.delete(name);
  if (key === null) run.delete('env');
  else run.set('env', { [key]: `\${{ secrets.${key} }}` });
}

/** Commands run in the project's folder, and so does the action. */
function setFolder(document: Document, run: YAMLMap, folder: string): void {
  document.setIn([...JOB, 'defaults'], document.createNode({ run: { 'working-directory': folder } }));
  const inputs = run.get('with');
  if (isMap(inputs)) inputs.set('workdir', folder);
}

function withoutComment(node: unknown): void {
  if (isNode(node)) node.commentBefore = null;
}

function setUpSteps(steps: readonly WorkflowStep[], cacheKey: string | null): readonly WorkflowStep[] {
  const checkout = { uses: CHECKOUT, with: { 'persist-credentials': false } };
  const cache = { uses: CACHE, with: { path: '~/.npm', key: cacheKey } };
  return [checkout, ...steps, ...(cacheKey === null ? [] : [cache])];
}
