/** Forms for tests of what is written from them: a disclosure as providers hand it out, made up. */
import type { Block, Form, Inline, Table, TableCell, TableRow } from '../../convert/form/form.ts';

export const words = (text: string): Inline => ({ is: 'text', text });
export const paragraph = (...content: readonly (Inline | string)[]): Block => ({
  is: 'paragraph',
  content: content.map((one) => (typeof one === 'string' ? words(one) : one)),
});
export const heading = (level: number, number: string, text: string, anchor?: string): Block => ({
  is: 'heading',
  level,
  number,
  content: [words(text)],
  ...(anchor === undefined ? {} : { anchor }),
});
export const item = (mark: string, text: string, level = 0): Block => ({ is: 'item', mark, level, content: [words(text)] });
export const cell = (text: string, more: Partial<TableCell> = {}): TableCell => ({ blocks: [paragraph(text)], ...more });
export const row = (...cells: readonly (TableCell | string)[]): TableRow => ({
  cells: cells.map((one) => (typeof one === 'string' ? cell(one) : one)),
});
export const table = (head: readonly TableRow[], rows: readonly TableRow[], more: Partial<Table> = {}): Table => ({
  is: 'table',
  head,
  rows,
  ...more,
});

const SENTENCES = [
  '本サービスは、医療機関が取り扱う診療情報を、国内の二か所のデータセンターで保管し、利用者の端末へ暗号化した通信で提供します。',
  '受託した情報の管理については、安全管理責任者を置き、年1回の内部監査と外部機関による審査により、その有効性を確かめています。',
  '障害が発生した場合は、検知から30分以内に窓口へ連絡し、復旧の見込みと影響の範囲を、書面（電子メールを含む。）で報告します。',
  '通信はTLS 1.3で保護し、保存時はAES-256で暗号化します。鍵はハードウェアセキュリティモジュール（HSM）で管理し、運用担当者は鍵の値を見ることができません。',
  '利用者の認証は、IDとパスワードに加え、ワンタイムパスワード又はFIDO2に対応した認証器による二要素認証を標準とします。',
];
const sentence = (i: number) => SENTENCES[i % SENTENCES.length] as string;

const TITLES = [
  'サービスの概要',
  '組織的安全管理対策',
  '物理的安全管理対策',
  '技術的安全管理対策',
  '人的安全管理対策',
  '情報の破棄',
  '災害等の非常時の対応',
  '外部と個人情報を含む医療情報を交換する場合の安全管理',
];

/** A disclosure of about twelve pages: chapters with sections, items, a table over pages, spans, references, a picture. */
export function disclosure(picture = 'file:///package/system.png'): Form {
  const blocks: Block[] = TITLES.flatMap((title, chapter) => {
    const number = chapter + 1;
    const sections = Array.from({ length: 3 + (chapter % 2) }, (_, i): Block[] => [
      heading(2, `${number}.${i + 1}`, `${title}に関する事項その${i + 1}`, `s${number}-${i + 1}`),
      paragraph(sentence(chapter + i), sentence(chapter + i + 1)),
      item('①', sentence(i)),
      item('②', sentence(i + 1)),
      item('ア', '記録は5年間保存する。', 1),
      paragraph(
        '詳細は',
        {
          is: 'reference',
          anchor: `s${((chapter + 1) % TITLES.length) + 1}-1`,
          content: [words(`${((chapter + 1) % TITLES.length) + 1}.1`)],
        },
        'を参照してください。',
        sentence(i + 2),
      ),
      ...(i === 1
        ? [
            heading(3, `${number}.${i + 1}.1`, '運用上の留意点'),
            paragraph(sentence(i)),
            {
              is: 'list' as const,
              items: [[paragraph('点検は月1回行う。')], [paragraph('結果は責任者が確認する。'), paragraph('確認の記録を残す。')]],
            },
          ]
        : []),
    ]).flat();
    const longTable = table(
      [row('番号', '要求事項', '対応', '根拠資料')],
      Array.from({ length: 28 }, (_, i) =>
        row(
          cell(String(i + 1), { align: 'center' }),
          sentence(i),
          i % 3 === 0 ? '対応済み' : sentence(i + 1),
          `運用管理規程 第${i + 1}条`,
        ),
      ),
      { caption: [words(`表${number}　要求事項への対応`)], widths: [1, 5, 5, 3], anchor: `t${number}` },
    );
    return [
      heading(1, String(number), title, `s${number}`),
      paragraph(sentence(chapter)),
      ...sections,
      ...(chapter === 3 ? [longTable] : []),
      ...(chapter === 0 ? overview(picture) : []),
    ];
  });
  return {
    title: 'サービス仕様適合開示書',
    language: 'ja',
    cover: {
      subject: 'クラウド診療支援サービス「みほん」',
      provider: '株式会社見本システム',
      version: '第2.1版',
      issued: '2026年4月1日',
      lines: [{ label: '整理番号', value: 'KJ-2026-0415' }],
      tables: [
        table(
          [row('', '作成', '確認', '承認')],
          [
            row(cell('氏名', { isHeading: true }), '見本 太郎', '見本 花子', '見本 一郎'),
            row(cell('日付', { isHeading: true }), '2026年3月2日', '2026年3月16日', '2026年3月30日'),
          ],
          { widths: [1, 2, 2, 2] },
        ),
        table(
          [row('版', '日付', '改訂の内容')],
          [
            row('1.0', '2024年4月1日', '初版'),
            row('2.0', '2025年10月1日', 'データセンターの追加、二要素認証の標準化'),
            row('2.1', '2026年4月1日', '窓口の変更'),
          ],
          { caption: [words('改訂履歴')], widths: [1, 2, 6] },
        ),
      ],
    },
    hasContents: true,
    running: 'クラウド診療支援サービス「みほん」 サービス仕様適合開示書 第2.1版',
    page: 'portrait',
    blocks,
  };
}

const overview = (picture: string): Block[] => [
  { is: 'picture', uri: picture, text: 'システム構成図' },
  { is: 'quote', blocks: [paragraph('医療情報を受託する事業者は、契約に先立って必要な情報を開示する。')] },
  { is: 'code', text: 'GET /v1/health HTTP/1.1\nHost: api.example.jp' },
  table(
    [row(cell('区分', { rows: 2 }), cell('役割', { columns: 2 })), row('事業者', '利用者')],
    [
      row(cell('運用', { rows: 2, isHeading: true }), '監視', 'アカウントの管理'),
      row('バックアップ', cell('復元の依頼', { align: 'right' })),
      row(cell('備考：障害時の連絡先は別紙による。', { columns: 3 })),
    ],
    { caption: [words('表0　責任分界')] },
  ),
  paragraph(
    '外部の資料は',
    { is: 'link', href: 'https://www.example.jp/guide?a=1&b=2', content: [words('公開ページ')] },
    'にあります。',
    { is: 'strong', content: [words('重要')] },
    'な変更は',
    { is: 'inserted', content: [words('三十日前')] },
    { is: 'deleted', content: [words('十四日前')] },
    'までに通知します。',
  ),
];
