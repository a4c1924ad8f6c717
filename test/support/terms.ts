/** What a thing is called in each language wherever a person reads of it: one word for one thing. */
import { isCallExpression, isObjectLiteralExpression, isPropertyAssignment } from 'typescript/unstable/ast';
import { literalText, placeOf, type Source, walk, written } from './sources.ts';

/**
 * Where English has the word (a pattern of whole words), Japanese has one of these: most have one, some another in documents of another kind, as guidelines do.
 * Words that Japanese leaves out where they are understood (the package, the catalog) are not here. Words of the guidelines themselves are in
 * catalogs/glossary.yaml.
 */
export const TERMS: readonly (readonly [english: string, japanese: RegExp])[] = [
  ['check sheets?', /チェックシート|確認シート/],
  ['evidence', /エビデンス|裏付け/],
  ['evidence register|register of evidence', /エビデンス台帳/],
  ['common answers?', /共通回答/],
  ['disclosures?', /開示書|開示/],
  ['risk annex(?:es)?', /リスク対応一覧|予見されるリスク/],
  ['risk assessments?', /リスク評価/],
  ['outline', /章立て/],
  ['coverage', /記入状況|回答状況/],
  ['findings?', /指摘|検査の?結果|判定/],
  ['severity|severities', /重大度/],
  ['preview', /プレビュー/],
  ['dashboard', /ダッシュボード/],
  ['judgements?', /判定|評価/],
  ['not applicable', /対象外|該当なし|該当しない/],
  ['medical institutions?|hospitals?', /医療機関/],
  ['customers?', /顧客|利用者/],
  ['workbooks?', /ブック/],
  ['workspaces?', /ワークスペース/],
  ['folders?', /フォルダー/],
  ['language server', /言語サーバー/],
  ['output panel', /出力パネル/],
  ['browser', /ブラウザー/],
];

/** Other words for the same things, and ways of writing them that are not ours. */
export const OTHERS =
  /証跡|証拠|回答済(?!み)|解答|チェックリスト|カバレッジ|ステータス(?!バー)|サマリー?|(?:フォルダ|サーバ|ブラウザ|エディタ|フィルタ|プレビュ|パラメータ)(?!ー)|ユーザ(?!ー|との契約)|お客様|下さい|出来[るなま]|致しま|行な[うい]|及び|又は|既に|全て|毎に|！/;

export interface Pair {
  readonly en: string;
  readonly ja: string;
  readonly place: string;
}

/** The terms of the English that are not there in the Japanese. */
export function termsMissing({ en, ja }: Pair): readonly string[] {
  return TERMS.flatMap(([english, japanese]) =>
    new RegExp(`(?<![\\w.-])(?:${english})(?![\\w-])`, 'i').test(en.replace(/`[^`]*`/g, '')) && !japanese.test(ja)
      ? [english]
      : [],
  );
}

/** What a file says in both languages: `fixed(ja, en)`, and `{ ja, en }` of texts or of functions that make one. */
export function pairsIn(source: Source): readonly Pair[] {
  const found: Pair[] = [];
  walk(source.tree, (node) => {
    const place = placeOf(node, source);
    if (isCallExpression(node) && written(node.expression, source) === 'fixed') {
      const [ja = '', en = ''] = node.arguments.map((argument) => literalText(argument));
      found.push({ ja, en, place });
    }
    if (isObjectLiteralExpression(node)) {
      const texts = new Map<string, string>();
      for (const property of node.properties) {
        if (!isPropertyAssignment(property)) continue;
        const words: string[] = [];
        walk(property.initializer, (inner) => {
          const text = literalText(inner);
          if (text !== undefined) words.push(text);
          return undefined;
        });
        texts.set(written(property.name, source), words.join(' '));
      }
      const [ja, en] = [texts.get('ja'), texts.get('en')];
      if (ja !== undefined && en !== undefined) found.push({ ja, en, place });
    }
    return undefined;
  });
  return found;
}

/**
 * The parts of a text that nothing else says by chance: long enough, without what is filled in, code and links.
 * @param language the text's
 */
export function piecesOf(text: string, language: 'ja' | 'en'): readonly string[] {
  const parts = text.split(/\{\d+\}|\uFFFC|\n|`[^`]*`|\$\([\w~-]+\)|\[|\]\([^)]*\)/).map((part) => part.trim());
  return parts.filter((part) =>
    language === 'ja' ? /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]{8}/u.test(part) : part.split(/\s+/).length > 3,
  );
}
