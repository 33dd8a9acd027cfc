/** The files of one more spec: its tasks, and what the rehearsal agent does with them. */
export function specFiles(name: string, tasks: string, units: object): Record<string, string> {
  const folder = `.kiro/specs/${name}`;
  return { [`${folder}/tasks.md`]: tasks, [`${folder}/rehearsal.json`]: JSON.stringify({ units }) };
}

export const SUMMARY_ROW = /^\| (?!Spec|---)/;

/** The page's table by spec: state, units, why. */
export function tableOf(summary: string): Record<string, string[]> {
  const rows = summary.split('\n').filter((line) => SUMMARY_ROW.test(line) && !line.startsWith('|---'));
  return Object.fromEntries(
    rows.map((row) => {
      const [, name = '', ...cells] = row.split(' | ').flatMap((cell, at) => (at === 0 ? ['', cell.slice(2)] : [cell]));
      return [name.replaceAll('\\', ''), cells.slice(0, 3).map((cell) => cell.replaceAll('\\', ''))];
    }),
  );
}
