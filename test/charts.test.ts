/** Charts of the report: whatever things are called, SVG of a few elements, its words within bounds, and every number in words too. */
import fc from 'fast-check';
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';
import { expect, test } from 'vitest';
import { barsSvg } from '../convert/report/charts/bars.ts';
import { FONT, label, NARROW, SMALL, WIDTH, type Width, widthOf } from '../convert/report/charts/canvas.ts';
import { figuresSvg } from '../convert/report/charts/figures.ts';
import { heatSvg, shadeOf } from '../convert/report/charts/heat.ts';
import { matrixSvg } from '../convert/report/charts/matrix.ts';
import { timelineSvg } from '../convert/report/charts/timeline.ts';
import { valuesSvg } from '../convert/report/charts/values.ts';
import { words } from './support/random-form.ts';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

function* elements(node: Node): Generator<Element> {
  if ('tagName' in node) yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* elements(child);
}

const SHAPES = ['svg', 'title', 'desc', 'text', 'rect', 'line', 'path', 'circle'];
const LOOKS =
  /^(?:xmlns|role|viewBox|width|height|x|y|x1|x2|y1|y2|cx|cy|r|d|fill|stroke(?:-width|-dasharray)?|font-(?:size|weight)|text-anchor)$/;

/** All elements of a chart, nothing in it but shapes. */
function drawn(svg: string): readonly Element[] {
  const all = [...elements(parseFragment(svg, { onParseError: ({ code }) => expect(code).toBe('none') }))];
  for (const { tagName, attrs } of all) {
    expect(SHAPES).toContain(tagName);
    for (const { name, value } of attrs) {
      expect(name).toMatch(LOOKS);
      expect(value).not.toMatch(/NaN|Infinity|undefined/);
    }
  }
  return all;
}

const count = fc.nat({ max: 300 });
const at = (element: Element, name: string) => Number(element.attrs.find((one) => one.name === name)?.value);

test('bars are as long as what they stand for, and stay in their frame', () => {
  fc.assert(
    fc.property(words, fc.array(fc.tuple(words, count, count, count), { minLength: 1, maxLength: 5 }), (title, bars) => {
      const legend = [
        { name: title, tone: 1 as const },
        { name: 'b', tone: 3 as const },
      ];
      const all = drawn(
        barsSvg({
          title,
          description: title,
          legend,
          bars: bars.map(([name, a, b, rest]) => ({ name, parts: [a, b], of: a + b + rest, note: `${a} / ${b}` })),
        }),
      );
      const rects = all.filter(({ tagName }) => tagName === 'rect').slice(legend.length);
      for (const [, a, b, rest] of bars) {
        const parts = [a, b].filter((part) => part > 0).map(() => rects.shift() as Element);
        const frame = at(rects.shift() as Element, 'width') + 1;
        const shown = parts.reduce((sum, part) => sum + at(part, 'width'), 0);
        expect(shown).toBeCloseTo(a + b + rest === 0 ? 0 : ((a + b) / (a + b + rest)) * frame, 1);
      }
      expect(rects).toEqual([]);
    }),
  );
});

test('what is over is left of today, what is to come to its right; neither leaves the chart', () => {
  fc.assert(
    fc.property(words, fc.array(fc.tuple(words, fc.integer({ min: -5000, max: 5000 })), { minLength: 1 }), (title, ends) => {
      const rows = ends.map(([name, days]) => ({ name, days, state: 'later' as const, note: String(days) }));
      const all = drawn(
        timelineSvg({
          title,
          description: title,
          today: '2026-10-01',
          todayName: '今日',
          near: { days: 60, name: '60日以内' },
          rows,
        }),
      );
      const [today] = all.filter(
        (one) => one.tagName === 'line' && at(one, 'stroke-width') === 2 && at(one, 'x1') === at(one, 'x2') && at(one, 'y1') < 40,
      );
      const dots = all.filter(({ tagName }) => tagName === 'circle');
      expect(dots.map((dot) => Math.sign(at(dot, 'cx') - at(today as Element, 'x1')))).toEqual(
        ends.map(([, days]) => Math.sign(days)),
      );
      for (const dot of dots) expect(at(dot, 'cx') > 0 && at(dot, 'cx') < WIDTH).toBe(true);
    }),
  );
});

