/** です・ます and である: the style a sentence is written in, by its ending. */
import { type Sentence, sentencesIn } from './sentences.ts';

export type Style = 'polite' | 'plain';

export interface Styled extends Sentence {
  readonly style: Style;
}

const POLITE = /(?:です|ます|ません|でした|ました|でしょう|ましょう|ください|下さい|ませ)[かねよ]?$/;
/**
 * Plain endings: である, だ, verbs and adjectives in their plain form. An ending in い is one only where no noun ends so (取り扱い, 違い). Nouns, こと, もの,
 * とおり are no endings (体言止め).
 */
const PLAIN = /(?:[ぁ-んァ-ヶ一-鿿][ただ]|[なした]い|やすい|にくい|[よ良高低多少強弱長短]い|[ぁ-ん一-鿿][うくぐすつぶむる])か?$/;
/** Words that end like one and are none. */
const NONE =
  /(?:[よほとどそもこ]う|[しなたべらごと]く|早く|いつ|[一二三四五]つ|ふたつ|ひとつ|まだ|ただ|[ただあ]なた|また|かた|った方|かい|だい|くらい|ぐらい)$/;

/** Without a full stop only these are the end of a sentence; a bare verb may be a label (ログの取得による, 操作を制限する). */
const PLAIN_OPEN = /(?:である|であった|はない|もない|できない|していない|されない|だった)$/;

/** The style of a sentence; undefined where it ends in a noun, a quotation or what cannot be told. */
function styleOf({ words, closed }: Sentence): Style | undefined {
  if (POLITE.test(words)) return 'polite';
  if (!closed) return PLAIN_OPEN.test(words) ? 'plain' : undefined;
  return PLAIN.test(words) && !NONE.test(words) ? 'plain' : undefined;
}

/** The running sentences of a text whose style can be told, in order. */
export function* stylesIn(text: string): Generator<Styled> {
  for (const sentence of sentencesIn(text)) {
    const style = styleOf(sentence);
    if (style) yield { ...sentence, style };
  }
}
