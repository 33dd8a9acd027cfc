import type { UnitFacts } from './scenario.ts';

/** The units as a tasks.md. */
export function specText(units: readonly UnitFacts[]): string {
  const blocks = units.map((unit) => {
    const star = unit.optional ? '*' : '';
    const needs = unit.dependsOn.length > 0 ? [`  - _Depends: ${unit.dependsOn.join(', ')}_`] : [];
    const parts = unit.parts.map(
      (part, index) => `  - [ ] ${unit.key}.${index + 1} ${part}\n    - _Requirements: 1.${index + 1}_`,
    );
    return [`- [ ]${star} ${unit.key}. ${unit.title}`, ...needs, ...parts].join('\n');
  });
  return `# Implementation Plan\n\n${blocks.join('\n\n')}\n`;
}

/** Keys of the units whose own boxes and required sub-boxes are all ticked, read apart from the product's parser. */
export function tickedUnits(text: string, units: readonly UnitFacts[]): Set<string> {
  const boxes = new Map<string, boolean>();
  for (const match of text.matchAll(/^\s*- \[(.)\]\*? (\d+(?:\.\d+)*)/gm)) boxes.set(match[2] ?? '', match[1] === 'x');
  const keys = (unit: UnitFacts) => [unit.key, ...unit.parts.map((_, index) => `${unit.key}.${index + 1}`)];
  return new Set(units.filter((unit) => keys(unit).every((key) => boxes.get(key) === true)).map(({ key }) => key));
}
