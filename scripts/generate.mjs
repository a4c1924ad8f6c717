// Writes what the build derives from data: dist/catalogs/, from catalogs/ and the pages in core/rules/.
// Run by `npm run build`, `npm run typecheck` and the tests; nothing it writes is kept in git.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { bundled } from './bundled.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

export async function generate() {
  await writeCatalogs();
  await writeRuleDocs();
}

async function writeCatalogs() {
  const loader = await bundled(join(root, 'core/catalog/load.ts'));
  const { textsFile } = await bundled(join(root, 'core/catalog/texts-file.ts'));
  const folder = join(root, 'dist', 'catalogs');
  mkdirSync(folder, { recursive: true });
  const index = { catalogs: [], guidelines: [], evidenceKinds: [], facts: [], scales: [] };
  for (const { text } of catalogSources()) {
    const raw = parse(text);
    if (raw.kaiji === 'evidence-kinds/v1') index.evidenceKinds = raw.kinds;
    if (raw.kaiji === 'glossary/v1') {
      const terms = raw.terms.map(({ definition: _, ...term }) => term);
      writeFileSync(join(folder, 'glossary.json'), JSON.stringify({ terms, readings: raw.readings }));
    }
    if (raw.kaiji === 'guidelines/v1') index.guidelines = raw.guidelines;
    if (raw.kaiji === 'facts/v1') index.facts = raw.facts;
    if (raw.kaiji === 'scale/v1') index.scales.push(withoutFrame(raw));
    if (raw.kaiji !== 'catalog/v1') continue;
    const { data, texts } = loader.loadCatalog(raw);
    index.catalogs.push(brief(raw));
    writeFileSync(join(folder, `${data.id}@${data.edition}.json`), textsFile(texts));
  }
  // The order in which an ambiguous reference is read (these prefixes first, then the others by ID).
  const order = ['CL', 'METI', 'MIC', 'RS', 'OQ'];
  const rank = ({ prefix }) => (order.includes(prefix) ? order.indexOf(prefix) : order.length);
  index.catalogs.sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
  writeFileSync(join(folder, 'index.json'), JSON.stringify(index));
}

/** The pages of the rules, by code: what each file of core/rules exports as `docs`. One that exports none fails here. */
async function writeRuleDocs() {
  const folder = join(root, 'core', 'rules');
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts') && !['rule.ts', 'registry.ts'].includes(name));
  const contents = names.map((name) => `export { docs as '${name.replace('.ts', '')}' } from './${name}';`).join('\n');
  const exported = Object.entries(await bundled({ contents, resolveDir: folder }));
  const pages = Object.fromEntries(exported.map(([code, docs]) => [code, typeof docs === 'function' ? docs() : docs]));
  writeFileSync(join(root, 'dist', 'catalogs', 'rules.json'), JSON.stringify(pages));
}

/** Data without its kind and source, which nobody reads at run time. */
function withoutFrame({ kaiji: _kind, source: _source, ...data }) {
  return data;
}

/** A catalog without what is read when first shown, or by nobody; the reader fills in defaults (core/catalog/load.ts). */
function brief({ kaiji: _kind, source: _source, controls, ...head }) {
  return {
    ...head,
    controls: controls.map(({ summary: _summary, guidance: _guidance, note: _note, obligation, ...control }) => ({
      ...control,
      ...(obligation === undefined || obligation === 'must' ? {} : { obligation }),
    })),
  };
}

/**
 * The documents of catalogs/ by name: a file each, or for a long catalog a folder: catalog.yaml has its head, the other files its controls, a category
 * each, in the order of their numbers. A folder without catalog.yaml holds documents of their own.
 */
export function catalogSources() {
  const folder = join(root, 'catalogs');
  const read = (...path) => readFileSync(join(folder, ...path), 'utf8');
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (!entry.isDirectory()) return [{ name: entry.name, text: read(entry.name) }];
      const names = readdirSync(join(folder, entry.name)).sort();
      if (!names.includes('catalog.yaml')) return names.map((name) => ({ name, text: read(entry.name, name) }));
      const controls = names
        .filter((name) => name.endsWith('.yaml') && name !== 'catalog.yaml')
        .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
        .map((name) => read(entry.name, name).replace(/^controls:\n/m, ''));
      return [{ name: `${entry.name}.yaml`, text: `${read(entry.name, 'catalog.yaml')}controls:\n${controls.join('\n')}` }];
    });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generate();
