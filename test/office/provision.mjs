import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { installDebianPackages } from '../support/debian.mjs';

/**
 * @typedef {{ readonly libreOffice: string, readonly poppler: string, readonly missing?: undefined }} Office  versions, as each tells its own
 * @typedef {{ readonly missing: string }} Missing  `missing`: one line, what to install and what was left out
 */

const run = promisify(execFile);

/** What draws Japanese text, and what is as wide as Arial: pages are as long as in Word only with both. */
const FONTS = ['Noto Sans CJK JP', 'Liberation Sans'];

const PACKAGES = ['libreoffice-writer-nogui', 'libreoffice-calc-nogui', 'poppler-utils', 'fonts-noto-cjk', 'fonts-liberation'];

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RegExp} pattern
 * @returns {Promise<string | undefined>} the version; undefined where the program is not there, or fails
 */
async function told(program, args, pattern) {
  try {
    const { stdout, stderr } = await run(program, args);
    return pattern.exec(stdout + stderr)?.[1];
  } catch {
    return undefined;
  }
}

const libreOffice = () => told('soffice', ['--version'], /^LibreOffice (\S+)/);
const poppler = () => told('pdftotext', ['-v'], /^pdftotext version (\S+)/);
/** @param {string} name */
const hasFont = async (name) => (await told('fc-list', [name, 'family'], /(\S)/)) !== undefined;

const lacking = async () => [
  ...((await libreOffice()) ? [] : ['LibreOffice 7 or later']),
  ...((await poppler()) ? [] : ['Poppler']),
  ...(await Promise.all(FONTS.map(async (name) => ((await hasFont(name)) ? [] : [`the font ${name}`])))).flat(),
];

/**
 * LibreOffice, what reads its PDF files, and the fonts; installs what lacks on Debian as root. Quick when all is there.
 * @returns {Promise<Office | Missing>}
 */
export const provisionOffice = async () => {
  const why = (await lacking()).length > 0 ? await installDebianPackages(PACKAGES) : '';
  const missing = await lacking();
  const versions = { libreOffice: await libreOffice(), poppler: await poppler() };
  if (missing.length === 0 && versions.libreOffice && versions.poppler)
    return { libreOffice: versions.libreOffice, poppler: versions.poppler };
  return {
    missing: `Not found${why}: ${missing.join(', ')}: install what is named; tests of exports in LibreOffice were left out.`,
  };
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const office = await provisionOffice();
  if (office.missing !== undefined) {
    console.error(office.missing);
    process.exitCode = 1;
  } else console.log(`LibreOffice ${office.libreOffice}; Poppler ${office.poppler}`);
}
