import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Watches whether what runs with this variable in its environment speaks to anything but loopback. */
export interface OutsideWatch {
  /** Set these for what is watched. */
  readonly env: Readonly<Record<string, string>>;
  /** What was tried so far, a last look included: `proxy: CONNECT host:port`, or `socket: pid N → address`. */
  settled(): readonly string[];
  close(): Promise<readonly string[]>;
}

const sampleMs = 100;

/**
 * Two nets: a proxy that refuses and remembers, for whoever honours proxies; and the sockets of the watched processes,
 * looked at ten times a second where the system shows them (/proc). Neither sees a packet, together they see a habit.
 */
export async function watchOutside(mark: string): Promise<OutsideWatch> {
  const tried = new Set<string>();
  const proxy = createServer((request, response) => {
    tried.add(`proxy: ${request.method} ${request.url}`);
    response.writeHead(403).end();
  });
  proxy.on('connect', (request, socket) => {
    tried.add(`proxy: CONNECT ${request.url}`);
    // Who is refused may hang up first.
    socket.on('error', () => {});
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const look = (): void => {
    for (const peer of outsidePeers(`STORY_MARK=${mark}`)) tried.add(peer);
  };
  const sampler = setInterval(look, sampleMs);
  return {
    env: {
      STORY_MARK: mark,
      ...Object.fromEntries(
        ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].flatMap((name) => [
          [name, url],
          [name.toLowerCase(), url],
        ]),
      ),
      NO_PROXY: '127.0.0.1,localhost',
      no_proxy: '127.0.0.1,localhost',
    },
    settled() {
      look();
      return [...tried];
    },
    close: () =>
      new Promise((resolve) => {
        clearInterval(sampler);
        proxy.close(() => resolve([...tried]));
        proxy.closeAllConnections();
      }),
  };
}

function outsidePeers(variable: string): string[] {
  const owners = new Map<string, string>();
  for (const pid of entries('/proc').filter((name) => /^\d+$/.test(name))) {
    if (!read(`/proc/${pid}/environ`).split('\0').includes(variable)) continue;
    for (const fd of entries(`/proc/${pid}/fd`)) {
      const inode = /^socket:\[(\d+)\]$/.exec(link(`/proc/${pid}/fd/${fd}`))?.[1];
      if (inode !== undefined) owners.set(inode, pid);
    }
  }
  if (owners.size === 0) return [];
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((kind) =>
    read(`/proc/net/${kind}`)
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const columns = line.trim().split(/\s+/);
        const [remote = '', inode = ''] = [columns[2], columns[9]];
        const owner = owners.get(inode);
        return owner !== undefined && !isLocal(remote) ? [`socket: pid ${owner} → ${kind} ${remote}`] : [];
      }),
  );
}

/** Addresses as the kernel prints them: hexadecimal, each group of four bytes in the machine's (little) order. */
function isLocal(remote: string): boolean {
  const address = remote.split(':')[0] ?? '';
  if (/^0+$/.test(address)) return true;
  if (address.length === 8) return address.endsWith('7F');
  return address === '00000000000000000000000001000000' || /^0{16}FFFF0000.{6}7F$/i.test(address);
}

function entries(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
