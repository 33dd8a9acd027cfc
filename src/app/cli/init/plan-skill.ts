import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { COMMON_SKILLS, type FoundAgent } from './examine-project.ts';
import { marked, type PlannedFile, planFile } from './write-files.ts';

const NAME = 'sequential-orchestration';

/**
 * The skill by which an agent at a desk starts a run, watches it and carries its questions to the person: where most
 * agents look for skills, and where those do that are found here or that the repository has a folder of.
 * @param dist folder of the bundles, beside which the package has the skill.
 */
export function planSkill(top: string, dist: string, agents: readonly FoundAgent[]): readonly PlannedFile[] {
  const text = marked(readFileSync(join(dist, '..', 'skills', NAME, 'SKILL.md'), 'utf8'), 'markdown');
  const found = agents.filter(({ ready, skills }) => ready || existsSync(join(top, dirname(skills))));
  const folders = [COMMON_SKILLS, ...found.map(({ skills }) => skills)];
  const files = folders.map((folder) => planFile(top, `${folder}/${NAME}/SKILL.md`, text, true));
  // One folder may be a link to another.
  return [...new Map(files.map((file) => [file.path, file])).values()];
}
