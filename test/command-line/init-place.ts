import { Workplace } from './workplace.ts';

/** Where the action is, as `init` is told. */
export const published = ['--action', 'my-org/sequential-orchestration@0123456789012345678901234567890123456789'];

/** Lines that say what became of a file. */
export const signs = (text: string): string[] => text.split('\n').filter((line) => /^[+=~!] \S+$/.test(line));

/** A project of npm's with a spec, and a key that nobody is to see. */
export function openProject(): Workplace {
  const place = new Workplace({ shop: '- [ ] 1. One\n' });
  place.write('package.json', '{"scripts":{"test":"jest"}}');
  place.write('package-lock.json', '{}');
  place.write('.gitignore', 'node_modules/\n');
  place.env.CODEX_API_KEY = 'a-key-of-mine-that-nobody-sees';
  return place;
}
