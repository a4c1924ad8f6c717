import type { Edition, Found, Guideline } from '../catalog/guideline.ts';
import { misnomersIn } from '../catalog/guideline-names.ts';
import { fixed, inLanguage, type Language, message } from '../language.ts';
import type { Entry } from '../model/document.ts';
import { itemsOf, textField } from '../model/field.ts';
import { asMap } from '../yaml/tree.ts';
import type { EntryContext, EntryRule, Finding, Related, RuleDocs } from './rule.ts';
import {
  authoredKinds,
  type Correction,
  type ProseSource,
  placeIn,
  proseSourcesOf,
  sourceOf,
  spliceIn,
} from './shared/prose-source.ts';
import { type WrongEdition, wrongEditionsIn } from './shared/wrong-edition.ts';

const wrongName = message<{ written: string; name: string; guideline: Guideline }>({
  ja: ({ written, name, guideline }) =>
    `「${written}」という名前のガイドラインはありません。${guideline.issuer.ja}の「${name}」のことであれば、正式な名前に直してください。略称として使うときは、用語（terms）に加えてください。`,
  en: ({ written, name, guideline }) =>
    `No guideline is called "${written}". If "${name}" (${inLanguage(guideline.issuer, 'en')}) is meant, write its name; a short name belongs in the terms.`,
});

const wrongEdition = message<{ found: Found; written: string; claimed: readonly Edition[] }>({
  ja: ({ found, written, claimed }) =>
    `「${written.replace(/[「」『』]/g, '')}」とありますが、kaiji.yaml の guidelines には「${inLanguage(found.guideline.title, 'ja')}」の${editions(claimed, 'ja')}とあります。どちらかにそろえてください。`,
  en: ({ found, written, claimed }) =>
    `"${written}", but the manifest (kaiji.yaml) names ${editions(claimed, 'en')} of "${inLanguage(found.guideline.title, 'en')}" under guidelines. Make them agree.`,
});

const manifest = fixed('kaiji.yaml が挙げる版', 'The edition the manifest names');

const writeName = message<{ name: string }>({
  ja: ({ name }) => `「${name}」に直す`,
  en: ({ name }) => `Change to "${name}"`,
});

const writeEdition = message<{ edition: Edition }>({
  ja: ({ edition }) => `第${printed(edition)}版に直す`,
  en: ({ edition }) => `Change to edition ${printed(edition)}`,
});

type Data =
  | { readonly kind: 'name'; readonly correction: Correction }
  | { readonly kind: 'edition'; readonly number: WrongEdition['number']; readonly claimed: readonly Edition[] };

export const docs: RuleDocs = {
  ja: `文章と参照文書に出てくるガイドラインについて、次の二つを知らせます。準拠するガイドラインの名前や版が文書の中で食い違うと、どれに基づく開示書なのかが分からなくなります。

- **名前** — 正式な題名の語を入れ替えたり、別のガイドラインの題名と混ぜたりした名前（「医療情報システム安全管理のガイドライン」など）。題名の主な語がほとんど同じものだけを見ます。全角・半角や空白の違い、「以下「…」という」や用語で定義した略称は指摘しません。
- **版** — \`kaiji.yaml\` の \`guidelines\` が挙げる版と違う版。\`kaiji.yaml\` がそのガイドラインの版を挙げていなければ、指摘しません。

\`\`\`yaml
# kaiji.yaml
guidelines: [mhlw@6.0]
# 開示書
body: 厚生労働省ガイドライン第5.2版に準拠しています。   # 第6.0版
\`\`\`

「旧版」「第5.2版から」「第5.2版の公表」のように過去や改定について述べるところ、同じ文で \`kaiji.yaml\` の版にも触れるところ、改訂の記録は指摘しません。参照文書の一覧は、\`kaiji.yaml\` の版がそこにないときだけ指摘します。\`kaiji.yaml\` の版そのものが古いときは \`superseded-guideline\` が知らせます。`,
  en: `Reports two things about guidelines in texts and references. Where a document disagrees with itself about them, nobody can tell which one it follows.

- **Names** that mix up the words of a title or two titles. Only names whose words are nearly all those of a title count. Differences in width or spaces are fine, and so are short names a text or a term defines.
- **Editions** other than those under \`guidelines\` in the manifest (\`kaiji.yaml\`). Where the manifest names no edition of the guideline, nothing is said.

\`\`\`yaml
# kaiji.yaml
guidelines: [mhlw@6.0]
# disclosure
body: 厚生労働省ガイドライン第5.2版に準拠しています。   # 第6.0版
\`\`\`

What is said of the past or of a revision (旧版, 第5.2版から, 第5.2版の公表), a sentence that names the manifest's edition too, and revision histories are left alone. A list of references is reported only where the manifest's edition is not in it. That the manifest's edition itself is an old one is told by superseded-guideline.`,
};

