export { type AttachOptions, attachCommand, handOver } from './attach.ts';
export { createTerminal, type TerminalOptions } from './create.ts';
export { hasTmux, installTmux, type Run } from './install.ts';
export { defaultSession, sessionName } from './names.ts';
