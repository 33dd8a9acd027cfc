import { isAbsolute, normalize } from 'node:path';
import { z } from 'zod';
import { daysOfWeek, hoursOfDay, timeZone } from '../kinds/headroom-kinds.ts';
import type { Option } from '../options/option.ts';
import type { OptionName, OptionTable } from '../options/options.ts';

/** Options that are needed before there is a repository to read the file from, or that are one run's affair. */
const OUTSIDE: Readonly<Partial<Record<OptionName, string>>> = {
  workdir: 'give it as an input or flag: the file lies in the folder that it names',
  checkout: 'give it as an input: it decides whether there is a repository to read the file from',
  'github-token': 'give it as an input, from a secret; never in a file that is committed',
  'app-id': 'give it as an input: a token is needed before the file can be read',
  'app-private-key': 'give it as an input, from a secret; never in a file that is committed',
  'resume-command': 'give it as an input: comments are read before the repository is',
  'allow-bots': 'give it as an input: who may start a job is checked before the repository is read',
  only: 'give it as an input or flag of one run',
  from: 'give it as an input or flag of one run',
  resume: 'give it as an input of one run',
  answer: 'give it as an input of one run',
  command: 'give it as an input of one step',
  json: 'give it as a flag',
};

/** Why an option cannot stand in the file; null: it can, or there is no such option. */
export function outsideFile(name: string, table: OptionTable): string | null {
  return name in table ? (OUTSIDE[name as OptionName] ?? null) : null;
}

/** Options that can stand in the file, in the table's order. */
export function fileOptions(table: OptionTable): readonly OptionName[] {
  return (Object.keys(table) as OptionName[]).filter((name) => OUTSIDE[name] === undefined);
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const optionValue = z.union([scalar, z.array(z.union([z.string(), z.number()]))]);

/** A value of an option, as YAML has it. */
export type OptionValue = z.infer<typeof optionValue>;

const refuse = (what: string) => ({ error: ({ input }: { readonly input?: unknown }) => `"${input}" ${what}` });

const text = (description: string) =>
  z.string({ error: ({ input }) => (input === undefined ? 'is missing' : 'is not a text') }).describe(description);

const writablePath = z
  .string()
  .refine(
    (path) => isAbsolute(path) || path.startsWith('~/'),
    refuse('is not an absolute path, nor one that starts with ~/'),
  )
  .refine((path) => !path.split('/').includes('..'), refuse('may lead elsewhere'))
  .refine((path) => normalize(path) !== '/', refuse('is the whole machine'))
  .refine((path) => !/^~\/?$/.test(normalize(path)), refuse('is the whole home'));

const repositoryPath = z
  .string()
  .refine((path) => path !== '' && !isAbsolute(path), 'is not a path from the top of the repository')
  .refine((path) => !path.split('/').includes('..'), 'leads out of the repository');

const afterSpecs = z
  .array(z.string().min(1, 'is empty; name a spec'))
  .optional()
  .describe('Names of specs: the plan of `specs` starts this one when they are complete and merged into the base.');

/** For editors: the file's JSON Schema (https://json-schema.org/draft/2020-12). */
export function configJsonSchema(table: OptionTable): Readonly<Record<string, unknown>> {
  return {
    title: 'Configuration of sequential-orchestration',
    ...z.toJSONSchema(configSchema(table), { io: 'input' }),
  };
}

/** The file's shape for the options of a table. What a value must be is said by the kind of its option. */
export function configSchema(table: OptionTable) {
  const describe = (name: OptionName) => {
    const { description, kind, defaults }: Option<unknown> = table[name];
    const usual = defaults.action === '' ? '' : ` Default in a workflow: ${defaults.action}.`;
    return optionValue.optional().describe(`${description} Accepted: ${kind.accepts}.${usual}`);
  };
  const optionFields = Object.fromEntries(fileOptions(table).map((name) => [name, describe(name)])) as Partial<
    Record<OptionName, z.ZodOptional<typeof optionValue>>
  >;
  const isolation = z.strictObject({
    strength: z.string().optional().describe('auto, strict or off.'),
    writable: z
      .array(writablePath)
      .optional()
      .describe('Paths that can be written under strict: absolute, or from the home with ~/.'),
    allow: z.array(z.string()).optional().describe(table['isolation-allow'].description),
  });
  const headroom = z.strictObject({
    keep: text(`What is kept. Accepted: ${table.headroom.kind.accepts}.`),
    hours: text(`When you are to find it. Accepted: ${hoursOfDay.accepts}.`),
    days: optionValue
      .optional()
      .describe(`Days on which the hours begin; default: all. Accepted: ${daysOfWeek.accepts}.`),
    zone: text(`Of the hours and days. Accepted: ${timeZone.accepts}.`),
  });
  return z.strictObject({
    ...optionFields,
    version: z.literal(1, { error: 'must be 1; other versions are not known here' }).optional(),
    isolation: z.union([z.string(), isolation]).optional().describe(table.isolation.description),
    headroom: z.union([z.string(), z.number(), headroom]).optional().describe(table.headroom.description),
    steering: z
      .strictObject({
        allow: z
          .array(repositoryPath)
          .optional()
          .describe('Files and folders that agents may change although they steer the next agent, such as .claude/.'),
      })
      .optional(),
    memory: z
      .boolean()
      .optional()
      .describe('Whether what an agent notes for the next tasks is given to them. Default: true.'),
    specs: z
      .record(z.string(), z.strictObject({ ...optionFields, after: afterSpecs }))
      .optional()
      .describe('By name of a spec: options for it alone, and which specs come before it.'),
  });
}
