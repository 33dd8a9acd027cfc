import type { Git } from '../git/git.ts';
import { readable } from '../git/index/status.ts';
import type { OpenRepository } from '../opened.ts';
import { withoutSignature } from '../signing/signature-text.ts';
import { MAX_FILE_BYTES } from '../work-tree/staging/left-out.ts';
import { type CommitObject, parseCommit } from './commit-object.ts';
import type { TreeChange } from './raw-diff.ts';
import { type ObjectReader, readObjects } from './read-objects.ts';
import type { Finding } from './trust.ts';

/** Where a secret was found. */
export interface SecretPlace {
  /** As the search numbers it. */
  readonly secret: number;
  readonly where: string;
}

/** Reads the commits, and everything new in their trees. */
export async function readContents(
  git: Git,
  opened: OpenRepository,
  listed: readonly string[],
  changes: readonly TreeChange[],
): Promise<{
  readonly commits: readonly CommitObject[];
  readonly tooLarge: readonly Finding[];
  readonly secrets: readonly SecretPlace[];
}> {
  const { trust } = opened;
  const contents = firstChanges(changes);
  const commits: CommitObject[] = [];
  const tooLarge: Finding[] = [];
  const secrets: SecretPlace[] = [];
  const names = [
    ...listed.flatMap((commit) => [commit, `${commit}^{tree}`]),
    ...[...contents.keys()].filter((object) => !trust.scanned.has(object)),
  ];
  const search = (where: (line: number) => string, passed: () => void): ObjectReader => {
    const running = trust.secrets.start();
    return {
      write: running.write,
      end: () => {
        const found = running.end();
        if (found.length === 0) passed();
        for (const { secret, line } of found) secrets.push({ secret, where: where(line) });
      },
    };
  };
  const reader = { git, objectFormat: opened.checkout.objectFormat };
  await readObjects(reader, names, (name, type, size) => {
    if (type === 'commit') return readCommit(name, commits, { search, isOurSignature: trust.signed.has(name) });
    const change = contents.get(name);
    if (type !== 'blob' || change === undefined) return null;
    const path = trust.maskText(readable(change.path));
    const isTooLarge = size > MAX_FILE_BYTES;
    if (isTooLarge) tooLarge.push({ kind: 'too-large', where: path, what: 'over 100 MB, which the server rejects' });
    return search(
      (line) => (line > 0 ? `${path}:${line}` : path),
      () => {
        if (!isTooLarge) trust.scanned.add(name);
      },
    );
  });
  return { commits, tooLarge, secrets };
}

/** Contents by object, each with the first change that brings it. */
function firstChanges(changes: readonly TreeChange[]): ReadonlyMap<string, TreeChange> {
  const contents = new Map<string, TreeChange>();
  for (const change of changes) {
    const isContent = change.mode !== '000000' && change.mode !== '160000';
    if (isContent && !contents.has(change.object)) contents.set(change.object, change);
  }
  return contents;
}

function readCommit(
  name: string,
  commits: CommitObject[],
  how: {
    readonly search: (where: () => string, passed: () => void) => ObjectReader;
    readonly isOurSignature: boolean;
  },
): ObjectReader {
  const running = how.search(
    () => `the message of commit ${name.slice(0, 12)}`,
    () => undefined,
  );
  let text = '';
  return {
    write(chunk) {
      text += chunk;
    },
    end() {
      running.write(how.isOurSignature ? withoutSignature(text) : text);
      running.end();
      commits.push(parseCommit(name, text));
    },
  };
}