export const guidelineMention: EntryRule = {
  code: 'guideline-mention',
  severity: 'warning',
  scope: 'entry',
  kinds: authoredKinds,
  reads: ['guidelines', 'names'],
  summary: fixed(
    'ガイドラインの名前や版が違う',
    'A guideline under a wrong name, or in an edition other than that of the manifest',
  ),
  *check(entry, context) {
    for (const prose of [...titlesOf(entry), ...proseSourcesOf(entry, /ガイドライン/)]) yield* misnamed(prose, context);
    for (const { found, claimed, at, written, number } of wrongEditionsIn(entry, context)) {
      const related = claimed.flatMap(({ edition }) =>
        context
          .lookup('guidelines', `${found.guideline.id}@${edition}`)
          .map(({ document, node }): Related => ({ uri: document.file.uri, at: node, message: manifest })),
      );
      const data: Data = { kind: 'edition', number, claimed };
      yield { at, message: wrongEdition({ found, written, claimed }), related, data };
    }
  },
  fixes(finding, { file }) {
    const data = finding.data as Data;
    if (data.kind === 'name') {
      const { at, text } = data.correction;
      return [
        { title: writeName({ name: text }), edits: [{ uri: file.uri, splices: [spliceIn(file, at, text)] }], preferred: true },
      ];
    }
    const { number } = data;
    if (!number) return [];
    return data.claimed.map((edition, i) => ({
      title: writeEdition({ edition }),
      edits: [{ uri: file.uri, splices: [spliceIn(file, number, printed(edition))] }],
      preferred: i === 0,
    }));
  },
};

function* misnamed(prose: ProseSource, { catalogs, lookup }: EntryContext): Iterable<Finding> {
  for (const misnomer of misnomersIn(prose.source, catalogs.guidelines)) {
    const written = prose.source.slice(misnomer.start, misnomer.end);
    if (lookup('names', written).length > 0) continue;
    const at = placeIn(prose, misnomer);
    const data: Data = { kind: 'name', correction: { at, text: misnomer.name } };
    yield { at, message: wrongName({ written, name: misnomer.name, guideline: misnomer.guideline }), data };
  }
}

/** Titles of the references of a document. */
function titlesOf({ sequence, document: { root, file } }: Entry): readonly ProseSource[] {
  if (sequence !== '') return [];
  return itemsOf(root, 'references').flatMap((item) => {
    const title = textField(asMap(item), 'title');
    return title?.node.kind === 'scalar' ? [{ node: title.node, key: 'title', ...sourceOf(file, title.node) }] : [];
  });
}

function printed({ printed: spellings, edition }: Edition): string {
  return spellings?.[0] ?? edition;
}

function editions(claimed: readonly Edition[], language: Language): string {
  const numbers = claimed.map(printed);
  return language === 'ja' ? numbers.map((number) => `第${number}版`).join('・') : `edition ${numbers.join(', ')}`;
}
