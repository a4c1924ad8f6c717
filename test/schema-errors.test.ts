/** What our reading of the schemas objects to, ajv does: on the data of all examples and fixtures, and on data made from the schemas with mistakes. */
import { readdirSync, readFileSync } from 'node:fs';
import Ajv, { type ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toJson } from '../core/model/json.ts';
import { entrySequences, type KindName, referred, type Schema, schemaOf, schemas } from '../core/model/schema.ts';
import { schemaErrors } from '../core/model/schema-errors.ts';
import { Workspace } from '../core/package/workspace.ts';
import { bundled } from './support/catalogs.ts';
import { parseFixture, ROOT } from './support/fixture.ts';
import { MemoryIo } from './support/memory-io.ts';

const root = new URL('../', import.meta.url);
const kinds = Object.keys(schemas) as KindName[];
const parts = kinds.flatMap((kind) => ['', ...entrySequences(kind)].map((sequence) => [kind, sequence] as const));

const ajv = new Ajv({
  allErrors: true,
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  coerceTypes: true,
  unicodeRegExp: true,
  messages: false,
  keywords: ['x-en', 'x-terms', 'x-prose', 'x-entries'],
});
const files = ['common', ...kinds].map((kind) => `${kind}.schema.json`);
for (const file of files) ajv.addSchema(JSON.parse(readFileSync(new URL(`schemas/${file}`, root), 'utf8')));

const compiled = new Map<string, ValidateFunction>();

function peer(kind: KindName, sequence: string): ValidateFunction {
  const id = `${kind}.schema.json${sequence === '' ? '' : `#/properties/${sequence}/items`}`;
  const validate = compiled.get(id) ?? ajv.getSchema(id);
  if (!validate) throw new Error(`ajv has no ${id}`);
  compiled.set(id, validate as ValidateFunction);
  return validate as ValidateFunction;
}

const pointer = (path: readonly (string | number)[]) =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Both work on copies: they replace text by what it stands for. */
function expectSame(kind: KindName, sequence: string, value: unknown): number {
  const [ours, theirs] = [structuredClone(value), structuredClone(value)];
  const errors = schemaErrors(kind, sequence, ours).map(({ keyword, params, path }) => ({ keyword, params, at: pointer(path) }));
  const validate = peer(kind, sequence);
  validate(theirs);
  const expected = (validate.errors ?? [])
    // It says of an `if` that its `then` failed, beside how.
    .filter(({ keyword }) => keyword !== 'if')
    .map(({ keyword, params, instancePath }) => ({ keyword, params, at: instancePath }));
  expect(errors).toEqual(expected);
  expect(ours).toEqual(theirs);
  return errors.length;
}

/** Keywords of a schema that say what is wrong; `x-…` and texts say nothing. */
function keywordsOf(schema: Schema): string[] {
  const { properties = {}, $defs = {}, items, additionalProperties, not, if: condition, then } = schema;
  const inner = [...Object.values(properties), ...Object.values($defs), items, additionalProperties, not, condition, then];
  return [...Object.keys(schema), ...inner.flatMap((one) => (typeof one === 'object' ? keywordsOf(one) : []))];
}

test('the schemas of documents use no keyword that core/model/schema-errors.ts passes over', () => {
  const annotations = new Set(['$schema', '$id', 'title', 'description', 'x-en', 'x-terms', 'x-prose', 'x-entries']);
  const used = files.flatMap((file) => keywordsOf(JSON.parse(readFileSync(new URL(`schemas/${file}`, root), 'utf8')) as Schema));
  const read = ['$defs', '$ref', 'additionalProperties', 'enum', 'if', 'items', 'minimum', 'not', 'pattern', 'properties'];
  expect([...new Set(used)].filter((keyword) => !annotations.has(keyword)).sort()).toEqual([...read, 'required', 'then', 'type']);
});

