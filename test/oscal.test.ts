/** OSCAL out and back in (convert/oscal): valid by the official schemas, every reference resolved, nothing lost that it can hold. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { v5 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { assessmentResults } from '../convert/oscal/assessment-results.ts';
import { catalogModel, dataOfCatalog, oscalCatalog } from '../convert/oscal/catalog.ts';
import { componentDefinition } from '../convert/oscal/component-definition.ts';
import { models } from '../convert/oscal/list.ts';
import { mappingCollection } from '../convert/oscal/mapping.ts';
import { type ExportOptions, NAMESPACE_URI } from '../convert/oscal/model.ts';
import { importOscal, OscalError } from '../convert/oscal/read.ts';
import { documentSource } from '../convert/oscal/source.ts';
import { idOfToken, tokenOf } from '../convert/oscal/token.ts';
import { uuidOf } from '../convert/oscal/uuid.ts';
import { catalogFrom, documentOf } from '../core/model/catalog.ts';
import { readFile } from '../core/model/document.ts';
import { toJson } from '../core/model/json.ts';
import type { Package } from '../core/package/package.ts';
import { Text } from '../core/text/text.ts';
import { bundled } from './support/catalogs.ts';
import { openFixture } from './support/fixture.ts';
import { danglers, hasSchemas, held, judged, schemaErrors } from './support/oscal.ts';
import { randomPackage } from './support/random-package.ts';
import './seed.ts';

const OPTIONS: ExportOptions = { language: 'ja', date: '2026-10-01' };
const CUSTOMER: ExportOptions = { ...OPTIONS, audience: 'customer' };
const catalogIds = ['medcloud-checklist', 'meti-processor', 'mic-cloud', 'risk-scenarios', 'oq-measures', 'sssd-outline'];

if (!hasSchemas) console.warn('OSCAL schemas are not here (../shared/oscal): validation against them is skipped.');

/** Valid where the schemas are, and every reference leads somewhere. */
function expectSound(json: unknown): void {
  if (hasSchemas) expect(schemaErrors(json)).toEqual([]);
  expect(danglers(json)).toEqual([]);
}

/** @param without files that are broken on purpose: what cannot be read is not held */
async function example(name: string, without = /^broken/): Promise<Package> {
  const folder = new URL(`../examples/${name}/`, import.meta.url);
  const texts = readdirSync(folder).filter((file) => file.endsWith('.yaml') && !without.test(file));
  return opened(new Map(texts.map((file) => [file, readFileSync(new URL(file, folder), 'utf8')])));
}

async function opened(files: ReadonlyMap<string, string>): Promise<Package> {
  const { packages } = await openFixture(files);
  if (!packages[0]) throw new Error('a package is expected');
  return packages[0];
}

async function imported(json: unknown) {
  const { catalogs } = await bundled;
  return importOscal(JSON.stringify(json), { language: 'ja', catalogs });
}

/** What a component definition is not about. */
const KEPT: ReadonlySet<string | undefined> = new Set(['package', 'catalog', 'disclosure']);

/** The package read back from an OSCAL file, beside the manifest and catalogs of the one it was made of. */
async function readBack(json: unknown, whole: Package): Promise<Package> {
  const { files } = await imported(json);
  const kept = [...whole.files.values()].filter(({ documents }) => documents.some(({ kind }) => KEPT.has(kind)));
  return opened(
    new Map([
      ...kept.map((file) => [file.uri.split('/').at(-1) ?? '', file.text.toString()] as const),
      ...files.map(({ name, text }) => [name, text] as const),
    ]),
  );
}

describe.each(['clinic-cloud', 'finished-small'])('examples/%s', (name) => {
  test('component definition: valid, and read back', async () => {
    const whole = await example(name);
    const { json } = componentDefinition(whole, OPTIONS);
    expectSound(json);
    const again = await readBack(json, whole);
    expect(held(again)).toEqual(held(whole));
    expect(componentDefinition(again, OPTIONS).json).toEqual(json);
  });

  test('every model, for either reader, of what is broken too', async () => {
    const whole = await example(name, /^$/);
    for (const write of Object.values(models)) {
      for (const options of [OPTIONS, CUSTOMER, { ...OPTIONS, language: 'en' } as const]) {
        const { json } = await write(whole, options);
        if (json !== undefined) expectSound(json);
      }
    }
  });

  test('own catalogs, read back as they stand there', async () => {
    const whole = await example(name, /^$/);
    for (const catalog of whole.catalogs.all.filter((one) => documentOf(one))) {
      const json = await oscalCatalog(catalog, whole.catalogs, OPTIONS);
      expectSound(json);
      const { files } = await imported(json);
      const document = readFile('file:///catalog.kaiji.yaml', Text.of(files[0]?.text ?? '')).documents[0];
      expect(document?.root && toJson(document.root)).toEqual({ ...dataOfCatalog(catalog, {}) });
    }
  });
});

