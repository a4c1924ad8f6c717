/** New common answers. */
import { fixed } from '../../language.ts';
import { scalarSource } from '../../yaml/edit.ts';
import { catalogNamed, type Frame, type Template } from './frame.ts';

const STANDARD = 'medcloud-checklist';

export const statementsTemplate: Template = {
  label: fixed('共通回答', 'Common answers'),
  purpose: fixed(
    '一度書いて、複数の様式で使い回す回答です。様式が二つ以上あるときに役立ちます。',
    'Answers written once and used in several forms: of use where there are two or more.',
  ),
  standard: STANDARD,
  fits: ({ data }) => data.prefix !== undefined,
  lines,
};

function lines({ text, catalogs, catalog }: Frame): readonly string[] {
  const own = catalogNamed(catalogs, catalog ?? STANDARD);
  const example = own.control('CL-94') ?? own.data.controls[0];
  return [
    'kaiji: statements/v1',
    text('title: 共通回答', 'title: Common answers'),
    text(
      '# 一度だけ書いて、複数の様式で使う回答です。satisfies に挙げた項目は、これで答えたことになります。',
      '# Answers written once and used in many forms. What satisfies names is answered by it.',
    ),
    text(
      '# 個々の回答から use: [st-…] と書いて使うこともできます。次は記入例です。●● を実際の内容に書き換えてください。',
      '# An answer may also use one: use: [st-…]. This is an example: replace ●● with what is really so.',
    ),
    'statements:',
    '  - id: st-unique-accounts',
    '    text: |',
    text(
      '      作業者ごとに一意のIDを発行し、IDの共有を禁止しています（●●規程）。',
      '      Every operator has an ID of their own; IDs must not be shared (●● policy).',
    ),
    ...(example ? [`    satisfies: [${scalarSource(example.id, true)}]`] : []),
    text('    # evidence: [ev-operation-rules]    # 台帳のID', '    # evidence: [ev-operation-rules]    # IDs of the register'),
  ];
}
