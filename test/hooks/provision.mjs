import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { installDebianPackages } from '../support/debian.mjs';

/**
 * @typedef {{ readonly preCommit: string, readonly missing?: undefined }} Hooks  its version
 * @typedef {{ readonly missing: string }} Missing  `missing`: one line, what to install and what was left out
 */

/** @returns {Promise<string | undefined>} the version; undefined where it is not there, or fails */
async function version() {
  try {
    return /^pre-commit (\S+)/.exec((await promisify(execFile)('pre-commit', ['--version'])).stdout)?.[1];
  } catch {
    return undefined;
  }
}

/**
 * pre-commit; installs it on Debian as root. Quick when it is there.
 * @returns {Promise<Hooks | Missing>}
 */
export const provisionHooks = async () => {
  const why = (await version()) ? '' : await installDebianPackages(['pre-commit']);
  const preCommit = await version();
  if (preCommit) return { preCommit };
  return { missing: `Not found${why}: pre-commit: install it; tests of the hooks were left out.` };
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const hooks = await provisionHooks();
  if (hooks.missing !== undefined) {
    console.error(hooks.missing);
    process.exitCode = 1;
  } else console.log(`pre-commit ${hooks.preCommit}`);
}
