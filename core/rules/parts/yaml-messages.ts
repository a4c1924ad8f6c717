/** What the parser's objections mean to a person who has never heard of YAML. Codes are those of the `yaml` package, and ours (core/yaml). */
import { type Localized, message } from '../../language.ts';

interface Parameters {
  /** The text at the place, shortened. */
  readonly written: string;
}

type Table = Readonly<Record<string, (parameters: Parameters) => Localized>>;

const other = message<Parameters>({
  ja: ({ written }) =>
    `${written ? `「${written}」のあたり` : 'ここ'}がYAMLとして読めません。「キー: 値」の形、字下げ、かっこと引用符が閉じているかを確かめてください。`,
  en: ({ written }) =>
    `${written ? `"${written}"` : 'This'} cannot be read as YAML. Check the form "key: value", the indentation, brackets and quotes.`,
});

const misplaced = message<Parameters>({
  ja: ({ written }) =>
    `「${written}」の行とその次の行がつながって読まれ、「: 」の意味が決まりません。次の行がキーなら上のキーと字下げをそろえ、文章の続きなら「|」で始まる複数行の書き方にしてください。`,
  en: ({ written }) =>
    `The line of "${written}" and the next are read as one, and ": " in it has no meaning. If the next line is a key, align it with the key above; if it goes on the text, write the text as a block that begins with "|".`,
});

const notAKey = message<Parameters>({
  ja: ({ written }) =>
    `「${written}」の後に「: 」がないため、キーなのか文章の続きなのか分かりません。「キー: 値」の形にするか、上の文章の続きなら字下げを深くしてください。`,
  en: ({ written }) =>
    `"${written}" has no ": " after it: neither a key nor continued text. Write "key: value", or indent it further if it goes on the text above.`,
});

const indentation = message<Parameters>({
  ja: () => '字下げの深さが前後の行とそろっていません。並べて書く行は、同じ深さから始めてください。',
  en: () => 'The indentation does not fit the lines around it. Lines of one level begin at the same column.',
});

const stray = message<Parameters>({
  ja: ({ written }) =>
    /^-\s/.test(written)
      ? `「${written}」は、この前の行の書き方のために、どのキーの下にも入りません。これより前の行の字下げと「キー: 値」の形を直してください。`
      : `「${written}」がどのキーの下にも入りません。「キー: 値」の形にするか、文章の続きなら、上の文章と同じ深さまで字下げしてください。`,
  en: ({ written }) =>
    /^-\s/.test(written)
      ? `"${written}" belongs to no key because of a line before it. Correct the indentation and the form "key: value" of the lines above.`
      : `"${written}" belongs to no key. Write "key: value"; or, if it goes on a text, indent it like the text above.`,
});

const unclosedQuote = message<Parameters>({
  ja: () => 'ここで始まる引用符が閉じていません。文の終わりに同じ引用符を書いてください。',
  en: () => 'The quote that begins here is not closed. Write the same quote at the end of the text.',
});

const unclosedBracket = message<Parameters>({
  ja: ({ written }) =>
    `ここで始まる「${written.slice(0, 1)}」が閉じていません。中身の終わりに「${written.startsWith('{') ? '}' : ']'}」を書いてください。`,
  en: ({ written }) =>
    `The "${written.slice(0, 1)}" that begins here is not closed. Write "${written.startsWith('{') ? '}' : ']'}" at the end of the list.`,
});

const properties = message<Parameters>({
  ja: ({ written }) =>
    `「${written}」の「&」「!」「*」はYAMLの記号として読まれます。文字として書くときは値全体を引用符 " で囲んでください。`,
  en: ({ written }) =>
    `"&", "!" and "*" in "${written}" are signs of YAML. To write them as text, put the whole value in quotes (").`,
});

