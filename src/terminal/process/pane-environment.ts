const PASSED_VARIABLES =
  /^(PATH|HOME|USER|LOGNAME|SHELL|TERM|LANG|LANGUAGE|LC_.*|TZ|TMPDIR|TMUX|TMUX_TMPDIR|XDG_.*|SystemRoot)$/;

/**
 * What our own programs (tmux, the pane) see of the environment. A tmux server keeps the environment that it was
 * started with and shows it to whoever asks, so no key may be in it; the agent's comes by the orders.
 */
export function paneEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const [name, value] of Object.entries(env))
    if (value !== undefined && PASSED_VARIABLES.test(name)) passed[name] = value;
  return passed;
}
