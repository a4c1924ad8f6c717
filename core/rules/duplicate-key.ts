import { partKey } from '../catalog/id.ts';
import { fixed, message } from '../language.ts';
import { isEmpty, keyText, type MapNode, type Pair, type SyntaxFault } from '../yaml/tree.ts';
import type { EntryRule, Finding, RuleDocs } from './rule.ts';
import { mapsOf } from './shared/entry-nodes.ts';

const twice = message<{ key: string; first: string }>({
  ja: ({ key, first }) =>
    key === first
      ? `「${key}」が同じ項目の中に二度書かれています。先に書いた方だけが読まれます。一つにまとめてください。`
      : `「${key}」は、先に書かれた「${first}」と同じキーです。先に書いた方だけが読まれます。一つにまとめてください。`,
  en: ({ key, first }) =>
    key === first
      ? `"${key}" stands twice in one place; only the first is read. Make them one.`
      : `"${key}" is the same key as "${first}" before it; only the first is read. Make them one.`,
});

const firstPlace = fixed('先に書かれたキー', 'The first one');

export const docs: RuleDocs = {
  ja: '一つの項目の中に同じキーが二つあると、一方の内容が使われません。小項目の番号は表記が違っても同じキーです（`(1)`、`（１）`、`①`、`1`）。どちらを残すかを決めて、一つにまとめてください。',
  en: 'Of two equal keys in one mapping one is not read. Numbers of sub-items are equal in any spelling (`(1)`, `（１）`, `①`, `1`). Decide which to keep and make them one.',
};

export const duplicateKey: EntryRule = {
  code: 'duplicate-key',
  severity: 'error',
  scope: 'entry',
  summary: fixed('同じキーが二度書かれている', 'The same key twice in one mapping'),
  *check(entry) {
    const { file } = entry.document;
    for (const { map, under } of mapsOf(entry)) {
      const seen = new Map<string, Pair>();
      for (const pair of map.pairs) {
        const written = keyText(pair);
        if (written === undefined || written === '' || isLostText(map, pair)) continue;
        const key = under === 'parts' ? partKey(written) : written.trim().normalize('NFKC');
        const first = seen.get(key);
        if (!first) seen.set(key, pair);
        else if (!isBrokenBetween(first, pair)) {
          const related = [{ uri: file.uri, at: first.key, message: firstPlace }];
          const finding: Finding = { at: pair.key, message: twice({ key: written, first: keyText(first) ?? '' }), related };
          yield finding;
        }
      }
    }
  },
};

/** `{ name: X, X }`: the rest of a text, no key (swallowed-text). */
function isLostText(map: MapNode, pair: Pair): boolean {
  return map.flow && isEmpty(pair.value);
}

/** Between two keys something could not be read: perhaps the line that begins another entry. */
function isBrokenBetween(first: Pair, second: Pair): boolean {
  const { block } = second.key;
  const from = first.key.block === block ? first.key.start : 0;
  const blocks = first.key.block === block ? [block] : [first.key.block, block];
  return blocks.some(({ errors }) =>
    errors.some((error) => losesLines(error) && (blocks.length > 1 || (error.start >= from && error.start <= second.key.end))),
  );
}

/** Not what is read as it was meant, nor a wrong escape, which is lost alone. */
function losesLines({ mended, code }: SyntaxFault): boolean {
  return mended === undefined && code !== 'BAD_DQ_ESCAPE';
}
