import { cell, origin, SEVERITIES, table } from './words.mjs';

/** docs/rules.md for these rules and their pages by code. */
export function rulesPage(rules, pages) {
  return `${[
    origin('core/rules'),
    '# ルール / Rules',
    '',
    'どの指摘にも、もとになったルールの名前（`missing-evidence` など）が付きます。重大度は、パッケージの `kaiji.yaml` の `rules:`、VS Codeの設定 `kaiji.rules`、`kaiji check --rule ルール名=重大度` で変えられます。',
    'Every finding carries the code of one of these rules. Its severity can be changed under `rules:` in `kaiji.yaml`, by the setting `kaiji.rules`, and by `kaiji check --rule CODE=SEVERITY`.',
    '',
    '- **エラー / error** — 提出できない箇所、または誤って読み取られる箇所。The document cannot be submitted, or is misread.',
    '- **警告 / warning** — 評価員に指摘される不足。A gap an evaluator will find.',
    '- **情報 / info** — 助言。Advice.',
    '- **ヒント / hint** — 書き方。Style.',
    '',
    ...table(
      ['ルール名 / Code', '既定 / Default', '内容', 'What it reports', '修正 / Fix'],
      rules.map((rule) => [
        `[\`${rule.code}\`](#${rule.code})`,
        `${SEVERITIES[rule.severity].ja} / ${SEVERITIES[rule.severity].en}`,
        cell(rule.summary('ja')),
        cell(rule.summary('en')),
        rule.fixes ? '○' : '–',
      ]),
    ),
    '',
    '## 指摘を抑止する / Suppressing a finding',
    '',
    'ルール名を挙げたコメントで、指摘を抑止できます。理由を必ず `--` の後に書きます。By rule code, with a reason after `--` (required).',
    '',
    '```yaml',
    '# kaiji-disable-next-line missing-evidence -- 監査後に追加 (2026-12-01まで)',
    '- control: CL-94 # kaiji-disable-line missing-evidence -- 監査後に追加',
    '# kaiji-disable missing-evidence -- 項目の中ならその終わりまで、項目の上なら次の項目、文書の先頭なら文書全体 / the rest of its entry, the entry below it, or at the top the document',
    '```',
    '',
    ...rules.flatMap((rule) => section(rule, pages[rule.code])),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

function section(rule, page) {
  const { ja, en } = SEVERITIES[rule.severity];
  return [
    `<a id="${rule.code}"></a>`,
    `## ${rule.code}`,
    '',
    `**${rule.summary('ja')}** — ${ja}${rule.fixes ? '・クイックフィックスあり' : ''}`,
    '',
    page.ja.trim(),
    '',
    `**${rule.summary('en')}** — ${en}${rule.fixes ? ', quick fix' : ''}`,
    '',
    page.en.trim(),
    '',
  ];
}