const table: Table = {
  BLOCK_AS_IMPLICIT_KEY: misplaced,
  MULTILINE_IMPLICIT_KEY: misplaced,
  MISSING_CHAR: notAKey,
  BAD_INDENT: indentation,
  TAB_AS_INDENT: message({
    ja: () => '字下げにタブが使われています。半角スペースに置き換えてください。',
    en: () => 'A tab is used for indentation. Replace it with spaces.',
  }),
  'DEFECT:tab-indent': message({
    ja: () => '字下げにタブが使われています。字下げは半角スペースで書いてください。',
    en: () => 'A tab is used for indentation. Indent with spaces.',
  }),
  'DEFECT:unquoted': message({
    ja: ({ written }) => `「${written}」はこのままでは文章として読めません。${reasonJa(written)}値全体を引用符で囲んでください。`,
    en: ({ written }) => `"${written}" is not read as text as it stands. ${reasonEn(written)}Put the whole value in quotes.`,
  }),
  'DEFECT:unclosed': message({
    ja: ({ written }) =>
      written.startsWith('[') || written.startsWith('{')
        ? `ここで始まる「${written[0]}」が閉じていません。行の終わりに「${written.startsWith('[') ? ']' : '}'}」を書いてください。`
        : `ここで始まる引用符（${written[0] ?? ''}）が閉じていません。文の終わりに同じ引用符を書いてください。`,
    en: ({ written }) =>
      `The ${/^[[{]/.test(written) ? 'bracket' : 'quote'} (${written[0] ?? ''}) that begins here is not closed. Close it at the end of the text.`,
  }),
  'DEFECT:dash': message({
    ja: ({ written }) => `項目の始まりは、半角のハイフンと半角の空白「- 」です。「${written.trim()}」を「- 」に直してください。`,
    en: ({ written }) => `An entry begins with a hyphen and a space. Write "- " instead of "${written.trim()}".`,
  }),
  'DEFECT:conflict-marker': message({
    ja: () =>
      '別々の編集がぶつかったことを示す印（<<<<<<<）が残っていて、上側の内容だけを読んでいます。どちらかを選ぶか、両方をまとめてから、印の行を削除してください。',
    en: () =>
      'A merge conflict (<<<<<<<) is left here; only its upper side is read. Keep one side, or put both together and delete the marker lines.',
  }),
  UNCLOSED_QUOTE: unclosedQuote,
  UNCLOSED_BRACKET: unclosedBracket,
  STRAY: stray,
  BAD_DQ_ESCAPE: message({
    ja: ({ written }) => `" で囲んだ文の中の「${written}」は特別な意味を持ちます。「\\」をそのまま書くには ' で囲んでください。`,
    en: ({ written }) =>
      `"${written}" inside double quotes has a special meaning. To write "\\" as it is, use single quotes (').`,
  }),
  BAD_SCALAR_START: message({
    ja: ({ written }) => `「${written}」で値を始めることはできません。値全体を引用符 " で囲んでください。`,
    en: ({ written }) => `A value cannot begin with "${written}". Put the whole value in quotes (").`,
  }),
  BAD_DIRECTIVE: message({
    ja: () => '「%」で始まる行は、YAMLへの指示として読まれます。文章なら、引用符で囲んでください。',
    en: () => 'A line that begins with "%" is a directive of YAML. If it is text, put it in quotes.',
  }),
  BLOCK_IN_FLOW: message({
    ja: () => '[ ] や { } の中では、複数行の書き方（「- 」や「|」）は使えません。かっこを外すか、1行で書いてください。',
    en: () => 'Inside [ ] or { } there can be no block ("- " or "|"). Drop the brackets, or write it on one line.',
  }),
  KEY_OVER_1024_CHARS: message({
    ja: () => 'キーが長すぎます。文章であれば値として書いてください。',
    en: () => 'This key is too long. If it is text, write it as a value.',
  }),
  ALIAS_PROPS: properties,
  BAD_PROP_ORDER: properties,
  MULTIPLE_ANCHORS: properties,
  MULTIPLE_TAGS: properties,
  BAD_COLLECTION_TYPE: properties,
  MULTIPLE_DOCS: message({
    ja: () => '一つのファイルに複数の文書があります。文書の間に「---」だけの行を入れてください。',
    en: () => 'There are several documents in this file. Separate them with a line of "---".',
  }),
  NON_STRING_KEY: notAKey,
  LONE_CR: message({
    ja: () => '古い形式の改行（CRのみ）が使われています。クイックフィックスでLFに置き換えてください。',
    en: () => 'Lines end in an old form (CR alone). Replace these line ends with LF.',
  }),
  BINARY: message({
    ja: () => 'テキストではないデータ（NUL文字）が含まれているため読めません。UTF-8のテキストとして保存し直してください。',
    en: () => 'This is not text (it has a NUL character) and cannot be read. Save it as UTF-8 text.',
  }),
  UNREADABLE: message({
    ja: () => 'ここから先を読み取れませんでした。この部分を書き直すか、ほかの部分に移してください。',
    en: () => 'This part could not be read. Rewrite it, or move it elsewhere.',
  }),
};

/** The codes that have words of their own. */
export const explainedCodes: ReadonlySet<string> = new Set(Object.keys(table));

/**
 * What is wrong, in the reader's words.
 * @param code of a syntax fault
 * @param written the text it stands at, shortened
 */
export function explain(code: string, written: string): Localized {
  return (table[code] ?? other)({ written });
}

function reasonJa(written: string): string {
  if (written.startsWith('[[')) return '「[[ ]]」で始まる値は、リストの始まりとして読まれます。';
  if (/^[[{]/.test(written)) return `「${written[0]}」で始まる値は、かっこの中だけが値として読まれます。`;
  if (/^["']/.test(written)) return '引用符で始まる値は、閉じる引用符までが値として読まれます。';
  if (/^[|>]/.test(written)) return `「${written[0]}」で始まる値は、次の行からが本文として読まれます。`;
  return '値の途中の「: 」は、キーの区切りとして読まれます。';
}

function reasonEn(written: string): string {
  if (written.startsWith('[[')) return 'A value that begins with "[[" is taken for a list. ';
  if (/^[[{]/.test(written)) return `A value that begins with "${written[0]}" ends with its bracket. `;
  if (/^["']/.test(written)) return 'A value that begins with a quote ends with the closing quote. ';
  if (/^[|>]/.test(written)) return `After "${written[0]}" the text begins on the next line. `;
  return '": " inside a value is taken for the end of a key. ';
}
