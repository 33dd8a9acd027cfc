import { setFlagsFromString } from 'node:v8';

/**
 * Has Node collect garbage early from here on. The process waits for others most of the time, and each process that it
 * starts copies the tables of its memory; left alone, the heap for young objects alone grows to 64 MB.
 */
export function preferLittleMemory(): void {
  setFlagsFromString('--optimize-for-size');
}
