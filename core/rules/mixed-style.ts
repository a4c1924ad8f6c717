import { fixed, type Language, message } from '../language.ts';
import type { KaijiDocument } from '../model/document.ts';
import { memoized } from '../model/field.ts';
import { proseOf } from '../model/prose.ts';
import { type Style, type Styled, stylesIn } from '../prose/style.ts';
import type { ScalarNode } from '../yaml/tree.ts';
import type { DocumentRule, Place, RuleDocs } from './rule.ts';
import { placeOfPiece } from './shared/piece.ts';
import { authoredKinds } from './shared/prose-source.ts';

const NAMES: Readonly<Record<Style, Readonly<Record<Language, string>>>> = {
  polite: { ja: 'です・ます', en: 'the polite style (desu, masu)' },
  plain: { ja: 'である', en: 'the plain style (de aru)' },
};

const mixed = message<{ style: Style; other: Style; times: number; others: number }>({
  ja: ({ style, other, times, others }) =>
    `この文書には「${NAMES[other].ja}」の文が${others}文、「${NAMES[style].ja}」の文が${times}文あります。ここは「${NAMES[style].ja}」の最初の文です。どちらかにそろえてください。`,
  en: ({ style, other, times, others }) =>
    `${times} of the sentences of this document are in ${NAMES[style].en}, the other ${others} in ${NAMES[other].en}; this is the first. Keep to one style.`,
});

const another = message<{ style: Style }>({
  ja: ({ style }) => `「${NAMES[style].ja}」の文`,
  en: ({ style }) => `A sentence in ${NAMES[style].en}`,
});

/** What stands in a cell, and what an evaluator wrote, says nothing about the author's running text. */
const NOT_RUNNING: ReadonlySet<string> = new Set([
  'finding',
  'improvement',
  'reason',
  'action',
  'note',
  'rows',
  'means',
  'duties',
  'not-applicable',
]);
/** Further places a finding leads to. */
const SHOWN = 10;

interface Spoken extends Styled {
  readonly node: ScalarNode;
}

export const docs: RuleDocs = {
  ja: `一つの文書の地の文に、「です・ます」で終わる文と「である」「する」などで終わる文が混じっているときに知らせます。指摘は文書につき一つで、少ないほうの最初の文に出ます。ほかの箇所（10か所まで）へは関連情報から移れます。書き手の違う文章をつなぎ合わせた跡は、読み手に抜けや矛盾を疑わせます。

\`\`\`yaml
body: |
  操作の記録を7年間保管しています。
  記録は毎月点検する。        # 点検しています。
\`\`\`

数えるのは、節の本文と回答の地の文だけです。見出し、箇条書き（・、①、(1) など）、表、かぎかっこの中、かっこ書き、体言止めや「〜こと。」で終わる文、評価員の所見は数えません。`,
  en: `Reports once a document that its running sentences are partly in the polite style (desu, masu) and partly in the plain one (de aru), at the first sentence of the rarer style; up to ten more are linked. Seams between texts of several writers look to a reader like gaps.

\`\`\`yaml
body: |
  …
  記録は毎月点検する。        # plain
\`\`\`

Only running sentences of bodies and answers count: no headings, items (・, ①, (1) …), tables, quotations, brackets, sentences that end in a noun or in koto, nor what evaluators wrote.`,
};

export const mixedStyle: DocumentRule = {
  code: 'mixed-style',
  severity: 'hint',
  scope: 'document',
  kinds: authoredKinds,
  summary: fixed('「です・ます」と「である」が混じっている', 'Polite and plain style mixed in one document'),
  *check(document) {
    const spoken = [...sentencesOf(document)];
    const polite = spoken.filter(({ style }) => style === 'polite').length;
    const plain = spoken.length - polite;
    if (polite === 0 || plain === 0) return;
    // Where both are equal, what came first is what the author meant to keep to.
    const style = polite === plain ? (spoken[0]?.style === 'polite' ? 'plain' : 'polite') : polite < plain ? 'polite' : 'plain';
    const [first, ...others] = spoken.filter((sentence) => sentence.style === style);
    if (!first) return;
    const { file } = document;
    yield {
      at: placeOf(document, first),
      message: mixed({
        style,
        other: style === 'plain' ? 'polite' : 'plain',
        times: others.length + 1,
        others: spoken.length - others.length - 1,
      }),
      related: others.slice(0, SHOWN).map((sentence) => ({ file, at: placeOf(document, sentence), message: another({ style }) })),
    };
  },
};

const stylesOf = memoized((node: ScalarNode): readonly Styled[] => [...stylesIn(node.text)]);

function* sentencesOf(document: KaijiDocument): Generator<Spoken> {
  for (const entry of [document.header, ...document.entries]) {
    for (const { node, key } of proseOf(entry)) {
      if (NOT_RUNNING.has(key)) continue;
      for (const sentence of stylesOf(node)) yield { ...sentence, node };
    }
  }
}

/** The sentence, as far as it goes on its first line. */
function placeOf({ file }: KaijiDocument, { node, start, end }: Spoken): Place {
  const broken = node.text.indexOf('\n', start);
  return placeOfPiece(file, node, { start, end: broken < 0 ? end : Math.min(broken, end) });
}
