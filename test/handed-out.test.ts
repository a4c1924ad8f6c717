/**
 * What is handed out to be read (docs/exchange.md says what each form holds) has every word of its authors, in their order, and no word customers are not meant to
 * see.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Audience, FormName } from '../convert/form/list.ts';
import type { Value } from '../convert/oscal/source.ts';
import type { Package } from '../core/package/package.ts';
import { exported, opened } from './support/exported.ts';
import {
  answersOf,
  expectLines,
  expectNone,
  expectWords,
  headingsOf,
  shown,
  texts,
  titlesOf,
  withoutEvidence,
} from './support/handed-out.ts';
import { toldPackage, wordsIn } from './support/random-told.ts';

describe('what is handed out to be read', () => {
  const textOf = async (whole: Package, to: string, form: FormName, audience: Audience) =>
    texts[to]?.(await exported(whole, to, form, { audience })) ?? '';

  test.each(['docx', 'html', 'md'])(
    '%s: the headings of the disclosure stand once, in order, and so do their numbers',
    async (to) => {
      await fc.assert(
        fc.asyncProperty(toldPackage('own-sheet'), async (told) => {
          const whole = await opened(told.files);
          const headings = headingsOf[to]?.(await exported(whole, to, 'disclosure')) ?? [];
          const { sections } = told.data.disclosure as { readonly sections: readonly Value[] };
          expect(headings.flatMap((heading) => wordsIn(heading))).toEqual(titlesOf(sections).flatMap((title) => wordsIn(title)));
          const numbers = headings.flatMap((heading) => /^[0-9]+(?:\.[0-9]+)*(?=[\s\u3000])/.exec(heading)?.[0] ?? []);
          expect(numbers.length).toBeGreaterThan(3);
          expect(new Set(numbers).size).toBe(numbers.length);
          expect(numbers).toEqual([...numbers].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })));
        }),
        { numRuns: to === 'docx' ? 8 : 15 },
      );
    },
  );

  test.each(['docx', 'html', 'md'])('%s: the disclosure has every word, section by section', async (to) => {
    await fc.assert(
      fc.asyncProperty(toldPackage('own-sheet'), fc.constantFrom<Audience>('internal', 'customer'), async (told, audience) => {
        const whole = await opened(told.files);
        const text = await textOf(whole, to, 'disclosure', audience);
        const data = told.data.disclosure as { readonly sections: readonly Value[]; readonly [key: string]: Value };
        const printed = audience === 'internal' ? data : (shown(data) as typeof data);
        expectWords(text, wordsIn(printed));
        expectLines(text, printed);
        if (audience === 'customer') expectNone(text, told);
        // In order, but for lists of terms, roles and tables, which stand where they are named.
        const own = new Set(data.sections.flatMap((one) => wordsIn(withoutEvidence(one))));
        const last = new Map(wordsIn(text).map((word, at) => [word, at]));
        const order = [...own].sort((a, b) => (last.get(a) ?? -1) - (last.get(b) ?? -1));
        expect(order).toEqual([...own]);
      }),
      { numRuns: to === 'docx' ? 10 : 25 },
    );
  });

  test.each(['docx', 'html', 'md', 'csv', 'xlsx'])(
    '%s: the checklist has every word at its control; customers none that is internal',
    async (to) => {
      await fc.assert(
        fc.asyncProperty(toldPackage('own-sheet'), fc.constantFrom<Audience>('internal', 'customer'), async (told, audience) => {
          const whole = await opened(told.files);
          const text = await textOf(whole, to, 'checklist', audience);
          const isInternal = audience === 'internal';
          for (const entry of answersOf(told)) {
            expectWords(text, wordsIn(isInternal ? entry : shown(entry)));
            expectLines(text, isInternal ? entry : shown(entry));
          }
          if (!isInternal) expectNone(text, told);
        }),
        { numRuns: to === 'docx' ? 10 : 25 },
      );
    },
  );

  test.each(['docx', 'html', 'md', 'csv', 'xlsx'])(
    '%s: the risk annex has every word, row by row; customers none that is internal',
    async (to) => {
      await fc.assert(
        fc.asyncProperty(toldPackage('own-sheet'), async (told) => {
          const whole = await opened(told.files);
          const { scenarios } = told.data.risks as { readonly scenarios: readonly Value[] };
          const text = await textOf(whole, to, 'risks', 'customer');
          expectWords(text, wordsIn(shown(scenarios)));
          expectLines(text, shown(scenarios));
          expectNone(text, told);
        }),
        { numRuns: to === 'docx' ? 8 : 15 },
      );
    },
  );
});
