/** Numbers of sections: what authors give is kept, what is made is nobody else's. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Numbered, numbersOf } from '../../convert/form/numbering.ts';
import '../seed.ts';

type Outline = readonly (string | readonly [string, Outline])[];

const sectionsOf = (outline: Outline): readonly Numbered[] =>
  outline.map((one) => {
    const [number, nested] = typeof one === 'string' ? [one, []] : one;
    return { number: number || undefined, sections: sectionsOf(nested) };
  });

const printed = (sections: readonly Numbered[]): readonly string[] => {
  const numbers = numbersOf(sections);
  const list = (all: readonly Numbered[]): string[] => all.flatMap((one) => [numbers.get(one) ?? '', ...list(one.sections)]);
  return list(sections);
};

test.each<readonly [Outline, string]>([
  [['', ['', ['', ['', ['']]]], ''], '1 2 2.1 2.2 2.2.1 3'],
  [['', '3', ''], '1 3 4'],
  [['', '', '2', ''], '1 3 2 4'],
  [['2.1', '', ['2.3', ['']], ''], '2.1 2.2 2.3 2.3.1 2.4'],
  [
    [
      ['第1章', ['', '']],
      ['', ['']],
    ],
    '第1章 1.1 1.2 第2章 2.1',
  ],
  [['①', '', ['⑲', ['']], '', ''], '① ② ⑲ ⑲-1 ⑳ ㉑'],
  [['（３）', ['', ['', '']]], '（３） （４） （４）① （４）②'],
  [['別紙', '', ['別紙2', ['']]], '別紙 1 別紙2 別紙2-1'],
  [['2.1', '2.1', ''], '2.1 2.1 2.2'],
  [['㊿', ''], '㊿ 1'],
])('%j', (outline, expected) => {
  expect(printed(sectionsOf(outline)).join(' ')).toBe(expected);
});

const outline = fc.letrec<{ all: Outline; one: string | readonly [string, Outline] }>((tie) => ({
  all: fc.array(tie('one'), { maxLength: 6, depthIdentifier: 'sections' }),
  one: fc.oneof(
    { depthIdentifier: 'sections', maxDepth: 3 },
    fc.constantFrom('', '', '1', '2', '1.1', '２', '2.', '①', '(1)', '第2章', '別紙', '50', '㊿'),
    fc.tuple(fc.constantFrom('', '1', '2.1', '(1)'), tie('all')),
  ),
})).all;

test('given numbers stay, made ones are unique', () => {
  fc.assert(
    fc.property(outline, (written) => {
      const sections = sectionsOf(written);
      const given: string[] = [];
      const made: string[] = [];
      const numbers = numbersOf(sections);
      const visit = (one: Numbered): void => {
        const number = numbers.get(one) ?? '';
        if (one.number) expect(number).toBe(one.number);
        (one.number ? given : made).push(number.normalize('NFKC').replace(/\.$/, ''));
        one.sections.forEach(visit);
      };
      sections.forEach(visit);
      expect(new Set(made).size).toBe(made.length);
      expect(made.filter((number) => number === '' || given.includes(number))).toEqual([]);
    }),
  );
});
