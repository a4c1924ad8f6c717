// Draws controls by a fixed seed for the blind read-back of docs/catalog-review.md: `node scripts/draw-controls.mjs [SEED] [COUNT]` prints their IDs.
import { parse } from 'yaml';
import { catalogSources } from './generate.mjs';

const [seed = 20261121, count = 40] = process.argv.slice(2).map(Number);
const CATALOGS = ['medcloud-checklist', 'meti-processor', 'risk-scenarios', 'oq-measures'];

const texts = new Map(catalogSources().map(({ name, text }) => [name, text]));
const ids = CATALOGS.flatMap((id) => parse(texts.get(`${id}.yaml`)).controls.map((control) => control.id));

// mulberry32: the same draw everywhere.
let state = seed;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

const drawn = new Set();
while (drawn.size < count) drawn.add(ids[Math.floor(random() * ids.length)]);
process.stdout.write(`${ids.filter((id) => drawn.has(id)).join('\n')}\n`);
