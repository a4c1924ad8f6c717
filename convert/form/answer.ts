/** Answers as a hospital reads them: words in their order, parts under their marks, ▼ targets, reasons and plans. */
import { partKey } from '../../core/catalog/id.ts';
import { allEvidence, isEmpty, isRepeated, type Said, type SaidText } from '../../core/report/expanded.ts';
import { printedDate } from './date.ts';
import { citations } from './evidence-title.ts';
import type { Block, Inline } from './form.ts';
import { type Making, say, termIn } from './making.ts';
import { plainOf } from './plain.ts';
import { blocksIn, inlineIn } from './written.ts';

/** What a form says elsewhere than in the words of the answer. */
export interface Columns {
  /** 対応状況 has a column of its own. */
  readonly hasStatus?: boolean;
  /** 責任の所在 has one. */
  readonly hasResponsibility?: boolean;
}

/** All entries for a control, one below the other. */
export function answerBlocks(answers: readonly Said[], making: Making, columns: Columns = {}): readonly Block[] {
  return answers.flatMap((said) => blocksOfSaid(said, making, columns, undefined));
}

/** The same as the text of a cell. */
export function answerText(answers: readonly Said[], making: Making, columns: Columns = {}): string {
  return plainOf(answerBlocks(answers, making, columns));
}

/** The evidence of all entries, parts and targets, each once: 「ISMS認証登録証 p.3, 4.2節」. */
export function evidenceLines(answers: readonly Said[], making: Making): readonly string[] {
  return citations(answers.flatMap(allEvidence), making);
}

const words = (text: string): Inline => ({ is: 'text', text });

/** @param above the reply it stands below: what it says already is not said again */
function blocksOfSaid(said: Said, making: Making, columns: Columns, above: Said | undefined): readonly Block[] {
  const { pieces, below } = said;
  const head = headOf(said, making, columns, above);
  const plan = planOf(said, making, columns);
  const blocks: Block[] = [
    ...(head.length > 0 ? [{ is: 'paragraph', content: head } as const] : []),
    ...wordBlocks(pieces, making),
    ...(plan.length > 0 ? [{ is: 'paragraph', content: plan } as const] : []),
  ];
  for (const one of below) {
    if (isEmpty(one) && one.target === undefined) continue;
    const isTarget = one.part === undefined;
    const inner = blocksOfSaid(one, making, { hasStatus: false, hasResponsibility: isTarget }, said);
    blocks.push(...(isTarget ? underTarget(one, inner, making) : underMark(one.part, inner)));
  }
  return blocks;
}

/** What is said, what is repeated with its parts, in order; without states, reasons and plans. */
export function wordBlocks(pieces: readonly (SaidText | Said)[], making: Making): readonly Block[] {
  return pieces.flatMap((piece) =>
    isRepeated(piece)
      ? blocksOfSaid(withoutState(piece), making, {}, undefined)
      : blocksIn(piece, { ...making, whole: piece.home }),
  );
}

/** State, reason and plan of what is repeated are those of who repeats it. */
function withoutState(said: Said): Said {
  return {
    ...said,
    status: undefined,
    responsibility: undefined,
    from: undefined,
    reason: undefined,
    action: undefined,
    due: undefined,
  };
}

/** The first words of a part stand behind its mark; where they have it already, it is not printed twice. */
function underMark(mark: string, blocks: readonly Block[]): readonly Block[] {
  const [first, ...others] = blocks;
  if (!first) return [];
  if (first.is === 'item' && partKey(first.mark) === partKey(mark)) return blocks;
  if (first.is === 'paragraph') return [{ is: 'item', mark, level: 0, content: first.content }, ...others.map(deeper)];
  return [{ is: 'item', mark, level: 0, content: [] }, ...blocks.map(deeper)];
}

function deeper(block: Block): Block {
  return block.is === 'item' ? { ...block, level: block.level + 1 } : block;
}

/** 「▼バックアップデータ（利用者）」. */
function underTarget(said: Said, blocks: readonly Block[], making: Making): readonly Block[] {
  const bearer = said.responsibility === undefined ? '' : bearerName(said.responsibility, said.from, making);
  const whose = bearer === '' ? '' : say(making, `（${bearer}）`, ` (${bearer})`);
  return said.target || whose ? [{ is: 'paragraph', content: [words(`▼${said.target}${whose}`)] }, ...blocks] : blocks;
}

/** 「対象外（理由: …）」, 「一部対応」, 「責任の所在: 利用者」; nothing for what is done by the provider, as it is where nothing is said. */
function headOf(said: Said, making: Making, columns: Columns, above: Said | undefined): readonly Inline[] {
  const parts: (readonly Inline[])[] = [];
  const reason = said.reason ? inlineIn(said.reason, { ...making, whole: said.reason.home }) : [];
  const because: readonly Inline[] = [words(say(making, '理由: ', 'reason: ')), ...reason];
  if (isStated(said, columns, above)) {
    const state = words(termIn('status', said.status ?? '', making));
    parts.push(reason.length > 0 ? [state, words(say(making, '（', ' (')), ...because, words(say(making, '）', ')'))] : [state]);
  } else if (reason.length > 0) parts.push(because);
  const bearer = columns.hasResponsibility ? '' : bearerOf(said, making, above);
  if (bearer !== '') parts.push([words(say(making, `責任の所在: ${bearer}`, `Responsibility: ${bearer}`))]);
  return parts.flatMap((part, i) => (i > 0 ? [{ is: 'break' } as const, ...part] : part));
}

function isStated({ status, action, due, pieces, below }: Said, { hasStatus }: Columns, above: Said | undefined): boolean {
  if (status === undefined || hasStatus) return false;
  // Done, and no words for it: that is all there is to read.
  if (status === 'implemented' && pieces.length === 0 && below.every(isEmpty) && !above) return true;
  // 対応予定 is said with its plan.
  if (status === 'planned' && (action || due)) return false;
  const around = above?.status ?? 'implemented';
  return status !== around;
}

/** 「利用者」, 「外部事業者に依拠・株式会社見本基盤」; '' where nothing is to be said: nobody is named, or who is where nothing is said. */
export function bearerOf(said: Said, making: Making, above?: Said): string {
  const around = above?.responsibility ?? 'provider';
  return said.responsibility === around && said.from === above?.from ? '' : bearerIn(said, making);
}

/** The same, the provider named too: '' where nobody is, and where those below say who. */
export function bearerIn({ responsibility, from, pieces, below }: Said, making: Making): string {
  const isHeading = pieces.length === 0 && below.some((one) => one.responsibility !== undefined);
  return responsibility === undefined || isHeading ? '' : bearerName(responsibility, from, making);
}

function bearerName(responsibility: string, from: string | undefined, making: Making): string {
  const bearer = termIn('responsibility', responsibility, making);
  return from ? say(making, `${bearer}・${from}`, `${bearer}, ${from}`) : bearer;
}

/** 「対応予定（2027年3月31日まで）: …」. */
function planOf({ action, due }: Said, making: Making, { hasStatus }: Columns): readonly Inline[] {
  if (!action && !due) return [];
  const name = hasStatus ? say(making, '計画', 'plan') : termIn('status', 'planned', making);
  const day = due === undefined ? '' : printedDate(due, making.language);
  const until = day === '' ? '' : say(making, `（${day}まで）`, ` (by ${day})`);
  const doing = action ? inlineIn(action, { ...making, whole: action.home }) : [];
  return doing.length > 0 ? [words(`${name}${until}: `), ...doing] : [words(`${name}${until}`)];
}
