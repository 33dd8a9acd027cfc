import { existsSync, readFileSync } from 'node:fs';
import type { SpecInfo } from '../../run/types.ts';
import { readGuidance } from '../../spec-folder/guidance/read-guidance.ts';
import type { SpecLocation } from '../../spec-folder/locate/locate-specs.ts';
import { readReadingList } from '../../spec-folder/reading-list.ts';
import { formatOf } from '../../tasks/formats/format-rules.ts';
import { pathInRepository } from '../surroundings/path-in-repository.ts';

/** What lies around a spec's tasks.md, as agents and people are told of it. */
export function readSpecInfo(spec: SpecLocation, workdir: string, instructions: string | null = null): SpecInfo {
  const { name, tasksPath, format } = spec;
  const tasks = existsSync(tasksPath) ? readFileSync(tasksPath, 'utf8') : '';
  return {
    name,
    tasksPath: pathInRepository(workdir, tasksPath),
    format,
    reading: readReadingList(spec, workdir),
    guidance: readGuidance(spec, formatOf(tasks, format), workdir),
    instructions,
  };
}
