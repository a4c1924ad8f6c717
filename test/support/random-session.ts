/** Random editing of a file, the same for the same seed: what is typed, pasted, deleted, undone, done at several places at once, and replaced as a whole. */
import type { Splice } from '../../core/text/text.ts';
import { Text } from '../../core/text/text.ts';
import type { SourceTree } from '../../core/yaml/tree.ts';
import { type Random, randomDocument, randomEdit } from './random-yaml.ts';

/** A file to begin with: mostly small and sound, now and then of fifty entries, odd, or of lines with slips. */
export function randomFile(random: Random): string {
  const kind = random();
  if (kind < 0.06) return randomDocument(random, 0);
  if (kind < 0.08) return randomDocument(random, 0.01);
  if (kind < 0.97) return fileOf(3 + below(random, 4), random, random() < 0.1);
  if (kind < 0.985) return fileOf(40 + below(random, 20), random, false);
  return linesWithSlips(random);
}

/** A file of `count` entries under one key or several. `slips` lets in lines as Japanese typing makes them. */
export function fileOf(count: number, random: Random, slips: boolean): string {
  const lines = ['kaiji: checklist/v1', 'title: 開示書', ''];
  for (let i = 0; i < count; i++) {
    if (i === 0 || random() < 0.1) lines.push(`${pick(LISTS, random)}:`);
    lines.push(
      ...pick(ENTRIES, random)
        .replaceAll('1', String(i + 1))
        .split('\n'),
    );
    if (slips && random() < 0.3) lines.push(pick(LINES, random));
    if (random() < 0.1) lines.push(pick(['', '# 注', '  # 注'], random));
  }
  const end = random() < 0.15 ? '\r\n' : '\n';
  return lines.join(end) + (random() < 0.9 ? end : '');
}

function linesWithSlips(random: Random): string {
  const lines = Array.from({ length: below(random, 25) }, () => pick(LINES, random));
  return ['kaiji: checklist/v1', ...(random() < 0.7 ? ['answers:'] : []), ...lines].join(
    pick(['\n', '\n', '\n', '\r\n'], random),
  );
}

/** One who edits a file. */
export class RandomAuthor {
  /** What is still to be typed, and where. */
  private typing: { at: number; left: string } | undefined;
  private readonly history: Text[] = [];
  /** The last version with little amiss. */
  private sound: Text | undefined;

  constructor(private readonly random: Random) {}

  /** The next version of the file, which reads as `tree`. What goes wrong is mostly undone soon. */
  next({ text, outline, faulty }: SourceTree): Text {
    const amiss = outline ? faulty.length : Number.POSITIVE_INFINITY;
    if (outline && (amiss < 3 || !this.sound)) this.sound = text;
    const isUndone = this.random() < (outline ? amiss / 3 : 0.9);
    const after = isUndone && this.sound ? this.sound : this.edited(text);
    if (after === this.sound) this.typing = undefined;
    if (this.history.push(text) > 8) this.history.shift();
    // A file is edited, not written: one that has grown is begun anew.
    return after.length > 10_000 ? Text.of(fileOf(3, this.random, false)) : after;
  }

  private edited(text: Text): Text {
    const { random } = this;
    if (this.typing) return this.typed(text, this.typing);
    const kind = random();
    if (kind < 0.55) return text.splice(randomEdit(text.toString(), random));
    if (kind < 0.7) {
      this.typing = { at: lineStart(text, random) + below(random, 8), left: pick(TYPED, random) };
      return this.typed(text, this.typing);
    }
    if (kind < 0.78) return text.splice(this.lineTaken(text));
    if (kind < 0.84) return text.splice(insertion(lineStart(text, random), `${pick(LINES, random)}\n`));
    if (kind < 0.88) return text.splice(this.pasted(text));
    if (kind < 0.94) return this.atTwoPlaces(text);
    if (kind < 0.985) return pick([...this.history, text], random);
    // Formatted or checked out: another file, or the same written anew.
    return Text.of(random() < 0.5 ? randomFile(random) : text.toString().replace(/: +/g, ': '));
  }

