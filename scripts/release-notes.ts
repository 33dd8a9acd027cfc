/**
 * Prints the notes of the release that package.json has the version of, and fails with what keeps it from being released.
 * `node scripts/release-notes.ts [owner/name]`: where it is released from; left out for a trial.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findObstacles, notesOf } from './release/release-notes.ts';

const path = (name: string) => resolve(import.meta.dirname, '..', name);
const packageFile = readFileSync(path('package.json'), 'utf8');
const changelog = readFileSync(path('CHANGELOG.md'), 'utf8');
const changesets = readdirSync(path('.changeset'));

const obstacles = findObstacles({ packageFile, changelog, changesets, from: process.argv[2] ?? null });
for (const obstacle of obstacles) console.error(obstacle);
if (obstacles.length > 0) process.exit(1);
console.log(notesOf(changelog, JSON.parse(packageFile).version));
