import { fixed, message } from '../language.ts';
import type { KaijiDocument } from '../model/document.ts';
import { itemsOf, textField } from '../model/field.ts';
import { idNouns, type Named } from '../model/id-nouns.ts';
import type { Site } from '../package/index.ts';
import { idsOf } from '../package/tables/ids.ts';
import { asMap, type MapNode, type Node } from '../yaml/tree.ts';
import type { EntryRule, RuleDocs } from './rule.ts';

const twice = message<{ id: string; what: Named }>({
  ja: ({ id, what }) =>
    `${idNouns[what].ja}のID「${id}」は、このパッケージの別のところでも使われているため、参照がどちらを指すのか定まりません。片方を別のIDにしてください。`,
  en: ({ id, what }) =>
    `The ${idNouns[what].en} ID "${id}" is used elsewhere in this package as well, so that references to it are ambiguous. Give one of them another ID.`,
});

const first = message<{ id: string }>({
  ja: ({ id }) => `「${id}」は先にここで使われています`,
  en: ({ id }) => `"${id}" is used here first`,
});

export const docs: RuleDocs = {
  ja: `エビデンス・共通回答・主体・責任者・表・節・参照文書と、リスク評価の資産・脅威・脆弱性・シナリオ・対策のIDは、それぞれパッケージの中で一つだけです。同じIDが二つあると、そこを参照する回答がどちらを指すのか分かりません。二つ目以降を指摘し、最初の場所を関連情報に示します。参照文書は、文書ごとに同じ一覧を持つことがあるので、題名と版が同じものは数えません。

\`\`\`yaml
evidence:
  - { id: ev-isms-cert, title: ISMS認証登録証 }
  - { id: ev-isms-cert-2025, title: 旧ISMS認証登録証 }
\`\`\``,
  en: `The IDs of evidence, statements, parties, roles, tables, sections and references, and of the assets, threats, vulnerabilities, scenarios and measures of an assessment, are unique in a package, each among its own. With two of a kind, nobody can tell which one an answer refers to. The second and later ones are reported, with the first as related information. Documents may each list the same reference: one with the same title and edition does not count.

\`\`\`yaml
evidence:
  - { id: ev-isms-cert, title: ISMS certificate }
  - { id: ev-isms-cert-2025, title: former ISMS certificate }
\`\`\``,
};

export const duplicateId: EntryRule = {
  code: 'duplicate-id',
  severity: 'error',
  scope: 'entry',
  reads: ['ids'],
  summary: fixed('同じIDが二度使われている', 'An ID is used twice'),
  *check(entry, { lookup }) {
    for (const { key, node } of idsOf(entry)) {
      const [before] = lookup('ids', key);
      const [what, id] = key.split(' ') as [Named, string];
      if (!before || isSame(before, entry.document, node, what)) continue;
      yield {
        at: node,
        message: twice({ id, what }),
        related: [{ uri: before.document.file.uri, at: before.node, message: first({ id }) }],
      };
    }
  },
};

/** The id itself or one place read twice (an alias), or one reference that two documents list. */
function isSame(before: Site, document: KaijiDocument, node: Node, what: Named): boolean {
  if (before.node === node) return true;
  if (what !== 'references' || before.document === document) return false;
  const [a, b] = [referenceAt(before.document, before.node), referenceAt(document, node)];
  return ['title', 'edition'].every((key) => textField(a, key)?.value === textField(b, key)?.value);
}

function referenceAt({ root }: KaijiDocument, node: Node): MapNode | undefined {
  return itemsOf(root, 'references')
    .map(asMap)
    .find((map) => textField(map, 'id')?.node === node);
}
