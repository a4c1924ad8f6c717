import { fixed, type Localized, message } from '../language.ts';
import type { KaijiDocument } from '../model/document.ts';
import { memoized } from '../model/field.ts';
import { isTitle, titlesIn } from '../model/role-title.ts';
import type { Site } from '../package/index.ts';
import { titleName } from '../package/tables/parties.ts';
import type { ScalarNode } from '../yaml/tree.ts';
import { fixesOfParty, type PartyData } from './parts/party-fixes.ts';
import { noteOfParties, type PartyNote, unusedParties } from './parts/party-unused.ts';
import type { DocumentContext, DocumentRule, Finding, RuleDocs } from './rule.ts';
import { closest } from './shared/close.ts';
import { didYouMean } from './shared/did-you-mean.ts';
import { nearest } from './shared/nearest.ts';
import { placeOfPiece } from './shared/piece.ts';

const party = message<{ id: string; hint: Localized }>({
  ja: ({ id, hint }) =>
    `「${id}」という主体が parties にありません。${hint('ja')}開示書の parties に、IDと名称を加えてください。`,
  en: ({ id, hint }) => `There is no party "${id}" under parties. ${hint('en')}Define it in the disclosure, with its name.`,
});

const role = message<{ id: string; hint: Localized }>({
  ja: ({ id, hint }) =>
    `「${id}」という責任者が roles にありません。${hint('ja')}開示書の roles に、IDと役職名を加えてください。`,
  en: ({ id, hint }) => `There is no role "${id}" under roles. ${hint('en')}Define it in the disclosure, with its title.`,
});

const title = message<{ title: string; near: readonly string[] }>({
  ja: ({ title: name, near }) =>
    `「${name}」は、責任者の一覧（roles）にも主体の一覧（parties）にもありません。${near.length > 0 ? `「${near[0]}」と同じ人であれば呼び名をそろえ、別の人であれば` : '誰のことか分かるように、'}開示書の roles に加えてください。`,
  en: ({ title: name, near }) =>
    `"${name}" is neither among the roles nor among the parties. ${near.length > 0 ? `If it is the same person as "${near[0]}", use that title; if not, ` : 'So that readers know who it is, '}add it to the roles of the disclosure.`,
});

const ID = /^[a-z][a-z0-9-]*$/;
/** A title is no longer than this: as much text before it is compared. */
const LONGEST = 60;
/** 責任者 alone, defined as a term, is everybody's title. */
const ANYBODY: ReadonlySet<string> = new Set(['責任者', '責任役員', '管理者']);

export const docs: RuleDocs = {
  ja: `「運用管理責任者」と「運用責任者」が同じ人なのか、見知らぬ会社名が何の委託先なのか、読み手には分かりません。主体は開示書の \`parties\` に、責任者は \`roles\` に一度だけ書き、本文ではその呼び名を使います。別の呼び名は \`variants\` に書けば足ります。

次のものを指摘します。

- \`from\` の主体、\`appointed-by\`・\`under\`・\`accepted-by\` の責任者で、定義のないもの
- 本文に出てくる「〜責任者」「〜責任役員」で、責任者・主体・用語のどれにもないもの（文書ごと、呼び名ごとに一度。文章の読み取りなので、重大度はヒント）。「〜管理者」は、そう呼ぶ責任者が \`roles\` にあるパッケージだけで見ます
- 開示書に定義しながら、その本文にも参照にも出てこない責任者と、職務（\`duties\`）の記載もない主体（重大度は情報）

\`\`\`yaml
roles:
  - { id: ro-operation, title: 運用管理責任者, variants: [運用責任者], under: ro-security }
\`\`\`

「各部門の責任者」「作業責任者」のように特定の人を指さない言い方、「医療機関等の〜責任者」のような相手方の人は指摘しません。ガイドラインが医療機関等の側に置く役職（医療情報システム安全管理責任者・企画管理者）も同じです。責任者を一つも定義していないパッケージでは、呼び名を見ません。`,
  en: `Whether two titles are one person, or what a company nobody introduced does, readers cannot tell. Parties stand under \`parties\` of the disclosure and those responsible under \`roles\`, once each; texts use their titles, and other names for them go under \`variants\`.

Reported are

- parties under \`from\`, and roles under \`appointed-by\`, \`under\` and \`accepted-by\`, that are not defined
- titles in Japanese text that end in 責任者 or 責任役員 and belong to no role, party or term, once a document for each title (read out of prose, so a hint); those in 管理者 only in a package that has such a role
- roles that a disclosure defines and neither its text nor any reference names, and parties without \`duties\` likewise (severity info)

\`\`\`yaml
roles:
  - { id: ro-operation, title: 運用管理責任者, variants: [運用責任者], under: ro-security }
\`\`\`

Words for nobody in particular (各部門の責任者, 作業責任者), people of the other side (医療機関等の…責任者) and the posts the guidelines give to medical institutions are left alone, and titles altogether in a package that defines no role.`,
};

