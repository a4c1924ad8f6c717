/** By what copies and near copies find each other. */
import { describe, expect, test } from 'vitest';
import { fingerprintOf, likenessKeys, resemblance, runsOf, wordsAlone } from '../../core/prose/likeness.ts';

const fingerprint = (text: string) => fingerprintOf(wordsAlone(text));

test.each([
  ['作業者IDを、台帳で管理しています。', '作業者ＩＤを台帳で 管理しています'],
  ['TLS 1.3', 'tls 1.3。'],
  ['「規程」第３条', '規程 第3条'],
])('%j and %j are the same words', (a, b) => {
  expect(fingerprint(a)).toBe(fingerprint(b));
});

test.each([
  ['台帳で管理しています。', '台帳を管理しています。'],
  ['TLS 1.2', 'TLS 1.3'],
  ['', 'あ'],
])('%j and %j are not', (a, b) => {
  expect(fingerprint(a)).not.toBe(fingerprint(b));
});

/** Prose of a kind, the same for the same seed. */
function prose(seed: number, length: number): string {
  let state = seed;
  let text = '';
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    text += String.fromCharCode(0x4e00 + (state >>> 22));
  }
  return text;
}

/** Every so many-th character another one. */
function changed(text: string, every: number): string {
  return [...text].map((character, i) => (i % every === every - 1 ? '改' : character)).join('');
}

describe('near copies', () => {
  const of = (text: string) => {
    const runs = runsOf(wordsAlone(text));
    return { runs, keys: likenessKeys(runs) };
  };
  const meet = (a: string, b: string) => of(a).keys.some((key) => of(b).keys.includes(key));

  test.each(Array.from({ length: 40 }, (_, seed) => [seed + 1, 100 + seed * 40] as const))(
    'texts nearly the same share a key (seed %i, %i characters)',
    (seed, length) => {
      const text = prose(seed, length);
      const near = changed(text, 90);
      expect(resemblance(of(text).runs, of(near).runs)).toBeGreaterThanOrEqual(0.85);
      expect(meet(text, near)).toBe(true);
    },
  );

  test('a tenth of the characters changed is another text', () => {
    const text = prose(1, 600);
    expect(resemblance(of(text).runs, of(changed(text, 10)).runs)).toBeLessThan(0.5);
  });

  test('texts with a third in common seldom share a key', () => {
    const shared = prose(7, 200);
    const texts = Array.from({ length: 60 }, (_, seed) => shared + prose(seed + 100, 200));
    const keys = texts.map((text) => new Set(of(text).keys));
    let pairs = 0;
    for (const [i, one] of keys.entries())
      for (const other of keys.slice(0, i)) if ([...one].some((key) => other.has(key))) pairs++;
    expect(pairs).toBeLessThan((60 * 59) / 2 / 2);
  });

  test('keys are the same everywhere', () => {
    expect(of('内部監査を年1回受けています。').keys[0]).toBe('0:747u2i.7a9kb4.3560re');
    expect(of('短い').keys).toEqual([]);
  });
});
