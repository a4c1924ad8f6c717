import { fixed, message } from '../language.ts';
import { answerOf } from '../model/checklist.ts';
import { ownCatalog } from '../package/index.ts';
import { asMap } from '../yaml/tree.ts';
import { answerControl } from './control.ts';
import type { EntryRule } from './rule.ts';

const duplicate = message<{ control: string; elsewhere: string | undefined }>({
  ja: ({ control, elsewhere }) =>
    `${control} への回答が二つ以上あります${elsewhere === undefined ? '' : `（先の回答は ${elsewhere} にあります）`}。どちらを提出するのか決め、一つにまとめてください。`,
  en: ({ control, elsewhere }) =>
    `${control} is answered more than once${elsewhere === undefined ? '' : ` (first in ${elsewhere})`}. Decide which answer is submitted and keep that one.`,
});

const first = message<{ control: string }>({
  ja: ({ control }) => `${control} への先の回答`,
  en: ({ control }) => `The earlier answer to ${control}`,
});

export const duplicateControl: EntryRule = {
  code: 'duplicate-control',
  severity: 'error',
  scope: 'entry',
  kinds: ['checklist'],
  sequences: ['answers'],
  reads: ['answers'],
  summary: fixed('一つの項目に回答が二つある', 'Two answers to one control'),
  docs: fixed(
    `同じ項目への回答がパッケージの中に二つあると、どちらが提出されるのか分かりません。二つ目以降の回答を指摘し、先の回答の場所を関連情報に示します。表記の違い（\`CL-94\` と \`ＣＬ－９４\`）や、別のファイルの回答も同じ項目として数えます。

対象ごとに回答が違うときは \`responses\`、小項目ごとのときは \`parts\` に分けて、一つの回答にまとめてください。`,
    `With two answers to one control in a package nobody knows which is submitted. Every answer after the first is reported, with the place of the first. Spellings (\`CL-94\`, \`ＣＬ－９４\`) and files make no difference.

Where answers differ by target use \`responses\`, by sub-item \`parts\`, in one entry.`,
  ),
  *check(entry, { catalogs, own, lookup }) {
    const map = asMap(entry.node);
    const answer = map && answerOf(map);
    const control = answer && answerControl(answer, catalogs, own);
    if (!answer?.control || !control) return;
    // The same number in another edition of the catalog is another control.
    const earliest = lookup('answers', control.id).find(({ document }) => {
      const other = ownCatalog(document, catalogs);
      return other === own || other?.id !== own?.id;
    });
    if (!earliest || earliest.entry.node === entry.node) return;
    const { uri } = earliest.document.file;
    const elsewhere = uri === entry.document.file.uri ? undefined : fileName(uri);
    yield {
      at: answer.control.node,
      message: duplicate({ control: control.id, elsewhere }),
      control: control.id,
      related: [{ file: earliest.document.file, at: earliest.node, message: first({ control: control.id }) }],
    };
  },
};

function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
