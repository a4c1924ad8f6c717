/** Where and when something was measured. */
import { cpus, loadavg, totalmem } from 'node:os';

/**
 * @typedef {object} About
 * @property {string} command that measures it again
 * @property {string} date
 * @property {string} node
 * @property {string} machine
 * @property {number} load processes that wanted the processor when it began, beside this one: with more than there are cores, times say little
 */

/**
 * @param {string} command
 * @returns {About}
 */
export function about(command) {
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return {
    command,
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    machine: `${cores.length} cores (${cores[0]?.model.trim() ?? 'unknown'}), ${memory} GiB, ${process.platform} ${process.arch}`,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}
