/** The servers measured: how each is started, what it is given, and what it has to find. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kaijiPackage, peerDocument } from '../content/render.mjs';

/** @typedef {import('../content/package.mjs').Content} Content */
/** @typedef {import('./sheet.mjs').Sheet} Sheet */

/**
 * @typedef {object} Subject
 * @property {'kaiji' | 'peer' | 'empty'} name
 * @property {string} title
 * @property {readonly string[]} args to Node
 * @property {number} debounce milliseconds it waits before it checks, whatever there is to check
 * @property {string} language the language ID of the documents
 * @property {string} sheet the name of the check sheet
 * @property {boolean} findsNothing whether it fails every check
 * @property {(content: Content) => { files: Map<string, string>, sheet: import('../content/render.mjs').SheetText }} write
 * @property {(folder: string) => Record<string, unknown>} settings by section, for a workspace folder (a URI)
 * @property {(sheet: Sheet, content: Content) => number} above how many findings stand above the answers
 */

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const PEER = here('../peer');
const BUILT = here('../../dist/server.js');

/**
 * @param {string} [server] the built server; another build may be named
 * @returns {Subject}
 */
export function kaiji(server = BUILT) {
  if (!existsSync(server)) throw new Error(`${server} is not there: run npm run build`);
  return {
    name: 'kaiji',
    title: 'Kaiji',
    args: [server, '--stdio'],
    debounce: 0,
    language: 'kaiji',
    sheet: 'checklist.kaiji.yaml',
    findsNothing: false,
    write: kaijiPackage,
    settings: () => ({ kaiji: {} }),
    // Controls without an answer are one finding a category.
    above: ({ unanswered }, { controls }) =>
      unanswered.size === 0 ? 0 : new Set(controls.flatMap(({ id, category }) => (unanswered.has(id) ? [category] : []))).size,
  };
}

/** @returns {Subject} */
export function emptyServer() {
  return {
    ...kaiji(here('./empty-server.mjs')),
    name: 'empty',
    title: 'empty server',
    args: [here('./empty-server.mjs')],
    findsNothing: true,
  };
}

/**
 * yaml-language-server; fetched with npm where it is not there yet.
 * @returns {Subject}
 */
export function peer() {
  const { version } = JSON.parse(readFileSync(join(PEER, 'package-lock.json'), 'utf8')).packages[
    'node_modules/yaml-language-server'
  ];
  const program = join(PEER, 'node_modules/yaml-language-server/bin/yaml-language-server');
  if (!existsSync(program)) install();
  return {
    name: 'peer',
    title: `yaml-language-server ${version}`,
    args: [program, '--stdio'],
    // `validationDelayMs` of its yamlSettings.js; no setting changes it.
    debounce: 200,
    language: 'yaml',
    sheet: 'checklist.yaml',
    findsNothing: false,
    write: peerDocument,
    settings: (folder) => ({
      yaml: {
        validate: true,
        hover: true,
        completion: true,
        schemas: { [`${folder}/schema.json`]: 'checklist.yaml' },
        schemaStore: { enable: false },
        kubernetesCRDStore: { enable: false },
      },
      http: {},
      editor: {},
      '[yaml]': {},
    }),
    // Its schema cannot say that a control has no answer.
    above: () => 0,
  };
}

function install() {
  process.stderr.write('installing the server to compare with (bench/peer) …\n');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: PEER,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('bench/peer cannot be installed; --without-peer measures without it');
}
