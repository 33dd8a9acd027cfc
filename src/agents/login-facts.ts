import { readFile } from 'node:fs/promises';
import type { Login } from './login.ts';
import type { Backend } from './types.ts';
import type { LoginFacts } from './vendor-facts.ts';

/** What is known of the login that a CLI would use, beside that it is there; null: nothing. No value leaves this. */
export async function readLoginFacts(backend: Pick<Backend, 'login'>, login: Login): Promise<LoginFacts | null> {
  // Of several the CLI takes the first.
  if (login.kind === 'variables') return backend.login?.variableFacts?.[login.names[0] ?? ''] ?? null;
  if (login.kind !== 'file') return null;
  const text = await readFile(login.path, 'utf8').catch(() => null);
  return text === null ? null : (backend.login?.readLoginFile?.(text) ?? null);
}
