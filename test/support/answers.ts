/** Importing answers in tests: sheets in, the document out as the checks read it. */
import { checklist } from '../../convert/import/checklist.ts';
import type { ImportOptions, SheetImport } from '../../convert/import/imported.ts';
import type { Sheet } from '../../convert/sheet/sheet.ts';
import { type Answer, answerOf } from '../../core/model/checklist.ts';
import { textField } from '../../core/model/field.ts';
import { asMap, type MapNode } from '../../core/yaml/tree.ts';
import { bundled } from './catalogs.ts';
import { findingsOf, openFixture } from './fixture.ts';

export async function imported(sheets: readonly Sheet[], options: Partial<ImportOptions> = {}): Promise<SheetImport> {
  const { catalogs, evidenceKinds } = await bundled;
  const plain = { catalogs, evidenceKinds, register: [], ids: new Set<string>(), file: 'x.txt', language: 'ja' } as const;
  return checklist.import(sheets, { ...plain, ...options });
}

/** What a document says of one control, in plain words. */
export interface Said {
  readonly status: string | undefined;
  readonly answer: string | undefined;
  readonly sameAs: readonly string[];
  /** `TITLE PLACE` */
  readonly evidence: readonly string[];
  readonly result: string | undefined;
  readonly improvement: string | undefined;
  readonly note: string | undefined;
}

/** Control → what is said of it. Evidence that is cited but not registered, and a control that stands twice, fail. */
export async function saidIn(text: string): Promise<ReadonlyMap<string, Said>> {
  const { packages } = await openFixture(new Map([['checklist.kaiji.yaml', text]]));
  const [document] = packages.flatMap(({ documents }) => documents);
  const titles = new Map<string, string>();
  const said = new Map<string, Said>();
  for (const { sequence, node } of document?.entries ?? []) {
    const map = asMap(node) as MapNode;
    if (sequence === 'evidence') titles.set(textField(map, 'id')?.value ?? '', textField(map, 'title')?.value ?? '');
  }
  for (const { sequence, node } of document?.entries ?? []) {
    if (sequence !== 'answers') continue;
    const answer: Answer = answerOf(asMap(node) as MapNode);
    const id = answer.control?.value ?? '';
    if (said.has(id)) throw new Error(`${id} stands twice`);
    const [judgement] = answer.judgements;
    said.set(id, {
      status: answer.status?.value,
      answer: answer.answer?.value.trim(),
      sameAs: answer.sameAs.map((one) => one.text),
      evidence: answer.evidence.map(({ ref, at }) => {
        const title = titles.get(ref.text);
        if (title === undefined) throw new Error(`${ref.text} is not registered`);
        return `${title} ${at?.value ?? ''}`.trim();
      }),
      result: judgement?.result?.value,
      improvement: judgement?.improvement?.value.trim(),
      note: textField(answer.node, 'note')?.value.trim(),
    });
  }
  return said;
}

/** Findings of error severity: an imported file has none. And as many doubts as it has marks. */
export async function errorsIn(text: string): Promise<readonly string[]> {
  const found = (await findingsOf(new Map([['checklist.kaiji.yaml', text]]))).map(({ finding }) => finding);
  const marks = text.split('\n').filter((line) => /^ *# kaiji-import-doubt/.test(line)).length;
  const doubts = found.filter(({ rule }) => rule === 'import-doubt').length;
  return [
    ...found.filter(({ severity }) => severity === 'error').map(({ rule, message }) => `${rule}: ${message('en')}`),
    ...(doubts === marks ? [] : [`${marks} marks, ${doubts} findings`]),
  ];
}