describe('bundled catalogs', () => {
  test.each(catalogIds)('%s: valid, and read back', async (id) => {
    const { catalogs } = await bundled;
    const catalog = catalogs.of(id);
    if (!catalog) throw new Error(`${id} is expected`);
    const json = await oscalCatalog(catalog, catalogs, OPTIONS);
    expectSound(json);
    const { files } = await imported(json);
    const document = readFile('file:///catalog.kaiji.yaml', Text.of(files[0]?.text ?? '')).documents[0];
    const again = document && catalogFrom(document);
    expect(again?.data).toEqual(catalog.data);
    const said = Object.fromEntries(Object.entries((await again?.texts()) ?? {}).map(([key, text]) => [key, text]));
    expect(said).toEqual(await catalog.texts());
  });

  test('the crosswalk: valid, each reference once, and known when it comes back', async () => {
    const whole = await example('finished-small');
    const { json } = mappingCollection(whole, OPTIONS);
    expectSound(json);
    const { mappings } = (json as { 'mapping-collection': { mappings: { maps: unknown[] }[] } })['mapping-collection'];
    const references = whole.catalogs.all.flatMap(({ data }) =>
      data.controls.flatMap(({ id, refs }) =>
        refs.flatMap(({ to, relation }) => {
          const found = whole.catalogs.resolve(to);
          return found ? [`${id} ${found.id} ${relation}`] : [];
        }),
      ),
    );
    expect(mappings.flatMap(({ maps }) => maps).length).toBe(new Set(references).size);
    const { files, notes } = await imported(json);
    // RJ is the package's own catalog and not known here.
    expect(files.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^kaiji: catalog\/v1\nid: reiji-selfcheck\nprefix: RJ[\s\S]*id: RJ-6[\s\S]*- CL-104\n/),
    ]);
    expect(notes.map((note) => note('ja')).filter((note) => !note.includes('ないもの 0件'))).toEqual([]);
  });

  test('the catalog of the first checklist, or the one asked for', async () => {
    const whole = await example('clinic-cloud');
    const idOf = async (catalog?: string) => {
      const { json, problems } = await catalogModel(whole, { ...OPTIONS, ...(catalog ? { catalog } : {}) });
      return [JSON.stringify(json)?.match(/"name":"id","ns":"[^"]*","value":"([^"]*)"/)?.[1], problems.length];
    };
    expect(await idOf()).toEqual(['medcloud-checklist', 1]);
    expect(await idOf('meti-processor')).toEqual(['meti-processor', 0]);
    expect(await idOf('no-such')).toEqual([undefined, 1]);
  });
});

describe('any package', () => {
  test('out and back in, nothing is lost', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(randomPackage, async (files) => {
        const whole = await opened(files);
        const { json } = componentDefinition(whole, OPTIONS);
        expectSound(json);
        const again = await readBack(json, whole);
        expect(held(again)).toEqual(held(whole));
        expect(componentDefinition(again, OPTIONS).json).toEqual(json);
      }),
      { numRuns: 60 },
    );
  });

  test('judgements, out and back in', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(randomPackage, async (files) => {
        const whole = await opened(files);
        const { json } = assessmentResults(whole, OPTIONS);
        if (json === undefined) {
          expect(judged(whole)).toEqual([]);
          return;
        }
        expectSound(json);
        expect(judged(await readBack(json, whole))).toEqual(judged(whole));
      }),
      { numRuns: 60 },
    );
  });
});

test('customers see no internal evidence, notes or judgements', async () => {
  const whole = await opened(
    new Map([
      ['kaiji.yaml', 'kaiji: package/v1\nservice: { name: 例示, provider: 株式会社例示 }\n'],
      [
        'a.kaiji.yaml',
        `kaiji: checklist/v1
catalog: medcloud-checklist
evidence:
  - { id: ev-open, title: 公開の文書, confidentiality: 公開, note: 秘密の備考 }
  - { id: ev-internal, title: 秘密の文書, confidentiality: 非開示 }
answers:
  - control: CL-94
    answer: 回答
    evidence: [ev-internal, { ref: ev-open, at: 3章 }]
    judgement: { result: 適合, finding: 秘密の指摘 }
    answered-by: 秘密の担当者
    note: 秘密の備考
`,
      ],
    ]),
  );
  const { json, problems } = componentDefinition(whole, CUSTOMER);
  expectSound(json);
  expect(JSON.stringify(json)).not.toContain('秘密');
  // Left out because that was asked for: nothing to look at.
  expect(problems).toEqual([]);
  const again = (held(await readBack(json, whole)) as { checklists: { answers: unknown[] }[] }).checklists[0];
  expect(again?.answers).toEqual([{ control: 'CL-94', said: { answer: '回答', evidence: { at: '3章', ref: 'ev-open' } } }]);
  expect(JSON.stringify(componentDefinition(whole, OPTIONS).json)).toContain('秘密の備考');
  expect(assessmentResults(whole, CUSTOMER).json).toBeUndefined();
  expect(JSON.stringify(assessmentResults(whole, OPTIONS).json)).toContain('秘密の指摘');
});

