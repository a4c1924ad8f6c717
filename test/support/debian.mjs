import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Debian proper only, as root: elsewhere a package of the same name may be another thing (`chromium` is a snap on Ubuntu). */
const mayInstall = () => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
};

/**
 * Installs Debian packages where that is this process's to do; elsewhere does nothing.
 * @param {readonly string[]} packages
 * @returns {Promise<string>} '' or, in brackets behind a space, why it failed
 */
export const installDebianPackages = async (packages) => {
  if (!mayInstall()) return '';
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, maxBuffer: 64 * 1024 * 1024 };
  const patient = ['-o', 'DPkg::Lock::Timeout=300', '-q'];
  try {
    await run('apt-get', [...patient, 'update'], options);
    await run('apt-get', [...patient, 'install', '-y', '--no-install-recommends', ...packages], options);
    return '';
  } catch (error) {
    const { stderr, message } = /** @type {{ stderr?: string, message?: string }} */ (error);
    return ` (apt-get failed: ${lastLine(stderr || message || '')})`;
  }
};

/** @param {string} text */
export const lastLine = (text) => String(text).trim().split('\n').at(-1)?.trim() ?? '';
