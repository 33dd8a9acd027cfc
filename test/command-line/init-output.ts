/** Where the action is, as `init` is told. */
export const published = ['--action', 'my-org/sequential-orchestration@0123456789012345678901234567890123456789'];

/** Lines that say what became of a file. */
export const signs = (text: string): string[] => text.split('\n').filter((line) => /^[+=~!] \S+$/.test(line));