test('what an answer repeats and uses is written out, with links to where it stands', async () => {
  const whole = await opened(
    new Map([
      ['kaiji.yaml', 'kaiji: package/v1\n'],
      [
        'a.kaiji.yaml',
        `kaiji: checklist/v1
catalog: medcloud-checklist
answers:
  - { control: CL-93, answer: 元の回答 }
  - { control: CL-94, same-as: CL-93, use: st-a, answer: 追記, status: 対応済, responsibility: 共同 }
  - { control: CL-40 }
  - { control: CL-95, same-as: CL-96 }
  - { control: CL-96, same-as: CL-95, answer: 循環 }
---
kaiji: statements/v1
statements:
  - { id: st-a, text: 共通の文, satisfies: [CL-40, CL-22(3)] }
`,
      ],
    ]),
  );
  const { json } = componentDefinition(whole, OPTIONS);
  type Requirement = {
    uuid: string;
    description: string;
    links?: { href: string; rel: string }[];
    'responsible-roles'?: unknown;
  };
  const { components } = (json as { 'component-definition': { components: Record<string, unknown>[] } })['component-definition'];
  const requirementsOf = (i: number) => {
    const [sheet] = (components[i]?.['control-implementations'] ?? []) as { 'implemented-requirements': Requirement[] }[];
    return sheet?.['implemented-requirements'] ?? [];
  };
  const [first, second, satisfied, circle] = requirementsOf(0);
  expect(second?.description).toBe('元の回答\n共通の文\n追記');
  expect(first?.description).toBe('元の回答');
  expect(satisfied?.description).toBe('共通の文');
  expect(circle?.description).toBe('循環');
  expect(second?.links).toEqual([
    { href: `#${first?.uuid}`, rel: 'same-as' },
    { href: `#${components[1]?.uuid}`, rel: 'uses' },
  ]);
  expect(second?.['responsible-roles']).toEqual([{ 'role-id': 'provider' }, { 'role-id': 'customer' }]);
  expect(requirementsOf(1)).toMatchObject([
    { 'control-id': 'CL-40', description: '共通の文' },
    { 'control-id': 'CL-22', statements: [{ 'statement-id': 'CL-22_smt.3' }] },
  ]);
});

describe('names', () => {
  test('tokens: as OSCAL has them, readable, one for each ID, and back', async () => {
    expect(
      ['CL-94', 'METI-2.6.14(1)', 'METI-2.5.2(1)-3', 'MIC-3.2.3(2)(ア)3', 'RS-1.1①', 'a_b', '1 x', '(x5f)'].map(tokenOf),
    ).toEqual([
      'CL-94',
      'METI-2.6.14_1_',
      'METI-2.5.2_1_-3',
      'MIC-3.2.3_2__ア_3',
      'RS-1.1_c1_',
      'a_x5f_b',
      '_x31__x20_x',
      '_x28_x5f_x29_',
    ]);
    const { catalogs } = await bundled;
    const ids = catalogs.all.flatMap(({ data }) =>
      data.controls.flatMap(({ id, parts }) => [id, ...parts.map((part) => id + part.id)]),
    );
    expect(new Set(ids.map(tokenOf)).size).toBe(new Set(ids).size);
    const any = fc.oneof(
      fc.constantFrom(...ids),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('_', '(', ')', 'x', 'c', '1', '①', 'a', '.') }),
    );
    fc.assert(
      fc.property(any, (id) => {
        expect(tokenOf(id)).toMatch(/^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$/u);
        expect(idOfToken(tokenOf(id))).toBe(id);
      }),
      { numRuns: 2000 },
    );
  });

  test('our properties are named below the homepage; UUIDs below them', () => {
    const { homepage } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { homepage: string };
    expect(NAMESPACE_URI).toBe(`${homepage}/ns/oscal`);
    expect(uuidOf('a', 'b')).toBe(v5('["a","b"]', v5(NAMESPACE_URI, v5.URL)));
    // RFC 9562, appendix A.4.
    expect(v5('www.example.com', v5.DNS)).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  test('UUIDs stay when nothing changed; a document that was revised has another', async () => {
    const whole = await example('finished-small');
    const of = (options: ExportOptions, package_ = whole) =>
      (
        componentDefinition(package_, options).json as {
          'component-definition': { uuid: string; components: { uuid: string }[] };
        }
      )['component-definition'];
    expect(of({ ...OPTIONS, date: '2027-01-01' }).uuid).toBe(of(OPTIONS).uuid);
    const files = new Map(
      [...whole.files.values()].map(
        (file) => [file.uri.split('/').at(-1) ?? '', file.text.toString().replace('毎年6月', '毎年7月')] as const,
      ),
    );
    const revised = of(OPTIONS, await opened(files));
    expect(revised.uuid).not.toBe(of(OPTIONS).uuid);
    expect(revised.components.map(({ uuid }) => uuid)).toEqual(of(OPTIONS).components.map(({ uuid }) => uuid));
  });
});

