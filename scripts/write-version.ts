/** Writes what package.json says of version and repository into the source and the lock file: they stand there once. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { repositoryOf, withPackage } from './release/package-facts.ts';

const path = (name: string) => resolve(import.meta.dirname, '..', name);
const read = (name: string) => readFileSync(path(name), 'utf8');

const facts = JSON.parse(read('package.json'));
const lock = JSON.parse(read('package-lock.json'));
lock.version = facts.version;
lock.packages[''].version = facts.version;
writeFileSync(path('package-lock.json'), `${JSON.stringify(lock, null, 2)}\n`);
writeFileSync(
  path('src/version.ts'),
  withPackage(read('src/version.ts'), { version: facts.version, repository: repositoryOf(facts) }),
);
