import { type Colours, noColours } from '../../../../report/text/colour.ts';
import { plainText } from '../../../../report/text/plain-text.ts';
import { jsonLine } from '../../json-output.ts';
import type { Finding } from './finding.ts';

/** What was found, a line each with what to do; what is wrong last, where it is seen. */
export function ciText(findings: readonly Finding[], colours: Colours = noColours): string {
  const icons = { ok: colours.green('✓'), warning: colours.yellow('!'), problem: colours.red('✗') };
  const line = ({ level, where, message, fix }: Finding) => [
    `${icons[level]} ${plainText(`${where}: ${message}`)}`,
    ...(fix === null ? [] : [`  → ${plainText(fix)}`]),
  ];
  const of = (level: Finding['level']) => findings.filter((finding) => finding.level === level);
  const isReady = of('problem').length === 0;
  return [
    ...[...of('ok'), ...of('warning'), ...of('problem')].flatMap(line),
    isReady ? colours.green('✓ A run can start.') : colours.red('A run cannot start.'),
    '',
  ].join('\n');
}

export function ciJson(workflows: readonly string[], findings: readonly Finding[]): string {
  return jsonLine({
    version: 1,
    kind: 'doctor-ci',
    ok: findings.every(({ level }) => level !== 'problem'),
    workflows: [...workflows],
    findings: [...findings],
  });
}
