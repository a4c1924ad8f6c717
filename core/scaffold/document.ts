/** New documents: complete, valid, with the guidance an author needs as comments. `kaiji new` and the editor's commands write them. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import { categoryOf } from '../catalog/control.ts';
import type { Found } from '../catalog/guideline.ts';
import { inLanguage, type Language } from '../language.ts';
import { scalarSource } from '../yaml/edit.ts';
import { answerScaffold } from './answer.ts';
import { sectionScaffold } from './section.ts';

/** Kinds of document that can be made anew. */
export const scaffoldKinds = ['package', 'disclosure', 'checklist', 'evidence', 'statements'] as const;
export type ScaffoldKind = (typeof scaffoldKinds)[number];

export interface ScaffoldOptions {
  readonly catalogs: Catalogs;
  /** The catalog a checklist answers or a statement satisfies, the outline a disclosure follows: ID or ID@EDITION. */
  readonly catalog?: string;
  /** Name of the service. */
  readonly service?: string;
  /** Name of the company that provides it. */
  readonly provider?: string;
  /** Of comments and placeholders; Japanese where absent. */
  readonly language?: Language;
}

export interface Scaffold {
  /** File name, by which Kaiji knows the document. */
  readonly path: string;
  /** With `\n` line ends. */
  readonly text: string;
}

/** The scaffold of one document. Throws RangeError where `catalog` names none. */
export function scaffold(kind: ScaffoldKind, options: ScaffoldOptions): Scaffold {
  const text: Words = options.language === 'en' ? (_, en) => en : (ja) => ja;
  const service = options.service?.trim() || text('●●クラウドサービス', '●● Cloud Service');
  const frame = {
    ...options,
    text,
    service,
    provider: options.provider?.trim() || text('株式会社●●', '●● Inc.'),
    language: options.language ?? ('ja' as const),
  };
  const lines = templates[kind](frame);
  return { path: kind === 'package' ? 'kaiji.yaml' : `${kind}.kaiji.yaml`, text: `${lines.join('\n')}\n` };
}

type Words = (ja: string, en: string) => string;
interface Frame extends ScaffoldOptions {
  readonly text: Words;
  readonly service: string;
  readonly provider: string;
  readonly language: Language;
}

const templates: Readonly<Record<ScaffoldKind, (frame: Frame) => readonly string[]>> = {
  package: manifest,
  disclosure,
  checklist,
  evidence,
  statements,
};

/** The guidelines a new package names, in the editions in force: that for providers, then that for hospitals. */
function named({ guidelines }: Catalogs): readonly Found[] {
  return ['mic-meti', 'mhlw'].flatMap((id) => {
    const guideline = guidelines.guideline(id);
    const edition = guideline?.editions.find(({ successor }) => successor === undefined);
    return guideline && edition ? [{ guideline, edition }] : [];
  });
}

function manifest({ text, service, provider, catalogs }: Frame): readonly string[] {
  return [
    'kaiji: package/v1',
    text(
      '# このフォルダーを一つのパッケージ（一つのサービスの開示書と、その裏付け一式）とします。',
      '# Makes this folder a package: the disclosure of one service and all that backs it.',
    ),
    'service:',
    `  name: ${scalarSource(service)}`,
    '  version: "1.0"',
    `  provider: ${scalarSource(provider)}`,
    text(
      '# 準拠・参照するガイドラインです。版まで書きます。',
      '# The guidelines the service conforms or refers to, with their editions.',
    ),
    'guidelines:',
    ...named(catalogs).map(
      ({ guideline, edition }, i) => `  - { id: ${guideline.id}@${edition.edition}, relation: ${i === 0 ? '準拠' : '参照'} }`,
    ),
    `language: ${text('ja', 'en')}`,
    text(
      '# 指摘の重大度は、ルールごとに error・warning・info・hint・off で変えられます。',
      '# The severity of each rule can be set to error, warning, info, hint or off.',
    ),
    '# rules: { missing-evidence: error }',
  ];
}

function disclosure(frame: Frame): readonly string[] {
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
    text('  - { step: 作成, by: ●●部 }', '  - { step: 作成, by: "●● department" }'),
    text('  - { step: 承認, by: 情報セキュリティ責任者 }', '  - { step: 承認, by: Chief information security officer }'),
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
    text('# 責任者。本文では、ここに書いた呼び方にそろえます。', '# Those responsible. The text should use these titles.'),
    'roles:',
    `  - { id: ro-security, title: ${text('情報セキュリティ責任者, duties: 安全管理対策を統括します。', 'Security officer, duties: Is in charge of all safeguards.')} }`,
    `  - { id: ro-operation, title: ${text('運用管理責任者, under: ro-security, duties: 日々の運用と記録を管理します。', 'Operations manager, under: ro-security, duties: Runs the service and keeps its records.')} }`,
    'terms:',
    `  - { term: ${text('本サービス, means:', 'the Service, means:')} ${scalarSource(text(`当社が提供する「${service}」をいいます。`, `"${service}", provided by us.`), true)} }`,
    `  - { term: ${text('利用者, means: 本サービスを利用する医療機関等をいいます。', 'the User, means: The medical institution that uses the Service.')} }`,
    'contacts:',
    `  - name: ${text('ヘルプデスク', 'Help desk')}`,
    `    purpose: ${text('[問い合わせ, 障害]', '[questions, failures]')}`,
    `    hours: ${text('平日9時–17時', '9:00–17:00 on weekdays')}`,
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
    lines.push(...itemLines(sectionScaffold(section, { catalogs, language, rendered: section.renders })));
  }
  return lines;
}

