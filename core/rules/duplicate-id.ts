import { fixed, message } from '../language.ts';
import { sectionOf, withNested } from '../model/disclosure.ts';
import type { KaijiDocument } from '../model/document.ts';
import { itemsOf, textField } from '../model/field.ts';
import { asMap, type MapNode, type Node } from '../yaml/tree.ts';
import type { PackageRule } from './rule.ts';

/** What ids are given to; each has ids of its own. */
type Named = 'evidence' | 'statements' | 'parties' | 'roles' | 'tables' | 'sections' | 'references';

const NOUNS: Readonly<Record<Named, { readonly ja: string; readonly en: string }>> = {
  evidence: { ja: 'エビデンス', en: 'evidence' },
  statements: { ja: '共通回答', en: 'statement' },
  parties: { ja: '主体', en: 'party' },
  roles: { ja: '責任者', en: 'role' },
  tables: { ja: '表', en: 'table' },
  sections: { ja: '節', en: 'section' },
  references: { ja: '参照文書', en: 'reference' },
};

const twice = message<{ id: string; what: Named }>({
  ja: ({ id, what }) =>
    `${NOUNS[what].ja}のID「${id}」は、このパッケージの別のところでも使われているため、参照がどちらを指すのか定まりません。片方を別のIDにしてください。`,
  en: ({ id, what }) =>
    `The ${NOUNS[what].en} ID "${id}" is used elsewhere in this package as well, so that references to it are ambiguous. Give one of them another ID.`,
});

const first = message<{ id: string }>({
  ja: ({ id }) => `「${id}」は先にここで使われています`,
  en: ({ id }) => `"${id}" is used here first`,
});

interface Definition {
  readonly what: Named;
  readonly id: string;
  readonly node: Node;
  readonly map: MapNode;
  readonly document: KaijiDocument;
}

export const duplicateId: PackageRule = {
  code: 'duplicate-id',
  severity: 'error',
  scope: 'package',
  summary: fixed('同じIDが二度使われている', 'An ID is used twice'),
  docs: fixed(
    `エビデンス・共通回答・主体・責任者・表・節・参照文書のIDは、それぞれパッケージの中で一つだけです。同じIDが二つあると、そこを参照する回答がどちらを指すのか分かりません。二つ目以降を指摘し、最初の場所を関連情報に示します。参照文書は、文書ごとに同じ一覧を持つことがあるので、題名と版が同じものは数えません。

\`\`\`yaml
evidence:
  - { id: ev-isms-cert, title: ISMS認証登録証 }
  - { id: ev-isms-cert-2025, title: 旧ISMS認証登録証 }
\`\`\``,
    `The IDs of evidence, statements, parties, roles, tables, sections and references are unique in a package, each among its own. With two of a kind, nobody can tell which one an answer refers to. The second and later ones are reported, with the first as related information. Documents may each list the same reference: one with the same title and edition does not count.

\`\`\`yaml
evidence:
  - { id: ev-isms-cert, title: ISMS certificate }
  - { id: ev-isms-cert-2025, title: former ISMS certificate }
\`\`\``,
  ),
  *check(whole) {
    const seen = new Map<string, Definition>();
    for (const document of whole.documents) {
      for (const definition of definitionsIn(document)) {
        const { what, id, node } = definition;
        const before = seen.get(`${what} ${id}`);
        if (!before) {
          seen.set(`${what} ${id}`, definition);
          continue;
        }
        if (
          before.node === node ||
          (what === 'references' && before.document !== document && isSameReference(before.map, definition.map))
        )
          continue;
        yield {
          file: document.file,
          at: node,
          message: twice({ id, what }),
          related: [{ file: before.document.file, at: before.node, message: first({ id }) }],
        };
      }
    }
  },
};

function* definitionsIn(document: KaijiDocument): Generator<Definition> {
  const definition = (what: Named, map: MapNode | undefined): readonly Definition[] => {
    const id = textField(map, 'id');
    return map && id ? [{ what, id: id.value, node: id.node, map, document }] : [];
  };
  for (const item of itemsOf(document.root, 'references')) yield* definition('references', asMap(item));
  for (const { sequence, node } of document.entries) {
    const map = asMap(node);
    if (sequence === 'sections' && map)
      for (const section of withNested(sectionOf(map))) yield* definition('sections', section.node);
    else if (Object.hasOwn(NOUNS, sequence)) yield* definition(sequence as Named, map);
  }
}

function isSameReference(a: MapNode, b: MapNode): boolean {
  return ['title', 'edition'].every((key) => textField(a, key)?.value === textField(b, key)?.value);
}
