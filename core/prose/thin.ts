/** Answers that say nothing of their own: stock phrases, a bare yes, the requirement once more. */
import { combined, withoutBeginning, withoutEnding, words } from './affix.ts';
import { everySentenceIn } from './every-sentence.ts';

/** Who or what the sentence is about; nobody in particular. */
const SUBJECTS = words(
  `弊社 当社 私ども わが社 本サービス 当サービス 本システム 当システム 本件 本項目 本要件 本要求事項 当該項目 当該要件 当該事項 これ これら 上記 上記内容 上記事項
  上記の内容 左記 左記内容 左記の内容 左記の事項 要求事項 要件 要求 ガイドライン 本ガイドライン すべて 全て 全項目 すべての項目 本対策 当該対策 医療情報 セキュリティ
  情報セキュリティ 安全管理 ご指摘の点 記載の内容`,
);
const SUBJECT_ENDS = words(
  'では においては において に関しては について については としては として には に は も を が のとおり の通り どおり',
);
const LEADS = [...combined(SUBJECTS, SUBJECT_ENDS), ...words('はい いいえ なお また 、 ，')];
/** How, without saying how. */
const ADVERBS = words(
  `適切に 適正に 適宜 適時 適時適切に 十分に 充分に 必要に応じて 確実に 随時 きちんと しっかり しっかりと 厳重に 厳格に 厳正に 常に 常時 既に すでに 現在 万全に
  安全に 問題なく 滞りなく 徹底して 徹底的に 継続的に 総合的に 網羅的に 正しく 速やかに 迅速に 、 ，`,
);
const ADJECTIVES = words(
  '適切な 適正な 十分な 充分な 必要な 確実な 万全の 万全な 厳重な 厳格な 所要の 各種 各種の 一定の 一般的な しかるべき 必要かつ十分な 必要十分な 同様の 相応の',
);
/** What, without saying what. */
const THINGS = words(
  `管理 安全管理 情報管理 運用 運用管理 対応 対策 措置 安全管理措置 安全管理対策 安全対策 セキュリティ対策 情報セキュリティ対策 セキュリティ管理 対処 取組 取り組み 体制 管理体制 運用体制
  仕組み 手順 手続 手続き 配慮 考慮 方策 処置 注意 本項目 要求事項 要件 左記の内容 左記 上記 これ 準拠 適合 遵守 保護 確認 実施 整備`,
);
const STEMS = words(
  '管理 対応 実施 運用 整備 遵守 順守 準拠 適合 措置 対策 対処 確認 徹底 確保 担保 考慮 配慮 保護 実行 処理 処置 実現 完了 構築 維持',
);
const VERBS = [
  ...combined(
    STEMS,
    words(
      `しています しております している しておる します いたします 致します する 済み 済 済みです 済です 済みである されています されております できています できております
      しました いたしました いたしております 致しております ができています ができております 可能です しているところです できる体制です`,
    ),
  ),
  ...combined(
    words(
      '行っ 行なっ おこなっ 講じ 講じられ 取っ とっ 図っ はかっ 施し 努め つとめ 備え 整え 満たし なっ 設け 払っ 取られ 行われ なされ',
    ),
    words('ています ております ている ておる ます ている状況です'),
  ),
  ...words('行います 講じます 図ります 努めます 満たします 払います 問題ありません 問題ございません 問題はありません'),
];
const PARTICLES = ['を', 'は', 'が', 'も', 'に', 'と', 'へ', 'の', ''];

/** The whole of an answer in a word. */
const MERE =
  /^(?:はい|いいえ|有り?|無し?|あり|なし|可|否|可能|不可|済み?|対応|対応済み?|対応中|対応可能?|実施|実施済み?|実施中|整備済み?|導入済み?|確認済み?|適合|準拠|遵守|問題なし|特になし|該当|○|◯|〇|◎|△|×|✓|✔|レ|yes|no|ok|done|implemented|compliant)(?:です|である|でございます)?$/i;

/** Whether an answer is but a word: はい, 対応済, ○. */
export function isMereWord(text: string): boolean {
  return text.length < 40 && MERE.test(bare(text));
}

/**
 * Whether an answer is made of stock phrases only, such as 適切に管理しています: nothing of who, when, where or how. A bare word among them counts as one; an
 * answer that is nothing but a word is {@link isMereWord}.
 */