function checklist({ text, service, provider, catalogs, catalog, language }: Frame): readonly string[] {
  const own = catalogNamed(catalogs, catalog ?? 'medcloud-checklist');
  const noun = inLanguage(own.data.noun, language);
  const lines = [
    'kaiji: checklist/v1',
    `catalog: ${scalarSource(catalog ?? own.id)}`,
    `title: ${scalarSource(`${service} ${inLanguage(own.data.title, language)}`)}`,
    'applicant:',
    `  organization: ${scalarSource(provider)}`,
    `  product: ${scalarSource(service)}`,
    text(
      `# ${own.data.controls.length} の${noun}です。IDにカーソルを合わせると、求められていることを読めます。`,
      `# ${own.data.controls.length} ${noun}s. Hover over an ID to read what it asks.`,
    ),
  ];
  if (own.asks('status')) {
    lines.push(
      text(
        '# status: 対応済・一部対応・対応予定・代替策・対象外',
        '# status: implemented, partial, planned, alternative, not-applicable',
      ),
    );
    lines.push(
      text(
        '# 一部対応・対応予定には plan（内容と期限）、対象外・代替策には reason を書きます。',
        '# partial and planned need a plan with a due date; alternative and not-applicable a reason.',
      ),
    );
  }
  lines.push('answers:');
  let category = '';
  for (const control of own.data.controls) {
    if (categoryOf(control) !== category) {
      category = categoryOf(control);
      lines.push('', `  # ── ${category} ──`);
    }
    lines.push(...itemLines(answerScaffold(control, own, { language })));
  }
  return lines;
}

function evidence({ text }: Frame): readonly string[] {
  return [
    'kaiji: evidence/v1',
    text('title: エビデンス台帳', 'title: Evidence register'),
    text(
      '# 回答の裏付けになる規程・記録・証明書などを一つずつ登録し、回答や節の evidence からIDで挙げます。',
      '# Each policy, record or certificate once; answers and sections cite it by its id under evidence.',
    ),
    text('# 次の3件は記入例です。自社のものに書き換えてください。', '# These three are examples. Put your own.'),
    'evidence:',
    '  - id: ev-security-policy',
    `    title: ${text('情報セキュリティ基本方針', 'Information security policy')}`,
    '    kind: policy.security',
    '    version: "1.0"',
    `    owner: ${text('情報セキュリティ責任者', 'Security officer')}`,
    `    confidentiality: ${text('公開', 'public')}`,
    '  - id: ev-operation-rules',
    `    title: ${text('運用管理規程', 'Operating rules')}`,
    '    kind: policy.operation',
    `    confidentiality: ${text('契約者限り', 'customer')}`,
    `    conditions: ${text('契約締結後、申請により閲覧できます', 'On request, once the contract is signed')}`,
    '  - id: ev-isms-cert',
    `    title: ${text('ISMS認証登録証', 'ISMS certificate')}`,
    '    kind: certificate.isms',
    text(
      '    # location: evidence/isms.pdf     # このフォルダーからのパス、または https のURL',
      '    # location: evidence/isms.pdf     # a path from this folder, or an https URL',
    ),
    text('    # expires: 2027-03-31             # 有効期限', '    # expires: 2027-03-31             # valid until'),
    `    confidentiality: ${text('公開', 'public')}`,
  ];
}

function statements({ text, catalogs, catalog }: Frame): readonly string[] {
  const own = catalogNamed(catalogs, catalog ?? 'medcloud-checklist');
  const example = own.control('CL-94') ?? own.data.controls[0];
  return [
    'kaiji: statements/v1',
    text('title: 共通回答', 'title: Common answers'),
    text(
      '# 一度だけ書いて、複数の様式で使う回答です。satisfies に挙げた項目は、これで答えたことになります。',
      '# Answers written once and used in many forms. What satisfies names is answered by it.',
    ),
    text(
      '# 個々の回答から use: [st-…] と書いて使うこともできます。次は記入例です。',
      '# An answer may also use one: use: [st-…]. This is an example.',
    ),
    'statements:',
    '  - id: st-unique-accounts',
    '    text: |',
    text(
      '      作業者ごとに一意のIDを発行し、IDの共有を禁止しています。',
      '      Every operator has an ID of their own; IDs must not be shared.',
    ),
    ...(example ? [`    satisfies: [${scalarSource(example.id, true)}]`] : []),
    text('    # evidence: [ev-account-policy]     # 台帳のID', '    # evidence: [ev-account-policy]     # IDs of the register'),
  ];
}

function itemLines(lines: readonly string[]): readonly string[] {
  return lines.map((line, i) => (line === '' ? '' : `${i === 0 ? '  - ' : '    '}${line}`));
}

function catalogNamed(catalogs: Catalogs, reference: string): Catalog {
  const found = catalogs.of(reference);
  if (!found) throw new RangeError(`unknown catalog: ${reference}`);
  return found;
}
