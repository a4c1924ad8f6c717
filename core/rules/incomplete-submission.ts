import { fixed, type Language, message } from '../language.ts';
import type { KaijiDocument } from '../model/document.ts';
import { textField } from '../model/field.ts';
import type { Splice } from '../text/text.ts';
import { fillPair, insertItem, replaceNode } from '../yaml/edit.ts';
import { setPair } from '../yaml/set.ts';
import { asMap, asSeq, isEmpty, type MapNode, pairOf, valueUnder } from '../yaml/tree.ts';
import type { OutcomeRule, RuleDocs } from './rule.ts';

const incomplete = message<{ missing: readonly Part[]; errors: number }>({
  ja: ({ missing, errors }) => {
    const said = [
      ...(missing.length > 0 ? [`${missing.map((part) => named(part, 'ja')).join('、')}がまだありません`] : []),
      ...(errors > 0 ? [`この文書にはエラーが ${errors}件残っています`] : []),
    ];
    return `提出日（submitted）が書かれていますが、${said.join('。また、')}。提出の前に直してください。`;
  },
  en: ({ missing, errors }) => {
    const said = [
      ...(missing.length > 0 ? [`lacks ${missing.map((part) => named(part, 'en')).join(', ')}`] : []),
      ...(errors > 0 ? [`has ${errors} open error${errors === 1 ? '' : 's'}`] : []),
    ];
    return `The sheet is marked as submitted, but still ${said.join(', and ')}. See to that before it goes out.`;
  },
});

const insert = fixed('足りない欄を「●●」で加える', 'Insert what is missing (with ●● to be filled in)');

type Part = 'reference-no' | 'applicant.organization' | 'applicant.product' | 'evaluators';

const NAMES: Readonly<Record<Part, Readonly<Record<Language, string>>>> = {
  'reference-no': { ja: '整理番号', en: 'the reference number' },
  'applicant.organization': { ja: '評価申請元の組織名', en: "the applicant's organisation" },
  'applicant.product': { ja: '評価申請元の製品・サービス名', en: "the applicant's product" },
  evaluators: { ja: '評価員', en: 'an evaluator' },
};

const BLANK = '●●';

export const docs: RuleDocs = {
  ja: `\`submitted\`（提出日）を書いたら、整理番号（\`reference-no\`）、評価申請元（\`applicant\` の \`organization\` と \`product\`）、評価員（\`evaluators\`）がそろい、文書にエラーがないことが要ります。足りないものを一つの指摘にまとめて、提出日のところに示します。提出日が先の日付でも同じです。抑止した指摘や、重大度を下げた指摘は、残っているエラーに数えません。

クイックフィックスは、足りない欄を「●●」で加えます。書き換えるまでは \`placeholder-answer\` が知らせます。エラーが残っている間は、先にそれを直してください。

\`\`\`yaml
reference-no: "2026-018"
submitted: 2026-10-01
applicant: { organization: 株式会社例示, product: 例示クラウドカルテ }
evaluators: [{ organization: 例示監査法人, name: 評価 花子, round: 1 }]
\`\`\``,
  en: `Once \`submitted\` is written, a sheet needs its \`reference-no\`, the \`applicant\` (\`organization\` and \`product\`), \`evaluators\`, and no open errors. What is missing is told in one finding at the date, also where that lies ahead. Findings that are silenced or set to a lower severity are no open errors.

The quick fix inserts what is missing with ●●, which \`placeholder-answer\` reports until it is filled in. While errors are open, correct these first.

\`\`\`yaml
reference-no: "2026-018"
submitted: 2026-10-01
applicant: { organization: Reiji Inc., product: Reiji Cloud }
evaluators: [{ organization: Reiji Audit, name: Hanako Hyoka, round: 1 }]
\`\`\``,
};

