import { type Bilingual, fixed, inLanguage, message } from '../language.ts';
import { sectionOf, withNested } from '../model/disclosure.ts';
import { fillPair, replaceNode, scalarSource } from '../yaml/edit.ts';
import { asMap, isDamaged, isEmpty, type MapNode, pairOf } from '../yaml/tree.ts';
import type { EntryRule, RuleDocs } from './rule.ts';
import { CONTACT_SECTION, headingOf, isEmptySection, keysOf, OWN_SECTION } from './shared/outline.ts';
import { keyOrName } from './shared/place.ts';

const empty = message<{ heading: Bilingual | undefined; data: boolean }>({
  ja: ({ heading, data }) =>
    `${heading ? `節「${heading.ja}」` : '題名のない節'}に本文がありません。body を書くか、${data ? 'この節のもとになるデータ（用語・主体など）を書くか、' : ''}該当しないなら not-applicable に理由を書いてください。`,
  en: ({ heading, data }) =>
    `${heading ? `The section "${inLanguage(heading, 'en')}"` : 'A section without a title'} has no body. Write one, ${data ? 'or the data it is put together from, ' : ''}or say under not-applicable why it does not apply.`,
});

const insertBody = fixed('本文（body）を加える', 'Insert a body');
const insertReason = fixed('該当しない節にする（not-applicable に理由を書く）', 'Mark as not applicable');

interface Data {
  readonly map: MapNode;
  /** Undefined where nothing names the section. */
  readonly heading: string | undefined;
}

export const docs: RuleDocs = {
  ja: `見出しだけの節は、読み手に何も伝えません。\`body\` を書くか、下位の節を置くか、該当しない理由を \`not-applicable\` に書いてください。用語の定義・サービスの主体・参照ガイドライン・問合せ窓口・改訂履歴の節は、本文がなくても、この文書の \`terms\`・\`parties\`・\`references\`・\`contacts\`・\`revisions\` があれば、その内容から組み立てます。

\`\`\`yaml
- section: tech.backup
  body: 日次でバックアップを取得しています。
- { section: telemedicine, not-applicable: オンライン診療の機能を提供しないため }
\`\`\``,
  en: `A heading alone tells the reader nothing. Write a \`body\`, put sections below, or say under \`not-applicable\` why it does not apply. The sections on terms, parties, references, contacts and revisions need no body where the document has \`terms\`, \`parties\`, \`references\`, \`contacts\` or \`revisions\` to put them together from.

\`\`\`yaml
- section: tech.backup
  body: Backups are taken daily.
- { section: telemedicine, not-applicable: no telemedicine is offered }
\`\`\``,
};

export const emptySection: EntryRule = {
  code: 'empty-section',
  severity: 'warning',
  scope: 'entry',
  kinds: ['disclosure'],
  sequences: ['sections'],
  reads: ['targets'],
  summary: fixed('本文のない節', 'A section without a body'),
  *check(entry, { own, lookup }) {
    const map = asMap(entry.node);
    if (!map) return;
    const elsewhere = (list: string) => lookup('targets', list).some((site) => site.entry.sequence === list);
    for (const section of withNested(sectionOf(map))) {
      const { node, key, title } = section;
      if (isDamaged(node) || !(key || title)) continue;
      const keys = keysOf(section);
      // Without contacts it is missing-contact that says so.
      if (keys.length === 1 && keys[0] === CONTACT_SECTION) continue;
      // Without the outline it is not known which sections are put together from data.
      if (!own && keys.some((name) => !name.startsWith(OWN_SECTION))) continue;
      const renders = keys.some((name) => own?.control(name)?.renders);
      if (!isEmptySection(section, own, entry.document, elsewhere)) continue;
      const heading = title?.value.trim() ? { ja: title.value } : key?.value.trim() ? headingOf(own, key.value) : undefined;
      yield {
        at: keyOrName(node, 'body'),
        message: empty({ heading, data: renders }),
        ...(key ? { control: key.value } : {}),
        data: { map: node, heading: heading?.ja } satisfies Data,
      };
    }
  },
  fixes(finding, { file }) {
    const { map, heading } = finding.data as Data;
    const body = pairOf(map, 'body')?.value;
    const text = heading === undefined ? '●●' : `●●（${heading}について書きます）`;
    const write =
      body && !isEmpty(body)
        ? replaceNode(file, body, scalarSource(text, map.flow))
        : fillPair(file, map, 'body', ['body: |', `  ${text}`]);
    const reason = fillPair(file, map, 'not-applicable', ['not-applicable: ●●のため']);
    return [
      { title: insertBody, edits: [{ uri: file.uri, splices: [write] }], preferred: true },
      { title: insertReason, edits: [{ uri: file.uri, splices: [reason] }] },
    ];
  },
};
