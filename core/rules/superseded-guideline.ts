import type { Found, Guidelines } from '../catalog/guideline.ts';
import { fixed, inLanguage, type Language, message } from '../language.ts';
import type { Entry } from '../model/document.ts';
import { textField } from '../model/field.ts';
import { asMap } from '../yaml/tree.ts';
import type { EntryContext, EntryRule, Finding, Place, RuleDocs } from './rule.ts';
import { freeTextsOf } from './shared/free-text.ts';
import { guidelineNodes } from './shared/guideline-nodes.ts';
import { placeOfPiece } from './shared/piece.ts';
import { wrongEditionsIn } from './shared/wrong-edition.ts';

const superseded = message<{ found: Found; next: Found; current: Found }>({
  ja: ({ found, next, current }) =>
    `「${named(found, 'ja')}」は、${named(next, 'ja', found)}（${dated(next, 'ja')}）に置き換えられています。${
      current.edition === next.edition ? '' : `現行は${named(current, 'ja', next)}（${dated(current, 'ja')}）です。`
    }内容を現行の版と照らし、版の表記を改めてください。`,
  en: ({ found, next, current }) =>
    `"${named(found, 'en')}" was superseded by ${named(next, 'en', found)} (${dated(next, 'en')}).${
      current.edition === next.edition ? '' : ` In force is ${named(current, 'en', next)} (${dated(current, 'en')}).`
    } Review what is written against it, and update the edition.`,
});

export const docs: RuleDocs = {
  ja: `\`kaiji.yaml\` の \`guidelines\` と、開示書の参照文書・本文に出てくるガイドラインの版に後継があるとき、後継の版と現行の版を知らせます。医療機関等は現行の版で確認を求めることが多く、古い版だけを挙げた開示書は差し戻されることがあります。

版の一覧と日付は同梱のデータ（\`catalogs/guidelines.yaml\`）によります。本文では、「第5.1版」のように版を添えて書いたガイドラインの名前と、別のガイドラインに統合されたガイドラインの名前を調べます。\`kaiji.yaml\` が同じガイドラインの別の版を挙げているときは、\`guideline-mention\` が知らせます。チェックシートの \`catalog\` の版は、様式の指定なので指摘しません。古い版に基づくことが分かっていて残すときは、理由を添えて抑止できます。

\`\`\`yaml
# kaiji-disable-next-line superseded-guideline -- 契約時の版を記載 (2027-03の改訂まで)
\`\`\``,
  en: `Where an edition of a guideline in the \`guidelines\` of \`kaiji.yaml\`, or in the references and texts of a disclosure, has a successor, names the successor and the edition in force. Medical institutions mostly ask for the edition in force, and may return a disclosure that names only an old one.

Editions and dates are those of the bundled data (\`catalogs/guidelines.yaml\`). In texts the rule looks at names followed by an edition, and at names of guidelines that were merged into another. Where the manifest names another edition of the same guideline, guideline-mention tells. The edition of a checklist's \`catalog\` is what the form asks for and is never reported. Suppress it, with a reason, where the old edition is meant.

\`\`\`yaml
# kaiji-disable-next-line superseded-guideline -- the edition of the contract (until 2027-03)
\`\`\``,
};

export const supersededGuideline: EntryRule = {
  code: 'superseded-guideline',
  severity: 'info',
  scope: 'entry',
  kinds: ['package', 'disclosure'],
  reads: ['guidelines'],
  summary: fixed('後継の版があるガイドラインを挙げている', 'A guideline edition that has a successor'),
  *check(entry, context) {
    yield* entry.document.kind === 'package' ? inManifest(entry, context.catalogs.guidelines) : inTexts(entry, context);
  },
};

function* inManifest(entry: Entry, guidelines: Guidelines): Iterable<Finding> {
  for (const node of guidelineNodes(asMap(entry.node))) {
    const found = guidelines.of(node.text);
    if (found) yield* judged(found, node, guidelines);
  }
}

/** Each edition once an entry: a section speaks of it again and again. */
function* inTexts(entry: Entry, context: EntryContext): Iterable<Finding> {
  const { file } = entry.document;
  const { guidelines } = context.catalogs;
  const told = new Set<Found['edition']>();
  // An edition that is not the manifest's is wrong whether or not it is old: guideline-mention says so.
  const wrong = [...wrongEditionsIn(entry, context)];
  for (const { node, key, holder } of freeTextsOf(entry)) {
    // A reference has its edition beside its title.
    const edition = key === 'title' ? textField(holder, 'edition') : undefined;
    const beside = edition === undefined ? [] : guidelines.mentionsIn(`${node.text} ${withUnit(edition.value)}`);
    for (const found of beside.length > 0 ? beside : guidelines.mentionsIn(node.text)) {
      if (told.has(found.edition)) continue;
      const isWrong = wrong.some(
        (other) => other.found.edition === found.edition && (other.node === node || other.node === edition?.node),
      );
      if (isWrong) continue;
      told.add(found.edition);
      const isInTitle = found.start < node.text.length;
      const piece = { start: found.start, end: Math.min(found.end, node.text.length) };
      const at = isInTitle || edition === undefined ? placeOfPiece(file, node, piece) : edition.node;
      yield* judged(found, at, guidelines);
    }
  }
}

function* judged(found: Found, at: Place, guidelines: Guidelines): Iterable<Finding> {
  const next = found.edition.successor === undefined ? undefined : guidelines.of(found.edition.successor);
  if (next) yield { at, message: superseded({ found, next, current: guidelines.current(next) }) };
}

function withUnit(edition: string): string {
  return /版/.test(edition) ? edition : `${edition}版`;
}

/** `医療情報システムの安全管理に関するガイドライン 第6.0版`; the edition alone where the guideline has just been spoken of. */
function named({ guideline, edition }: Found, language: Language, spoken?: Found): string {
  const printed = edition.printed?.[0] ?? edition.edition;
  const short = language === 'ja' ? `第${printed}版` : `edition ${printed}`;
  if (spoken?.guideline === guideline) return short;
  return `${inLanguage(guideline.title, language)}${language === 'ja' ? ` ${short}` : `, ${short}`}`;
}

/** The date of an edition, and that it is known at second hand only where it is. */
function dated({ edition: { date, unconfirmed } }: Found, language: Language): string {
  if (!unconfirmed) return date;
  return language === 'ja' ? `${date}、原典は未確認` : `${date}, not confirmed from the original`;
}
