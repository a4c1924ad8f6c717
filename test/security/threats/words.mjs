/** @type {readonly import('./index.mjs').Entry[]} */
export const words = [
  {
    title: {
      ja: '表示と書き出し（敵対的な文書・カタログ・共通回答・台帳）',
      en: 'What is shown and handed out (hostile document, catalog, statement, register)',
    },
    threats: [
      {
        id: 'T-19',
        tried: {
          ja: '題名や本文のMarkdown・HTMLを、ホバー・補完・項目のページで働かせる（リンク、`command:`、外部の画像）',
          en: 'Markdown and HTML in titles and texts take effect in hovers, completions, pages of clauses (links, `command:`, remote pictures)',
        },
        kept: { ja: '書かれたものは、すべてただの文字として表示する', en: 'Whatever is written is shown as words' },
        guard: {
          file: 'core/features/markdown.ts',
          name: 'escaped',
          was: `.replace(/[\\\\\`*_[\\]{}#!|~]/g, '\\\\$&')`,
          becomes: '',
        },
        test: {
          file: 'test/security/markup.test.ts',
          title: 'T-19 what authors and catalogs wrote is words in hovers, completions and pages',
        },
      },
      {
        id: 'T-20',
        tried: { ja: 'ホバーのリンクから、VS Codeのコマンドを実行させる', en: 'A link of a hover runs commands of VS Code' },
        kept: {
          ja: '許すのは項目の表示（`kaiji.showClause`）だけで、ほかの文字列を信頼しない',
          en: 'Only the page of a clause (`kaiji.showClause`) may be shown; no other text is trusted',
        },
        guard: {
          file: 'client/clause-page.ts',
          name: 'withClauseLinks',
          was: 'isTrusted = { enabledCommands: [SHOW_CLAUSE] }',
          becomes: 'isTrusted = true',
        },
        test: {
          file: 'test/security/editor.test.ts',
          title: 'T-20 links of a hover may show a clause, and run no other command; no other text is trusted',
        },
      },
      {
        id: 'T-21',
        tried: {
          ja: '書き出したHTMLやプレビューの `javascript:` などのリンク',
          en: 'Links with `javascript:` and the like in HTML and previews',
        },
        kept: { ja: 'リンクは `https:`・`http:`・`mailto:` だけ', en: 'Links are `https:`, `http:`, `mailto:` only' },
        guard: {
          file: 'convert/write/html/inline.ts',
          name: 'outward',
          was: 'return mayLinkTo(href) ? href : undefined;',
          becomes: 'return href;',
        },
        test: { file: 'test/html.test.ts', title: 'nothing runs, nothing is fetched, links lead only where they may' },
      },
      {
        id: 'T-22',
        tried: { ja: '書き出したMarkdownの、同じようなリンク', en: 'The same in Markdown' },
        kept: { ja: '同じ三つだけ', en: 'The same three only' },
        guard: {
          file: 'convert/write/markdown/phrasing.ts',
          name: 'stretches',
          was: '(mayLinkTo(one.href) ? one.href : undefined)',
          becomes: 'one.href',
        },
        test: { file: 'test/markdown.test.ts', title: 'links lead where the form says, and nowhere else' },
      },
      {
        id: 'T-23',
        tried: { ja: '書き出したWordの、同じようなリンク（外部への関係）', en: 'The same in Word (external relationships)' },
        kept: { ja: '同じ三つだけ。フィールドには文字を入れない', en: 'The same three only; no text is in a field' },
        guard: {
          file: 'convert/write/docx/inline.ts',
          name: 'inlines',
          was: 'if (isLinked || !/^(https?|mailto):/i.test(one.href))',
          becomes: 'if (isLinked)',
        },
        test: { file: 'test/docx.test.ts', title: 'out of the document keep their address' },
      },
      {
        id: 'T-24',
        tried: {
          ja: '端末の制御文字や、書字方向を変える文字で、コマンドラインの表示を偽る',
          en: 'Terminal escapes, and marks that turn text around, forge what the command line shows',
        },
        kept: {
          ja: '端末が命令と解釈する文字と、書字方向を変える文字を「�」に置き換える',
          en: 'What would be obeyed becomes “�”',
        },
        guard: {
          file: 'core/text/shown.ts',
          name: 'shown',
          was: "return text.replace(OBEYED, '\\uFFFD');",
          becomes: 'return text;',
        },
        test: {
          file: 'test/security/shown.test.ts',
          title: 'T-24 what a terminal obeys, and what turns text around, is seen in the output of every command',
        },
      },
      {
        id: 'T-25',
        tried: { ja: '同じ文字で、エディターの指摘やビューの表示を偽る', en: 'The same in findings and views of the editor' },
        kept: { ja: '同じように置き換える', en: 'Replaced in the same way' },
        guard: {
          file: 'core/features/diagnostics.ts',
          name: 'toDiagnostic',
          was: 'message: shown(finding.message(language)),',
          becomes: 'message: finding.message(language),',
        },
        test: { file: 'test/security/shown.test.ts', title: 'T-25 nor is it obeyed in findings, hovers and views' },
      },
      {
        id: 'T-26',
        tried: {
          ja: '改行を使って、GitHub Actionsの命令（`::set-output` など）を出力に紛れ込ませる',
          en: 'Line breaks smuggle a workflow command (`::set-output` …) into the output for GitHub',
        },
        kept: { ja: '一つの指摘が一つの命令で終わるように書く', en: 'A finding is one command and no more' },
        guard: {
          file: 'cli/output/github.ts',
          name: 'data',
          was: ".replaceAll('\\n', '%0A')",
          becomes: '',
        },
        test: { file: 'test/security/shown.test.ts', title: 'T-26 a line break of an author begins no command of GitHub’s' },
      },
      {
        id: 'T-27',
        tried: {
          ja: 'プレビューやダッシュボードで、スクリプトや外部の読み込みを働かせる',
          en: 'Previews and dashboards run scripts or fetch something',
        },
        kept: {
          ja: 'ページのコンテンツ セキュリティ ポリシー（CSP）はKaijiのプログラムだけを許し、どこからも読み込ませない（実際のVS Codeでは `test/vscode/preview.e2e.ts`）',
          en: 'The page’s policy (CSP) allows its own program alone, and nothing from anywhere (in the real VS Code: `test/vscode/preview.e2e.ts`)',
        },
        guard: {
          file: 'client/webview-page.ts',
          name: 'pageHtml',
          was: `\`script-src 'nonce-\${nonce}'\``,
          becomes: '"script-src \'unsafe-inline\'"',
        },
        test: {
          file: 'test/security/editor.test.ts',
          title: 'T-27 a page of ours runs its own program and nothing else, and fetches nothing',
        },
      },
      {
        id: 'T-28',
        tried: {
          ja: 'ページからのメッセージで、コマンドの実行や、ほかのファイルの表示をさせる',
          en: 'Messages from a page run commands or open other files',
        },
        kept: {
          ja: '外に出るのはウェブのアドレスだけ、開くのはページが表示しているファイルだけ',
          en: 'Only web addresses leave, and only files the page shows are opened',
        },
        guard: {
          file: 'client/preview/panel.ts',
          name: 'PreviewPanel.take',
          was: 'if (/^(?:https?:\\/\\/|mailto:)/i.test(message.href)) void',
          becomes: 'void',
        },
        test: {
          file: 'test/security/editor.test.ts',
          title: 'T-28 at the word of a page only web addresses leave, and only files it shows open',
        },
      },
      {
        id: 'T-29',
        tried: {
          ja: 'Kaijiの不具合で取り除けなかったHTMLを、プレビューで働かせる',
          en: 'HTML that a mistake of ours let through acts in a preview',
        },
        kept: { ja: 'ページは、許した要素と属性だけを作る', en: 'The page makes listed elements and attributes only' },
        guard: {
          file: 'client/webview/kit/safe-html.ts',
          name: 'shallow',
          was: 'if (!(isSvg ? SVG_ELEMENTS : ELEMENTS).has(name)) return undefined;',
          becomes: '',
        },
        test: {
          file: 'test/preview-page.test.ts',
          title: 'what a mistake of ours would let through runs nothing and asks for nothing',
        },
      },
      {
        id: 'T-30',
        tried: {
          ja: '書き出したHTML・SVG・ダッシュボードに、要素を紛れ込ませる',
          en: 'Elements are smuggled into HTML, SVG and dashboards',
        },
        kept: { ja: 'すべての文字を文字として書く', en: 'All text is written as text' },
        guard: { file: 'convert/write/html/escape.ts', name: 'escaped', was: ".replaceAll('<', '&lt;')", becomes: '' },
        test: { file: 'test/html.test.ts', title: 'every word is there, in order' },
      },
      {
        id: 'T-31',
        tried: {
          ja: '`=`・`+`・`-`・`@`・タブ・改行（全角の `＝` も）で始まる回答を、CSVで数式にする',
          en: 'Answers that begin with `=`, `+`, `-`, `@`, a tab, a line break (or full-width `＝`) become formulas in csv',
        },
        kept: { ja: "前に「'」を置き、取り込むときに外す", en: 'An apostrophe stands before them, and is taken away on import' },
        guard: {
          file: 'convert/sheet/formula.ts',
          name: 'guarded',
          was: `return TO_GUARD.test(text) ? \`'\${text}\` : text;`,
          becomes: 'return text;',
        },
        test: {
          file: 'test/grid.test.ts',
          title: 'no cell of csv is taken for a formula, and what guards it is all that is taken away',
        },
      },
      {
        id: 'T-32',
        tried: {
          ja: '同じ回答を、Excelで編集したときに数式にする',
          en: 'The same answers become formulas when a cell of Excel is edited',
        },
        kept: { ja: '文字列のセルとして書き、引用符の印を付ける', en: 'Cells are texts, marked as quoted' },
        guard: { file: 'convert/write/xlsx-styles.ts', name: 'quotePrefix', was: '\' quotePrefix="1"\'', becomes: "''" },
        test: { file: 'test/grid.test.ts', title: 'a text is never a formula, nor one when it is edited; a number is a number' },
      },
      {
        id: 'T-43',
        tried: {
          ja: 'ウェブページの `vscode://kaiji.kaiji/…` のリンクから、拡張機能に何かをさせる',
          en: 'A link of a web page, `vscode://kaiji.kaiji/…`, has the extension do something',
        },
        kept: { ja: 'ルールの説明を表示するだけ', en: 'It shows the page of a rule, and nothing else' },
        guard: {
          file: 'client/rule-docs.ts',
          name: 'handleUri',
          was: 'const code = /^\\/rules\\/([a-z-]+)$/.exec(uri.path)?.[1];',
          becomes: "const code = uri.path.slice('/rules/'.length);",
        },
        test: {
          file: 'test/security/editor.test.ts',
          title: 'T-43 a link from elsewhere shows the page of a rule, and nothing else',
        },
      },
    ],
  },
];
