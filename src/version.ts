/** The same as in package.json; a test holds them together. */
export const version = '0.1.0';

/** `owner/name` on GitHub, as in package.json; null: it is published nowhere yet. */
export const repository: string | null = null;

/** How a workflow names this action, by its major version. Published nowhere: by a name for people to replace. */
export const actionName = `${repository ?? 'OWNER/sequential-orchestration'}@v${version.split('.')[0]}`;
