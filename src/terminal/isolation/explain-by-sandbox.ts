import type { IsolationPolicy } from './policy/isolation-policy.ts';
import { isOfMachine, isWithin } from './policy/paths/paths.ts';

/** Of a long output the end tells, and of a long line the beginning. */
const MAX_LINES = 400;
const MAX_LINE_LENGTH = 1_000;

/** By names and numbers of errors, which are the same in all languages, and the words of the system in English. */
const REFUSED_WRITE =
  /\bEROFS\b|\bEBUSY\b|ReadOnlyFileSystem|\[Errno (?:16|30)\]|\(os error (?:16|30)\)|\((?:16|30): |read-only file system|device or resource busy/i;
/** Programs that write the file that they complain about, in whatever language. */
const COMPLAINS = /^(?:touch|cp|mv|rm|mkdir|ln|tee|sed|install|chmod|chown|dd|truncate): /;
/** What Node says of a read-only disk where it makes a folder and those above it. */
const NO_FOLDER = /no such file or directory, mkdir '/;
/** Where the reason stands alone, the path is in a line above. */
const LINES_ABOVE = 3;
const NOT_THERE =
  /\b(?:ENOENT|EACCES|ECONNREFUSED)\b|NoSuchFile|AccessDenied|ConnectException|FileNotFound|PermissionError|\[Errno (?:2|13|111)\]|\(os error (?:2|13|111)\)|no such file|permission denied|connection refused/i;
/** Not the end of a relative one, nor of a name such as node:internal/fs. */
const PATH = /(?<![\w.~/-])[~/][^\s'"`:,;()[\]]*/g;
/** What comes before a path that is written: the program that complains, and what Node copies from. */
const NOT_WRITTEN = /^\/[^\s:]+: (?=.*\/)|(?<=\b(?:copyfile|link) )'[^']*' -> /g;
/** Of JavaScript and Python: names a program's own files. */
const STACK_FRAME = /^\s+(?:at |File ")/;

/** Words of programs that miss what is hidden, by the name that shows it. */
const MISSED: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['docker', /connect to the docker (?:daemon|api)|cannot connect to podman|DockerException|DockerClientException/i],
  ['docker', /find a valid docker environment|working container runtime strategy|docker is either not running/i],
  ['ssh', /permission denied \(publickey|host key verification failed|connection to your authentication agent/i],
  ['gpg', /gpg failed to sign the data|no secret key/i],
  ['git', /could not read username for|terminal prompts disabled/i],
  ['gh', /gh auth login|not logged in(?:to| to) any github hosts/i],
  ['aws', /unable to locate credentials|could not load credentials from any providers/i],
  ['azure', /az login/i],
  ['gcloud', /gcloud auth login|could not find default credentials/i],
  ['kube', /the connection to the server localhost:8080 was refused|no configuration has been provided/i],
];

/** Programs that run others as root, which a sandbox keeps them from; most of what they say of it has these words in it. */
const AS_ROOT = /(?:^|[\s'"])(sudo|doas|pkexec|su):? /i;
const AS_ROOT_REFUSED: Readonly<Record<string, RegExp>> = {
  sudo: /\bno new privileges\b|\broot\b|\buid 0\b|effective uid is not 0/i,
  doas: /\bsetuid\b/i,
  pkexec: /\bsetuid\b/i,
  su: /\bsuid\b|\bauth?en/i,
};

const NEEDS_ROOT = /\bare you root\?|\b(?:must|need to|have to) be (?:run as )?root|\broot privileges|\bsuperuser/i;
const REFUSED =
  /\b(?:EACCES|EPERM)\b|AccessDenied|PermissionError|\[Errno (?:1|13)\]|\(os error (?:1|13)\)|permission denied|operation not permitted/i;
const PATH_OF_MACHINE = /(?<![\w.~/-])\/[^\s'"`:,;()[\]]+/g;
const NOT_ROOT =
  'agents are not root in it, but a user who can write the working tree, the login, caches and new files in the home alone. Install what is needed in an earlier step of the workflow, or name folders under isolation.writable in .github/sequential.yml.';

/** Why the sandbox is the likely cause of what a program printed, and how to allow it; null: nothing speaks for it. */
export function explainBySandbox(output: string, policy: IsolationPolicy): string | null {
  const lines = output
    .split('\n')
    .slice(-MAX_LINES)
    .map((line) => line.slice(0, MAX_LINE_LENGTH));
  for (let at = lines.length - 1; at >= 0; at--) {
    const explained = explainLine(lines.slice(Math.max(0, at - LINES_ABOVE), at + 1), policy);
    if (explained !== null) return `The sandbox is the likely cause: ${explained}`;
  }
  return null;
}

/** The last of these lines. */
function explainLine(lines: readonly string[], policy: IsolationPolicy): string | null {
  const line = lines.at(-1) ?? '';
  const asRoot = policy.sudo ? null : programAsRoot(line);
  if (asRoot !== null)
    return `${asRoot} does not work in it. Install what is needed in an earlier step of the workflow, or set isolation-allow to sudo, which is weaker.`;
  const covers = [...(policy.inner ?? []), ...policy.hidden];
  const missed = covers.find((cover) => MISSED.some(([name, words]) => name === cover.name && words.test(line)));
  if (missed !== undefined) return describeHidden(missed.name, missed.path);
  if (REFUSED_WRITE.test(line)) return explainWrite(pathsAtEnd(lines, policy), policy);
  const paths = pathsIn(line, policy);
  const mayBeWrite = (policy.strength === 'strict' && NO_FOLDER.test(line)) || isComplaint(line, paths, policy);
  const refused = mayBeWrite ? explainWrite(paths, policy) : null;
  if (refused !== null) return refused;
  const hidden = NOT_THERE.test(line) ? explainMissing(paths, policy) : null;
  return hidden ?? (policy.isLent === true ? explainUser(line, policy) : null);
}

/** Of the last line, or of those above it where it has none. */
function pathsAtEnd(lines: readonly string[], policy: IsolationPolicy): readonly string[] {
  const written = (line: string) => pathsIn(line.replace(NOT_WRITTEN, ''), policy);
  const paths = written(lines.at(-1) ?? '');
  return paths.length > 0 ? paths : lines.filter((line) => !STACK_FRAME.test(line)).flatMap(written);
}

function programAsRoot(line: string): string | null {
  const [, program = ''] = AS_ROOT.exec(line) ?? [];
  return AS_ROOT_REFUSED[program]?.test(line) ? program : null;
}

/** As they are on the machine: from the home, with `/var/run` where it leads, and of an address only the path. */
function pathsIn(line: string, { lent }: IsolationPolicy): readonly string[] {
  return (line.match(PATH) ?? []).map((path) =>
    path
      .replace(/^~(?=\/|$)/, lent.home)
      .replace(/^\/{2,}/, '/')
      .replace(/^\/var\/run(?=\/)/, '/run'),
  );
}

function isComplaint(line: string, paths: readonly string[], { readOnly }: IsolationPolicy): boolean {
  return COMPLAINS.test(line) && paths.some((path) => readOnly.some((top) => isWithin(path, top)));
}

function explainMissing(paths: readonly string[], policy: IsolationPolicy): string | null {
  const cover = [...(policy.inner ?? []), ...policy.hidden].find(({ path }) =>
    paths.some((named) => isWithin(named, path)),
  );
  if (cover !== undefined) return describeHidden(cover.name, cover.path);
  const fresh = policy.fresh.find((top) => paths.some((named) => isWithin(named, top)));
  return fresh === undefined
    ? null
    : `${fresh} is new and empty in it with isolation strict. Keep what agents need in the repository, or set isolation to auto.`;
}

/** A path of the machine's that is not lent; one that a name goes before is the project's own. */
function explainUser(line: string, policy: IsolationPolicy): string | null {
  if (NEEDS_ROOT.test(line)) return NOT_ROOT;
  const reached = [...policy.lent.trees, ...policy.lent.folders];
  const paths = REFUSED.test(line) ? (line.match(PATH_OF_MACHINE) ?? []) : [];
  const isOutside = paths.some((path) => !reached.some((top) => isWithin(path, top)));
  return explainWrite(paths, policy) ?? (isOutside ? NOT_ROOT : null);
}

function explainWrite(paths: readonly string[], policy: IsolationPolicy): string | null {
  // A program writes beside a file before it replaces it.
  const target = paths.map((path) => path.replace(/\.lock$/, ''));
  const readOnly = policy.readOnly.find((path) => target.some((named) => isWithin(named, path)));
  const isOfPath = policy.programFolders.some((folder) => readOnly !== undefined && isWithin(readOnly, folder));
  if (isOfPath && !isOfMachine(readOnly ?? ''))
    return `${readOnly} is read-only in it, because other programs are started from there. Install what is needed in an earlier step of the workflow, or name ${readOnly} under isolation.writable in .github/sequential.yml.`;
  if (readOnly !== undefined) {
    return `${readOnly} is read-only in it, because later steps and other programs obey it. Change it in an earlier step of the workflow, or set isolation to off.`;
  }
  if (policy.strength === 'auto') return null;
  const outside = target.find(
    (path) => path.startsWith('/') && ![...policy.writable, ...policy.fresh].some((top) => isWithin(path, top)),
  );
  if (outside !== undefined && isOfMachine(outside))
    return `${outside} cannot be written with isolation strict. Change it in an earlier step of the workflow, or set isolation to auto.`;
  return outside === undefined
    ? null
    : `${outside} cannot be written with isolation strict. Name its folder under isolation.writable in .github/sequential.yml, or set isolation to auto.`;
}

function describeHidden(name: string, path = ''): string {
  if (name === 'own' || name === 'runner') return `${path} is hidden by it, and no setting but isolation off shows it.`;
  return `${path} is hidden by it. Set isolation-allow to ${name} if agents need it.`;
}
