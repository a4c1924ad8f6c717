// The features of the README's tables, in the order people meet them. A row's `commands` are those of the manifest that it leads to: test/docs.test.ts asks
// that each has its row.

export const FEATURES = [
  {
    ja: [
      'はじめる',
      'サービス名と作る文書を選ぶと、すぐに書き始められるパッケージができます。指摘が出るのは、自分で書く箇所だけです。',
    ],
    en: [
      'Begin',
      'Name the service and choose the documents: a package is made that you can write in at once. What it reports is what only you can write.',
    ],
    commands: /^kaiji\.(begin|newPackage|newDocument)$/,
  },
  {
    ja: [
      '指摘',
      '未回答の項目、裏付けのない回答、「同上」「要確認」の残り、足りない節、参照先のないID、期限切れのエビデンス、値の食い違い、全角記号の混入を、入力のたびに知らせます。',
    ],
    en: [
      'Findings',
      'As you type: items without an answer, answers without evidence, leftovers such as 同上, missing sections, references to nothing, expired evidence, facts that disagree, full-width marks.',
    ],
    commands: /^kaiji\.check$/,
  },
  {
    ja: [
      'クイックフィックス',
      '足りない節や未回答の項目を、書くべきことの注記付きで追加します。判断のいらない直しは、まとめて行えます。',
    ],
    en: [
      'Quick fixes',
      'Add missing sections and items, with notes on what to write. What needs no judgement is mended all at once.',
    ],
    commands: /^kaiji\.scaffold/,
  },
  {
    ja: [
      '解説・検索・補完',
      '項目IDにカーソルを合わせると、求められること、期待されるエビデンス、対応する他のガイドラインの項目を表示します。番号でも、言葉でも、読みでも探せます。',
    ],
    en: [
      'Explanations, search, completion',
      'What a control asks, the evidence it expects and what corresponds in other guidelines, on hover. Found by number, by word, or by reading.',
    ],
    commands: /^kaiji\.(searchClause|view\.clause)$/,
  },
  {
    ja: [
      '記入状況とエビデンス',
      'パッケージ・文書・分類・項目ごとの記入状況と、エビデンスの引用・期限を、専用のビューに表示します。絞り込み、検索、記入箇所への移動ができます。',
    ],
    en: [
      'Coverage and evidence',
      'Views of their own show how far packages, documents, categories and items are, and what cites each piece of evidence. Filter, search, jump to the entry.',
    ],
    commands: /^kaiji\.(coverage|evidence|view)\.(?!clause$)/,
  },
  {
    ja: [
      'プレビュー',
      '医療機関が読むとおりの形を、エディターの横に表示します。入力に追従し、クリックすると書かれている場所に移ります。',
    ],
    en: [
      'Preview',
      'The document as the hospital will read it, beside the editor: it follows what you type, and a click leads to where it is written.',
    ],
    commands: /^kaiji\.(openPreview|preview\.)/,
  },
  {
    ja: [
      'ダッシュボード',
      '分類・ガイドラインごとの進み具合、ルールごとの不足、期限の近いエビデンス、未決の判定を一目で示します。',
    ],
    en: [
      'Dashboard',
      'Progress by category and guideline, gaps by rule, evidence about to expire and open judgements at a glance.',
    ],
    commands: /^kaiji\.(openDashboard|dashboard\.)/,
  },
  {
    ja: [
      '使い回しと整理',
      '同じ文面の回答を共通回答にまとめ、対応する項目の回答を写し、IDの名前をすべての文書で一度に変え、文書を整形します。',
    ],
    en: [
      'Reuse and order',
      'Turn repeated answers into common ones, answer from what is said to related controls, rename IDs in every document, format.',
    ],
  },
  {
    ja: ['取り込み', '記入済みのExcel・CSVのチェックシート、リスクの一覧、エビデンス台帳と、公式の様式の文言を取り込みます。'],
    en: [
      'Import',
      'Filled check sheets, risk lists and registers of evidence in Excel or CSV, and the official wording of forms.',
    ],
    commands: /^kaiji\.import/,
  },
  {
    ja: [
      '書き出し',
      '開示書、チェックシート、リスク対応一覧、責任分界表などを、Word・Excel・HTML・Markdown・CSVに書き出します。顧客から届いたブックにも記入できます。',
    ],
    en: [
      'Export',
      'The disclosure, check sheet, risk annex, who is responsible for what and more for Word, Excel, HTML, Markdown, CSV; or filled into the workbook a customer sent.',
    ],
    commands: /^kaiji\.export/,
  },
  {
    ja: ['新旧対照表', '古い版と比べ、医療機関と再び合意が必要な変更を先頭に並べた表を作ります。'],
    en: ['Comparison', 'Compare with an older version: a table in which what has to be agreed to again comes first.'],
    commands: /^kaiji\.diff$/,
  },
  {
    ja: [
      'コマンドライン・ほかのエディター',
      '同じ検査・取り込み・書き出しを、[コマンドライン](docs/command-line.md)と[ほかのエディター](docs/editors.md)でも使えます。',
    ],
    en: [
      'Command line, other editors',
      'The same checks, imports and exports from the [command line](docs/command-line.md) and in [other editors](docs/editors.md).',
    ],
  },
  {
    ja: ['困ったとき', '言語サーバーの記録を見たり、再起動したりできます。'],
    en: ['When something is wrong', 'Look at what the language server recorded, or start it anew.'],
    commands: /^kaiji\.(restartServer|showOutput)$/,
  },
];
