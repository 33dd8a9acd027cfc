import type { SpecFormat } from '../../tasks/types.ts';
import type { Guidance } from '../types.ts';
import { openspecGuidance } from './openspec-guidance.ts';
import { specKitGuidance } from './spec-kit-guidance.ts';

const NO_GUIDANCE: Guidance = {
  documents: [],
  rules: [],
  notes: [],
  problems: [],
  environment: {},
  whenComplete: null,
};

/** Reads what lies around a spec. Changes nothing, and throws for nothing. */
export function readGuidance(
  spec: { readonly name: string; readonly folder: string },
  format: SpecFormat,
  workdir: string,
): Guidance {
  if (format === 'spec-kit') return specKitGuidance(spec, workdir);
  return format === 'openspec' ? openspecGuidance(spec, workdir) : NO_GUIDANCE;
}
