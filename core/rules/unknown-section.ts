import { type Bilingual, fixed, inLanguage, message } from '../language.ts';
import { outlineOf, sectionOf, withNested } from '../model/disclosure.ts';
import { insertPair, replaceNode, scalarSource } from '../yaml/edit.ts';
import { asMap, type MapNode, type ScalarNode } from '../yaml/tree.ts';
import type { EntryRule, Fix, RuleDocs } from './rule.ts';
import { headingOf, OWN_SECTION, sectionsLike } from './shared/outline.ts';

const unknown = message<{ key: string; meant: string; title: Bilingual }>({
  ja: ({ key, meant, title }) =>
    `「${key}」は章立てにない節です。${meant && `${meant}（${title.ja}）のことではありませんか。`}独自の節にするなら、キーを ${OWN_SECTION} で始めてください。`,
  en: ({ key, meant, title }) =>
    `The outline has no section "${key}". ${meant && `Did you mean ${meant} (${inLanguage(title, 'en')})? `}The key of a section of your own begins with "${OWN_SECTION}".`,
});

const heading = message<{ key: string; members: string }>({
  ja: ({ key, members }) =>
    `「${key}」は節をまとめる見出しで、節としては使えません。その下の節（${members} など）に分けて書いてください。`,
  en: ({ key, members }) => `"${key}" is a heading over sections, not a section. Write the sections below it (${members}, …).`,
});

const replace = message<{ key: string; title: Bilingual }>({
  ja: ({ key, title }) => `${key}（${title.ja}）に直す`,
  en: ({ key, title }) => `Change to ${key} (${inLanguage(title, 'en')})`,
});

const makeOwn = message<{ key: string }>({
  ja: ({ key }) => `独自の節 ${key} にする`,
  en: ({ key }) => `Make it a section of your own: ${key}`,
});

interface Data {
  readonly node: ScalarNode;
  /** The section. */
  readonly map: MapNode;
  readonly titled: boolean;
  /** Written under `also`. */
  readonly also: boolean;
  /** The name of a group of sections. */
  readonly group: boolean;
}

export const docs: RuleDocs = {
  ja: `\`section\` と \`also\` に書くのは、章立てにある節のキー（\`org.audit\` など）です。どの節にもあてはまらない独自の節は、キーを \`x.\` で始めてください。見出しや別名をそのまま書いたとき（例「情報の廃棄」）は、そのキー（\`disposal\`）を候補に出します。

\`\`\`yaml
- section: disposal
- { section: x.local-topic, title: 独自の節, body: … }
\`\`\``,
  en: `What stands under \`section\` and \`also\` are keys of the outline (such as \`org.audit\`). The key of a section of your own begins with \`x.\`. A heading or another name in place of a key (情報の廃棄) is answered with the key (\`disposal\`).

\`\`\`yaml
- section: disposal
- { section: x.local-topic, title: Our own topic, body: … }
\`\`\``,
};

export const unknownSection: EntryRule = {
  code: 'unknown-section',
  severity: 'error',
  scope: 'entry',
  kinds: ['disclosure'],
  sequences: ['sections'],
  summary: fixed('章立てにない節', 'A section the outline does not have'),
  *check(entry, { own }) {
    const map = asMap(entry.node);
    // Without its outline, no key can be judged.
    if (!map || !own || own.data.prefix !== undefined) return;
    for (const section of withNested(sectionOf(map))) {
      const key = section.key?.node.kind === 'scalar' ? [section.key.node] : [];
      for (const node of [...key, ...section.also]) {
        if (own.control(node.text) || node.text.startsWith(OWN_SECTION)) continue;
        const members = own.data.controls.filter(({ group }) => group === node.text).map(({ id }) => id);
        const meant = sectionsLike(own, node.text, 1)[0] ?? '';
        const group = members.length > 0;
        yield {
          at: node,
          message: group
            ? heading({ key: node.text, members: members.slice(0, 2).join(', ') })
            : unknown({ key: node.text, meant, title: headingOf(own, meant) }),
          data: { node, map: section.node, titled: section.title !== undefined, also: key[0] !== node, group } satisfies Data,
        };
      }
    }
  },
  fixes(finding, { document, file, package: whole }) {
    const { node, map, titled, also, group } = finding.data as Data;
    const own = document && whole.catalogs.of(outlineOf(document));
    if (!own) return [];
    const fixes: Fix[] = sectionsLike(own, node.text).map((key, i) => ({
      title: replace({ key, title: headingOf(own, key) }),
      edits: [{ uri: file.uri, splices: [replaceNode(file, node, scalarSource(key, true))] }],
      preferred: i === 0 && !group,
    }));
    if (also) return fixes;
    const plain = /^[a-z][a-z0-9.-]*$/.test(node.text);
    const key = `${OWN_SECTION}${plain ? node.text : 'section'}`;
    const splices = [replaceNode(file, node, key)];
    if (!titled) splices.push(insertPair(file, map, [`title: ${scalarSource(plain ? '●●' : node.text)}`], 'section'));
    return [...fixes, { title: makeOwn({ key }), edits: [{ uri: file.uri, splices }] }];
  },
};
