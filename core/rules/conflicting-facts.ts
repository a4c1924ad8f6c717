import { Facts, type FactValue } from '../catalog/facts.ts';
import { fixed, type Localized, message } from '../language.ts';
import { memoized, textField } from '../model/field.ts';
import type { NameAt } from '../model/service-names.ts';
import type { Site } from '../package/index.ts';
import { fileName } from '../package/uri.ts';
import type { Splice } from '../text/text.ts';
import { replaceNode, scalarSource } from '../yaml/edit.ts';
import { asMap, type Node, type ScalarNode } from '../yaml/tree.ts';
import { conflictingNames, fixesOfName } from './parts/conflicting-names.ts';
import type { EntryRule, FileEdit, Fix, FixContext, RuleDocs } from './rule.ts';
import { nameOfFact, STATING, type Stated, spoken, statedIn, valueAt } from './shared/stated-facts.ts';

const conflicting = message<{ name: Localized; here: Localized; there: Localized; where: Localized; more: number }>({
  ja: ({ name, here, there, where, more }) =>
    `${name('ja')}が、ここでは「${here('ja')}」、${where('ja')} では「${there('ja')}」です${more > 0 ? `（ほかにも${more}か所で違います）` : ''}。正しいほうにそろえてください。対象が違うなら、「キー@対象」の形で書き分けてください。`,
  en: ({ name, here, there, where, more }) =>
    `${name('en')} is "${here('en')}" here and "${there('en')}" in ${where('en')}${more > 0 ? ` (and differs in ${more} more)` : ''}. Decide which is right, or write key@target where they speak of different things.`,
});

const says = message<{ value: Localized }>({
  ja: ({ value }) => `ここでは「${value('ja')}」`,
  en: ({ value }) => `"${value('en')}" here`,
});

const takeHere = message<{ value: Localized }>({
  ja: ({ value }) => `ここを「${value('ja')}」にする（ほかにそろえる）`,
  en: ({ value }) => `Write "${value('en')}" here, as elsewhere`,
});

const takeThere = message<{ value: Localized; where: Localized }>({
  ja: ({ value, where }) => `${where('ja')} を「${value('ja')}」にする`,
  en: ({ value, where }) => `Write "${value('en')}" in ${where('en')}`,
});

const takeAll = message<{ value: Localized; count: number }>({
  ja: ({ value, count }) => `値の違う${count}か所を「${value('ja')}」にする`,
  en: ({ value, count }) => `Write "${value('en')}" in the ${count} places that differ`,
});

/** Places shown with a finding; with more a reader is lost. */
const SHOWN = 5;
/** Values offered; who has more has another problem. */
const OFFERED = 4;

/** One of both: a fact, or a name. */
interface Data {
  readonly stated?: Stated;
  readonly called?: NameAt;
}

/** What a place says of the fact. */
interface Other {
  readonly site: Site & { readonly node: ScalarNode };
  readonly value: FactValue;
}

export const docs: RuleDocs = {
  ja: `パスワードの有効期間が、開示書では180日、別の様式では90日。様式ごとに担当者が違うと、こうした食い違いが起こります。評価員と医療機関等は、まずそこを尋ねます。

回答・節・共通回答の \`facts\`（仕様値）のうち、同じキー・同じ対象で値が違うものを、それぞれの場所で知らせ、相手の場所を関連情報に示します。単位や表記の違い（\`90\`、\`90日\`、\`９０\`）は同じ値とみなします。正しいほうにそろえる修正は、どちらの向きにもあります。

対象が違うなら、値が違っても構いません。キーの後に \`@対象\` を付けて書き分けてください。

\`\`\`yaml
facts:
  backup.interval-hours: 24
  backup.interval-hours@VDI: 12
\`\`\`

仕様値の一覧にない独自のキーも、書かれたとおりに比べます。値として読めないものは \`invalid-value\` が知らせます。

サービス名と提供事業者の名称も比べます。\`kaiji.yaml\` の \`service.name\`・\`service.provider\` と、申請者（\`applicant\`）の \`product\`・\`organization\`、「サービス名 サービス仕様適合開示書」の形の題名、用語「本サービス」の意味に「」で挙げた名称が違えば知らせます。全角・半角や空白、「株式会社」の有無の違い、片方の名称を含む長い正式名称は、同じものとみなします。`,
  en: `The password age is 180 days in the disclosure and 90 in another form: that is what happens when each form has its own author, and the first thing evaluators and hospitals ask about.

Facts (under \`facts\` of answers, sections and common answers) with one key and one target and different values are reported where they stand, each with the places of the others. Units and spelling (\`90\`, \`90日\`, \`９０\`) make no difference. Fixes take either value.

Where the values speak of different things, say so with \`@target\` behind the key.

\`\`\`yaml
facts:
  backup.interval-hours: 24
  backup.interval-hours@VDI: 12
\`\`\`

Keys of your own are compared letter by letter. What cannot be read as a value is reported by \`invalid-value\`.

The names of the service and its provider are compared too: \`service.name\` and \`service.provider\` of \`kaiji.yaml\` with \`product\` and \`organization\` of the applicant, titles such as "NAME: risk annex", and the name in quotes that the term 本サービス or "the Service" is said to mean. Width, spaces and 株式会社 make no difference, and a longer official name that contains the other is the same name.`,
};