  /** Character by character. */
  private typed(text: Text, { at, left }: { readonly at: number; readonly left: string }): Text {
    const [char = ''] = left;
    const start = Math.min(at, text.length);
    const rest = left.slice(char.length);
    this.typing = rest === '' ? undefined : { at: start + char.length, left: rest };
    return text.splice(insertion(start, char));
  }

  private lineTaken(text: Text): Splice {
    const first = below(this.random, text.lineCount);
    const count = this.random() < 0.8 ? 1 + below(this.random, 4) : below(this.random, text.lineCount - first + 1);
    return { start: text.lineStart(first), end: text.lineStart(first + count), text: '' };
  }

  /** Lines of the file itself or of another one, in place of some or of none. */
  private pasted(text: Text): Splice {
    const from = this.random() < 0.5 ? text : Text.of(randomFile(this.random));
    const first = below(this.random, from.lineCount);
    const copied = from.slice(from.lineStart(first), from.lineStart(first + 1 + below(this.random, 10)));
    return { ...(this.random() < 0.7 ? insertion(lineStart(text, this.random), '') : this.lineTaken(text)), text: copied };
  }

  /** As a rename does. */
  private atTwoPlaces(text: Text): Text {
    const source = text.toString();
    const [first, second] = [randomEdit(source, this.random), randomEdit(source, this.random)];
    return first.end < second.start || second.end < first.start ? text.spliceAll([first, second]) : text.splice(first);
  }
}

function insertion(at: number, text: string): Splice {
  return { start: at, end: at, text };
}

function lineStart(text: Text, random: Random): number {
  return text.lineStart(below(random, text.lineCount));
}

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

function pick<T>(list: readonly T[], random: Random): T {
  return list[below(random, list.length)] as T;
}

const LISTS = ['answers', 'evidence', 'sections', 'terms'];
const ENTRIES = [
  '  - control: CL-1\n    status: 対応済\n    answer: |\n      毎月確認します。\n      - 記録を残します。',
  '  - control: CL-1\n    answer: 台帳で管理します。\n    evidence: [ev-a, { ref: ev-b, at: 第1条 }]',
  '  - control: CL-1\n    answer: "二行に\n      わたる"\n    plan: { due: 2027-03, action: 更新 }',
  '  - id: ev-1\n    title: 規程 # 注\n    parts:\n      "(1)": はい\n      "(2)": いいえ',
  "  - control: CL-1\n    note: '開いて\n      閉じる'\n    answer: 行を\n      続ける",
];
const TYPED = [
  '  - control: CL-7\n    answer: |\n      本文',
  'answer：全角',
  '"引用"',
  '[a, b]',
  '　',
  ' # 注\n',
  'parts:\n      ',
  '- a\n',
];
/** Lines as people type them. */
const LINES = [
  'kaiji: checklist/v1',
  'answers:',
  '  - control: CL-1',
  '  - control：CL-2',
  '　- control: CL-3',
  '    answer: |',
  '      本文: "と" [かっこ]',
  '　　　字下げ',
  '\tanswer: タブ',
  '    answer:台帳',
  '    note: [[CL-1]] を参照',
  '    note: "開いた',
  '    evidence: [a, b',
  '    plan: { due: 2027-03, x',
  '    ans',
  '    続き',
  '      ]',
  '    }"',
  '    &a *b !c %d',
  '---',
  '...',
  '<<<<<<< HEAD',
  '=======',
  '>>>>>>> x',
  '# 注',
  '　',
  '',
  '? x',
  ': y',
  '- - - a: 1',
  'foo',
  'evidence:',
  '- id: ev-a',
  '  title: あ',
  '    status: 対応',
  '  # c',
  '- - b',
  'key: value',
  "    note: '",
  '    answer: >+',
  ' x',
  '  ー control: CL-4',
  '  -control: CL-5',
];
