/**
 * What the work costs with no server around it. Each measurement is a process of its own that does the thing once, without warm-up, as a server does that has
 * just been started: `node bench/floor.mjs NAME FILE` prints milliseconds.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';

export const FLOORS = /** @type {const} */ ({
  parse: 'bare `yaml` parse of the check sheet',
  package: 'bare `yaml` parse of every file of the package',
  scan: 'byte scan for line ends',
  decode: 'decode and JSON.parse of the didOpen message',
});

/** @typedef {keyof typeof FLOORS} Floor */

const SELF = fileURLToPath(import.meta.url);

/**
 * @param {Floor} floor
 * @param {readonly string[]} files
 * @returns {number} milliseconds
 */
export function measureFloor(floor, files) {
  return Number(execFileSync(process.execPath, [SELF, floor, ...files], { encoding: 'utf8' }));
}

/** @type {Readonly<Record<Floor, (files: readonly Buffer[]) => () => number>>} */
const works = {
  parse: (files) => parsing(files.slice(0, 1)),
  package: parsing,
  scan: ([bytes = Buffer.of()]) => {
    return () => {
      let lines = 0;
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
      return lines;
    };
  },
  decode: ([bytes = Buffer.of()]) => {
    const textDocument = { uri: 'file:///a', languageId: 'kaiji', version: 1, text: bytes.toString('utf8') };
    const message = Buffer.from(JSON.stringify({ jsonrpc: '2.0', method: 'textDocument/didOpen', params: { textDocument } }));
    return () => JSON.parse(message.toString('utf8')).params.textDocument.text.length;
  },
};

function parsing(/** @type {readonly Buffer[]} */ files) {
  const texts = files.map((bytes) => bytes.toString('utf8'));
  return () => {
    const errors = texts.flatMap((text) => parseDocument(text, { schema: 'failsafe' }).errors);
    if (errors.length > 0) throw errors[0];
    return texts.length;
  };
}

if (process.argv[1] === SELF) {
  const [floor, ...files] = process.argv.slice(2);
  const work = works[/** @type {Floor} */ (floor)](files.map((file) => readFileSync(file)));
  const from = performance.now();
  const done = work();
  const ms = performance.now() - from;
  if (done === 0) throw new Error('nothing was done');
  process.stdout.write(`${ms}\n`);
}
