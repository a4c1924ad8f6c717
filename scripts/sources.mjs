import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every file git knows of, or would if it were told now, and that is there; as paths from the root. What is built and installed is none of them. */
export function sourceFiles() {
  const files = listed('--cached', '--others', '--exclude-standard', '--deduplicate');
  const removed = new Set(listed('--deleted'));
  return files.filter((file) => !removed.has(file));
}

/** @param {readonly string[]} which options of `git ls-files` */
function listed(...which) {
  const options = { cwd: root, encoding: /** @type {const} */ ('utf8'), maxBuffer: 64 * 1024 * 1024 };
  const { status, stdout, stderr } = spawnSync('git', ['ls-files', '-z', ...which], options);
  if (status !== 0) throw new Error(`git ls-files ended with ${status}: ${stderr}`);
  return stdout.split('\0').filter((file) => file !== '');
}