test('values stand before, on and behind the line as they are', () => {
  fc.assert(
    fc.property(
      words,
      fc.array(fc.tuple(words, fc.nat({ max: 27 }), fc.option(fc.nat({ max: 27 }), { nil: undefined })), { minLength: 1 }),
      (title, values) => {
        const all = drawn(
          valuesSvg({
            title,
            description: title,
            before: '前',
            after: '後',
            limit: { value: 18, name: '基準値' },
            most: 27,
            rows: values.map(([name, before, after]) => ({ name, before, after, note: `${before}` })),
          }),
        );
        const limit = all.find(
          (one) => one.tagName === 'line' && one.attrs.some(({ name }) => name === 'stroke-dasharray'),
        ) as Element;
        const dots = all
          .filter(({ tagName }) => tagName === 'circle')
          .slice(2)
          .map((dot) => Math.sign(at(dot, 'cx') - at(limit, 'x1')));
        expect(dots).toEqual(
          values.flatMap(([, before, after]) => [
            ...(after === undefined ? [] : [Math.sign(after - 18)]),
            Math.sign(before - 18),
          ]),
        );
      },
    ),
  );
});

test('counts stand in their squares, darker where there are more', () => {
  fc.assert(
    fc.property(words, fc.array(fc.tuple(words, count, count), { minLength: 1, maxLength: 5 }), (title, rows) => {
      const all = drawn(
        heatSvg({
          title,
          description: title,
          columns: [title, 'b'],
          rows: rows.map(([name, ...counts]) => ({ name, counts })),
        }),
      );
      const squares = all.filter(({ tagName }) => tagName === 'rect');
      expect(squares).toHaveLength(rows.length * 2);
      const most = Math.max(1, ...rows.flatMap(([, a, b]) => [a, b]));
      const fills = squares.map(({ attrs }) => attrs.find(({ name }) => name === 'fill')?.value ?? '');
      rows
        .flatMap(([, a, b]) => [a, b])
        .forEach((one, i) => {
          expect(fills[i] === 'none').toBe(one === 0);
          if (one === most) expect(fills[i]).toContain('--tone-1');
        });
      for (const square of squares) expect(at(square, 'x') + at(square, 'width')).toBeLessThanOrEqual(WIDTH);
    }),
  );
  expect([0, 1, 33, 34, 66, 67, 100].map((one) => shadeOf(one, 100))).toEqual([undefined, 3, 3, 2, 2, 1, 1]);
});

test('tiles fill the width, and say in words what their frame tells', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(words, fc.nat(999), fc.option(fc.double({ min: 0, max: 1, noNaN: true }))), { maxLength: 6 }),
      (tiles) => {
        const figures = tiles.map(([name, value, share]) => ({
          name,
          value: String(value),
          note: name,
          ...(share === null ? { alarm: '要対応' } : { share }),
        }));
        const all = drawn(figuresSvg({ title: 't', description: 'd', figures }));
        const thick = all.filter(({ attrs }) => attrs.some(({ name, value }) => name === 'stroke-width' && value === '2'));
        const said = all.filter(
          ({ tagName, childNodes }) =>
            tagName === 'text' && JSON.stringify(childNodes.map((one) => 'value' in one && one.value)) === '["要対応"]',
        );
        expect(thick.length).toBe(tiles.filter(([, , share]) => share === null).length);
        expect(said.length).toBeGreaterThanOrEqual(thick.length);
        for (const rect of all.filter(({ tagName }) => tagName === 'rect'))
          expect(at(rect, 'x') + at(rect, 'width')).toBeLessThanOrEqual(WIDTH + 0.01);
      },
    ),
  );
});

