import type { FormatChoice, SpecFormat } from '../types.ts';
import { kiro } from './kiro.ts';
import { openspec } from './openspec.ts';
import { looksLikeSpecKit, specKit } from './spec-kit.ts';
import type { FormatRules } from './types.ts';

const RULES: Readonly<Record<SpecFormat, FormatRules>> = { kiro, 'spec-kit': specKit, openspec };

export function rulesOf(text: string, format: FormatChoice): FormatRules {
  return RULES[formatOf(text, format)];
}

/** `auto`: by what the text looks like; an OpenSpec list can only be told by its place. */
export function formatOf(text: string, format: FormatChoice): SpecFormat {
  if (format !== 'auto') return format;
  return looksLikeSpecKit(text) ? 'spec-kit' : 'kiro';
}