export function isStockPhrase(text: string): boolean {
  if (text.length > LONGEST) return false;
  const sentences = everySentenceIn(text).map(({ start, end }) => bare(text.slice(start, end)));
  return (
    sentences.length > 0 &&
    sentences.some((sentence) => isStock(sentence) && !MERE.test(sentence)) &&
    sentences.every((sentence) => isStock(sentence) || MERE.test(sentence))
  );
}

/** Stock phrases end sooner. */
const LONGEST = 200;

function isStock(sentence: string): boolean {
  const head = withoutEnding(sentence, VERBS);
  if (head === undefined) return false;
  // 適切な管理を: what stands before the verb, word by word.
  let rest = head;
  for (let i = 0; i < 8 && rest !== ''; i++) {
    const less =
      withoutBeginning(rest, LEADS) ??
      withoutBeginning(rest, ADVERBS) ??
      withoutBeginning(rest, ADJECTIVES) ??
      withoutBeginning(rest, OBJECTS);
    if (less === undefined) return false;
    rest = less;
  }
  return rest === '';
}

const OBJECTS = combined(THINGS, PARTICLES);

/** Without white space, quotes, list marks and full stops around it. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u3000]/g, '')
    .replace(/^[・\-*「『(【]{1,3}/, '')
    .replace(/[。．.!！」』)】]{1,4}$/, '');
}

/** Words any answer has, that tell it from no requirement. */
const COMMON = words(
  '弊社 当社 本サービス 当サービス 実施 対応 管理 運用 整備 適切 十分 行 講 図 努 定 設 必要 確実 確認 遵守 措置 対策 事項 要求 要件 上 内 等 際 時 場合 者 本 当 全 各',
);
const CONTENT = /[\p{Script=Han}々〆]+|[\p{Script=Katakana}ー]+|[A-Za-z0-9][A-Za-z0-9.]*/gu;

/** The pairs of characters of a text's nouns and verbs, which word order, particles and endings do not change. */
function contentOf(text: string): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const [run] of text.normalize('NFKC').toUpperCase().matchAll(CONTENT)) {
    let rest = run;
    for (let less = withoutEnding(rest, COMMON); less !== undefined; less = withoutEnding(rest, COMMON)) rest = less;
    for (let less = withoutBeginning(rest, COMMON); less !== undefined; less = withoutBeginning(rest, COMMON)) rest = less;
    if (/^[A-Z0-9]/.test(rest) || rest.length === 1) pairs.add(rest);
    else for (let i = 0; i + 1 < rest.length; i++) pairs.add(rest.slice(i, i + 2));
  }
  return pairs;
}

/**
 * Whether an answer says no more than a requirement: every sentence of it a stock phrase or the words of one of `requirements` (its title, sub-items, sentences
 * of its official wording) with no word of its own beside them.
 */
export function repeats(text: string, requirements: readonly string[]): boolean {
  if (text.length > 1000) return false;
  const whole = requirements.join('\n').normalize('NFKC').toUpperCase();
  const said: ReadonlySet<string>[] = [];
  for (const { start, end } of everySentenceIn(text)) {
    const sentence = text.slice(start, end);
    if (isStock(bare(sentence))) continue;
    const content = contentOf(sentence);
    // Most answers have words of their own: then neither their other sentences nor what is asked need be taken apart.
    if (content.size < 2 || !isWithin(content, whole)) return false;
    said.push(content);
  }
  if (said.length === 0) return false;
  const asked = requirements.flatMap((requirement) => [
    requirement,
    ...everySentenceIn(requirement).map(({ start, end }) => requirement.slice(start, end)),
  ]);
  const contents = [...new Set(asked)].map(contentOf).filter(({ size }) => size >= 2);
  return said.every((own) => contents.some((content) => shareOf(own, content) >= OWN && shareOf(content, own) >= COVERED));
}

/** Whether enough of a sentence stands in a text at all. */
function isWithin(content: ReadonlySet<string>, text: string): boolean {
  let foreign = Math.floor(content.size * (1 - OWN));
  for (const pair of content) if (!text.includes(pair) && --foreign < 0) return false;
  return true;
}

/** How much of a sentence must be the requirement's, and how much of the requirement it must repeat. */
const OWN = 0.95;
const COVERED = 0.6;

/** The share of the first set that is in the second, 0 to 1. */
function shareOf(first: ReadonlySet<string>, second: ReadonlySet<string>): number {
  let common = 0;
  for (const one of first) if (second.has(one)) common++;
  return first.size === 0 ? 0 : common / first.size;
}
