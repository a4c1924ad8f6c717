/** The bundled catalogs: every file passes its own schema and rules (invariant 10), and every number in them is the source documents'. */
import { existsSync, readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Catalog } from '../core/catalog/catalog.ts';
import type { Control } from '../core/catalog/control.ts';
import { readFile } from '../core/model/document.ts';
import { problemsOf } from '../core/model/validate.ts';
import { Text } from '../core/text/text.ts';
import { catalogSources } from '../scripts/generate.mjs';
import facts from './facts/catalog-facts.json' with { type: 'json' };
import { bundled } from './support/catalogs.ts';
import { describe as described, findingsOf } from './support/fixture.ts';

const { catalogs, evidenceKinds } = await bundled;

const schemaText = (kind: string) => readFileSync(new URL(`../schemas/${kind}.schema.json`, import.meta.url), 'utf8');

function catalog(id: string): Catalog {
  const found = catalogs.of(id);
  if (!found) throw new Error(`no catalog ${id}`);
  return found;
}

const controls = (id: string): readonly Control[] => catalog(id).data.controls;
const count = <T>(items: Iterable<T>): Map<T, number> => {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
};

describe('every file of catalogs/', () => {
  for (const { name, text } of catalogSources()) {
    const schema = JSON.parse(schemaText(/^kaiji: ([a-z-]+)\/v1$/m.exec(text)?.[1] ?? name));
    // Data of Kaiji's own, no kind of document.
    if (!schema['x-entries']) {
      test(`${name} fits its schema`, () => {
        const validate = new Ajv({ allErrors: true, strict: false }).addSchema(JSON.parse(schemaText('common'))).compile(schema);
        expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
      });
      continue;
    }
    test(`${name} fits its schema`, () => {
      const file = readFile(`file:///${name}`, Text.of(text));
      expect(file.tree.blocks.flatMap(({ errors }) => errors)).toEqual([]);
      for (const document of file.documents) {
        expect(document.kind, name).toBeDefined();
        for (const entry of [document.header, ...document.entries]) expect(problemsOf(entry)).toEqual([]);
      }
    });
    test(`${name} passes every rule`, async () => {
      const found = await findingsOf(
        new Map([
          ['kaiji.yaml', 'kaiji: package/v1\n'],
          [name.replace('.yaml', '.kaiji.yaml'), text],
        ]),
      );
      expect(found.map(({ finding }) => described(finding, ['en']))).toEqual([]);
    });
  }

  test('every reference and every answering control exists, to the part', () => {
    for (const { data } of catalogs.all) {
      for (const control of data.controls) {
        for (const to of [...control.refs.map((ref) => ref.to), ...control.answers])
          expect(catalogs.resolve(to)?.id, `${control.id} → ${to}`).toBe(to);
      }
    }
  });

  test('expected evidence is of a known kind, every control has a Japanese title and a category', () => {
    const kinds = new Set(evidenceKinds.map(({ id }) => id));
    for (const { data } of catalogs.all) {
      for (const { id, title, evidence, category } of data.controls) {
        expect(title.ja.trim(), id).not.toBe('');
        expect(
          evidence.filter((kind) => !kinds.has(kind)),
          id,
        ).toEqual([]);
        if (data.prefix) expect(category.length, id).toBeGreaterThan(0);
      }
    }
  });
});

