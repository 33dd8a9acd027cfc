import { flatPython, managedPython } from './python-projects.ts';

/** A project that `init` sets up: its tests fail without its packages, and until a unit has stored the links. */
export interface ProjectKind {
  readonly name: string;
  /** Programs without which it is not told. */
  readonly needs: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** Told at every change; the others only when all are asked for. */
  readonly isUsual: boolean;
}

const json = (value: unknown): string => `${JSON.stringify(value)}\n`;

const links = 'require("checker")(require("node:fs").readFileSync("links.txt", "utf8"));\n';
const nodePackage = {
  ...{ name: 'links', version: '1.0.0', private: true, scripts: { test: 'node test.js' } },
  devDependencies: { checker: 'file:tools/checker' },
};
const nodeFiles = {
  'package.json': json(nodePackage),
  'tools/checker/package.json': json({ name: 'checker', version: '1.0.0' }),
  'tools/checker/index.js': 'module.exports = (text) => require("node:assert").match(text, /^https:/);\n',
  'test.js': links,
};
const packageLock = json({
  ...{ name: 'links', version: '1.0.0', lockfileVersion: 3, requires: true },
  packages: {
    '': { name: 'links', version: '1.0.0', devDependencies: { checker: 'file:tools/checker' } },
    'node_modules/checker': { resolved: 'tools/checker', link: true },
    'tools/checker': { version: '1.0.0', dev: true },
  },
});

export const projectKinds: readonly ProjectKind[] = [
  { name: 'npm', needs: ['npm'], isUsual: true, files: { ...nodeFiles, 'package-lock.json': packageLock } },
  { name: 'npm, without a lock file', needs: ['npm'], isUsual: true, files: nodeFiles },
  {
    ...{ name: 'Python', needs: ['python3'], isUsual: true },
    files: { ...flatPython, 'requirements.txt': 'six==1.17.0\n' },
  },
  { name: 'none', needs: [], isUsual: true, files: {} },
  {
    ...{ name: 'pnpm', needs: ['npm'], isUsual: false },
    files: {
      ...nodeFiles,
      'package.json': json({ ...nodePackage, devDependencies: { checker: 'link:tools/checker' } }),
      'pnpm-lock.yaml': [
        "lockfileVersion: '9.0'",
        'settings:\n  autoInstallPeers: true\n  excludeLinksFromLockfile: false',
        'importers:\n  .:\n    devDependencies:\n      checker:\n        specifier: link:tools/checker\n        version: link:tools/checker',
        '',
      ].join('\n\n'),
    },
  },
  {
    ...{ name: 'Go', needs: ['go'], isUsual: false },
    files: {
      'go.mod': 'module example.com/links\n\ngo 1.21\n',
      'links.go':
        'package links\n\nimport "os"\n\nfunc Read() (string, error) {\n\ttext, err := os.ReadFile("links.txt")\n\treturn string(text), err\n}\n',
      'links_test.go':
        'package links\n\nimport (\n\t"strings"\n\t"testing"\n)\n\nfunc TestLinks(t *testing.T) {\n\ttext, err := Read()\n\tif err != nil || !strings.HasPrefix(text, "https:") {\n\t\tt.Fatal(text, err)\n\t}\n}\n',
    },
  },
  {
    ...{ name: 'Rust', needs: ['cargo', 'cc'], isUsual: false },
    files: {
      'Cargo.toml': '[package]\nname = "links"\nversion = "1.0.0"\nedition = "2021"\n',
      'Cargo.lock': 'version = 3\n\n[[package]]\nname = "links"\nversion = "1.0.0"\n',
      'src/lib.rs':
        '#[test]\nfn links() {\n    assert!(std::fs::read_to_string("links.txt").unwrap().starts_with("https:"));\n}\n',
    },
  },
  ...managedPython,
];
