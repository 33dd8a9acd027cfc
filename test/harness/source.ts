/**
 * A module of `src/` as a script has it behind `import`, in quotation marks: by its address, since the path of a checkout
 * may hold what means something in one (`%`, `#`).
 */
export function source(path: string): string {
  return JSON.stringify(new URL(`../../src/${path}`, import.meta.url));
}