describe('the facts', () => {
  const { source: _, ...counts } = facts.counts;
  test.each(Object.entries(counts))('%s has %i', (id, wanted) => {
    expect(controls(id)).toHaveLength(wanted);
  });

  test('the check sheet runs from 1 to 253', () => {
    expect(controls('medcloud-checklist').map(({ id }) => id)).toEqual(Array.from({ length: 253 }, (_, i) => `CL-${i + 1}`));
  });

  test('88 items are to be disclosed, and a section answers each', () => {
    const disclosed = controls('medcloud-checklist').filter(
      ({ disclose, parts }) => disclose || parts.some((part) => part.disclose),
    );
    expect(disclosed.map(({ id }) => Number(id.slice(3)))).toEqual(facts.disclose.numbers);
    expect(disclosed).toHaveLength(facts.disclose.count);
    const answered = new Set(
      controls('sssd-outline').flatMap(({ answers }) => answers.map((to) => catalogs.resolve(to)?.control.id)),
    );
    expect(disclosed.map(({ id }) => id).filter((id) => !answered.has(id))).toEqual([]);
    expect(answered.size).toBe(facts.disclose.count);
  });

  test('METI: sections, sub-blocks, the last 61', () => {
    const meti = controls('meti-processor');
    for (const { section, edition2, rows } of facts['meti-sections'].sections) {
      const [first = 0, last = 0] = rows;
      const within = meti.slice(first - 1, last);
      for (const { id, aliases } of within) {
        expect(id === `METI-${section}` || id.startsWith(`METI-${section}(`), id).toBe(true);
        expect(
          aliases.every((alias) => alias.replace(/^METI-/, '').startsWith(edition2)),
          `${id}: ${aliases}`,
        ).toBe(true);
      }
    }
    expect(facts['meti-sections'].sections).toHaveLength(facts['meti-sections'].count);
    expect(meti.slice(120).map(({ id }) => id)).toEqual(facts['meti-last-61'].ids);
    for (const blocks of [facts['meti-sub-blocks']['7.5.2'], facts['meti-sub-blocks']['7.6.14']]) {
      for (const { seq, ids } of Object.values(blocks))
        expect(meti.slice((seq[0] ?? 0) - 1, seq[1]).map(({ id }) => id)).toEqual(ids);
    }
    const cited = new Set(controls('medcloud-checklist').flatMap(({ refs }) => refs.map(({ to }) => to)));
    expect(meti.map(({ id }) => id).filter((id) => !cited.has(id))).toEqual(facts['meti-uncited'].ids);
  });

  test('risk scenarios by category', () => {
    const { source: _source, first, last, ...wanted } = facts['risk-categories'];
    const scenarios = controls('risk-scenarios');
    expect(Object.fromEntries(count(scenarios.map(({ category }) => category[0] ?? '')))).toEqual(wanted);
    expect([scenarios[0]?.id, scenarios.at(-1)?.id]).toEqual([first, last]);
  });

  test('measures: order, obligation, category', () => {
    const measures = controls('oq-measures');
    const wanted = facts['oq-obligation'];
    expect(measures.map(({ id }) => id)).toEqual(wanted.order);
    for (const level of ['must', 'should'] as const)
      expect(measures.filter(({ obligation }) => obligation === level).map(({ id }) => id)).toEqual(wanted[level]);
    expect(Object.fromEntries(count(measures.map(({ category }) => category[0] ?? '')))).toEqual(wanted.categories);
  });

  test('MIC headings by section', () => {
    const { headings } = facts['mic-sections'];
    const found = count(controls('mic-cloud').map(({ id }) => /^MIC-([0-9.]+?)(?=\(|$)/.exec(id)?.[1] ?? id));
    expect(Object.fromEntries(found)).toEqual(headings);
    for (const id of Object.values(facts['mic-sections'].corrected)) expect(catalogs.resolve(id)?.id).toBe(id);
  });

  test('the outline: keys, flags, order, what renders itself', () => {
    const sections = controls('sssd-outline');
    expect(sections.map(({ id, required }) => `${id} ${required}`)).toEqual(facts.outline.order);
    expect(Object.fromEntries(count(sections.map(({ required }) => required ?? '')))).toEqual(facts.outline.flags);
    expect(sections.filter(({ renders }) => renders).map(({ id }) => id)).toEqual(facts.outline.renders);
  });
});

const shared = new URL('../../shared/data/', import.meta.url);
const present = existsSync(shared);
if (!present) console.warn('SKIPPED: ../shared/data is not here; the catalogs were held against test/facts only.');

describe.skipIf(!present)(`the parsed sources${present ? '' : ' (SKIPPED: ../shared/data is not here)'}`, () => {
  const data = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, shared), 'utf8')) as T;
  const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '');

  interface CheckRow {
    readonly no: number;
    readonly major: string;
    readonly middle: string;
    readonly meti_refs: readonly {
      readonly items: readonly { readonly resolution: string; readonly target_seq: readonly number[] | null }[];
    }[];
  }

  test('check sheet: numbers and categories', () => {
    const { rows } = data<{ rows: readonly CheckRow[] }>('checklist.json');
    expect(controls('medcloud-checklist').map(({ id, category }) => [id, ...category.map(plain)])).toEqual(
      rows.map(({ no, major, middle }) => [`CL-${no}`, plain(major), plain(middle)]),
    );
  });

  test('check sheet: the crosswalk to METI', () => {
    const { rows } = data<{ rows: readonly CheckRow[] }>('checklist.json');
    const meti = controls('meti-processor');
    // References printed in the wrong row or with the wrong number (domain/data-facts.md F.1); the catalog has them right.
    const slipped = new Set(['CL-142', 'CL-143', 'CL-144', 'CL-153', 'CL-154', 'CL-157']);
    for (const { no, meti_refs } of rows) {
      const id = `CL-${no}`;
      if (slipped.has(id)) continue;
      const items = meti_refs.flatMap((group) => group.items);
      const wanted = new Set(items.flatMap(({ target_seq }) => (target_seq ?? []).map((seq) => meti[seq - 1]?.id)));
      const control = catalog('medcloud-checklist').control(id);
      expect(new Set(control?.refs.map(({ to }) => to).filter((to) => to.startsWith('METI-'))), id).toEqual(wanted);
      const lost = count((control?.unresolved ?? []).map(({ why }) => why));
      expect(lost.get('recommended') ?? 0, `${id} 推`).toBe(
        items.filter(({ resolution }) => resolution === 'recommended').length,
      );
      expect(lost.get('absent') ?? 0, `${id} absent`).toBe(
        items.filter(({ resolution }) => resolution.startsWith('absent')).length,
      );
    }
  });

  test('METI: numbers and both numberings', () => {
    const { rows } = data<{ rows: readonly { seq: number; id: string; section: string; meti_7x: string }[] }>('meti.json');
    expect(controls('meti-processor').map(({ id }) => id)).toEqual(rows.map(({ id }) => `METI-${id}`));
  });

  test('risk scenarios: numbers and categories', () => {
    const { scenarios } = data<{ scenarios: readonly { id: string; category: string }[] }>('risk-scenarios.json');
    expect(new Set(controls('risk-scenarios').map(({ id }) => id))).toEqual(new Set(scenarios.map(({ id }) => `RS-${id}`)));
    const wanted = new Map(scenarios.map(({ id, category }) => [`RS-${id}`, category.replace('リスクシナリオ', '')]));
    for (const { id, category } of controls('risk-scenarios')) expect(category[0], id).toBe(wanted.get(id));
  });

  test('measures: numbers', () => {
    const { measures } = data<{ measures: readonly { id: string }[] }>('assessment.json');
    expect(controls('oq-measures').map(({ id }) => id)).toEqual(measures.map(({ id }) => `OQ-${id}`));
  });

  test('MIC: headings, and the circled items cited of each', () => {
    interface Entry {
      readonly section: string;
      readonly paren: string | null;
      readonly kana: string | null;
      readonly alpha: string | null;
      readonly item: number | null;
      readonly circled: Readonly<Record<string, readonly number[]>>;
    }
    const { entries } = data<{ entries: readonly Entry[] }>('mic-catalogue.json');
    const { corrected } = facts['mic-sections'] as { corrected: Readonly<Record<string, string>> };
    const letter = (kana: string | null) => (kana === '2).' ? ' (2).' : kana ? `(${kana})` : '');
    // Items the sheet prints under a wrong heading, put where they belong (catalogs/mic-cloud.yaml says which rows).
    const belongs: Readonly<Record<string, string>> = {
      'MIC-3.2.3(2)(ウ)1': '①②③④⑤',
      'MIC-3.2.3(2)(ク)1': '①②③④⑤⑥',
      'MIC-3.2.3(2)(ク)3': '①②③④',
      'MIC-3.3.6(2)(ウ)2': '①②③④⑤⑥',
    };
    const wanted = entries.map(({ section, paren, kana, alpha, item, circled }) => {
      const printed = `${section}${paren ?? ''}${letter(kana)}${alpha ? `(${alpha})` : ''}${item ?? ''}`;
      const id = corrected[printed] ?? `MIC-${printed}`;
      const marks = Object.keys(circled)
        .map(Number)
        .filter((n) => n > 0)
        .sort((a, b) => a - b);
      return `${id} ${belongs[id] ?? marks.map((n) => String.fromCodePoint(0x2460 + n - 1)).join('')}`;
    });
    const found = controls('mic-cloud').map(({ id, parts }) => `${id} ${parts.map((part) => part.id).join('')}`);
    expect([...found].sort()).toEqual([...wanted].sort());
  });
});
