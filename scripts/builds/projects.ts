/** A build of an honest project. */
export interface Project {
  readonly name: string;
  /** Programs without which it is not tried. */
  readonly needs: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** With nothing downloaded yet. */
  readonly cold: string;
  /** Again, from what the first one left in caches; null: it keeps nothing there to show it by. */
  readonly warm: string | null;
}

const json = (value: unknown): string => `${JSON.stringify(value)}\n`;
const MS = { name: 'demo', version: '1.0.0', private: true, dependencies: { ms: '2.1.3' } };
const PNPM = 'npx --yes pnpm@10.28.0';
const VENV = '[ -d .venv ] || python3 -m venv .venv';
const JEST = { ...MS, dependencies: {}, devDependencies: { jest: '30.2.0' } };

export const projects: readonly Project[] = [
  {
    name: 'npm',
    needs: ['npm'],
    files: { 'package.json': json(MS), 'index.js': "require('ms')('1h');\n" },
    cold: 'npm install --no-audit --no-fund && node index.js',
    warm: 'rm -rf node_modules && npm ci --offline --no-audit --no-fund && node index.js',
  },
  {
    name: 'pnpm',
    needs: ['npm'],
    files: { 'package.json': json(MS), 'index.js': "require('ms')('1h');\n" },
    cold: `${PNPM} install && node index.js`,
    warm: `rm -rf node_modules && ${PNPM} install --offline --frozen-lockfile && node index.js`,
  },
  {
    name: 'pip with a venv',
    needs: ['python3'],
    files: {},
    cold: `${VENV} && .venv/bin/pip install six==1.17.0 && .venv/bin/python -c 'import six'`,
    warm: null,
  },
  {
    name: 'cargo',
    needs: ['cargo', 'cc'],
    files: {
      'Cargo.toml': '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\nitoa = "1"\n',
      'src/main.rs': 'fn main() { println!("{}", itoa::Buffer::new().format(7)); }\n',
    },
    cold: 'cargo run --quiet',
    warm: 'rm -rf target && cargo run --quiet --offline',
  },
  {
    name: 'go',
    needs: ['go'],
    files: {
      'go.mod': 'module example.com/demo\n\ngo 1.21\n\nrequire github.com/google/uuid v1.6.0\n',
      'main.go': 'package main\n\nimport "github.com/google/uuid"\n\nfunc main() { println(uuid.Nil.String()) }\n',
    },
    cold: 'go mod tidy && go build -o demo . && ./demo',
    warm: 'GOPROXY=off go build -a -o demo . && ./demo',
  },
  {
    name: 'maven',
    needs: ['mvn'],
    files: {
      'pom.xml': `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>example</groupId><artifactId>demo</artifactId><version>1</version>
<properties><maven.compiler.source>17</maven.compiler.source><maven.compiler.target>17</maven.compiler.target>
<project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
<dependencies><dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>4.13.2</version><scope>test</scope>
</dependency></dependencies></project>\n`,
      'src/test/java/DemoTest.java':
        'import org.junit.Test;\npublic class DemoTest { @Test public void holds() { org.junit.Assert.assertTrue(true); } }\n',
    },
    cold: 'mvn -B -q test',
    warm: 'rm -rf target && mvn -B -q -o test',
  },
  {
    name: 'jest',
    needs: ['npm'],
    files: { 'package.json': json(JEST), 'one.test.js': "test('holds', () => expect(1).toBe(1));\n" },
    cold: 'npm install --no-audit --no-fund && npx jest',
    warm: 'npx jest',
  },
  {
    name: 'pytest',
    needs: ['python3'],
    files: { 'test_one.py': 'def test_holds(tmp_path):\n    (tmp_path / "made").write_text("x")\n' },
    cold: `${VENV} && .venv/bin/pip install pytest && .venv/bin/pytest`,
    warm: '.venv/bin/pytest',
  },
];
