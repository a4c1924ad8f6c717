/** @type {readonly import('./index.mjs').Entry[]} */
export const sizes = [
  {
    title: {
      ja: '大きさ・繰り返し・名前（敵対的な文書・カタログ・設定）',
      en: 'Sizes, repetition, names (hostile document, catalog, settings)',
    },
    threats: [
      {
        id: 'T-13',
        tried: { ja: '巨大な文書で、検査を止める', en: 'A huge document stops every check' },
        kept: {
          ja: '上限を超えるファイルは解析せず、そのことを指摘する',
          en: 'Beyond the limit a file is not parsed, which is a finding',
        },
        guard: {
          file: 'core/model/document.ts',
          name: 'readFile',
          was: 'readYaml(text, limits.length,',
          becomes: 'readYaml(text, Number.POSITIVE_INFINITY,',
        },
        test: {
          file: 'test/limits.test.ts',
          title: 'a file that is too long is not parsed, and its package is checked all the same',
        },
      },
      {
        id: 'T-14',
        tried: {
          ja: '`constructor`・`toString` など、JavaScriptのどのオブジェクトにもある名前を、ID・カタログ・キー・役割に使う',
          en: 'IDs, catalogs, keys and roles called `constructor`, `toString` and the like, which every object of JavaScript has',
        },
        kept: {
          ja: '表に書かれた名前だけを引き、どのオブジェクトにもある名前は引かない',
          en: 'Tables give only what they have themselves',
        },
        guard: {
          file: 'convert/form/references.ts',
          name: 'ownValue',
          was: "ownValue(FORMS, catalog?.id ?? '')",
          becomes: "FORMS[catalog?.id ?? '']",
        },
        test: {
          file: 'test/security/keys.test.ts',
          title: 'T-14 a name that every object has is a name in findings, forms, comparisons and OSCAL',
        },
      },
      {
        id: 'T-15',
        tried: {
          ja: 'OSCAL・ベースラインのJSONや図の名前の `__proto__`・`constructor` で、プログラムの動きを変える',
          en: '`__proto__` and `constructor` in OSCAL, baselines and names of pictures change how the program works',
        },
        kept: { ja: '外から来たデータは、そこに書かれたキーだけを読む', en: 'Of data from outside only its own keys are read' },
        guard: {
          file: 'convert/oscal/read.ts',
          name: 'importOscal',
          was: 'Object.hasOwn(readers, key)',
          becomes: 'key in readers',
        },
        test: { file: 'test/security/keys.test.ts', title: 'T-15 keys of a baseline, of OSCAL and of sheets change no object' },
      },
      {
        id: 'T-16',
        tried: { ja: 'YAMLの別名を重ねた「爆弾」で、メモリーを使い切らせる', en: 'A “bomb” of YAML aliases uses up the memory' },
        kept: { ja: '別名の展開に上限があり、超えたことを指摘する', en: 'Aliases expand up to a limit; beyond it is a finding' },
        guard: {
          file: 'core/yaml/convert.ts',
          name: 'ALIAS_LIMIT',
          was: 'anchors.spent + size > ALIAS_LIMIT',
          becomes: 'anchors.spent + size > ALIAS_LIMIT * 30',
        },
        test: { file: 'test/yaml.test.ts', title: 'a bomb stands for little, and is said' },
      },
      {
        id: 'T-17',
        tried: { ja: '深い入れ子で、スタックをあふれさせる', en: 'Deep nesting lets recursion overflow' },
        kept: { ja: '100段を超えるところは読まない', en: 'Beyond 100 levels nothing is read' },
        guard: {
          file: 'core/limits.ts',
          name: 'MAX_DEPTH',
          was: 'export const MAX_DEPTH = 100;',
          becomes: 'export const MAX_DEPTH = 1_000_000;',
        },
        test: {
          file: 'test/security/depth.test.ts',
          title: 'T-17 nesting beyond the limit is a finding, and what stands beside it is read',
        },
      },
      {
        id: 'T-18',
        tried: {
          ja: '正規表現のバックトラックで、エディターを固まらせる（ReDoS）',
          en: 'Backtracking of a regular expression hangs the editor (ReDoS)',
        },
        kept: {
          ja: 'すべての正規表現が線形時間で終わることを、ツールで確かめる',
          en: 'A tool checks that each regular expression is linear',
        },
        guard: {
          file: 'core/text/edges.ts',
          name: 'withoutEnd',
          was: 'export function withoutEnd(',
          becomes: 'export const SLOW = /(?:a+)+$/;\nexport function withoutEnd(',
        },
        test: { file: 'test/regex.test.ts', title: 'each of %s is linear', only: 'each of core/text is linear' },
      },
    ],
  },
];