export const undefinedParty: DocumentRule<PartyNote> = {
  code: 'undefined-party',
  severity: 'warning',
  scope: 'document',
  kinds: ['disclosure', 'checklist', 'statements', 'risks', 'assessment'],
  reads: [
    'parties',
    'roles',
    'party-uses',
    'role-uses',
    'mentions',
    'titles',
    'title-uses',
    'people',
    'platforms',
    'disclosures',
  ],
  summary: fixed(
    '主体・責任者の定義がない、または定義が使われていない',
    'Parties and roles that are named and not defined, or defined and never named',
  ),
  note: noteOfParties,
  *check(document, context) {
    yield* undefinedIds(context);
    yield* titlesUsed(document, context);
    if (document.kind === 'disclosure') yield* unusedParties(document, context);
  },
  fixes: fixesOfParty,
};

type Asked = Pick<DocumentContext, 'said' | 'saidKeys' | 'lookup' | 'keys'>;

/** Ids that are not defined, each once, at its first use. */
function* undefinedIds({ said, saidKeys, lookup, keys }: Asked): Iterable<Finding> {
  // Parties and roles are defined in disclosures, perhaps of a package this one extends; without one there is no place to.
  if ((['disclosures', 'parties', 'roles'] as const).every((table) => keys(table).size === 0)) return;
  for (const name of saidKeys('party-uses')) {
    if (name === '' || name.includes('#') || lookup('platforms', name).length > 0 || lookup('parties', name).length > 0) continue;
    const nodes = nodesOf(said('party-uses', name));
    const near = closest(name, keys('parties'));
    yield* at(nodes, { what: 'party', name, nodes, near }, party({ id: name, hint: didYouMean(near) }));
  }
  for (const name of saidKeys('role-uses')) {
    if (lookup('roles', name).length > 0 || lookup('parties', name).length > 0) continue;
    const nodes = nodesOf(said('role-uses', name));
    if (ID.test(name)) {
      const near = closest(name, keys('roles'));
      yield* at(nodes, { what: 'role', name, nodes, near }, role({ id: name, hint: didYouMean(near) }));
    } else if (isTitle(name) && titlesIn(name).length === 1 && lookup('titles', titleName(name)).length === 0) {
      // A title is as good as an id; other words (理事長) say who it is.
      const near = alike(name, [...keys('titles')]);
      yield* at(nodes, { what: 'title', name, near }, title({ title: name, near }));
    }
  }
}

function* at(nodes: readonly ScalarNode[], data: PartyData, text: Finding['message']): Iterable<Finding> {
  const [first] = nodes;
  if (first) yield { at: first, message: text, data };
}

const titlesOf = memoized((node: ScalarNode) => titlesIn(node.text));

/** The title most like another one, where one is. */
function alike(name: string, known: readonly string[]): readonly string[] {
  return nearest(name, known, 1, (length) => Math.max(1, Math.floor(length / 3)));
}

/** The texts of sites, in document order; one that has a name many times is one place. */
function nodesOf(sites: readonly Site[]): readonly ScalarNode[] {
  const nodes: ScalarNode[] = [];
  for (const { node } of sites) if (node.kind === 'scalar' && nodes.at(-1) !== node) nodes.push(node);
  return nodes;
}

function endingAt(text: string, end: number): string {
  return titleName(text.slice(Math.max(0, end - LONGEST), end));
}

/** Titles in prose that nothing defines, each at its first use. */
function* titlesUsed(document: KaijiDocument, { said, saidKeys, keys, lookup }: Asked): Iterable<Finding> {
  if (keys('roles').size === 0) return;
  const known = [...keys('titles')].filter((one) => !ANYBODY.has(one));
  const hasAdministrators = known.some((one) => one.endsWith('管理者'));
  for (const name of saidKeys('title-uses')) {
    if (lookup('titles', name).length > 0 || (name.endsWith('管理者') && !hasAdministrators)) continue;
    for (const node of nodesOf(said('title-uses', name))) {
      // 副運用管理責任者, クラウド基盤運用管理責任者: the title with a word before it.
      const use = titlesOf(node).find(
        (one) => titleName(one.title) === name && !known.some((other) => endingAt(node.text, one.end).endsWith(other)),
      );
      if (!use) continue;
      const near = alike(name, known);
      yield {
        at: placeOfPiece(document.file, node, use),
        message: title({ title: use.title, near }),
        // On published text one of two was wrong (docs/prose-rules.md): a doubt, no more.
        severity: 'hint',
        data: { what: 'title', name: use.title, near } satisfies PartyData,
      };
      break;
    }
  }
}
