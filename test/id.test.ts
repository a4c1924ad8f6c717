/** The grammar of control IDs (core/catalog/id.ts): what people type, and that no two controls are the same. */
import { describe, expect, test } from 'vitest';
import { idKey, partKey, splitPart } from '../core/catalog/id.ts';
import facts from './facts/catalog-facts.json' with { type: 'json' };
import { bundled } from './support/catalogs.ts';

const { catalogs } = await bundled;

describe('no two controls share a key', () => {
  for (const catalog of catalogs.all) {
    const prefixes = catalog.data.prefix ? [catalog.data.prefix] : [];
    test(catalog.id, () => {
      const keys = new Map<string, string>();
      for (const { id, parts } of catalog.data.controls) {
        for (const name of [id, ...parts.map((part) => `${id}${part.id}`)]) {
          const { number } = idKey(name, prefixes);
          expect(keys.get(number), `${name} and ${keys.get(number)} share ${number}`).toBeUndefined();
          keys.set(number, name);
        }
      }
    });
  }

  test('across catalogs, prefix and number together', () => {
    const prefixes = [...catalogs.prefixes];
    const all = catalogs.all.filter(({ data }) => data.prefix).flatMap(({ data }) => data.controls.map(({ id }) => id));
    const keys = new Set(all.map((id) => JSON.stringify(idKey(id, prefixes))));
    expect(keys.size).toBe(all.length);
  });
});

describe('spellings', () => {
  /** As typed → canonical; undefined where no control is meant. `own` is the catalog of the document. */
  const table: readonly (readonly [typed: string, canonical: string | undefined, own?: string])[] = [
    ['CL-94', 'CL-94'],
    ['ＣＬ－９４', 'CL-94'],
    ['ＣＬ－９４', 'CL-94', 'medcloud-checklist'],
    ['cl 94', 'CL-94'],
    ['cl94', 'CL-94'],
    ['CL-094', 'CL-94'],
    ['CL–94', 'CL-94'],
    ['CLー94', 'CL-94'],
    ['ＣＬ　９４', 'CL-94'],
    ['94', 'CL-94', 'medcloud-checklist'],
    ['９４', 'CL-94', 'medcloud-checklist'],
    ['94', undefined],
    ['CL-254', undefined],
    ['CL-0', undefined],
    ['CL-', undefined],
    ['', undefined],
    ['CL-22(3)', 'CL-22(3)'],
    ['CL-22（３）', 'CL-22(3)'],
    ['CL-22③', 'CL-22(3)'],
    ['CL-22-3', 'CL-22(3)'],
    ['ＣＬ－２２ ⑶', 'CL-22(3)'],
    ['CL-22(9)', undefined],
    ['RS-1.1①', 'RS-1.1①'],
    ['RS-1.1-1', 'RS-1.1①'],
    ['RS-1.1(1)', 'RS-1.1①'],
    ['RS-1.1⑴', 'RS-1.1①'],
    // NFKC alone would run the digits together.
    ['RS-3.1②', 'RS-3.1②'],
    ['RS-3.12', 'RS-3.12'],
    ['RS-2.2', 'RS-2.2'],
    ['3.1②', 'RS-3.1②', 'risk-scenarios'],
    ['METI-2.6.14(22)', 'METI-2.6.14(22)'],
    ['METI 2.6.14（２２）', 'METI-2.6.14(22)'],
    ['METI-2.6.14-22', 'METI-2.6.14(22)'],
    ['METI-2.5.2(1)-3', 'METI-2.5.2(1)-3'],
    ['METI-2.5.2(1)(3)', 'METI-2.5.2(1)-3'],
    ['METI-2.5.2①③', 'METI-2.5.2(1)-3'],
    ['METI-2.5.2(3)', 'METI-2.5.2(3)'],
    ['METI-2.1', 'METI-2.1'],
    ['2.1', 'METI-2.1', 'meti-processor'],
    // Numbers of the 2nd edition are aliases.
    ['METI-7.1', 'METI-2.1'],
    ['METI-7.3(2)', 'METI-2.3(2)'],
    ['7.6.8(1)', 'METI-2.6.8(1)', 'meti-processor'],
    ['METI-7.99(1)', undefined],
    ['oq-t12', 'OQ-T12'],
    ['OQ T12', 'OQ-T12'],
    ['T12', 'OQ-T12', 'oq-measures'],
    ['MIC-3.2.1(2)(ア)', 'MIC-3.2.1(2)(ア)'],
    ['MIC-3.2.1(2)(ｱ)', 'MIC-3.2.1(2)(ア)'],
    ['XX-1', undefined],
  ];
  for (const [typed, canonical, own] of table) {
    test(`${JSON.stringify(typed)}${own ? ` in ${own}` : ''} is ${canonical ?? 'nothing'}`, () => {
      expect(catalogs.resolve(typed, own === undefined ? undefined : catalogs.of(own))?.id).toBe(canonical);
    });
  }

  test('every control and part is found by its canonical ID', () => {
    for (const catalog of catalogs.all) {
      for (const { id, parts } of catalog.data.controls) {
        expect(catalogs.resolve(id, catalog)?.id).toBe(id);
        for (const part of parts) expect(catalogs.resolve(`${id}${part.id}`, catalog)?.id).toBe(`${id}${part.id}`);
      }
    }
  });

  test('every number of the sub-blocks is an alias, the ambiguous ones of all they fit', () => {
    const meti = catalogs.of('meti-processor');
    const { '7.5.2': entry, '7.6.14': access, 'ambiguous-aliases': ambiguous } = facts['meti-sub-blocks'];
    for (const [section, blocks] of [
      ['7.5.2', entry],
      ['7.6.14', access],
    ] as const) {
      for (const { ids } of Object.values(blocks)) {
        for (const [i, id] of ids.entries())
          expect(meti?.homonymsOf(`METI-${section}(${i + 1})`), `${section}(${i + 1})`).toContain(id);
      }
    }
    for (const [alias, ids] of Object.entries(ambiguous)) expect(meti?.homonymsOf(alias)).toEqual(ids);
  });
});

describe('parts', () => {
  test.each(['(1)', '（１）', '1', '①', '⑴', ' ( 1 ) ', '01', '(01)'])('%j is part 1', (typed) => {
    expect(partKey(typed)).toBe('1');
  });

  test('only the last (n) is split off', () => {
    expect(splitPart('2.5.2(1)(3)')).toEqual({ number: '2.5.2(1)', part: '3' });
    expect(splitPart('94')).toBeUndefined();
  });
});
