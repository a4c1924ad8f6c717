/** @type {readonly import('./index.mjs').Entry[]} */
export const files = [
  {
    title: {
      ja: '取り込むファイル（敵対的なブック・様式・図）',
      en: 'Files that are read in (hostile workbook, template, picture)',
    },
    threats: [
      {
        id: 'T-33',
        tried: {
          ja: 'セルの数式（DDE、`WEBSERVICE`、ほかのブックへの参照）を、取り込みで働かせる',
          en: 'Formulas of cells (DDE, `WEBSERVICE`, other workbooks) take effect on import',
        },
        kept: { ja: '数式は読まず、最後の結果だけを文字として読む', en: 'No formula is read, only its last result, as text' },
        guard: {
          file: 'convert/sheet/worksheet.ts',
          name: 'readWorksheet',
          was: "else if (name === 'v' || name === 't') reading = true;",
          becomes: "else if (name === 'v' || name === 't' || name === 'f') reading = true;",
        },
        test: {
          file: 'test/security/workbook.test.ts',
          title: 'T-33 of a formula the last result is read, whatever it would call',
        },
      },
      {
        id: 'T-34',
        tried: {
          ja: '部品の名前や関係を `../`・`file:`・`https:` にして、ブックの外を読み書きさせる（zip slip）',
          en: 'Names and relationships of parts like `../`, `file:`, `https:` have something outside the workbook read or written (zip slip)',
        },
        kept: {
          ja: '部品は渡されたバイト列の中だけで探し、名前をパスとして使わない',
          en: 'Parts are found within the bytes given; no name is used as a path',
        },
        guard: {
          file: 'convert/sheet/package.ts',
          name: 'resolved',
          was: "if (name === '..') names.pop();",
          becomes: "if (name === '..') names.push(name);",
        },
        test: {
          file: 'test/security/workbook.test.ts',
          title: 'T-34 parts are found in the file alone, wherever their names and relationships point',
        },
      },
      {
        id: 'T-35',
        tried: { ja: '巨大なCSVで、メモリーを使い切らせる', en: 'A huge csv uses up the memory' },
        kept: { ja: '30MB・100万セルまで', en: 'At most 30 MB and a million cells' },
        guard: {
          file: 'convert/sheet/read.ts',
          name: 'LIMITS',
          was: 'if (bytes.length > limit)',
          becomes: 'if (bytes.length > limit * 10)',
        },
        test: {
          file: 'test/security/workbook.test.ts',
          title: 'T-35 a table larger than any sheet is refused before it is understood',
        },
      },
      {
        id: 'T-36',
        tried: { ja: '展開すると巨大になるブック（zip爆弾）', en: 'A workbook that unpacks to much more (zip bomb)' },
        kept: {
          ja: '展開した量の合計に上限を置き、申告より大きければ断る',
          en: 'All that is unpacked has a limit; more than was declared is refused',
        },
        guard: {
          file: 'convert/sheet/zip.ts',
          name: 'openZip',
          was: "if (left < 0) throw new ZipError('too-large', entry.name);",
          becomes: '',
        },
        test: {
          file: 'test/workbook.test.ts',
          title: 'parts that overlap are each what they unpack to, all together at most 100 MB',
        },
      },
      {
        id: 'T-37',
        tried: {
          ja: 'XMLの実体を膨らませ、または外のファイルを読ませる（XXE、billion laughs）',
          en: 'Entities of XML grow, or read other files (XXE, billion laughs)',
        },
        kept: { ja: '文書が宣言した実体を解決しない', en: 'Entities a document declares are not resolved' },
        guard: {
          file: 'convert/sheet/xml.ts',
          name: 'readXml',
          was: "parser.on('text', (value, decode) => text(decode(value)));",
          becomes: "parser.on('text', (value, decode) => text(decode(value).replaceAll('&b;', '拡げた')));",
        },
        test: { file: 'test/security/workbook.test.ts', title: 'T-37 no entity is resolved, of the file or of any other' },
      },
      {
        id: 'T-38',
        tried: {
          ja: '図と称するHTMLや、スクリプトを含むSVGを、書き出したHTMLで働かせる',
          en: 'A “picture” that is HTML, or an SVG with scripts, acts in an export',
        },
        kept: {
          ja: '画像の種類だけを `img` として埋め込む。その中では何も動かない',
          en: 'Only types of pictures are embedded, as `img`, in which nothing runs',
        },
        guard: {
          file: 'convert/write/html/block.ts',
          name: 'pictureHtml',
          was: 'if (!picture || !SHOWN.test(picture.type))',
          becomes: 'if (!picture)',
        },
        test: {
          file: 'test/html.test.ts',
          title: 'pictures are embedded byte by byte; an SVG is inert, a type no browser shows is its words',
        },
      },
      {
        id: 'T-44',
        tried: {
          ja: 'セルの文面やファイル名で、取り込んだ文書に別のキーや文書を作る',
          en: 'The words of a cell, or the name of the file, become keys or documents of what is imported',
        },
        kept: { ja: '文面は、リテラルブロックか引用符の中に書く', en: 'Texts are written as literal blocks or in quotes' },
        guard: {
          file: 'convert/import/checklist-source.ts',
          name: 'text',
          was: "const [header = '', ...body] = literalLines(words);",
          becomes: 'const [header, ...body] = [words];',
        },
        test: {
          file: 'test/security/workbook.test.ts',
          title: 'T-44 what a cell says is a text of the document made of it, whatever YAML it would be',
        },
      },
    ],
  },
];
