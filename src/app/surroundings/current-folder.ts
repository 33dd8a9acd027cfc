/** Where the program was started. Where that folder has been removed since, its former path, which whoever needs it reports. */
export function currentFolder({ PWD = '/' }: Readonly<Record<string, string | undefined>>): string {
  try {
    return process.cwd();
  } catch {
    return PWD;
  }
}
