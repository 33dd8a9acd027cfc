import { LineCounter, parseDocument } from 'yaml';
import { UserError } from '../../errors.ts';
import { findSecretShapes } from '../../secrets/secret-shapes.ts';

/** Without aliases, of which a short file can make a long one. */
export function readYaml(text: string, where: string): unknown {
  const document = parseDocument(text, { prettyErrors: true, lineCounter: new LineCounter() });
  const [error] = document.errors;
  const refuse = (message: string, line: number | undefined) =>
    // The place is said before it.
    new UserError(`not valid YAML: ${message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')}`, {
      where: line === undefined ? where : `${where}:${line}`,
      fix: /^Tabs/.test(message) ? 'indent with spaces' : 'correct the file',
    });
  if (error !== undefined) throw refuse(error.message, error.linePos?.[0].line);
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    throw refuse('aliases are not supported', undefined);
  }
}

/** The file is committed: whoever reads the repository would read them. The line is told, never the text. */
export function refuseSecrets(text: string, where: string): void {
  const [place] = findSecretShapes(text);
  if (place === undefined) return;
  throw new UserError('this looks like a secret, and the file is committed', {
    where: `${where}:${text.slice(0, place[0]).split('\n').length}`,
    fix: 'Revoke it, remove it from the file, and pass it to the job as a secret (an input such as github-token, or env).',
  });
}
