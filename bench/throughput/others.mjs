/**
 * What `kaiji check` is measured against, each run as a process of its own: `node bench/throughput/others.mjs schema FOLDER SCHEMA` is the peer's check as one
 * would script it, `node bench/throughput/others.mjs parse FOLDER JOBS` the floor. Both print how many packages there were.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { Ajv } from 'ajv';
import { parseDocument } from 'yaml';

const SELF = fileURLToPath(import.meta.url);
const MANIFEST = 'kaiji.yaml';

/** The folders of packages below a folder, in order. */
function packagesBelow(/** @type {string} */ folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names
    .filter((name) => name.endsWith(MANIFEST) && !name.endsWith(`.${MANIFEST}`))
    .map((name) => join(folder, name, '..'));
}

/** The documents of a package, by the name of their file. */
function parsed(/** @type {string} */ folder) {
  const documents = readdirSync(folder).map((name) => {
    const document = parseDocument(readFileSync(join(folder, name), 'utf8'));
    if (document.errors.length > 0) throw document.errors[0];
    return /** @type {const} */ ([name, document]);
  });
  return new Map(documents);
}

/**
 * Plain data of every file; a register and its check sheet together are what the peer's schema describes.
 * @param {readonly string[]} folders
 * @param {string} schema the file
 */
function schemaCheck(folders, schema) {
  // The schema holds keywords of the peer's own, for its hovers.
  const ajv = new Ajv({ allErrors: true, strict: false });
  const check = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
  for (const folder of folders) {
    const documents = parsed(folder);
    const [register, sheet] = ['evidence.kaiji.yaml', 'checklist.kaiji.yaml'].map((name) => documents.get(name)?.toJS());
    const { kaiji, catalog, answers } = sheet;
    if (!check({ kaiji, catalog, evidence: register.evidence, answers }))
      throw new Error(`${folder}: ${ajv.errorsText(check.errors)}`);
  }
}

const bareParse = (/** @type {readonly string[]} */ folders) => folders.forEach(parsed);

/** Every nth package in each thread: nothing is said between them. */
function bareParseIn(/** @type {number} */ jobs, /** @type {readonly string[]} */ folders) {
  if (jobs === 1) bareParse(folders);
  else for (let job = 0; job < jobs; job++) new Worker(SELF, { workerData: folders.filter((_, i) => i % jobs === job) });
}

if (isMainThread) {
  const [what, folder = '.', last = ''] = process.argv.slice(2);
  const folders = packagesBelow(folder);
  if (what === 'schema') schemaCheck(folders, last);
  else bareParseIn(Number(last), folders);
  process.stdout.write(`${folders.length}\n`);
} else bareParse(workerData);
