/**
 * Loaded into a process (`node --import`) that is to live at another time: whenever it reads its clock, that is ahead by
 * what the file of the variable MOVED_CLOCK says, ms.
 */
import { readFileSync } from 'node:fs';

const MachineDate = Date;
const machineNow = Date.now.bind(Date);

function now(): number {
  return machineNow() + Number(readFileSync(process.env.MOVED_CLOCK ?? '', 'utf8'));
}

globalThis.Date = class extends MachineDate {
  constructor(...when: ConstructorParameters<DateConstructor> | []) {
    if (when.length === 0) super(now());
    else super(...when);
  }

  static override now(): number {
    return now();
  }
} as DateConstructor;
