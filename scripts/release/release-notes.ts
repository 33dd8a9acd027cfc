import { repositoryOf } from './package-facts.ts';

/** A project that is to be released. */
export interface Release {
  /** Text of package.json. */
  readonly packageFile: string;
  readonly changelog: string;
  /** Names of files in .changeset. */
  readonly changesets: readonly string[];
  /** `owner/name` that it is released from; null: it is a trial. */
  readonly from: string | null;
}

/** What keeps it from being released, a sentence each. */
export function findObstacles({ packageFile, changelog, changesets, from }: Release): readonly string[] {
  const facts = JSON.parse(packageFile);
  const pending = changesets.filter((name) => name.endsWith('.md') && name !== 'README.md');
  const home = repositoryOf(facts);
  return [
    ...(pending.length === 0
      ? []
      : [
          `changesets are waiting (${pending.join(', ')}): press the button with \`version\`, and merge its pull request`,
        ]),
    ...(notesOf(changelog, facts.version) === null ? [`CHANGELOG.md has no section ${facts.version}`] : []),
    ...(from === null || home === from
      ? []
      : [
          `package.json names ${home ?? 'no repository'}, and this is ${from}: npm refuses the provenance of such a package`,
        ]),
  ];
}

/** The section of a version in the changelog; null: there is none, or it is empty. */
export function notesOf(changelog: string, version: string): string | null {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.split('\n', 1)[0]?.trim() === version);
  return section?.slice(section.indexOf('\n')).trim() || null;
}