describe('as ajv', () => {
  test('on every entry and header of the examples and the fixtures of rules', async () => {
    const { catalogs } = await bundled;
    const fixtures = readdirSync(new URL('test/fixtures/rules/', root)).filter((name) => name.endsWith('.fixture'));
    const packages = fixtures.map(
      (name) => parseFixture(readFileSync(new URL(`test/fixtures/rules/${name}`, root), 'utf8')).files,
    );
    for (const name of readdirSync(new URL('examples/', root))) {
      const folder = new URL(`examples/${name}/`, root);
      const names = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
      packages.push(new Map(names.map((file) => [file, readFileSync(new URL(file, folder), 'utf8')])));
    }
    expect(packages.length).toBeGreaterThan(70);
    let entries = 0;
    let errors = 0;
    for (const texts of packages) {
      const io = new MemoryIo(new Map([...texts].map(([path, text]) => [`${ROOT}/${path}`, text])));
      for (const whole of await new Workspace(io, catalogs).packagesIn(ROOT)) {
        for (const { documents } of whole.files.values()) {
          for (const { kind, entries: all } of documents) {
            if (!kind) continue;
            for (const { sequence, node } of all) {
              if (!node) continue;
              entries++;
              errors += expectSame(kind, sequence, toJson(node, new Set(sequence === '' ? entrySequences(kind) : [])));
            }
          }
        }
      }
    }
    expect(entries).toBeGreaterThan(500);
    expect(errors).toBeGreaterThan(50);
  });

  test.each(parts)('on %s %s made up', (kind, sequence) => {
    const whole = schemaOf(kind);
    const schema = sequence === '' ? whole : whole.properties?.[sequence]?.items;
    if (!schema) throw new Error('an entry has a schema');
    fc.assert(
      fc.property(madeFor(schema, kind, 4), (value) => {
        expectSame(kind, sequence, value);
      }),
      { numRuns: 60 },
    );
  });
});

/** Text people write where it is wanted and where it is not. */
const words = [
  '',
  ' ',
  'x',
  'x.y',
  '12',
  '0',
  '-1',
  '1.5',
  '1e3',
  '0x10',
  'Infinity',
  'true',
  'false',
  'CL-94',
  'a-b',
  '😀',
  '2026-04-01',
  '令和8年4月',
];
const junk = fc.oneof(fc.constantFrom(...words), fc.constant([]), fc.constant({}), fc.constant(['x', ['y'], {}]));

/** Values as a schema wants them, with mistakes among them; `depth` levels at most. */
function madeFor(schema: Schema, home: KindName | 'common', depth: number): fc.Arbitrary<unknown> {
  if (depth === 0) return junk;
  const ways: fc.Arbitrary<unknown>[] = schema.enum ? [fc.constantFrom<unknown>(...schema.enum)] : [];
  if (schema.$ref !== undefined) {
    const found = referred(schema.$ref, home);
    ways.push(madeFor(found.schema, found.home, depth));
  }
  if (schema.items) ways.push(fc.array(madeFor(schema.items, home, depth - 1), { maxLength: 3 }));
  if (schema.properties || typeof schema.additionalProperties === 'object') {
    const known = Object.entries(schema.properties ?? {}).map(([key, value]) => [key, madeFor(value, home, depth - 1)] as const);
    const other = typeof schema.additionalProperties === 'object' ? madeFor(schema.additionalProperties, home, depth - 1) : junk;
    ways.push(
      fc
        .tuple(
          fc.record(Object.fromEntries(known), { requiredKeys: [] }),
          fc.dictionary(fc.constantFrom('titel', 'a/b', 'a~b', 'ｘ'), other, { maxKeys: 1 }),
        )
        .map(([own, others]) => ({ ...own, ...others })),
    );
  }
  return ways.length === 0
    ? junk
    : fc.oneof({ weight: 1, arbitrary: junk }, ...ways.map((arbitrary) => ({ weight: 6, arbitrary })));
}
