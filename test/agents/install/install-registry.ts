import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a program does when it is started; `needs-part`: it fails without its part for this platform. */
type Behaviour = 'works' | 'breaks' | 'needs-part';

/** An npm registry of one package on loopback, which counts what is fetched from it. */
export interface Registry {
  readonly url: string;
  /** How many times the package itself was downloaded. */
  downloads(): number;
  /** What was sent to log in, with the last request. */
  authorization(): string | undefined;
  /** npm's lock file for a version, with the hash of what another version holds where `holds` says so. */
  lock(version: string, holds?: string): object;
  /** As `lock`, of a program that has a part of its own for each platform: `tiny-agent-part`, always 1.0.0. */
  lockWithPart(version: string): object;
  /** The next so many downloads of that part are answered with 403. */
  refusePart(times: number): void;
  close(): Promise<void>;
}

/**
 * Serves `tiny-agent` in the versions given by name; the value says what its program does. Its postinstall leaves the
 * names of the variables that it saw.
 */
export async function startRegistry(versions: Readonly<Record<string, Behaviour>>): Promise<Registry> {
  const tarballs = new Map(Object.entries(versions).map(([version, how]) => [version, pack(version, how)]));
  let downloads = 0;
  let authorization: string | undefined;
  const part = pack('1.0.0', 'works', PART);
  let refusals = 0;
  const server: Server = createServer((request, response) => {
    authorization = request.headers.authorization;
    const answerPart = (asTarball: boolean): void => {
      if (!asTarball) return void response.end(JSON.stringify(packument(url, new Map([['1.0.0', part]]), PART)));
      if (refusals > 0) response.statusCode = 403;
      response.end(refusals-- > 0 ? '{"error":"not now"}' : part);
    };
    const version = /tiny-agent-(.+)\.tgz$/.exec(request.url ?? '')?.[1];
    const tarball = version && tarballs.get(version);
    if (request.url?.startsWith(`/${PART}`)) {
      answerPart(request.url.endsWith('.tgz'));
    } else if (tarball) {
      downloads += 1;
      response.end(tarball);
    } else if (request.url === '/tiny-agent') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(packument(url, tarballs)));
    } else {
      response.statusCode = 404;
      response.end('{"error":"not found"}');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const lock = (version: string, holds = version, more: object = {}, others: object = {}): object => ({
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { dependencies: { 'tiny-agent': version } },
      'node_modules/tiny-agent': { ...manifest(version), integrity: integrityOf(tarballs.get(holds)), ...more },
      ...others,
    },
  });
  return {
    url,
    downloads: () => downloads,
    authorization: () => authorization,
    lock: (version, holds) => lock(version, holds),
    lockWithPart(version) {
      const entry = (changes: object) => ({
        version: '1.0.0',
        optional: true,
        integrity: integrityOf(part),
        ...changes,
      });
      const optionalDependencies = { [PART]: '1.0.0', 'other-part': '1.0.0' };
      return lock(
        version,
        version,
        { optionalDependencies },
        {
          [`node_modules/${PART}`]: entry({ os: [process.platform], cpu: [process.arch] }),
          'node_modules/other-part': entry({ os: [`!${process.platform}`] }),
        },
      );
    },
    refusePart(times) {
      refusals = times;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Name of the package that carries a program's part for this platform. */
const PART = 'tiny-agent-part';

function packument(url: string, tarballs: ReadonlyMap<string, Buffer>, name = 'tiny-agent'): object {
  const versions = [...tarballs].map(([version, tarball]) => [
    version,
    {
      ...manifest(version, name),
      hasInstallScript: true,
      dist: {
        tarball: `${url}/${name}-${version}.tgz`,
        integrity: integrityOf(tarball),
      },
    },
  ]);
  const latest = [...tarballs.keys()].at(-1);
  return { name, 'dist-tags': { latest }, versions: Object.fromEntries(versions) };
}

function integrityOf(tarball: Buffer = Buffer.of()): string {
  return `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
}

function manifest(version: string, name = 'tiny-agent'): object {
  return {
    name,
    version,
    bin: { 'tiny-agent': 'cli.js' },
    scripts: { postinstall: 'node postinstall.js' },
  };
}

function pack(version: string, how: Behaviour, name?: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'tiny-agent-'));
  try {
    const root = join(folder, 'package');
    mkdirSync(root);
    const works = `console.log('tiny-agent ${version} (a test)');`;
    const breaks = `console.error('libtiny.so.7: no such file'); process.exit(127);`;
    const code = { works, breaks, 'needs-part': `require.resolve('${PART}/package.json');\n${works}` }[how];
    writeFileSync(join(root, 'package.json'), JSON.stringify(manifest(version, name)));
    writeFileSync(join(root, 'cli.js'), `#!/usr/bin/env node\n${code}\n`, { mode: 0o755 });
    writeFileSync(
      join(root, 'postinstall.js'),
      `require('node:fs').writeFileSync('saw.json', JSON.stringify(Object.keys(process.env)));\n`,
    );
    execFileSync('tar', ['czf', 'package.tgz', 'package'], { cwd: folder });
    return readFileSync(join(folder, 'package.tgz'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