export const incompleteSubmission: OutcomeRule = {
  code: 'incomplete-submission',
  severity: 'warning',
  scope: 'outcome',
  kinds: ['checklist'],
  summary: fixed(
    '提出日があるのに、必要な事項が足りないか、エラーが残っている',
    'A sheet marked as submitted that is not complete, or has open errors',
  ),
  *check(document, { counts }) {
    const submitted = textField(document.root, 'submitted');
    if (!document.root || !submitted) return;
    const missing = missingIn(document.root);
    if (missing.length === 0 && counts.error === 0) return;
    const at = pairOf(document.root, 'submitted')?.value ?? submitted.node;
    yield { at, message: incomplete({ missing, errors: counts.error }), data: { missing, errors: counts.error } };
  },
  fixes(finding, { document, file }) {
    const { missing, errors } = finding.data as { readonly missing: readonly Part[]; readonly errors: number };
    if (!document?.root || errors > 0 || missing.length === 0) return [];
    const splices = insertions(document, document.root, missing);
    return [{ title: insert, edits: [{ uri: file.uri, splices }], preferred: true }];
  },
};

function missingIn(root: MapNode): readonly Part[] {
  const missing: Part[] = [];
  if (isBlank(root, 'reference-no')) missing.push('reference-no');
  const applicant = valueUnder(root, 'applicant');
  // What is of another type is there; wrong-type speaks of it.
  if (isEmpty(applicant) || asMap(applicant)) {
    if (isBlank(asMap(applicant), 'organization')) missing.push('applicant.organization');
    if (isBlank(asMap(applicant), 'product')) missing.push('applicant.product');
  }
  const evaluators = valueUnder(root, 'evaluators');
  const named = (asSeq(evaluators)?.items ?? []).some((item) => {
    const map = asMap(item);
    return !map || !isBlank(map, 'organization') || !isBlank(map, 'name');
  });
  if ((isEmpty(evaluators) || asSeq(evaluators)) && !named) missing.push('evaluators');
  return missing;
}

function isBlank(map: MapNode | undefined, key: string): boolean {
  const value = map && valueUnder(map, key);
  return isEmpty(value) || (value?.kind === 'scalar' && value.text.trim() === '');
}

/** What is missing, each behind the date of submission where its key is not there. */
function insertions({ file }: KaijiDocument, root: MapNode, missing: readonly Part[]): readonly Splice[] {
  const splices: Splice[] = [];
  const after = 'submitted';
  if (missing.includes('reference-no')) splices.push(setPair(file, root, 'reference-no', BLANK, after));
  const fields = (['organization', 'product'] as const).filter((key) => missing.includes(`applicant.${key}`));
  const applicant = asMap(valueUnder(root, 'applicant'));
  const all = `{ ${fields.map((key) => `${key}: ${BLANK}`).join(', ')} }`;
  if (applicant && applicant.pairs.length > 0) for (const key of fields) splices.push(setPair(file, applicant, key, BLANK));
  else if (applicant) splices.push(replaceNode(file, applicant, all));
  else if (fields.length > 0) splices.push(fillPair(file, root, 'applicant', [`applicant: ${all}`], after));
  if (!missing.includes('evaluators')) return splices;
  const evaluator = `{ organization: ${BLANK}, name: ${BLANK}, round: 1 }`;
  const [first] = asSeq(valueUnder(root, 'evaluators'))?.items ?? [];
  const map = asMap(first);
  if (map && map.pairs.length > 0) splices.push(setPair(file, map, 'organization', BLANK));
  else if (map) splices.push(replaceNode(file, map, evaluator));
  else if (asSeq(valueUnder(root, 'evaluators')))
    splices.push(insertItem(file, root, 'evaluators', ['organization: ●●', 'name: ●●', 'round: 1']));
  else splices.push(fillPair(file, root, 'evaluators', [`evaluators: [${evaluator}]`], after));
  return splices;
}

/** `整理番号（reference-no）`. */
function named(part: Part, language: Language): string {
  return language === 'ja' ? `${NAMES[part].ja}（${part}）` : `${NAMES[part].en} (${part})`;
}
