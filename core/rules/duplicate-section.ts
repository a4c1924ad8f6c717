import type { Catalog } from '../catalog/catalog.ts';
import { type Bilingual, fixed, inLanguage, message } from '../language.ts';
import { type Section, sectionOf, withNested } from '../model/disclosure.ts';
import { likenessOf } from '../model/wording.ts';
import { ownCatalog, type Site } from '../package/index.ts';
import { resemblance } from '../prose/likeness.ts';
import { asMap, isDamaged } from '../yaml/tree.ts';
import type { EntryContext, EntryRule, RuleDocs } from './rule.ts';
import { headingOf } from './shared/outline.ts';
import { nameOf } from './shared/place.ts';

const repeated = message<{ heading: Bilingual; other: Bilingual; same: boolean }>({
  ja: ({ heading, other, same }) =>
    `節「${heading.ja}」の本文は、節「${other.ja}」と${same ? '同じ' : 'ほぼ同じ'}です。片方だけ直すと食い違うので、一方にまとめ、他方からは [[…]] で参照してください。`,
  en: ({ heading, other, same }) =>
    `The section "${inLanguage(heading, 'en')}" says ${same ? 'the same' : 'nearly the same'} as "${inLanguage(other, 'en')}". Keep it in one of them and link to it with [[…]], so that they cannot drift apart.`,
});

const elsewhere = message<{ other: Bilingual }>({
  ja: ({ other }) => `節「${other.ja}」`,
  en: ({ other }) => `The section "${inLanguage(other, 'en')}"`,
});

/** How much two bodies must have in common of what either says. */
const NEARLY = 0.85;
/** How many sites of one key are looked at: more than these are copies of the first. */
const LOOKED_AT = 12;

export const docs: RuleDocs = {
  ja: `同じ説明が二つの節にあると、改訂のときに片方だけが直され、食い違ったまま公開されます。一方にまとめ、他方からは参照してください。

\`\`\`yaml
- section: usage-duties
  body: 利用者にお願いする対応は [[org.user-measures]] のとおりです。
\`\`\`

本文（\`body\`）どうしを、空白・句読点・全角半角の違いを除いて比べます。五字ずつの並びの85%以上が共通するとき、後のほうの節で指摘します。別のファイルの節と似ているときは、両方で指摘します。80字に満たない本文は見ません。表や箇条書きも本文として比べるので、数字だけが違う二つの施設の説明も似ていると判断されます。そのときは、一つの節の表にまとめるか、抑止のコメントを添えてください。`,
  en: `Where two sections give the same account, a revision corrects one, and they are published in contradiction. Keep one and link to it.

\`\`\`yaml
- section: usage-duties
  body: What users are asked to do is stated in [[org.user-measures]].
\`\`\`

Bodies are compared without white space, punctuation and width; where 85 % of their runs of five characters are common, the later section is reported, and both where they stand in different files. Bodies shorter than 80 characters are left alone. Tables and lists count, so accounts of two sites that differ only in figures are alike too: put them in one table, or suppress the finding.`,
};

export const duplicateSection: EntryRule = {
  code: 'duplicate-section',
  severity: 'info',
  scope: 'entry',
  kinds: ['disclosure'],
  sequences: ['sections'],
  reads: ['likenesses'],
  summary: fixed('二つの節がほぼ同じことを述べている', 'Two sections say nearly the same'),
  *check(entry, context) {
    const map = asMap(entry.node);
    if (!map) return;
    for (const section of withNested(sectionOf(map))) {
      if (isDamaged(section.node)) continue;
      const like = mostLike(section, entry.document.file.uri, context);
      if (!like) continue;
      const { site, share } = like;
      const other = asMap(site.node);
      if (!other) continue;
      const heading = headingIn(section, context.own);
      const there = headingIn(sectionOf(other), ownCatalog(site.document, context.catalogs));
      yield {
        at: nameOf(section.node),
        message: repeated({ heading, other: there, same: share === 1 }),
        ...(section.key ? { control: section.key.value } : {}),
        related: [{ uri: site.document.file.uri, at: nameOf(other), message: elsewhere({ other: there }) }],
      };
    }
  },
};

interface Like {
  readonly site: Site;
  readonly share: number;
}

/** The section most like this one, the first of several: of its own file only one that stands before it. */
function mostLike(section: Section, uri: string, { lookup }: EntryContext): Like | undefined {
  const body = section.body?.node;
  if (body?.kind !== 'scalar') return undefined;
  const { keys, runs } = likenessOf(body);
  const seen = new Set<Site['node']>([section.node]);
  let best: Like | undefined;
  for (const key of keys) {
    let isBehind = false;
    let looked = 0;
    for (const site of lookup('likenesses', key)) {
      if (site.node === section.node) isBehind = true;
      if (seen.has(site.node)) continue;
      if (looked++ >= LOOKED_AT) break;
      if (isBehind && site.document.file.uri === uri) continue;
      seen.add(site.node);
      const other = asMap(site.node);
      const text = other && sectionOf(other).body?.node;
      // What an alias repeats is written once.
      if (text?.kind !== 'scalar' || text === body) continue;
      const share = resemblance(runs, likenessOf(text).runs);
      if (share >= NEARLY && (!best || share > best.share)) best = { site, share };
    }
  }
  return best;
}

function headingIn({ title, key }: Section, own: Catalog | undefined): Bilingual {
  if (title) return { ja: title.value };
  return key ? headingOf(own, key.value) : { ja: '（見出しなし）', en: '(no heading)' };
}
