/** What an agent may not change unless the input `protect` says otherwise: who may run what, and who must agree. */
export const DEFAULT_PROTECTED_PATHS = [
  '.github/workflows',
  '.github/actions',
  '.github/dependabot.yml',
  'CODEOWNERS',
  '.github/CODEOWNERS',
  'docs/CODEOWNERS',
  '.github/sequential.yml',
] as const;
