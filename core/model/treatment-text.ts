/** What the words of a risk annex say about the treatment: that a risk is avoided, or that nothing is done. Precise rather than complete. */
import { withoutEdges } from '../text/edges.ts';
import type { Piece } from './answer-text.ts';

/** Sentences longer than this are not looked at: they say more than one thing. */
const LONGEST = 200;
/** What is done away with by a verbal noun: 作成しない, 使用していません. */
const NOT_DONE =
  /(?:作成|使用|利用|発行|設置|保存|保管|格納|保持|所持|提供|公開|収集|接続|開放|許可|持込|持出)(?:は|を)?(?:一切)?(?:し(?:ない|ません|ていない|ていません|ておりません)|させ(?:ない|ません)|でき(?:ない|ません))$/;
const NOT_SO =
  /(?:設け|認め)(?:ない|ません|ていない|ていません|ておりません)$|(?:持ち込|持ち出|持|取り?扱|扱|置)(?:まない|みません|さない|しません|たない|ちません|わない|いません|かない|きません)$/;
const FORBIDDEN = /禁止(?:(?:と)?(?:する|します|している|しています|しております))?$|禁じ(?:る|ます|ている|ています|ております)$/;
const CLOSING = /(?:こと|もの|方針|運用)?(?:とする|とします|としている|としています|としております|です|である)$/;
/** What is there to protect: to do without it is to live with the risk. */
const PROTECTS =
  /対策|措置|暗号|冗長|[二多]重|予備|代替|バックアップ|複製|監視|ログ|記録|履歴|検査|点検|証跡|認証|保険|訓練|復旧|フィルタ|ファイアウォール|検知|署名|警備|施錠|カメラ|証明書|パッチ|更新|要員/;

/** The first sentence that does away with what the risk comes from (作成しない, 持ち込みを禁止する); undefined where none does. */
export function avoidanceIn(text: string): Piece | undefined {
  for (const piece of sentencesOf(text)) {
    if (piece.end - piece.start > LONGEST) continue;
    const sentence = bared(text.slice(piece.start, piece.end));
    for (const said of [sentence, sentence.replace(CLOSING, '')]) {
      const avoided = FORBIDDEN.test(said) || ((NOT_DONE.test(said) || NOT_SO.test(said)) && !PROTECTS.test(said));
      if (avoided) return piece;
    }
  }
  return undefined;
}

/** Sentences without their full stop and the white space and marks around them. */
function* sentencesOf(text: string): Generator<Piece> {
  for (const { index, 0: written } of text.matchAll(/[^。．！!？?\r\n]+/g)) {
    const start = index + (/^[\s・■※●*-]+/.exec(written)?.[0].length ?? 0);
    const end = index + written.trimEnd().length;
    if (end > start) yield { start, end };
  }
}

const NOTHING =
  /^(?:(?:特に|現時点では|当面)?(?:該当|対策|対応|措置|実施)?(?:事項|内容)?[はが]?(?:特に)?(?:なし|無し|ない|無い|ありません|ございません)|未(?:実施|対応|対策|導入)(?:です)?)$/;
const NONE_TAKEN =
  /^(?:現時点では|当面)?(?:特段の|特別な|特別の|特に|追加の|具体的な)?(?:セキュリティ)?(?:対策|対応|措置)?[はをも]?(?:特に)?(?:実施|対応|対策|行|行な|講じ|採|取|と)(?:しない|しません|していない|していません|しておりません|わない|いません|っていない|っていません|っておりません|ない|ません|ていない|ていません|ておりません|らない|りません)$/;

/** Whether a text says no more than that nothing is done: 該当なし, 対策は行っていません. */
export function saysNothingDone(text: string): boolean {
  if (text.length > 60) return false;
  const bare = bared(text.trim());
  return NOTHING.test(bare) || NONE_TAKEN.test(bare);
}

/** Without brackets, bullets and full stops around it. */
function bared(text: string): string {
  return withoutEdges(text, /[「（(・]/, /[。．」）)]/);
}
