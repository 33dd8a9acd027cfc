import { dirname, join } from 'node:path';
import { escapePath, glob } from 'tinyglobby';

/** Spec folders of that name further down (`.kiro/specs/shop/cart` by `cart`); absolute paths, in order. */
export async function findNestedSpecs(name: string, specsHome: string): Promise<readonly string[]> {
  const found = await glob(`**/${escapePath(name)}/tasks.md`, {
    cwd: specsHome,
    dot: true,
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
  });
  return found.map((path) => join(specsHome, dirname(path))).sort();
}
