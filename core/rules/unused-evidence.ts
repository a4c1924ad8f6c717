import { fixed, message } from '../language.ts';
import { evidenceItem } from '../model/evidence.ts';
import { removeItem } from '../yaml/reorder.ts';
import { asMap, isDamaged, type MapNode, walk } from '../yaml/tree.ts';
import type { EntryRule, RuleDocs } from './rule.ts';
import { CITING, isUncited } from './shared/uncited.ts';

const unused = message<{ id: string; title: string }>({
  ja: ({ id, title }) =>
    `エビデンス ${id}${title ? `「${title}」` : ' '}は、どの回答・節・リスク対応からも挙げられていません。裏付けになる回答に挙げるか、不要なら台帳から削除してください。`,
  en: ({ id, title }) =>
    `Nothing cites evidence ${id}${title && ` ("${title}")`}. Cite it where it backs something, or remove it from the register.`,
});

const remove = message<{ id: string }>({
  ja: ({ id }) => `台帳から ${id} を削除する`,
  en: ({ id }) => `Remove ${id} from the register`,
});

interface Data {
  readonly id: string;
  readonly map: MapNode;
}

export const docs: RuleDocs = {
  ja: `台帳に登録したのに、パッケージのどの回答・節・共通回答・リスク対応・対策からも挙げられていないエビデンスを知らせます。挙げ忘れか、もう使わない文書です。本文の \`[[ev-x]]\` も、挙げたものと数えます。

チェックシートも開示書もリスク対応もないパッケージ（ほかのパッケージが \`extends\` する台帳など）では指摘しません。題名か場所に「添付1」のような番号があるエビデンスも、本文が番号で挙げているかもしれないので指摘しません。`,
  en: `An entry of the register that no answer, section, statement, risk treatment or measure of the package cites: forgotten, or no longer needed. \`[[ev-x]]\` in prose counts as citing.

Packages without a checklist, disclosure or risk annex (registers others \`extends\`), and evidence numbered 添付1 and the like in its title or location, which prose may name by number, are left alone.`,
};

export const unusedEvidence: EntryRule = {
  code: 'unused-evidence',
  severity: 'hint',
  about: 'unneeded',
  scope: 'entry',
  sequences: ['evidence'],
  reads: ['evidence-uses', 'mentions', ...CITING],
  summary: fixed('どこからも挙げられていないエビデンスが台帳にある', 'A register entry nothing cites'),
  *check({ node }, { keys }) {
    const map = asMap(node);
    if (!map || isDamaged(map)) return;
    const { id, title } = evidenceItem(map);
    if (!id || !isUncited(map, keys)) return;
    yield {
      at: id.node,
      message: unused({ id: id.value, title: title?.value ?? '' }),
      data: { id: id.value, map } satisfies Data,
    };
  },
  fixes(finding, { document, file, safeOnly }) {
    // Whether to keep it is the author's to say, and what to take out needs a look at the whole register.
    if (safeOnly) return [];
    const { id, map } = finding.data as Data;
    const entry = document?.entries.find(({ node }) => node === map);
    // What others take over by an alias has to stay.
    if (!document?.root || !entry || [...walk(map)].some((node) => node.kind !== 'alias' && node.anchor !== undefined)) return [];
    const splice = removeItem(file, document.root, 'evidence', entry.index);
    return splice ? [{ title: remove({ id }), edits: [{ uri: file.uri, splices: [splice] }] }] : [];
  },
};
