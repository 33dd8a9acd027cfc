import type { Backend } from '../../agents/types.ts';

/** Is one of these labels of a runner one of GitHub's own? */
export function isHostedRunner(labels: readonly string[]): boolean {
  return labels.some((label) => /^(?:ubuntu|macos|windows)-/.test(label));
}

/** What installs an agent that GitHub's runners lack and that no run installs; null: there is no need. */
export function installOnRunner(name: string, labels: readonly string[], backends: readonly Backend[]): string | null {
  const backend = backends.find((candidate) => candidate.name === name);
  return backend?.cli === null && isHostedRunner(labels) ? (backend.machineProgram?.install ?? null) : null;
}
