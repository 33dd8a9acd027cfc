import { execFile } from 'node:child_process';
import { UserError } from '../../errors.ts';
import type { Checkout } from '../../repository/git/checkout.ts';
import { originUrl } from '../../repository/remote/address.ts';
import { parseRepository } from './app-remote.ts';

type Env = NodeJS.ProcessEnv;
type Repository = ReturnType<typeof parseRepository>;

const MAX_MS = 5_000;

/** The repository of an address; a host that a person's ssh knows by a name of their own is the one that it stands for. */
export async function findRepository(url: string, env: Env): Promise<Repository> {
  const found = parseRepository(url);
  if (/^https?:/.test(url)) return found;
  const alias = found.server.replace('https://', '');
  const host = await hostOfAlias(alias, env);
  return host === alias ? found : parseRepository(`https://${host}/${found.owner}/${found.repo}`);
}

function hostOfAlias(alias: string, env: Env): Promise<string> {
  return new Promise((done) => {
    execFile('ssh', ['-G', '--', alias], { env, timeout: MAX_MS }, (error, stdout) => {
      const host = /^hostname (\S+)$/m.exec(error === null ? stdout : '')?.[1] ?? alias;
      done(host === 'ssh.github.com' ? 'github.com' : host);
    });
  });
}

/** Host of the server that origin is on; null: GitHub's own, or not known. */
export async function enterpriseHost(checkout: Checkout, env: Env): Promise<string | null> {
  const url = originUrl(checkout);
  try {
    const host = url === null ? 'github.com' : new URL((await findRepository(url, env)).server).host;
    return host === 'github.com' ? null : host;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
