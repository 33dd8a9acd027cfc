import { isAbsolute, normalize } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { ISOLATION_NAMES } from '../isolation-names.ts';
import { nearest } from '../nearest.ts';

/** What people set for everybody who works on a repository: of its default branch or base, never of a working tree. */
export const CONFIG_FILE = '.github/sequential.yml';

const writablePath = z
  .string()
  .refine((path) => isAbsolute(path) || path.startsWith('~/'), 'is not an absolute path, nor one that starts with ~/')
  .refine((path) => !path.split('/').includes('..'), 'may lead elsewhere')
  .refine((path) => normalize(path) !== '/', 'is the whole machine');

/** `backends`: names of those whose logins can be shown. */
function configSchema(backends: readonly string[]) {
  const names = [...ISOLATION_NAMES, ...backends];
  const allowed = z.string().refine((name) => names.includes(name), `is not one of: ${names.join(', ')}`);
  return z.strictObject({
    isolation: z
      .strictObject({ writable: z.array(writablePath).default([]), allow: z.array(allowed).default([]) })
      .optional(),
  });
}

/** The file, checked. */
export type ConfigFile = z.infer<ReturnType<typeof configSchema>>;

/** Reads the file's text; UserError that names the line or the key for what it does not take. `where`: the file, for people. */
export function parseConfig(text: string, where: string, backends: readonly string[]): ConfigFile {
  const parsed = configSchema(backends).safeParse(readYaml(text, where) ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') ?? '';
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const known = path === '' ? ['isolation'] : ['writable', 'allow'];
    const meant = nearest(key, known);
    const fix = meant === null ? `known here: ${known.join(', ')}` : `did you mean ${meant}?`;
    throw new UserError(`unknown key ${[path, key].filter(Boolean).join('.')}`, { where, fix });
  }
  throw new UserError(`${path || 'the file'}: ${issue?.message ?? 'does not match'}`, {
    where,
    fix: 'correct the file',
  });
}

/** Without aliases, of which a short file can make a long one. */
function readYaml(text: string, where: string): unknown {
  const document = parseDocument(text, { prettyErrors: true });
  const [error] = document.errors;
  const refuse = (message: string, line: number | undefined) =>
    new UserError(`not valid YAML: ${message.split('\n')[0]}`, {
      where: line === undefined ? where : `${where}:${line}`,
      fix: 'correct the file',
    });
  if (error !== undefined) throw refuse(error.message, error.linePos?.[0].line);
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    throw refuse('aliases are not supported', undefined);
  }
}
