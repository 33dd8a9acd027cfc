import { UserError } from '../../../errors.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { GRANT, missingPermissions, neededPermissions } from '../../../platform/github-app/app-permissions.ts';
import { TokenUnavailable } from '../../../secrets/token-source.ts';
import { findAppRemote } from '../app-remote.ts';
import type { CommandContext } from '../command-context.ts';
import type { ExaminedApp } from './doctor-report.ts';

/** Whether the app that was given gets a token for the repository of `origin`; null: none was given. */
export async function examineApp(inputs: Inputs, context: CommandContext): Promise<ExaminedApp | null> {
  const { app } = inputs.platform;
  if (app === null) return null;
  const nothing = { id: app.id, slug: null, repository: null, warning: null };
  try {
    const remote = await findAppRemote(inputs, context, () => {});
    if (remote === null)
      return { ...nothing, problem: 'there is no repository with an origin that the app could push to' };
    const { repository, tokens } = remote;
    await tokens.token();
    const { slug, granted } = await tokens.installation();
    const missing = missingPermissions(neededPermissions(inputs, true), granted);
    const warning = missing === null ? null : `In a workflow, the app ${slug} also needs ${missing}. ${GRANT}`;
    return { id: app.id, slug, repository, warning, problem: null };
  } catch (error) {
    if (error instanceof TokenUnavailable) return { ...nothing, problem: error.message };
    if (!(error instanceof UserError)) throw error;
    return { ...nothing, problem: describeUserError(error) };
  }
}

export function describeUserError({ where, message, fix }: UserError): string {
  return [`${where}: ${message}`, fix].filter(Boolean).join('. ');
}
