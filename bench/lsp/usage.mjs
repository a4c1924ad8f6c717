/** What a process uses, as Linux tells; undefined elsewhere. */
import { readFileSync } from 'node:fs';

/** Ticks of /proc/PID/stat a second: 100 on every Linux that Node runs on. */
const TICKS = 100;

/**
 * @typedef {object} Usage
 * @property {number} resident bytes of memory that are there now
 * @property {number} peak the most that was there at any time
 * @property {number} processor milliseconds of processor time so far, in steps of 10
 */

/**
 * @param {number | undefined} pid
 * @returns {Usage | undefined}
 */
export function usageOf(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    // The name of the program may hold spaces and brackets: fields are counted from behind it.
    const [, fields = ''] = /\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const [user, system] = fields.split(' ').slice(11, 13).map(Number);
    const bytes = (/** @type {string} */ key) => Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
    return { resident: bytes('VmRSS'), peak: bytes('VmHWM'), processor: ((user ?? 0) + (system ?? 0)) * (1000 / TICKS) };
  } catch {
    return undefined;
  }
}