const charts: Readonly<Record<string, (name: string, count: number, width: Width) => string>> = {
  bars: (name, count, width) =>
    barsSvg(
      {
        title: name,
        description: name,
        legend: ['エビデンスのある回答', 'エビデンスのない回答', '対象外', name].map((one) => ({ name: one, tone: 1 as const })),
        bars: [{ name, parts: [count], of: 300, note: `${count} / 300 (99%)` }],
      },
      width,
    ),
  figures: (name, count, width) => {
    const figure = { name, value: String(count), note: name, alarm: '要対応' };
    return figuresSvg({ title: name, description: name, figures: Array.from({ length: 1 + (count % 5) }, () => figure) }, width);
  },
  timeline: (name, count, width) =>
    timelineSvg(
      {
        title: name,
        description: name,
        today: '2026-10-01',
        todayName: '今日',
        near: { days: 60, name: '60日以内' },
        rows: [{ name, days: count, state: 'over', note: `2026-10-01 ${count}日超過` }],
      },
      width,
    ),
  values: (name, count, width) =>
    valuesSvg(
      {
        title: name,
        description: name,
        before: '対策前',
        after: '対策実施後',
        limit: { value: count, name: `基準値 ${count}` },
        most: 300,
        rows: [{ name, before: count, after: 0, note: `${count} → 0 対策実施後は基準値未満` }],
      },
      width,
    ),
  matrix: (name, count, width) => {
    const levels = Array.from({ length: 2 + (count % 4) }, (_, i) => i);
    const cells = [{ importance: 1, threat: 1, vulnerability: 1, value: 1, before: 99, after: 99, meetsLine: false }];
    const words = {
      title: name,
      description: name,
      importance: '重要度',
      threat: '脅威',
      vulnerability: '脆弱性',
      legend: ['左上の数: リスク評価値', '中央: 対策前 → 対策実施後のシナリオの数', '太枠: 基準値以上', name],
      between: '　',
    };
    return matrixSvg({ importance: levels, threat: levels, vulnerability: levels, cells }, count, words, width);
  },
};

test.each(
  Object.entries(charts).flatMap(([name, chart]) => ([WIDTH, NARROW] as const).map((width) => [name, width, chart] as const)),
)('%s, %i wide: words stay within, and none is too small to read', (_, width, chart) => {
  fc.assert(
    fc.property(words, count, (name, number) => {
      const all = drawn(chart(name, number, width));
      expect(at(all[0] as Element, 'width')).toBe(width);
      const texts = all.filter(({ tagName }) => tagName === 'text');
      expect(texts.length).toBeGreaterThan(0);
      for (const text of texts) {
        const own = text.attrs.find((one) => one.name === 'font-size')?.value;
        const size = own === undefined ? FONT : Number(own);
        expect(size).toBeGreaterThanOrEqual(SMALL);
        const said = text.childNodes.map((one) => ('value' in one ? one.value : '')).join('');
        const room = widthOf(said) * size;
        const anchor = text.attrs.find((one) => one.name === 'text-anchor')?.value ?? 'start';
        const left = at(text, 'x') - { start: 0, middle: room / 2, end: room }[anchor as 'start' | 'middle' | 'end'];
        expect(left, said).toBeGreaterThanOrEqual(-1);
        expect(left + room, said).toBeLessThanOrEqual(width + 1);
        expect(at(text, 'y')).toBeLessThanOrEqual(at(all[0] as Element, 'height'));
      }
    }),
  );
});

test('long names are cut, and told whole to who points at them', () => {
  const name = '医療情報を受託管理する情報処理事業者における安全管理ガイドライン（医療機関等における利用を含む）';
  const all = drawn(barsSvg({ title: 't', description: 'd', legend: [], bars: [{ name, parts: [], of: 1, note: '1' }] }));
  const [label] = all.filter(({ tagName }) => tagName === 'text');
  const [title, shown] = label?.childNodes ?? [];
  expect(title && 'childNodes' in title && title.childNodes.map((one) => 'value' in one && one.value)).toEqual([name]);
  expect(
    shown &&
      'value' in shown && [
        name.startsWith(shown.value.slice(0, -1)),
        shown.value.endsWith('…'),
        widthOf(shown.value) <= 420 / 13,
      ],
  ).toEqual([true, true, true]);
});

test('a path that is too long loses its outer parts first', () => {
  const shown = (words: string, most: number) => label(0, 0, words, {}, most).replace(/^.*<\/title>|<\/?text[^>]*>/g, '');
  expect(shown('サービス仕様 › 個別サービス仕様（電子署名）', 260)).toBe('サー… › 個別サービス仕様（電子署名）');
  expect(shown('サービス仕様 › 個別サービス仕様（電子署名）', 200)).toBe('個別サービス仕様（電子署名）');
  expect(shown('サービス仕様 › 個別サービス仕様（電子署名）', 130)).toBe('個別サービス仕様（…');
  expect(shown('短い › 名前', 260)).toBe('短い › 名前');
});
