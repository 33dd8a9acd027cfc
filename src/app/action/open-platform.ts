import type { WorkflowDispatchTarget } from '../../platform/dispatch-workflow.ts';
import { createGitHubPlatform, type GitHubPlatformOptions } from '../../platform/github-platform.ts';
import { summaryPlatform } from '../../platform/no-platform.ts';
import type { SpecPlatform } from '../../platform/types.ts';
import type { JobContext } from './job.ts';
import type { EventRoute } from './routing/event-route.ts';

type RunRoute = Extract<EventRoute, { kind: 'run' }>;

/** Who is told of a spec: GitHub, if there is a token, and whoever looks at the page of the job. */
export function openPlatform(
  route: RunRoute,
  { github, links }: JobContext,
  {
    workflow,
    ...of
  }: Omit<GitHubPlatformOptions, 'github' | 'links' | 'startedFrom' | 'dispatchTarget'> & {
    /** What may be started again; null: not known. */
    readonly workflow: Omit<WorkflowDispatchTarget, 'inputs'> | null;
  },
): SpecPlatform {
  if (github === null) {
    const context = { links, base: of.base, resumeCommand: of.settings.resumeCommand, undelivered: [] };
    return summaryPlatform(of.writeStepSummary, { ...context, runAtWork: 'this-run' }, (message) =>
      of.log.emit({ kind: 'warning', message }),
    );
  }
  const dispatchTarget = workflow === null ? null : { ...workflow, inputs: nextRunInputs(route) };
  return createGitHubPlatform({ ...of, github, links, startedFrom: route.startedFrom, dispatchTarget });
}

/** Who is answered on one spec goes on with that one, where the workflow's form asks for a spec. */
function nextRunInputs({ inputs, spec }: RunRoute): Readonly<Record<string, string>> {
  return spec === null ? inputs : { ...inputs, spec };
}