test('plain data as a document, and read as the same', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('\n', ' ', 'a', ':', '-', '#', '\t', '|', '\r', '\u0085', '\u2028', '　') }),
  );
  fc.assert(
    fc.property(texts, texts, (key, text) => {
      const data = { kaiji: 'x', a: text, list: [text, { [key]: text, b: [text] }], map: { [key]: { c: text } } };
      const { root } = readFile('file:///a.kaiji.yaml', Text.of(documentSource(data))).documents[0] ?? {};
      expect(JSON.parse(JSON.stringify(root && toJson(root)))).toEqual(data);
    }),
    { numRuns: 3000 },
  );
});

describe('files of others', () => {
  const options = async () => ({ language: 'en' as const, catalogs: (await bundled).catalogs });
  const fixture = (name: string) => readFileSync(new URL(`./fixtures/oscal/${name}`, import.meta.url), 'utf8');
  const update = process.env.UPDATE_GOLDEN === '1';

  test.each(['component-definition', 'assessment-results', 'catalog', 'mapping'])('%s', async (name) => {
    const { files, notes } = importOscal(fixture(`${name}.json`), await options());
    const page = [
      ...files.map((file) => `-- ${file.name} --\n${file.text}`),
      '-- notes --',
      ...notes.map((note) => note('en')),
      '',
    ].join('\n');
    const golden = new URL(`./fixtures/oscal/${name}.txt`, import.meta.url);
    if (update) writeFileSync(golden, page);
    expect(page).toBe(readFileSync(golden, 'utf8'));
  });

  test.each([
    ['<catalog/>', /JSON/],
    ['{"a": 1}', /no OSCAL file/],
    ['[]', /no OSCAL file/],
    ['null', /no OSCAL file/],
    ['{"profile": {}}', /a profile/],
    ['{"system-security-plan": {}}', /system security plan/],
    ['{"catalog": {"metadata": {"oscal-version": "2.0"}}}', /2\.0 is not supported/],
    [`{"catalog": ${'{"groups": ['.repeat(9000)}${']}'.repeat(9000)}}`, /levels deep/],
  ])('%.60s is refused by name', async (text, reason) => {
    const given = await options();
    expect(() => importOscal(text, given)).toThrow(OscalError);
    expect(() => importOscal(text, given)).toThrow(reason);
  });

  test('whatever stands where something is expected, nothing breaks', async () => {
    const given = await options();
    const { json } = componentDefinition(await example('finished-small'), OPTIONS);
    const root = (json as Record<string, unknown>)['component-definition'];
    fc.assert(
      fc.property(
        fc.constantFrom('component-definition', 'catalog', 'mapping-collection', 'assessment-results'),
        fc.nat(),
        fc.jsonValue(),
        (model, at, value) => {
          let left = at % 400;
          const text = JSON.stringify({ [model]: root }, (key, inner: unknown) =>
            key !== '' && key !== model && left-- === 0 ? value : inner,
          );
          try {
            importOscal(text, given);
          } catch (error) {
            expect(error).toBeInstanceOf(OscalError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

test('docs/oscal.md tells of every key of a checklist what becomes of it', () => {
  const schema = JSON.parse(readFileSync(new URL('../schemas/checklist.schema.json', import.meta.url), 'utf8')) as {
    properties: object;
    $defs: { answer: { properties: object } };
  };
  const page = readFileSync(new URL('../docs/oscal.md', import.meta.url), 'utf8');
  const keys = Object.keys({ ...schema.properties, ...schema.$defs.answer.properties }).filter((key) => key !== 'kaiji');
  expect(keys.filter((key) => !page.includes(`\`${key}\``))).toEqual([]);
});
