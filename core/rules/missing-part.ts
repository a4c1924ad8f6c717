import type { Control, Part, Resolved } from '../catalog/control.ts';
import { partKey } from '../catalog/id.ts';
import { fixed, message } from '../language.ts';
import { type Answer, answerOf, refersToAnswer } from '../model/checklist.ts';
import type { KaijiFile } from '../model/document.ts';
import { partId } from '../model/earlier-answer.ts';
import { keyNode, mapField } from '../model/field.ts';
import { type ItemMark, itemMarksIn, itemsNamedIn } from '../prose/item-marks.ts';
import { PLACEHOLDER } from '../scaffold/answer.ts';
import type { Splice } from '../text/text.ts';
import { fillPair, insertPair, keyColumn, prependPair } from '../yaml/edit.ts';
import { setPair } from '../yaml/set.ts';
import { asMap, isDamaged, isEmpty, keyText, type MapNode, type Pair, pairOf } from '../yaml/tree.ts';
import type { EntryContext, EntryRule, RuleDocs } from './rule.ts';
import { answerControl } from './shared/control.ts';
import { nameOf } from './shared/place.ts';

const missing = message<{ control: string; parts: readonly string[] }>({
  ja: ({ control, parts }) =>
    `${control} の小項目のうち ${parts.join('・')} への回答がありません。小項目ごとに答えるときは、残りも parts に書いてください。`,
  en: ({ control, parts }) =>
    `${control} answers some of its sub-items but not ${parts.join(', ')}. Answer ${parts.length === 1 ? 'it' : 'them'} under parts too.`,
});

const insert = message<{ parts: readonly string[] }>({
  ja: ({ parts }) => `小項目 ${parts.join('・')} の回答欄を加える`,
  en: ({ parts }) => `Insert ${parts.length === 1 ? 'sub-item' : 'sub-items'} ${parts.join(', ')}`,
});

export const docs: RuleDocs = {
  ja: `評価員は小項目ごとに読みます。\`parts\` に分けた回答や、(1)、(2) と番号を付けて順に書いた回答で、番号が抜けていると、その小項目は未回答とみなされます。

\`\`\`yaml
- control: CL-2
  parts:
    "(1)": 取締役が最終的な責任を負います。
    "(2)": 個人情報保護責任者を置いています。
    # (3) と (4) がありません。
\`\`\`

クイックフィックスは、残りの小項目を \`parts\` に「未記入」で加えます。

小項目に分けずに文章で答えた回答、\`parts\` のほかに番号のない \`answer\` がある回答、対象外・対応予定の項目、\`same-as\`・\`use\`・共通回答で答えた項目は指摘しません。本文の番号は、様式と同じ書き方（様式が (1) なら (1)）で二つ以上あるときだけ小項目とみなします。「(3)から(5)は対象外」のような書き方は、(3)・(4)・(5) への回答です。`,
  en: `Evaluators read sub-item by sub-item. Where an answer goes by \`parts\`, or by (1), (2) … in its text, a number left out counts as unanswered.

\`\`\`yaml
- control: CL-2
  parts:
    "(1)": A director bears the final responsibility.
    "(2)": A privacy officer is appointed.
    # (3) and (4) are not there.
\`\`\`

The quick fix adds the rest under \`parts\` as placeholders.

Not reported: answers in running text, \`parts\` beside an \`answer\` without numbers, what is not applicable or planned, what \`same-as\`, \`use\` or a statement answers. Numbers in a text count only where two or more are written as the form writes them; "(3) to (5) do not apply" speaks of all three.`,
};

export const missingPart: EntryRule = {
  code: 'missing-part',
  severity: 'info',
  scope: 'entry',
  kinds: ['checklist'],
  sequences: ['answers'],
  reads: ['answers', 'satisfies'],
  summary: fixed('小項目の一部にしか答えていない', 'Some sub-items of a control are left unanswered'),
  *check(entry, context) {
    const map = asMap(entry.node);
    if (!map || isDamaged(map)) return;
    const answer = answerOf(map);
    const found = answerControl(answer, context.catalogs, context.own);
    if (!found || found.part || !goesByParts(answer, found.control)) return;
    const left = partsLeft(answer, found, context);
    if (left.length === 0 || left.length === found.control.parts.length) return;
    const parts = left.map(({ id }) => id);
    yield {
      at: keyNode(map, 'parts') ?? nameOf(map),
      message: missing({ control: found.id, parts }),
      control: found.id,
      data: { map, left, control: found.control },
    };
  },
  fixes(finding, { file }) {
    const { map, left, control } = finding.data as { map: MapNode; left: readonly Part[]; control: Control };
    const splices = inserted(file, map, left, control);
    if (splices.length === 0) return [];
    return [
      {
        title: insert({ parts: left.map(({ id }) => id) }),
        edits: [{ uri: file.uri, splices }],
        preferred: true,
      },
    ];
  },
};

/** Statuses under which sub-items may be left out: nothing is claimed of them yet, or nothing at all. */
const OPEN: ReadonlySet<string> = new Set(['not-applicable', 'planned']);

