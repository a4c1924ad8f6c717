/** A new check sheet: every control of its catalog, to be answered. */
import type { Catalog } from '../../catalog/catalog.ts';
import { categoryOf } from '../../catalog/control.ts';
import { fixed, inLanguage } from '../../language.ts';
import { scalarSource } from '../../yaml/edit.ts';
import { answerScaffold } from '../answer.ts';
import { catalogNamed, type Frame, itemLines, type Template } from './frame.ts';

const STANDARD = 'medcloud-checklist';

export const checklistTemplate: Template = {
  label: fixed('チェックシートの回答', 'Answers to a check sheet'),
  purpose: fixed(
    '項目ごとに、回答と、その裏付けになるエビデンスを書きます。',
    'For each item the answer, and the evidence that backs it.',
  ),
  isUsual: true,
  standard: STANDARD,
  fits,
  offers: (catalog) => fits(catalog) && catalog.data.complete,
  lines,
};

/** Scenarios are treated in an annex, not answered. */
function fits({ data }: Catalog): boolean {
  return data.prefix !== undefined && !data.asks.includes('treatment');
}

function lines({ text, service, provider, catalogs, catalog, language }: Frame): readonly string[] {
  const own = catalogNamed(catalogs, catalog ?? STANDARD);
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
