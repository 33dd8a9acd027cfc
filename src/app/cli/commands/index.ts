/** What the commands do, but `run` and `status`, which are started often and load nothing of the others. */

export { detach } from '../background/detach.ts';
export { keepAwake } from '../background/keep-awake.ts';
export { inWorktree } from '../background/worktree.ts';
export { doctorCi } from '../doctor/ci/ci-command.ts';
export { doctor } from '../doctor/doctor-command.ts';
export { explainLimitCommand } from '../doctor/explain-limit.ts';
export { init } from '../init/init-command.ts';
export { log } from '../look-back/log-command.ts';
export { report } from '../look-back/report-command.ts';
export { watchStatus } from '../look-back/watch-command.ts';
export { resetAll } from '../reset/reset-all.ts';
export { reset } from '../reset/reset-command.ts';
export { endWait } from '../resume/end-wait.ts';
export { findResumed } from '../resume/find-halted.ts';
export { requireUsableReply, resume } from '../resume/resume-command.ts';
export { demo } from './demo.ts';
export { attach, plan } from './inspect.ts';
export { printPrompt } from './print-prompt.ts';
export { questionsCommand } from './questions-command.ts';
export { specs } from './specs-command.ts';
