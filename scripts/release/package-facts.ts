/** What package.json says of the package's home. */
interface Package {
  readonly repository?: string | { readonly url?: string };
}

/** `owner/name` on GitHub; null: it is published nowhere yet. */
export function repositoryOf({ repository }: Package): string | null {
  const url = typeof repository === 'string' ? repository : (repository?.url ?? '');
  const [, name = null] = /(?:^|github[.:](?:com[/:])?)([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(url) ?? [];
  return name;
}

/** Text of src/version.ts with both constants as they are given. */
export function withPackage(
  text: string,
  { version, repository }: { readonly version: string; readonly repository: string | null },
): string {
  const name = repository === null ? 'null' : `'${repository}'`;
  return text
    .replace(/(export const version = )[^;]*;/, `$1'${version}';`)
    .replace(/(export const repository: string \| null = )[^;]*;/, `$1${name};`);
}
