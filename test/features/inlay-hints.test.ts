import { describe, expect, test } from 'vitest';
import type { InlayHint, MarkupContent, Range } from 'vscode-languageserver-types';
import { hintNames, inlayHintsIn, resolveInlayHint } from '../../core/features/inlay-hints.ts';
import { bundled } from '../support/catalogs.ts';
import { pathOf } from '../support/fixture.ts';
import { type Case, casesOf, matchGolden } from './cases.ts';

const all = await bundled;
const EVERYTHING: Range = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };
/** Risk values have tests of their own. */
const hidden: ReadonlySet<string> = new Set(['risk']);

const hintsOf = ({ whole, file }: Case, range = EVERYTHING, language: 'ja' | 'en' = 'ja') =>
  inlayHintsIn(whole, file, range, { language, bundled: all, hidden });

const resolved = (one: Case, hint: InlayHint, can: { locations?: boolean; tooltips?: boolean }) =>
  resolveInlayHint(hint, one.whole, one.file, { language: 'ja', bundled: all, locations: false, tooltips: false, ...can });

/** Where a hint leads, else the first line of what is read about it. */
async function behind(one: Case, hint: InlayHint): Promise<string> {
  const { label, tooltip } = await resolved(one, hint, { locations: true, tooltips: true });
  if (typeof label === 'string') return (tooltip as MarkupContent | undefined)?.value.split('\n')[0] ?? '–';
  const [{ location, value } = { value: '' }, ...more] = label;
  expect([value, tooltip, more]).toEqual([hint.label, undefined, []]);
  return `→ ${pathOf(location?.uri ?? '')}:${(location?.range.start.line ?? 0) + 1}`;
}

const cases = await casesOf('inlay-hints');
const named = (name: string) => {
  const found = cases.find((one) => one.name === name);
  if (!found) throw new Error(`${name}: a case is expected`);
  return found;
};

test('inlay hints', async () => {
  let golden = '';
  for (const one of cases) {
    golden += `== ${one.name}\n`;
    const lines = one.text.split(/\r?\n/);
    const hints = hintsOf(one);
    for (const { position, label } of [...hints].reverse())
      lines[position.line] =
        `${lines[position.line]?.slice(0, position.character)}⟪${label as string}⟫${lines[position.line]?.slice(position.character)}`;
    golden += `${lines.map((line) => `  ${line}`).join('\n')}\n`;
    for (const hint of hints) golden += `  ${hint.position.line + 1} ${hint.label as string} ${await behind(one, hint)}\n`;
  }
  matchGolden('inlay-hints', golden);
});

test('in English', () => {
  const labels = hintsOf(named('依拠先'), EVERYTHING, 'en').map(({ label }) => label);
  expect(labels).toEqual(['Disclosure of capacity, period and risks …', '媒体の暗号化']);
});

describe('of a range', () => {
  test.each(cases)('$name: what is asked for piece by piece is what is asked for at once', (one) => {
    const { file } = one;
    const pieces: InlayHint[] = [];
    for (let line = 0; line < file.text.lineCount; line++) {
      const start = { line, character: 0 };
      pieces.push(...hintsOf(one, { start, end: { line, character: 9999 } }));
    }
    expect(pieces).toEqual(hintsOf(one));
  });
});

test('each has a name by which it is switched off', () => {
  const one = named('回答');
  const shown = (off: readonly string[]) =>
    inlayHintsIn(one.whole, one.file, EVERYTHING, { language: 'ja', bundled: all, hidden: new Set(off) }).length;
  const total = shown([]);
  for (const name of ['controls', 'evidence', 'statements']) expect(shown([name])).toBeLessThan(total);
  expect(shown(hintNames)).toBe(0);
});

describe('what is told later', () => {
  test('a client that takes no place is told what hover tells', async () => {
    const one = named('回答');
    const hint = hintsOf(one).find(({ label }) => label === 'アカウント管理規程');
    if (!hint) throw new Error('a hint is expected');
    expect(hint.tooltip).toBeUndefined();
    const { label, tooltip } = await resolved(one, hint, { tooltips: true });
    expect(label).toBe(hint.label);
    expect((tooltip as MarkupContent).value).toContain('**ev-a**　アカウント管理規程');
    expect(await resolved(one, hint, {})).toEqual(hint);
  });

  test('arithmetic is told at once to a client that does not ask for it', async () => {
    const one = named('リスク評価');
    const hints = (lazy: boolean) =>
      inlayHintsIn(one.whole, one.file, EVERYTHING, { language: 'ja', bundled: all, lazy }).filter(
        ({ data }) => data.producer === 'risk',
      );
    const [now, later] = [hints(false), hints(true)];
    expect(now.length).toBeGreaterThan(0);
    for (const [i, hint] of later.entries()) {
      expect(hint.tooltip).toBeUndefined();
      expect(await resolved(one, hint, { tooltips: true, locations: true })).toEqual(now[i]);
    }
  });

  test('nothing is told of a hint that is another by now', async () => {
    const one = named('回答');
    const [hint] = hintsOf(one);
    if (!hint) throw new Error('a hint is expected');
    for (const stale of [
      { ...hint, label: '前の題名' },
      { ...hint, position: { line: 0, character: 3 } },
      { ...hint, data: { ...hint.data, producer: 'none' } },
    ])
      expect(await resolved(one, stale, { tooltips: true, locations: true })).toEqual(stale);
  });
});
