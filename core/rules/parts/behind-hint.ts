/** What was typed behind the hint a scaffold leaves on an empty value (core/scaffold): it looks written, and is part of a comment. */
import type { Part } from '../../catalog/control.ts';
import { partKey } from '../../catalog/id.ts';
import { message } from '../../language.ts';
import { answerOf } from '../../model/checklist.ts';
import type { Entry } from '../../model/document.ts';
import { canonicalTerm } from '../../model/schema.ts';
import { partHints, statusHints } from '../../scaffold/answer.ts';
import { treatmentHints } from '../../scaffold/scenario.ts';
import { scalarSource } from '../../yaml/edit.ts';
import { asMap, isEmpty, keyText, type MapNode, valueUnder } from '../../yaml/tree.ts';
import type { EntryContext, Finding, Fix, FixContext, Place } from '../rule.ts';
import { answerControl } from '../shared/control.ts';
import { excerpt } from '../shared/syntax-place.ts';

const inComment = message<{ written: string }>({
  ja: ({ written }) => `「${written}」はコメント（#）の続きに書かれているため、値になっていません。「#」の前に書いてください。`,
  en: ({ written }) => `"${written}" goes on the comment (#), so it is no value. Write it before the "#".`,
});

const makeValue = message<{ written: string; key: string }>({
  ja: ({ written, key }) => `「${written}」を ${key} の値にする`,
  en: ({ written, key }) => `Make "${written}" the value of ${key}`,
});

/** Data of such a finding; offsets are relative to the block. */
export interface BehindHint extends Place {
  readonly key: string;
  /** Behind the colon. */
  readonly value: number;
  /** Whether the value may be so. */
  readonly fits: boolean;
}

/** Text behind the hints of an entry. */
export function* behindHints(entry: Entry, { catalogs, own }: EntryContext): Iterable<Finding> {
  const map = asMap(entry.node);
  if (!map || map.block.comments.length === 0) return;
  if (entry.sequence === 'scenarios') yield* behind(entry, map, (key) => (key === 'treatment' ? treatmentHints() : []));
  if (entry.sequence !== 'answers') return;
  yield* behind(entry, map, (key) => (key === 'status' ? statusHints() : []));
  const parts = asMap(valueUnder(map, 'parts'));
  if (!parts?.pairs.some(({ value }) => isEmpty(value))) return;
  const found = answerControl(answerOf(map), catalogs, own);
  const partOf = (key: string): Part | undefined => found?.control.parts.find(({ id }) => partKey(id) === partKey(key));
  yield* behind(entry, parts, (key) => {
    const part = partOf(key);
    return part ? partHints(part) : [];
  });
}

/** @param hintsOf what the scaffold may have written behind a key, in any language */
function* behind({ document }: Entry, map: MapNode, hintsOf: (key: string) => readonly string[]): Iterable<Finding> {
  if (map.flow) return;
  const { text, tree } = document.file;
  for (const pair of map.pairs) {
    const key = keyText(pair);
    if (key === undefined || !isEmpty(pair.value)) continue;
    const { block } = pair.key;
    const from = tree.startOf(block) + pair.key.end;
    const line = text.slice(from, Math.min(text.lineEnd(text.lineAt(from)), from + LONGEST));
    const comment = /^[ \t]*:[ \t]+#[ \t]*(?=\S)/.exec(line);
    if (!comment) continue;
    const said = line.slice(comment[0].length);
    // The longest: one hint may begin another.
    const hint = hintsOf(key)
      .filter((one) => one !== '' && said.startsWith(one))
      .sort((a, b) => b.length - a.length)[0];
    const written = hint === undefined ? '' : said.slice(hint.length).trim();
    if (written === '') continue;
    const end = pair.key.end + line.trimEnd().length;
    const data: BehindHint = {
      block,
      start: end - written.length,
      end,
      key,
      value: pair.key.end + line.indexOf(':') + 1,
      fits: (key !== 'status' && key !== 'treatment') || canonicalTerm(key, written) !== undefined,
    };
    yield { at: { block, start: data.start, end }, message: inComment({ written: excerpt(written) }), data };
  }
}

/** A longer line is not looked at as a whole. */
const LONGEST = 4000;

/** Makes it the value, before the hint. */
export function valueFix({ block, start, end, key, value, fits }: BehindHint, { file }: FixContext): readonly Fix[] {
  const base = file.tree.startOf(block);
  const written = file.text.slice(base + start, base + end);
  const before = file.text.slice(base + value, base + start);
  const kept = before.trimEnd();
  if (!fits) return [];
  const splices = [
    { start: base + value, end: base + value, text: ` ${scalarSource(written)}` },
    { start: base + value + kept.length, end: base + end, text: '' },
  ];
  return [{ title: makeValue({ written: excerpt(written), key }), edits: [{ uri: file.uri, splices }], preferred: true }];
}
