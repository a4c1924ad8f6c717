import { fixed, message } from '../language.ts';
import { textField } from '../model/field.ts';
import { isOwnScenario } from '../model/risks.ts';
import { ownCatalog, type Table } from '../package/index.ts';
import { fileName } from '../package/uri.ts';
import { asMap } from '../yaml/tree.ts';
import type { EntryRule, RuleDocs } from './rule.ts';

const duplicate = message<{ control: string; elsewhere: string | undefined }>({
  ja: ({ control, elsewhere }) =>
    `${control} への回答が二つ以上あります${elsewhere === undefined ? '' : `（先の回答は ${elsewhere} にあります）`}。どちらを提出するかを決め、一つにまとめてください。`,
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

const duplicateScenario = message<{ control: string; elsewhere: string | undefined }>({
  ja: ({ control, elsewhere }) =>
    `${control} が、リスク対応一覧に二つ以上あります${elsewhere === undefined ? '' : `（先のものは ${elsewhere} にあります）`}。対象ごとに対応が違うときは responses に分けて、一つにまとめてください。`,
  en: ({ control, elsewhere }) =>
    `${control} is in the risk annex more than once${elsewhere === undefined ? '' : ` (first in ${elsewhere})`}. Keep one entry; where targets differ, give each a row of responses.`,
});

const firstScenario = message<{ control: string }>({
  ja: ({ control }) => `${control} の先の対応`,
  en: ({ control }) => `The earlier entry of ${control}`,
});

const tables: Readonly<Record<string, Table>> = { texts: 'texts', scenarios: 'scenarios' };
const messages = {
  answers: { duplicate, first },
  texts: { duplicate: duplicateText, first: firstText },
  scenarios: { duplicate: duplicateScenario, first: firstScenario },
} as Readonly<Record<string, { readonly duplicate: typeof duplicate; readonly first: typeof first }>>;

export const docs: RuleDocs = {
  ja: `同じ項目への回答がパッケージの中に二つあると、どちらが提出されるのか分かりません。二つ目以降の回答を指摘し、先の回答の場所を関連情報に示します。表記の違い（\`CL-94\` と \`ＣＬ－９４\`）や、別のファイルの回答も同じ項目として数えます。

原本の文言（\`catalog-text/v1\`）と、リスク対応一覧のシナリオでも、同じものが二つあれば指摘します。

対象ごとに回答が違うときは \`responses\`、小項目ごとのときは \`parts\` に分けて、一つの回答にまとめてください。`,
  en: `With two answers to one control in a package nobody knows which is submitted. Every answer after the first is reported, with the place of the first. Spellings (\`CL-94\`, \`ＣＬ－９４\`) and files make no difference.

The same holds for official wording (\`catalog-text/v1\`) and for the scenarios of a risk annex.

Where answers differ by target use \`responses\`, by sub-item \`parts\`, in one entry.`,
};

export const duplicateControl: EntryRule = {
  code: 'duplicate-control',
  severity: 'error',
  scope: 'entry',
  kinds: ['checklist', 'risks', 'catalog-text'],
  sequences: ['answers', 'scenarios', 'texts'],
  reads: ['answers', 'scenarios', 'texts'],
  summary: fixed('一つの項目に回答が二つある', 'Two answers to one control'),
  *check(entry, { catalogs, own, lookup }) {
    const map = asMap(entry.node);
    const { sequence } = entry;
    // Wording and scenarios belong to a catalog: without it an ID means nothing certain.
    if (sequence !== 'answers' && !own) return;
    const named = textField(map, sequence === 'scenarios' ? 'scenario' : 'control');
    const isOwn = sequence === 'scenarios' && named !== undefined && isOwnScenario(named.value);
    const control = named && (isOwn ? named.value : catalogs.resolve(named.value, own)?.id);
    if (!named || control === undefined) return;
    // The same number in another edition of the catalog is another control.
    const earliest = lookup(tables[sequence] ?? 'answers', control).find(({ document }) => {
      const other = ownCatalog(document, catalogs);
      return isOwn || other === own || other?.id !== own?.id;
    });
    if (!earliest || earliest.entry.node === entry.node) return;
    const said = messages[sequence] ?? { duplicate, first };
    const { uri } = earliest.document.file;
    const elsewhere = uri === entry.document.file.uri ? undefined : fileName(uri);
    yield {
      at: named.node,
      message: said.duplicate({ control, elsewhere }),
      control,
      related: [{ uri: earliest.document.file.uri, at: earliest.node, message: said.first({ control }) }],
    };
  },
};
