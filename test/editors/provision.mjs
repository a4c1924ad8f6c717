import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { installDebianPackages } from '../support/debian.mjs';

/**
 * @typedef {{ readonly neovim: string, readonly emacs: string, readonly eglot: string, readonly missing?: undefined }} Editors
 *   versions, as each tells its own
 * @typedef {{ readonly missing: string }} Missing  `missing`: one line, what to install and what was left out
 */

const run = promisify(execFile);

/** Eglot is a part of Emacs from 29, and a package of its own before. */
const EGLOT = `(progn (package-activate-all) (require 'eglot)
  (princ (package-version-join (let ((own (cadr (assq 'eglot package-alist))))
    (if own (package-desc-version own) (alist-get 'eglot package--builtin-versions))))))`;

/** @type {Readonly<Record<'neovim' | 'emacs' | 'eglot', () => Promise<string | undefined>>>} */
const versionOf = {
  neovim: () => told('nvim', ['--version'], /^NVIM v(\S+)/),
  emacs: () => told('emacs', ['--version'], /^GNU Emacs (\S+)/),
  eglot: () => told('emacs', ['--batch', '--eval', EGLOT], /^(\S+)$/),
};

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RegExp} pattern
 * @returns {Promise<string | undefined>} the version; undefined where the program is not there, or fails
 */
async function told(program, args, pattern) {
  try {
    return pattern.exec((await run(program, args)).stdout)?.[1];
  } catch {
    return undefined;
  }
}

/**
 * Neovim, and Emacs with Eglot; installs what lacks on Debian as root. Quick when all is there.
 * @returns {Promise<Editors | Missing>}
 */
export const provisionEditors = async () => {
  let why = '';
  if (!(await versionOf.neovim()) || !(await versionOf.emacs())) why = await installDebianPackages(['neovim', 'emacs-nox']);
  if (!why && !(await versionOf.eglot())) why = await installDebianPackages(['elpa-eglot']);
  const [neovim, emacs, eglot] = await Promise.all([versionOf.neovim(), versionOf.emacs(), versionOf.eglot()]);
  if (neovim && emacs && eglot) return { neovim, emacs, eglot };
  const lacking = [neovim ? '' : 'Neovim 0.7 or later', emacs ? '' : 'Emacs 28 or later', eglot ? '' : 'Eglot'].filter(Boolean);
  return { missing: `Not found${why}: ${lacking.join(', ')}: install what is named; tests in other editors were left out.` };
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const editors = await provisionEditors();
  if (editors.missing !== undefined) {
    console.error(editors.missing);
    process.exitCode = 1;
  } else console.log(`Neovim ${editors.neovim}; Emacs ${editors.emacs} with Eglot ${editors.eglot}`);
}
