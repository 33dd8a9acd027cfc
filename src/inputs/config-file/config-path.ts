/** What people set for everybody who works on a repository: of its default branch or base, never of a working tree. */
export const CONFIG_FILE = '.github/sequential.yml';

/** What people name it instead; nothing reads it. */
export const MISNAMED_CONFIG_FILE = '.github/sequential.yaml';
