import { fixed, message } from '../language.ts';
import type { KaijiDocument } from '../model/document.ts';
import type { Package } from '../package/package.ts';
import { type Nickname, nicknamesIn } from '../prose/nicknames.ts';
import { insertItem, insertPair } from '../yaml/edit.ts';
import { keyText } from '../yaml/tree.ts';
import type { DocumentRule, EntryContext, Place, RuleDocs } from './rule.ts';
import { authoredKinds, placeIn, proseSourcesOf } from './shared/prose-source.ts';

const undefinedName = message<{ name: string; more: number }>({
  ja: ({ name, more }) =>
    `「${name}」が何を指すのか、このパッケージのどこにも書かれていません${more > 0 ? `（この文書にほか${more}か所）` : ''}。開示書の用語（terms）に加えるか、初めて出てくるところで「…（以下「${name}」という。）」と示してください。`,
  en: ({ name, more }) =>
    `Nothing in this package says what "${name}" is${more > 0 ? ` (${more} more in this document)` : ''}. Add it to the terms of the disclosure, or say so where it first occurs: …（以下「${name}」という。）`,
});

const another = message<{ name: string }>({
  ja: ({ name }) => `ここにも「${name}」があります`,
  en: ({ name }) => `"${name}" is used here too`,
});

const define = message<{ name: string }>({
  ja: ({ name }) => `「${name}」を用語（terms）に加える`,
  en: ({ name }) => `Add "${name}" to the terms`,
});

/** Further places a finding leads to. */
const SHOWN = 10;

/** The names an entry uses that nothing defines, once for each use. */
interface Uses {
  readonly key: string;
  readonly uses: readonly { readonly name: string; readonly place: Place }[];
}

export const docs: RuleDocs = {
  ja: `「本規程」「本ガイドライン」「本システム」「本契約」のような「本」の付く呼び名が、何を指すのかを調べます。パッケージのどこにも書かれていなければ、文書と呼び名につき一度知らせます。ほかの文書から文章を移すと、元の文書での呼び名が残りがちです。医療機関等には、どの規程、どのシステムのことか分かりません。

\`\`\`yaml
terms:
  - { term: 本システム, means: 例示クラウドカルテを構成するサーバーとソフトウェアをいいます。 }
sections:
  - section: org.regulations
    body: 本規程の運用は…            # どの規程か分からない
  - section: org.audit
    body: 監査規程（以下「本規程」という。）に従い…   # これでもよい
\`\`\`

調べるのは、規程・規則・約款・ガイドライン・契約などの文書と、システム・サービス・製品などの名前です。用語・責任者・主体の一覧にある名前と、パッケージのどれかの文書が「以下「…」という」「…とは」で定めた名前は、定義されているとみなします。文書の題名や \`kaiji.yaml\` のサービス名がその語で終わるとき、同じ文章の少し前に「運用管理規程」のような元の名前があるときも同じです。「本サービス」は、\`kaiji.yaml\` に \`service\` があればそれを指します。「本書」「本項」「本人」「本番」や「本作業」などは調べません。略語は、知られたものとそうでないものを分けられないので調べません。`,
  en: `Reports, once a document and name, that something is called 本規程, 本ガイドライン, 本システム, 本契約 … while nothing in the package says what is meant. Texts taken over from other documents bring such names along, and the institution cannot tell which regulation or system is meant.

\`\`\`yaml
terms:
  - { term: 本システム, means: 例示クラウドカルテを構成するサーバーとソフトウェアをいいます。 }
sections:
  - section: org.regulations
    body: 本規程の運用は…            # which one?
  - section: org.audit
    body: 監査規程（以下「本規程」という。）に従い…   # fine
\`\`\`

It looks at names of documents (regulations, terms of use, guidelines, contracts) and of systems, services and products. Defined is what stands in the lists of terms, roles and parties, what a text of the package defines (以下「…」という, …とは), what a title or the name of the service ends in, and what the same text named in full a little before. 本サービス is the \`service\` of the manifest. 本書, 本項, 本人, 本番, 本作業 and the like are left alone; so are abbreviations, for those everybody knows cannot be told from the others.`,
};

export const undefinedTerm: DocumentRule<Uses> = {
  code: 'undefined-term',
  severity: 'warning',
  scope: 'document',
  kinds: authoredKinds,
  reads: ['names'],
  summary: fixed('「本規程」「本システム」などが定義されていない', '本規程, 本システム and the like, defined nowhere'),
  note(entry, { lookup }) {
    const uses = [...proseSourcesOf(entry, /本/)].flatMap((prose) =>
      nicknamesIn(prose.source)
        // What was named in full before needs no definition there.
        .filter((nickname) => !nickname.antecedent && !isDefined(nickname, lookup))
        .map((nickname) => ({ name: nickname.name, place: placeIn(prose, nickname) })),
    );
    return uses.length === 0 ? undefined : { key: uses.map(({ name }) => name).join('\n'), uses };
  },
  *check(document, { notes }) {
    const places = new Map<string, Place[]>();
    for (const { note } of notes()) {
      for (const { name, place } of note.uses) {
        const known = places.get(name);
        if (known) known.push(place);
        else places.set(name, [place]);
      }
    }
    for (const [name, [first, ...others]] of places) {
      if (!first) continue;
      yield {
        at: first,
        message: undefinedName({ name, more: others.length }),
        related: others.slice(0, SHOWN).map((at) => ({ uri: document.file.uri, at, message: another({ name }) })),
        data: name,
      };
    }
  },
  fixes(finding, { package: whole, document }) {
    const name = finding.data as string;
    const home = homeOfTerms(whole, document);
    if (!home?.root) return [];
    const lines = [`term: ${name}`, 'means: ●●'];
    const { file, root } = home;
    const splice = root.pairs.some((pair) => keyText(pair) === 'terms')
      ? insertItem(file, root, 'terms', lines)
      : insertPair(file, root, ['terms:', `  - ${lines[0]}`, `    ${lines[1]}`], before(home));
    return [{ title: define({ name }), edits: [{ uri: file.uri, splices: [splice] }], preferred: true }];
  },
};

/** Whether the name is defined, or a longer one that begins so: 本システム運用規程. */
function isDefined({ name, word }: Nickname, lookup: EntryContext['lookup']): boolean {
  for (let end = name.length; end <= word.length; end++) if (lookup('names', word.slice(0, end)).length > 0) return true;
  return false;
}

/** The disclosure that takes the term: the one at hand, else the first of the package. */
function homeOfTerms(whole: Package, document: KaijiDocument | undefined): KaijiDocument | undefined {
  if (document?.kind === 'disclosure') return document;
  return whole.documents.find(({ kind, root }) => kind === 'disclosure' && root && !root.flow);
}

/** The key before `sections`, so that terms stand where a reader looks for them; the end where nothing stands before. */
function before({ root }: KaijiDocument): string | undefined {
  const keys = root?.pairs.map((pair) => keyText(pair)) ?? [];
  return keys[keys.indexOf('sections') - 1];
}