export const conflictingFacts: EntryRule = {
  code: 'conflicting-facts',
  severity: 'warning',
  scope: 'entry',
  kinds: ['checklist', 'disclosure', 'statements', 'risks', 'assessment'],
  sequences: ['', 'terms', ...STATING],
  reads: ['facts', 'called'],
  summary: fixed('同じ仕様値や名称が場所によって違う', 'One fact or name, two values in a package'),
  *check(entry, context) {
    const { catalogs, lookup } = context;
    const { facts } = catalogs;
    yield* conflictingNames(entry, context);
    for (const stated of statedIn(entry, catalogs)) {
      const { node, value } = stated;
      const { shown, count } = othersOf(stated, lookup('facts', Facts.indexKey(stated)), facts);
      const [first] = shown;
      if (!first || !value) continue;
      yield {
        at: node,
        message: conflicting({
          name: nameOfFact(stated),
          here: spoken(stated, value, node.text, facts),
          there: spokenAt(stated, first, facts),
          where: placeOf(first, entry.document.file.uri),
          more: count - 1,
        }),
        related: shown.map((other) => ({
          uri: other.site.document.file.uri,
          at: other.site.node,
          message: says({ value: spokenAt(stated, other, facts) }),
        })),
        data: { stated } satisfies Data,
      };
    }
  },
  fixes(finding, context: FixContext) {
    const { file, package: whole } = context;
    const { stated, called } = finding.data as Data;
    if (called) return fixesOfName(called, context);
    if (!stated) return [];
    const { facts } = whole.catalogs;
    // All that state the fact, whatever they say, this place among them: whichever value is taken, no two are left.
    const all = statedAt(whole.lookup('facts', Facts.indexKey(stated)), stated, facts).filter(
      ({ site }) => whole.files.get(site.document.file.uri) === site.document.file,
    );
    const fixes: Fix[] = [];
    const offered = new Set<string>();
    // The value here comes last: who stands here more likely wants the other.
    const own = all.filter(({ value }) => stated.value && Facts.equal(value, stated.value));
    for (const taken of [...all.filter((one) => !own.includes(one)), ...own]) {
      if (offered.has(taken.value.canonical) || offered.size === OFFERED) continue;
      offered.add(taken.value.canonical);
      const differing = all.filter(({ value }) => !Facts.equal(value, taken.value));
      const value = spokenAt(stated, taken, facts);
      const [first, second] = differing;
      if (!first) continue;
      const title = second
        ? takeAll({ value, count: differing.length })
        : first.site.node === stated.node
          ? takeHere({ value })
          : takeThere({ value, where: placeOf(first, file.uri) });
      fixes.push({ title, edits: together(differing, taken.site.node, file.uri) });
    }
    return fixes;
  },
};

/** What all sites of a fact say, read once for all who compare themselves with them. */
const readAt = memoized((_: readonly Site[]): { facts?: Facts; others: readonly Other[] } => ({ others: [] }));

/** Those that say otherwise, as far as they are shown, and how many there are. */
function othersOf(
  stated: Stated,
  sites: readonly Site[],
  facts: Facts,
): { readonly shown: readonly Other[]; readonly count: number } {
  const own = stated.value;
  if (!own || sites.length < 2) return { shown: [], count: 0 };
  const read = readAt(sites);
  if (read.facts !== facts) {
    read.facts = facts;
    read.others = statedAt(sites, stated, facts);
  }
  const shown: Other[] = [];
  let count = 0;
  for (const other of read.others) {
    if (Facts.equal(other.value, own)) continue;
    count++;
    if (shown.length < SHOWN) shown.push(other);
  }
  return { shown, count };
}

/** What sites say of the fact; nothing where that is no value of it. What aliases take in is said once, where it is written. */
function statedAt(sites: readonly Site[], stated: Stated, facts: Facts): readonly Other[] {
  const byNode = new Map<Node, Other>();
  for (const site of sites) {
    const { node } = site;
    const value = valueAt(site, stated, facts);
    if (value && node.kind === 'scalar' && !byNode.has(node)) byNode.set(node, { site: { ...site, node }, value });
  }
  return [...byNode.values()];
}

function spokenAt(stated: Stated, { site, value }: Other, facts: Facts): Localized {
  return spoken(stated, value, site.node.text, facts);
}

const nameless = fixed('IDのない項目', 'an entry without an ID');

/** Where another value stands: the control, section or id of its entry, and its file where that is another one. */
function placeOf({ site: { entry, document } }: Other, from: string): Localized {
  const map = asMap(entry.node);
  const named = ['control', 'section', 'id', 'title'].map((key) => textField(map, key)?.value).find((text) => text !== undefined);
  const name = named === undefined ? nameless : () => named;
  const { uri } = document.file;
  if (uri === from) return name;
  return (language) => (language === 'ja' ? `${fileName(uri)} の ${name(language)}` : `${name(language)} of ${fileName(uri)}`);
}

/** Edits that write one place's value to others: this file's first. */
function together(others: readonly Other[], { text }: ScalarNode, first: string): readonly FileEdit[] {
  const source = scalarSource(text.trim(), true);
  const edits = new Map<string, Splice[]>([[first, []]]);
  for (const { site } of others) {
    const { file } = site.document;
    const splices = edits.get(file.uri) ?? [];
    splices.push(replaceNode(file, site.node, source));
    edits.set(file.uri, splices);
  }
  return [...edits].flatMap(([uri, splices]) => (splices.length > 0 ? [{ uri, splices }] : []));
}
