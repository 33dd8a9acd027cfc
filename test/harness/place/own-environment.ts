/**
 * What tests see of the environment that the suite was started with: how programs of the machine are found and loaded,
 * the time zone, and what the suite is told. All else is of a person, a runner or a hook, and no test may depend on it:
 * keys, proxies, colors, languages, `GIT_DIR`.
 */
const KEPT =
  /^(?:PATH|LD_\w+|TZ|JEST_\w+|SUITE_\w+|SEQUENTIAL_\w+|REQUIRE_\w+|MANY_RUNS|PROPERTY_RUNS|MOST_OF_A_KIND)$/;

/** The same wherever the suite runs: language, a shell that can be started, no git configuration of the machine's. */
const SAME = { NODE_ENV: 'test', LANG: 'C.UTF-8', SHELL: '/bin/sh', GIT_CONFIG_NOSYSTEM: '1' };

/** The environment of a test, but for the folders of its place. */
export function ownEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...Object.fromEntries(Object.entries(env).filter(([name]) => KEPT.test(name))), ...SAME };
}

/** Has this process, and what it starts, an environment and nothing else. */
export function setEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}

/** New files are for others to read, as on most machines: what a test starts as another user has to. */
export function setUmask(): void {
  process.umask(0o022);
}
