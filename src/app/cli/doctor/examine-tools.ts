import { findProgram } from '../../../agents/install/find-program.ts';
import { queryVersion } from '../../../agents/install/version-check.ts';
import { ownPath } from '../../../own-path.ts';
import type { ExaminedTool } from './doctor-report.ts';

/** What a run needs beside its agents. */
export interface ToolRequirements {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly tmux: 'auto' | 'require' | 'off';
  readonly git: boolean;
  /** Must something be installed? */
  readonly npm: boolean;
}

/** The programs that a run works with, on PATH. */
export async function examineTools({ env, tmux, git, npm }: ToolRequirements): Promise<ExaminedTool[]> {
  const tool = async (
    name: string,
    needed: boolean,
    consequence: string,
    flag = '--version',
  ): Promise<ExaminedTool> => {
    const path = await findProgram(name, ownPath(env));
    const answer = path === null ? null : await queryVersion(path, env, { limitMs: 10_000, flag });
    const problem = path === null && needed ? `${name} is not installed, ${consequence}` : null;
    return { name, path, version: answer?.ok ? versionNumber(answer.text) : null, problem };
  };
  return Promise.all([
    tool('tmux', tmux === 'require', 'but it is required.', '-V'),
    tool('git', git, 'but checkpoints need it.'),
    tool('node', false, ''),
    tool('npm', npm, 'so no CLI can be installed. In a workflow, use actions/setup-node.'),
  ]);
}

/** `git version 2.39.5`, `tmux 3.3a`, `v20.20.2` → the number. */
function versionNumber(text: string): string {
  return text.replace(/^\w+ (version )?/, '').replace(/^v/, '');
}
