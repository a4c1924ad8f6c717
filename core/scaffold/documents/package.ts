/** The manifest of a new package. */
import { fixed } from '../../language.ts';
import { scalarSource } from '../../yaml/edit.ts';
import { type Frame, named, type Template } from './frame.ts';

export const packageTemplate: Template = {
  label: fixed('パッケージ（kaiji.yaml）', 'Package (kaiji.yaml)'),
  lines,
};

function lines({ text, service, provider, catalogs }: Frame): readonly string[] {
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
