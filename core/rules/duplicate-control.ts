import { fixed, message } from '../language.ts';
import { answerOf } from '../model/checklist.ts';
import { textField } from '../model/field.ts';
import { ownCatalog } from '../package/index.ts';
import { fileName } from '../package/uri.ts';
import { asMap } from '../yaml/tree.ts';
import type { EntryRule } from './rule.ts';

const duplicate = message<{ control: string; elsewhere: string | undefined }>({
  ja: ({ control, elsewhere }) =>
    `${control} への回答が二つ以上あります${elsewhere === undefined ? '' : `（先の回答は ${elsewhere} にあります）`}。どちらを提出するのか決め、一つにまとめてください。`,
  en: ({ control, elsewhere }) =>
    `${control} is answered more than once${elsewhere === undefined ? '' : ` (first in ${elsewhere})`}. Decide which answer is submitted and keep that one.`,
});

const duplicateText = message<{ control: string; elsewhere: string | undefined }>({
  ja: ({ control, elsewhere }) =>
    `${control} の原本の文言が二つ以上あります${elsewhere === undefined ? '' : `（先のものは ${elsewhere} にあります）`}。どれを使うかを決め、一つにまとめてください。`,
  en: ({ control, elsewhere }) =>
    `${control} has more than one official wording${elsewhere === undefined ? '' : ` (first in ${elsewhere})`}. Decide which is right and keep that one.`,
});

const firstText = message<{ control: string }>({
  ja: ({ control }) => `${control} の先の文言`,
  en: ({ control }) => `The earlier wording of ${control}`,
});

const first = message<{ control: string }>({
  ja: ({ control }) => `${control} への先の回答`,
  en: ({ control }) => `The earlier answer to ${control}`,
});

export const duplicateControl: EntryRule = {
  code: 'duplicate-control',
  severity: 'error',
  scope: 'entry',
  kinds: ['checklist', 'catalog-text'],
  sequences: ['answers', 'texts'],
  reads: ['answers', 'texts'],
  summary: fixed('一つの項目に回答が二つある', 'Two answers to one control'),
  docs: fixed(
    `同じ項目への回答がパッケージの中に二つあると、どちらが提出されるのか分かりません。二つ目以降の回答を指摘し、先の回答の場所を関連情報に示します。表記の違い（\`CL-94\` と \`ＣＬ－９４\`）や、別のファイルの回答も同じ項目として数えます。

原本の文言（\`catalog-text/v1\`）でも、同じ項目の文言が二つあれば指摘します。

対象ごとに回答が違うときは \`responses\`、小項目ごとのときは \`parts\` に分けて、一つの回答にまとめてください。`,
    `With two answers to one control in a package nobody knows which is submitted. Every answer after the first is reported, with the place of the first. Spellings (\`CL-94\`, \`ＣＬ－９４\`) and files make no difference.

The same holds for official wording (\`catalog-text/v1\`): one text for each control.

Where answers differ by target use \`responses\`, by sub-item \`parts\`, in one entry.`,
  ),
  *check(entry, { catalogs, own, lookup }) {
    const map = asMap(entry.node);
    const isText = entry.sequence === 'texts';
    // Wording belongs to a catalog: without it an ID means nothing certain.
    if (isText && !own) return;
    const named = isText ? textField(map, 'control') : map && answerOf(map).control;
    const control = named && catalogs.resolve(named.value, own);
    if (!named || !control) return;
    // The same number in another edition of the catalog is another control.
    const earliest = lookup(isText ? 'texts' : 'answers', control.id).find(({ document }) => {
      const other = ownCatalog(document, catalogs);
      return other === own || other?.id !== own?.id;
    });
    if (!earliest || earliest.entry.node === entry.node) return;
    const { uri } = earliest.document.file;
    const elsewhere = uri === entry.document.file.uri ? undefined : fileName(uri);
    yield {
      at: named.node,
      message: (isText ? duplicateText : duplicate)({ control: control.id, elsewhere }),
      control: control.id,
      related: [
        { file: earliest.document.file, at: earliest.node, message: (isText ? firstText : first)({ control: control.id }) },
      ],
    };
  },
};
