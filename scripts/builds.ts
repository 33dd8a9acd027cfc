/**
 * Builds projects of several languages as an ordinary user, in a fresh home: without a sandbox, under `auto` and under
 * `strict`, each with nothing in its caches and again with what it put there. The packages come from the registries.
 * Arguments name some of the projects.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { asUser, giveToUser, openUserPlace } from './ordinary-user.ts';

const place = openUserPlace('homes');
const ground = join(place.folder, 'builds');
mkdirSync(ground);
giveToUser(ground);
const script = join(place.project, 'scripts', 'builds', 'run-builds.ts');
try {
  const { status } = spawnSync(process.execPath, [script, ground, ...process.argv.slice(2)], {
    ...asUser,
    cwd: ground,
    env: place.env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.exitCode = status ?? 1;
} finally {
  place.close();
}
