import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { source } from '../harness/source.ts';

/** A folder whose owner was killed before it could remove it. */
export async function leaveTempFolder(prefix: string, place: string): Promise<string> {
  const script = `
    const { createTempFolder } = await import(${source('state/lock/temp-folder.ts')});
    process.stdout.write(createTempFolder(${JSON.stringify(prefix)}, [${JSON.stringify(place)}]), () =>
      process.kill(process.pid, 'SIGKILL'));`;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let folder = '';
  owner.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    folder += chunk;
  });
  await once(owner, 'close');
  return folder;
}
