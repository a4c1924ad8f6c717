/** What the catalogs say at length: complete, in both languages, in words of our own, in the terms of the glossary. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Catalog } from '../core/catalog/catalog.ts';
import type { Control, ControlText } from '../core/catalog/control.ts';
import type { Term } from '../core/catalog/glossary.ts';
import { catalogSources } from '../scripts/generate.mjs';
import facts from './facts/catalog-facts.json' with { type: 'json' };
import { bundled } from './support/catalogs.ts';

const { catalogs } = await bundled;
const EXPLAINED = ['medcloud-checklist', 'meti-processor', 'risk-scenarios', 'oq-measures', 'sssd-outline'];
/** Japanese in an English text. The blank to fill in is the same in both. */
const JAPANESE = /[ぁ-んァ-ヶ一-龠]/;

const explained: readonly { readonly catalog: Catalog; readonly texts: Readonly<Record<string, ControlText>> }[] =
  await Promise.all(
    EXPLAINED.map(async (id) => {
      const catalog = catalogs.of(id);
      if (!catalog) throw new Error(`no catalog ${id}`);
      return { catalog, texts: await catalog.texts() };
    }),
  );

/** Every control with its texts. */
function* all(): Generator<{ readonly control: Control; readonly text: ControlText }> {
  for (const { catalog, texts } of explained)
    for (const control of catalog.data.controls) yield { control, text: texts[control.id] ?? {} };
}

describe.each(explained.map(({ catalog, texts }) => ({ id: catalog.id, controls: catalog.data.controls, texts })))(
  '$id',
  ({ controls, texts }) => {
    test('every control has title, summary and guidance in both languages', () => {
      for (const { id, title, parts } of controls) {
        const { summary, guidance } = texts[id] ?? {};
        for (const [name, value] of Object.entries({ title, summary, guidance })) {
          expect(value?.ja.trim() ?? '', `${id} ${name}.ja`).not.toBe('');
          expect(value?.en?.trim() ?? '', `${id} ${name}.en`).not.toBe('');
          expect(value?.ja, `${id} ${name}.ja`).toMatch(JAPANESE);
        }
        expect(title.en, id).not.toMatch(JAPANESE);
        for (const part of parts) {
          expect(part.ja?.trim() ?? '', `${id} ${part.id}`).not.toBe('');
          expect(part.en?.trim() ?? '', `${id} ${part.id}`).not.toBe('');
          expect(`${part.ja}${part.en}`, `${id} ${part.id}`).not.toContain('\n');
        }
      }
    });

    test('guidance: what to say, what is rejected, a model answer of two lines with blanks', () => {
      const labels = {
        ja: ['**書くこと** ', '**認められにくい回答** ', '**記入例**'],
        en: ['**What to say** ', '**Often rejected** ', '**Model answer**'],
      };
      for (const { id } of controls) {
        for (const language of ['ja', 'en'] as const) {
          const lines = (texts[id]?.guidance?.[language] ?? '').trim().split('\n');
          for (const label of labels[language])
            expect(
              lines.filter((line) => line.startsWith(label)),
              `${id} ${label}`,
            ).toHaveLength(1);
          expect(
            lines.slice(-3).map((line) => line.slice(0, 2)),
            id,
          ).toEqual(['**', '> ', '> ']);
          expect(lines.slice(-2).join(), id).toContain('●●');
        }
      }
    });

    test('a summary names every sub-item', () => {
      for (const { id, parts } of controls)
        for (const part of parts)
          for (const language of ['ja', 'en'] as const)
            expect(texts[id]?.summary?.[language], `${id} ${language}`).toContain(part.id);
    });
  },
);