/** Whether an entry answers sub-item by sub-item, and by nothing else. */
function goesByParts(answer: Answer, control: Control): boolean {
  if (control.parts.length < 2 || OPEN.has(answer.status?.value ?? '')) return false;
  if (refersToAnswer(answer)) return false;
  const texts = textsOf(answer);
  if (!texts.every((text) => goesByMarks(itemMarksIn(text), control))) return false;
  const parts = mapField(answer.node, 'parts');
  // A part the control does not have: the numbers are not the guideline's.
  const known = new Set(control.parts.map(({ id }) => partKey(id)));
  return (
    texts.length > 0 || (!!parts && answer.parts.length > 0 && answer.parts.every(({ keyText }) => known.has(partKey(keyText))))
  );
}

/** Words of the entry as a whole and of its targets. */
function textsOf(answer: Answer): readonly string[] {
  return [answer, ...answer.responses].flatMap((reply) =>
    reply.answer ? [reply.answer.value] : refersToAnswer(reply) ? [''] : [],
  );
}

/** Two marks or more, each a sub-item's and none twice, written as the guideline writes them. */
function goesByMarks(marks: readonly ItemMark[], control: Control): boolean {
  const form = /^[(（]/.test(control.parts[0]?.id ?? '') ? 'bracketed' : 'circled';
  const numbers = new Set(marks.map(({ number }) => number));
  const known = new Set(control.parts.map(({ id }) => partKey(id)));
  return (
    numbers.size >= 2 &&
    numbers.size === marks.length &&
    marks.every((mark) => mark.form === form && known.has(String(mark.number)))
  );
}

/** Sub-items neither the entry speaks of nor another entry or a statement answers. */
function partsLeft(answer: Answer, found: Resolved, { lookup }: EntryContext): readonly Part[] {
  const { control } = found;
  if (lookup('satisfies', control.id).length > 0) return [];
  const last = Math.max(...control.parts.map(({ id }) => Number(partKey(id)) || 0));
  const named = textsOf(answer).map((text) => itemsNamedIn(text, last));
  const given = new Set(answer.parts.flatMap((part) => (isGiven(answer.node, part.key) ? (partId(found, part) ?? []) : [])));
  return control.parts.filter(({ id }) => {
    const whole = `${control.id}${id}`;
    if (given.has(whole) || named.some((numbers) => numbers.has(Number(partKey(id))))) return false;
    return lookup('satisfies', whole).length === 0 && lookup('answers', whole).length === 0;
  });
}

/** Whether anything stands behind the key of a part: a text, or a mapping with anything in it. What is wrong there other rules say. */
function isGiven(node: MapNode, key: Pair['key']): boolean {
  const value = mapField(node, 'parts')?.pairs.find((pair) => pair.key === key)?.value;
  const map = asMap(value);
  if (map)
    return map.pairs.some((pair) => !isEmpty(pair.value) && !(pair.value?.kind === 'seq' && pair.value.items.length === 0));
  return !isEmpty(value) && !(value?.kind === 'scalar' && value.text.trim() === '');
}

/** The missing sub-items as placeholders, each behind the one before it in the guideline. */
function inserted(file: KaijiFile, map: MapNode, left: readonly Part[], control: Control): readonly Splice[] {
  const value = pairOf(map, 'parts')?.value;
  const line = ({ id }: Part) => `${JSON.stringify(id)}: ${PLACEHOLDER}`;
  if (!value || isEmpty(value))
    return [
      fillPair(
        file,
        map,
        'parts',
        ['parts:', ...left.map((part) => `  ${line(part)}`)],
        pairOf(map, 'answer') ? 'answer' : undefined,
      ),
    ];
  // What an alias stands for is written elsewhere.
  if (value.kind !== 'map') return [];
  const splices: Splice[] = [];
  const behind = new Map<string | undefined, string[]>();
  for (const part of left) {
    const there = keyOf(value, part);
    if (there !== undefined) {
      const inside = asMap(pairOf(value, there)?.value);
      splices.push(inside ? setPair(file, inside, 'answer', PLACEHOLDER) : setPair(file, value, there, PLACEHOLDER));
      continue;
    }
    let before: string | undefined;
    for (const other of control.parts.slice(0, control.parts.indexOf(part))) before = keyOf(value, other) ?? before;
    const lines = behind.get(before);
    if (lines) lines.push(line(part));
    else behind.set(before, [line(part)]);
  }
  const separator = value.flow ? ', ' : file.text.eol + ' '.repeat(keyColumn(file, value));
  for (const [key, lines] of behind)
    splices.push(key === undefined ? prependPair(file, value, lines.join(separator)) : insertPair(file, value, lines, key));
  return splices;
}

/** The key under which a sub-item stands, as written. */
function keyOf(parts: MapNode, { id }: Part): string | undefined {
  return parts.pairs.map(keyText).find((key) => key !== undefined && partKey(key) === partKey(id));
}
