/** A new disclosure: all sections of the outline that are required. */
import { fixed, inLanguage, type Language } from '../../language.ts';
import { scalarSource } from '../../yaml/edit.ts';
import { sectionScaffold } from '../section.ts';
import { catalogNamed, type Frame, itemLines, named, type Template } from './frame.ts';

export const disclosureTemplate: Template = {
  label: fixed('サービス仕様適合開示書', 'Disclosure'),
  purpose: fixed(
    '医療機関に示す本文です。必須の節が、書くことの注記とともに入ります。',
    'The document for the medical institution: all required sections, with notes on what to write.',
  ),
  isUsual: true,
  fits: ({ data }) => data.prefix === undefined,
  lines,
};

/** What model texts leave for the name of the service, which is known here. */
const SERVICE_BLANK: Readonly<Record<Language, string>> = { ja: '●●（サービス名）', en: '●● (name of the service)' };

function lines(frame: Frame): readonly string[] {
  const { text, service, provider, catalogs, catalog, language } = frame;
  const outline = catalogNamed(catalogs, catalog ?? 'sssd-outline');
  const sections = outline.data.controls.filter(({ required }) => required !== 'O');
  const lines = [
    'kaiji: disclosure/v1',
    `outline: ${scalarSource(catalog ?? outline.id)}`,
    `title: ${scalarSource(text(`${service} サービス仕様適合開示書`, `${service}: service specification conformity disclosure`))}`,
    'version: "1.0"',
    text(
      '# ●● はこれから書くところです。実際の内容に書き換えてください。',
      '# ●● marks what is still to be written: replace it.',
    ),
    'approvals:',
    text('  - { step: 作成, by: ●●部 }', '  - { step: Prepared, by: "●● department" }'),
    text(
      '  - { step: 承認, by: ●●（情報セキュリティ責任者など） }',
      '  - { step: Approved, by: "●● (such as the security officer)" }',
    ),
    text('# 改訂のたびに一行ずつ足します。', '# One line for each revision.'),
    `revisions: [{ version: "1.0", part: ${text('全体', 'all')}, summary: ${text('初版', 'first edition')} }]`,
    text('# 本文で [[ref-…]] として参照できます。', '# To be referred to as [[ref-…]] in the text.'),
    'references:',
    ...named(catalogs).flatMap(({ guideline, edition }) => [
      `  - id: ref-${guideline.id}`,
      `    title: ${guideline.title.ja}`,
      `    issuer: ${guideline.issuer.ja}`,
      `    edition: 第${edition.printed?.[0] ?? edition.edition}版`,
    ]),
    text(
      '# サービスにかかわる主体。基盤のクラウド事業者や保守の委託先も挙げます。',
      '# Everyone concerned with the service, cloud platforms and contractors included.',
    ),
    'parties:',
    `  - { id: provider, role: ${text('[提供事業者, ヘルプデスク]', '[provider, helpdesk]')}, name: ${scalarSource(provider, true)}, short: ${text('当社', 'we')} }`,
    `  - { id: platform, role: ${text('基盤事業者', 'infrastructure')}, name: ${text('●●（クラウド基盤の事業者）', '●● (cloud platform)')} }`,
    text('# 責任者。本文では、ここに書いた呼び名にそろえます。', '# Those responsible. The text should use these titles.'),
    'roles:',
    `  - { id: ro-security, title: ${text('情報セキュリティ責任者, duties: 安全管理対策を統括します。', 'Security officer, duties: Is in charge of all safeguards.')} }`,
    `  - { id: ro-operation, title: ${text('運用管理責任者, under: ro-security, duties: 日々の運用と記録を管理します。', 'Operations manager, under: ro-security, duties: Runs the service and keeps its records.')} }`,
    'terms:',
    `  - { term: ${text('本サービス, means:', 'the Service, means:')} ${scalarSource(text(`当社が提供する「${service}」をいいます。`, `"${service}", provided by us.`), true)} }`,
    `  - { term: ${text('利用者, means: 本サービスを利用する医療機関等をいいます。', 'the User, means: The medical institution that uses the Service.')} }`,
    'contacts:',
    `  - name: ${text('ヘルプデスク', 'Help desk')}`,
    `    purpose: ${text('[問い合わせ, 障害]', '[questions, failures]')}`,
    `    hours: ${text('平日●●時から●●時', '●●:00–●●:00 on weekdays')}`,
    '    tel: ●●-●●●●-●●●●',
    'sections:',
  ];
  let group: string | undefined;
  for (const section of sections) {
    if (section.group !== group) {
      group = section.group;
      const title = outline.data.groups.find(({ id }) => id === group)?.title;
      lines.push('', `  # ── ${title ? inLanguage(title, language) : text('共通', 'General')} ──`);
    } else lines.push('');
    const made = sectionScaffold(section, { catalogs, language, rendered: section.renders });
    lines.push(...itemLines(made.map((line) => line.replaceAll(SERVICE_BLANK[language], frame.service))));
  }
  return lines;
}