describe('the glossary', () => {
  const { terms } = parse(catalogSources().find(({ name }) => name === 'glossary.yaml')?.text ?? '') as {
    terms: readonly Term[];
  };

  test('a term, and a variant, stands once', () => {
    const names = terms.flatMap(({ term, variants = [] }) => [term, ...variants]);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  test('a term in a title is translated by its English', () => {
    // Word forms differ (leakage, leaked; entry, entering): the beginnings of the words are compared, and one of them must be there.
    const beginnings = (english: string) =>
      english
        .replace(/ \(.*\)/, '')
        .toLowerCase()
        .split(/[^a-z]+/)
        .filter((word) => word.length > 3)
        .map((word) => word.slice(0, 4).replace(/e$/, ''));
    // The longest first: 医療機関等の管理者 is no 管理者.
    const longest = terms.filter(({ term }) => term.length >= 3).sort((a, b) => b.term.length - a.term.length);
    const differing: string[] = [];
    // The outline has its own short English headings.
    for (const { control } of all()) {
      if (control.catalog === 'sssd-outline') continue;
      let { ja } = control.title;
      for (const { term, en } of longest) {
        if (!ja.includes(term)) continue;
        ja = ja.replaceAll(term, '');
        const wanted = beginnings(en);
        const title = control.title.en?.toLowerCase() ?? '';
        if (wanted.length > 0 && !wanted.some((word) => title.includes(word)))
          differing.push(`${control.id} ${term} = ${en}: ${control.title.en}`);
      }
    }
    expect(differing).toEqual([]);
  });
});

const shared = new URL('../../shared/', import.meta.url);
const present = existsSync(new URL('data', shared));
if (!present) console.warn('SKIPPED: ../shared is not here; wording and sub-items were not held against the sources.');

describe.skipIf(!present)(`held against the sources${present ? '' : ' (SKIPPED: ../shared is not here)'}`, () => {
  const read = (path: string) => readFileSync(new URL(path, shared), 'utf8');
  const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, '');

  test('no sentence of a source is copied: no run of 28 characters in common', () => {
    const RUN = 28;
    // What one cell ends and the next begins is no run; nor are the names of guidelines and laws.
    const sources = [
      ...readdirSync(new URL('data/', shared)).map((file) =>
        read(`data/${file}`)
          .replace(/\\n/g, '')
          .replace(/["{}[\],]+/g, '\u0001'),
      ),
      ...readdirSync(new URL('corpus/', shared)).map((file) => read(`corpus/${file}`).replace(/<[^>]*>|[|\t]/g, '\u0001')),
    ].map(plain);
    const runs = new Set<string>();
    for (const source of sources) for (let at = 0; at + RUN <= source.length; at++) runs.add(source.slice(at, at + RUN));
    const named = catalogs.guidelines.all.flatMap(({ names, title }) => [title.ja, ...names]).map(plain);
    const copied: string[] = [];
    for (const { control, text } of all()) {
      const ours = [control.title.ja, text.summary?.ja, text.guidance?.ja, ...control.parts.map(({ ja }) => ja)];
      for (const value of ours) {
        let words = plain(value ?? '');
        for (const name of named) words = words.replaceAll(name, '\u0002');
        for (let at = 0; at + RUN <= words.length; at++)
          if (runs.has(words.slice(at, at + RUN))) {
            copied.push(`${control.id}: ${words.slice(at, at + RUN)}`);
            break;
          }
      }
    }
    expect(copied).toEqual([]);
  });

  test('check sheet: sub-items are the numbers (1), (2) … of the original', () => {
    const { rows } = JSON.parse(read('data/checklist.json')) as { rows: readonly { no: number; requirement: string }[] };
    // Rows whose cell holds another row's text as well or instead (domain/data-facts.md F.1): their numbers were counted in that text by hand.
    const garbled: Readonly<Record<string, number>> = facts['parts-of-garbled-rows'].counts;
    for (const { no, requirement } of rows) {
      const id = `CL-${no}`;
      const wanted = garbled[id] ?? numbered(requirement);
      const ids = catalogs
        .of('medcloud-checklist')
        ?.control(id)
        ?.parts.map((part) => part.id);
      expect(ids, id).toEqual(Array.from({ length: wanted }, (_, i) => `(${i + 1})`));
    }
  });

  test('METI requirements, scenarios and measures have no numbered sub-items, nor have ours', () => {
    const { rows } = JSON.parse(read('data/meti.json')) as { rows: readonly { id: string; requirement: string }[] };
    // 「(1)」 there points at another requirement: 2.5.2(2)-1 and (3) say 「上記(1)」.
    const pointing = rows.filter(({ requirement }) => numbered(requirement) > 0).map(({ id }) => id);
    expect(pointing).toEqual(['2.5.2(2)-1', '2.5.2(3)']);
    for (const { catalog } of explained.slice(1)) expect(catalog.data.controls.flatMap(({ parts }) => parts)).toEqual([]);
  });

  /** How many sub-items a text has: (1), then (2), and so on, in this order; a number that follows digits belongs to a reference. */
  function numbered(text: string): number {
    let count = 0;
    for (const [, digits] of text.normalize('NFKC').matchAll(/(?<![0-9.])\(([0-9]{1,2})\)/g))
      if (Number(digits) === count + 1) count++;
    return count;
  }
});
