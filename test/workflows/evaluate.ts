import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import {
  convertWorkflowTemplate,
  isBasicExpression,
  NoOperationTraceWriter,
  parseWorkflow,
} from '@actions/workflow-parser';
import { parse } from 'yaml';
import { actionName } from '../../src/version.ts';
import type { WorkflowFile } from './files.ts';

/** What GitHub knows when an event arrives. */
export interface Happened {
  readonly event: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  /** Of workflow_dispatch as a person filled the form in, or of workflow_call. */
  readonly inputs?: Readonly<Record<string, string | number | boolean>>;
  readonly vars?: Readonly<Record<string, string>>;
  /** Jobs that came before, with how they ended and what they gave. */
  readonly needs?: Readonly<
    Record<string, { readonly result: string; readonly outputs: Readonly<Record<string, string>> }>
  >;
}

/** A job that starts a runner for it. */
export interface StartedJob {
  readonly id: string;
  readonly group: string | null;
  readonly queue: string | null;
  readonly cancels: boolean;
  /** The `with:` of a call of another workflow, or of each step that orchestrates. */
  readonly with: readonly Readonly<Record<string, string>>[];
}

interface YamlStep {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface YamlJob {
  readonly needs?: string | readonly string[];
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly concurrency?: Readonly<Record<string, unknown>>;
  readonly strategy?: { readonly matrix?: Readonly<Record<string, readonly unknown[] | string>> };
  readonly steps?: readonly YamlStep[];
}
interface Yaml {
  readonly concurrency?: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, YamlJob>>;
}
type Contexts = Readonly<Record<string, unknown>>;

/** The jobs that GitHub starts for an event, by its own parser and its own expressions. */
export async function startedJobs(file: WorkflowFile, happened: Happened): Promise<StartedJob[]> {
  const parsed = parseWorkflow({ name: file.name, content: file.text }, new NoOperationTraceWriter());
  if (parsed.value === undefined) throw new Error(`${file.name} cannot be parsed`);
  const template = await convertWorkflowTemplate(parsed.context, parsed.value);
  const yaml = parse(file.text) as Yaml;
  if (!listens(template.events, happened)) return [];
  const contexts: Contexts = {
    github: { event_name: happened.event, event: happened.payload ?? {}, run_id: '7', run_attempt: '1' },
    inputs: inputsOf(template.events, happened),
    vars: happened.vars ?? {},
    secrets: {},
  };
  return template.jobs.flatMap((job) => {
    const written = yaml.jobs[job.id.value];
    if (written === undefined) throw new Error(`no job ${job.id.value}`);
    // What a job needs must have ended well, unless its `if:` says otherwise.
    const own = { ...contexts, needs: neededBy(written, happened) };
    if (!isBasicExpression(job.if) || !truthy(evaluate(job.if.expression, own))) return [];
    return combinations(written, own).flatMap((matrix) => {
      const known = { ...own, matrix };
      const concurrency = written.concurrency ?? yaml.concurrency ?? {};
      const orchestrating = (written.steps ?? []).filter(({ uses }) => uses === actionName || uses === './');
      return [
        {
          id: job.id.value,
          group: concurrency.group === undefined ? null : filled(concurrency.group, known),
          queue: concurrency.queue === undefined ? null : filled(concurrency.queue, known),
          cancels: filled(concurrency['cancel-in-progress'] ?? false, known) === 'true',
          with: [written, ...orchestrating]
            .filter((one) => one.with !== undefined)
            .map((one) => values(one.with, known)),
        },
      ];
    });
  });
}

function listens(events: Readonly<Record<string, unknown>>, { event, payload }: Happened): boolean {
  const config = events[event] as { readonly types?: readonly string[] } | undefined;
  if (config === undefined) return Object.hasOwn(events, 'workflow_call') && !Object.hasOwn(events, 'schedule');
  return config.types === undefined || config.types.includes(String(payload?.action));
}

/** Defaults count for the form of workflow_dispatch and for a call; other events have no inputs. */
function inputsOf(
  events: {
    readonly workflow_dispatch?: { readonly inputs?: object };
    readonly workflow_call?: { readonly inputs?: object };
  },
  { event, inputs }: Happened,
): Contexts {
  const form = event === 'workflow_dispatch' ? events.workflow_dispatch : undefined;
  const declared = (form ?? events.workflow_call)?.inputs ?? {};
  const entries = Object.entries(declared as Record<string, { readonly default?: unknown }>);
  return { ...Object.fromEntries(entries.map(([name, { default: usual }]) => [name, plain(usual)])), ...inputs };
}

function plain(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? String(value) : (value ?? '');
}

function combinations({ strategy }: YamlJob, contexts: Contexts): Contexts[] {
  let all: Contexts[] = [{}];
  for (const [name, given] of Object.entries(strategy?.matrix ?? {})) {
    const choices = typeof given === 'string' ? listOf(given, contexts) : given;
    all = all.flatMap((one) => choices.map((choice) => ({ ...one, [name]: choice })));
  }
  return all;
}

function values(given: YamlStep['with'], contexts: Contexts): Record<string, string> {
  return Object.fromEntries(Object.entries(given ?? {}).map(([name, value]) => [name, filled(value, contexts)]));
}

/** A text with its expressions filled in. */
function filled(value: unknown, contexts: Contexts): string {
  return String(value).replace(/\$\{\{([\s\S]*?)\}\}/g, (_, expression: string) =>
    evaluate(expression, contexts).coerceString(),
  );
}

/** Of the jobs that it names; one that is not told of was skipped. */
function neededBy({ needs = [] }: YamlJob, happened: Happened): NonNullable<Happened['needs']> {
  const names = typeof needs === 'string' ? [needs] : needs;
  return Object.fromEntries(
    names.map((name) => [name, happened.needs?.[name] ?? { result: 'skipped', outputs: {} }] as const),
  );
}

/** A matrix that a job before gave, as one expression. */
function listOf(given: string, contexts: Contexts): unknown[] {
  const [, expression = ''] = /^\$\{\{([\s\S]*)\}\}$/.exec(given) ?? [];
  const list = evaluate(expression, contexts);
  return JSON.parse(JSON.stringify(list, data.replacer)) as unknown[];
}

/** What the jobs came to that one needs: without a failed or skipped one it is a success. */
function statusFunctions({ needs = {} }: { readonly needs?: Happened['needs'] }) {
  const results = Object.values(needs).map(({ result }) => result);
  const holds: Readonly<Record<string, boolean>> = {
    always: true,
    success: results.every((result) => result === 'success'),
    failure: results.includes('failure'),
    cancelled: results.includes('cancelled'),
  };
  return Object.entries(holds).map(([name, value]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  }));
}

export function evaluate(expression: string, contexts: Contexts): data.ExpressionData {
  const dictionary = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  const status = statusFunctions(contexts as { readonly needs?: Happened['needs'] });
  const { tokens } = new Lexer(expression).lex();
  const tree = new Parser(tokens, Object.keys(contexts), status).parse();
  return new Evaluator(tree, dictionary, new Map(status.map((one) => [one.name, one]))).evaluate();
}

function truthy(value: data.ExpressionData): boolean {
  return !['', '0', 'false'].includes(value.coerceString());
}
