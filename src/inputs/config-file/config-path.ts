/** What people set for everybody who works on a repository: of its default branch or base, never of a working tree. */
export const CONFIG_FILE = '.github/sequential.yml';
