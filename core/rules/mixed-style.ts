import { fixed, type Language, message } from '../language.ts';
import type { KaijiDocument } from '../model/document.ts';
import { memoized } from '../model/field.ts';
import { proseOf } from '../model/prose.ts';
import { type Style, type Styled, stylesIn } from '../prose/style.ts';
import type { ScalarNode } from '../yaml/tree.ts';
import type { DocumentRule, Noted, Place, RuleDocs } from './rule.ts';
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
    `${times} of the sentences of this document ${times === 1 ? 'is' : 'are'} in ${NAMES[style].en}, the other ${others === 1 ? 'one' : others} in ${NAMES[other].en}; this is the first. Keep to one style.`,
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

/** How an entry speaks: its running sentences by style, the style of the first of them, and the texts they stand in. */
interface Speech {
  readonly key: string;
  readonly counts: Readonly<Record<Style, number>>;
  readonly first: Style;
  readonly texts: readonly ScalarNode[];
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

export const mixedStyle: DocumentRule<Speech> = {
  code: 'mixed-style',
  severity: 'hint',
  scope: 'document',
  kinds: authoredKinds,
  summary: fixed('「です・ます」と「である」が混じっている', 'Polite and plain style mixed in one document'),
  note(entry) {
    const counts = { polite: 0, plain: 0 };
    let first: Style | undefined;
    const texts: ScalarNode[] = [];
    for (const { node, key } of proseOf(entry)) {
      if (NOT_RUNNING.has(key)) continue;
      const styled = stylesOf(node);
      if (styled.length > 0) texts.push(node);
      for (const { style } of styled) {
        first ??= style;
        counts[style]++;
      }
    }
    return first && { key: `${counts.polite} ${counts.plain} ${first}`, counts, first, texts };
  },
  *check(document, { noteParts }) {
    const parts = noteParts();
    let polite = 0;
    let plain = 0;
    for (const counts of parts.map(countsOf)) {
      polite += counts.polite;
      plain += counts.plain;
    }
    if (polite === 0 || plain === 0) return;
    // Where both are equal, what came first is what the author meant to keep to.
    const style = polite === plain ? otherThan(parts[0]?.[0]?.note.first) : polite < plain ? 'polite' : 'plain';
    const [first, ...others] = spoken(document, parts, style);
    if (!first) return;
    yield {
      at: first,
      message: mixed({
        style,
        other: otherThan(style),
        times: style === 'polite' ? polite : plain,
        others: style === 'polite' ? plain : polite,
      }),
      related: others.map((at) => ({ uri: document.file.uri, at, message: another({ style }) })),
    };
  },
};

/** Of all entries of a part. */
const countsOf = memoized((part: readonly Noted<Speech>[]) => {
  const counts = { polite: 0, plain: 0 };
  for (const { note } of part) {
    counts.polite += note.counts.polite;
    counts.plain += note.counts.plain;
  }
  return counts;
});

/** Not kept: of a long document nearly all sentences are of one style, and nobody asks for them again. */
function stylesOf({ text }: ScalarNode): readonly Styled[] {
  return [...stylesIn(text)];
}

function otherThan(style: Style | undefined): Style {
  return style === 'polite' ? 'plain' : 'polite';
}

/** The first sentences of one style: that of the finding, and the further places it leads to. */
function spoken(document: KaijiDocument, parts: readonly (readonly Noted<Speech>[])[], style: Style): readonly Place[] {
  const places: Place[] = [];
  for (const { note } of parts.filter((part) => countsOf(part)[style] > 0).flat()) {
    if (note.counts[style] === 0) continue;
    for (const node of note.texts)
      for (const sentence of stylesOf(node)) {
        if (sentence.style !== style) continue;
        places.push(placeOf(document, node, sentence));
        if (places.length > SHOWN) return places;
      }
  }
  return places;
}

/** The sentence, as far as it goes on its first line. */
function placeOf({ file }: KaijiDocument, node: ScalarNode, { start, end }: Styled): Place {
  const broken = node.text.indexOf('\n', start);
  return placeOfPiece(file, node, { start, end: broken < 0 ? end : Math.min(broken, end) });
}
