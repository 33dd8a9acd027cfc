import type { FormatChoice, SpecFormat } from '../../tasks/types.ts';
import { formatsByDocuments } from '../locate/spec-homes.ts';
import type { Guidance } from '../types.ts';
import { openspecGuidance } from './openspec-guidance.ts';
import { inTree } from './small-files.ts';
import { specKitGuidance } from './spec-kit-guidance.ts';

const NO_GUIDANCE: Guidance = {
  documents: [],
  rules: [],
  notes: [],
  problems: [],
  environment: {},
  whenComplete: null,
};

/** Reads what lies around a spec; `format` as it was read. Changes nothing, and throws for nothing. */
export function readGuidance(
  spec: { readonly name: string; readonly folder: string; readonly format: FormatChoice },
  format: SpecFormat,
  workdir: string,
): Guidance {
  const guidance = guidanceOf(spec, format, workdir);
  const formats = spec.format === 'auto' ? formatsByDocuments(spec.folder) : [];
  if (formats.length < 2) return guidance;
  const mixed = `${inTree(spec.folder, workdir)}: there are documents of ${formats.join(' and ')}: tasks.md is read as ${format}, as its text looks; \`format\` says otherwise`;
  return { ...guidance, problems: [mixed, ...guidance.problems] };
}

function guidanceOf(
  spec: { readonly name: string; readonly folder: string },
  format: SpecFormat,
  workdir: string,
): Guidance {
  if (format === 'spec-kit') return specKitGuidance(spec, workdir);
  return format === 'openspec' ? openspecGuidance(spec, workdir) : NO_GUIDANCE;
}
