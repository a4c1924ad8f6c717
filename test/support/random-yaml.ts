/**
 * Random YAML, the same for the same seed: whole files shaped like ours, any block YAML, and edits of either. `oddity` says how often something a careful
 * author does not write gets in (0: never; the text is then sound and plain YAML): tabs, wrong columns, anchors, tags, directives, stray punctuation.
 */

/** The next number in [0, 1). */
export type Random = () => number;

export interface RandomEdit {
  /** Half-open, UTF-16, of the text edited. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Mulberry32: small, and good enough to choose by. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A file as kaiji reads it: header keys, then one to three keys with entries. LF or CRLF, with or without a last line end. */
export function randomDocument(random: Random, oddity = 0.002): string {
  const writer = new Writer(random, oddity);
  writer.line('kaiji: checklist/v1');
  for (let i = writer.below(4); i > 0; i--) writer.value(`${writer.pick(HEADERS)}:`, 0, 2, true);
  for (let i = 1 + writer.below(3); i > 0; i--) {
    writer.noise(0);
    writer.line(`${writer.pick(LISTS)}:`);
    const column = writer.chance(0.8) ? 2 : 0;
    for (let entry = writer.below(8); entry > 0; entry--) {
      writer.noise(column);
      if (writer.chance(0.85)) writer.entry(column);
      else writer.value(`${' '.repeat(column)}-`, column, 3, false);
    }
  }
  return writer.text();
}

/** Any block mapping or sequence, now and then indented as a whole. */
export function randomYaml(random: Random, oddity = 0.01): string {
  const writer = new Writer(random, oddity);
  const column = writer.chance(0.8) ? 0 : 1 + writer.below(4);
  writer.noise(column);
  if (writer.chance(0.5)) writer.map(' '.repeat(column), column, 1);
  else writer.seq(' '.repeat(column), column, 1);
  return writer.text();
}

/** One edit as people and programs make them: a character typed or deleted, a line taken out, doubled or moved aside, a snippet pasted. */
export function randomEdit(text: string, random: Random): RandomEdit {
  const below = (limit: number) => Math.floor(random() * limit);
  const at = below(text.length + 1);
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const next = text.indexOf('\n', at);
  const lineEnd = next < 0 ? text.length : next + 1;
  switch (below(10)) {
    case 0:
      return { start: lineStart, end: lineEnd, text: '' };
    case 1:
      return { start: lineEnd, end: lineEnd, text: text.slice(lineStart, lineEnd) };
    case 2:
      return { start: lineStart, end: lineStart, text: ' '.repeat(1 + below(4)) };
    case 3:
      return { start: lineStart, end: Math.min(lineStart + 1 + below(3), lineEnd), text: '' };
    case 4:
    case 5:
      return { start: at, end: Math.min(at + 1 + below(random() < 0.8 ? 2 : 40), text.length), text: '' };
    case 6:
      return { start: at, end: Math.min(at + 1, text.length), text: SIGNIFICANT[below(SIGNIFICANT.length)] as string };
    case 7:
      return { start: lineStart, end: lineStart, text: SNIPPETS[below(SNIPPETS.length)] as string };
    default:
      return { start: at, end: at, text: SIGNIFICANT[below(SIGNIFICANT.length)] as string };
  }
}

/** Texts with bars between them. */
const list = (...lines: readonly string[]) => lines.flatMap((line) => line.split('¦'));

const HEADERS = ['catalog', 'title', 'submitted', 'applicant', 'version', 'issued', 'x-note'];
const LISTS = ['answers', 'sections', 'evidence', 'parties', 'terms', 'risks'];
const FIELDS = ['status', 'answer', 'evidence', 'parts', 'plan', 'use', 'reason', 'body', 'same-as', 'x-memo'];
const KEYS = list(`a¦key¦some key¦キー¦"(1)"¦'it''s'¦"q: k"¦a:b¦a#b¦-x¦?x¦:x¦<<¦2.10¦~¦a "b" c¦(1)x`);
const WORDS = list(
  `対応済¦毎月確認します。¦text¦a b¦http://x.jp/a#b¦12:30¦a:b¦a#b¦it's¦say "x"¦-1¦?¦～¦[[org]]¦a, b¦{x}¦&a¦*b¦!c¦全角　空白¦𠮷`,
  `\u3000¦|¦>¦@¦%¦- x`,
);
const STARTS = list(`対応済¦毎月¦text¦2.10¦-1¦?x¦:x¦http://x¦～¦〃¦…¦true¦~¦"¦.¦..¦<<¦=¦(1)¦/¦　字下げ¦x`);
const QUOTED = ['対応 済', 'a: b', ' #x', '', ' ', '  a', 'a  ', '- ', '{', '[', '、', 'text'];
const ESCAPES = ['\\n', '\\"', '\\\\', '\\t', '\\x41', '\\u3042', '\\U0001F600', '\\/', '\\ ', '\\0', '\\e', '\\N', '\\_', '\\L'];
const COMMENTS = ['# コメント', '#', '#x', '# a: b', '# - x', '# "', '#\ttab'];
/** What YAML gives a meaning, and some text. */
const SIGNIFICANT = list(
  ` ¦ ¦  ¦\n¦\n¦\n  ¦\n    ¦\r\n¦\r¦\t¦:¦: ¦:\n¦#¦ #¦-¦- ¦\n- ¦?¦? ¦"¦'¦|¦>¦|\n¦>-\n¦[¦]¦{¦}¦,¦, ¦&¦*¦!¦%¦@`,
  `\`¦\\¦---¦\n---\n¦...¦\ufeff¦\0¦\u2028¦a¦答¦：¦　¦<<¦+¦2¦0¦=¦/¦key: ¦\u001f¦\u0002`,
);
const SNIPPETS = list(
  `  - control: CL-9\n    status: 対応済\n¦- a\n¦key: value\n¦  nested:\n¦# comment\n¦    # comment\n¦\n¦   \n`,
  `    answer: |\n      本文\n¦    parts:\n      "(1)": はい\n¦\t\n¦---\n¦...\n¦<<<<<<< HEAD\n¦  - \n`,
  `    evidence: [a, {ref: b}]\n`,
);
const STRANGE = list(`\t¦&a ¦*a ¦!t ¦? ¦: ¦"¦'¦[¦}¦%¦@¦\`¦\r¦\ufeff¦---¦...¦\u0002¦#x¦　`);

class Writer {
  private readonly lines: string[] = [];

  constructor(
    private readonly random: Random,
    private readonly oddity: number,
  ) {}

  chance(share: number): boolean {
    return this.random() < share;
  }

  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  text(): string {
    const end = this.chance(0.15) ? '\r\n' : '\n';
    return this.lines.join(end) + (this.chance(0.9) ? end : '');
  }

  /** A line, and what gets into it. */
  line(text: string): void {
    let written = text;
    if (this.chance(this.oddity)) written = ' '.repeat(this.below(3)) + written;
    if (this.chance(this.oddity)) {
      const at = this.below(written.length + 1);
      written = written.slice(0, at) + this.pick(STRANGE) + written.slice(at);
    }
    this.lines.push(written);
  }

  /** Empty lines and comments, at any column. */
  noise(column: number): void {
    while (this.chance(0.12)) {
      const place = this.chance(0.6) ? column : this.below(10);
      this.line(this.chance(0.5) ? ' '.repeat(place) + this.pick(COMMENTS) : this.chance(0.7) ? '' : ' '.repeat(place));
    }
  }

  /** An entry of ours, its dash at `column`. */
  entry(column: number): void {
    const indent = ' '.repeat(column + 2);
    this.line(`${indent.slice(2)}- control: CL-${1 + this.below(253)}`);
    for (let i = this.below(5); i > 0; i--) {
      this.noise(column + 2);
      const field = this.pick(FIELDS);
      if (field === 'answer' && this.chance(0.5)) this.block(`${indent}${field}:`, column + 2);
      else this.value(`${indent}${field}:`, column + 2, 3, true);
    }
  }

  /** @param head what stands before the first key; its columns are `column` */
  map(head: string, column: number, depth: number): void {
    let before = head;
    for (let i = 1 + this.below(4); i > 0; i--) {
      this.value(`${before}${this.pick(KEYS)}${this.chance(0.04) ? ' ' : ''}:`, column, depth, true);
      before = ' '.repeat(column);
      this.noise(column);
    }
  }

  seq(head: string, column: number, depth: number): void {
    let before = head;
    for (let i = 1 + this.below(4); i > 0; i--) {
      this.value(`${before}-`, column, depth, false);
      before = ' '.repeat(column);
      this.noise(column);
    }
  }

  /** A value behind `head`, which ends with the colon or dash of a collection at `column`. */
  value(head: string, column: number, depth: number, keyed: boolean): void {
    const gap = this.chance(0.9) ? ' ' : ' '.repeat(1 + this.below(4));
    const kind = this.below(depth > 5 ? 9 : 14);
    if (kind < 3) this.line(head + gap + this.plain() + this.tail());
    else if (kind === 3) this.several(head, gap, column);
    else if (kind === 4) this.line(head + gap + this.quoted() + this.tail());
    else if (kind === 5) this.line(head + gap + this.flow(0) + this.tail());
    else if (kind === 6) this.block(head, column);
    else if (kind === 7) this.line(head + this.tail());
    else if (kind === 8) this.below(3) === 0 ? this.quotedLines(head, gap, column) : this.line(head + gap + this.quoted());
    else if (!keyed && this.chance(0.7)) {
      const inner = head + gap;
      if (this.chance(0.7)) this.map(inner, column + 1 + gap.length, depth + 1);
      else this.seq(inner, column + 1 + gap.length, depth + 1);
    } else {
      this.line(head + this.tail());
      this.noise(column + 2);
      const under = this.chance(0.85) ? column + 2 : column + 1 + this.below(5);
      if (kind < 12) this.map(' '.repeat(under), under, depth + 1);
      else {
        const place = keyed && this.chance(0.4) ? column : under;
        this.seq(' '.repeat(place), place, depth + 1);
      }
    }
  }

  /** Behind a value: nothing, white space, a comment. */
  private tail(): string {
    if (this.chance(0.85)) return '';
    return this.chance(0.5) ? ' '.repeat(1 + this.below(3)) : `${' '.repeat(1 + this.below(2))}${this.pick(COMMENTS)}`;
  }

  private plain(): string {
    let text = this.pick(STARTS).replace(/^"$/, 'x"');
    while (this.chance(0.5)) text += `${this.chance(0.9) ? ' ' : '  '}${this.pick(WORDS)}`;
    return text.replace(/ -$/, '');
  }

  /** A plain value over lines. */
  private several(head: string, gap: string, column: number): void {
    const indent = () => ' '.repeat(column + (this.chance(0.8) ? 2 : 1 + this.below(5)));
    if (this.chance(0.5)) this.line(head + gap + this.plain() + (this.chance(0.1) ? '  ' : ''));
    else {
      this.line(head);
      this.line(indent() + this.plain());
    }
    while (this.chance(0.6)) {
      if (this.chance(0.2)) this.line(this.chance(0.6) ? '' : indent());
      this.line(indent() + this.plain() + (this.chance(0.1) ? '  ' : ''));
    }
  }

  private quoted(): string {
    let text = '';
    const double = this.chance(0.6);
    while (this.chance(0.6)) text += double && this.chance(0.4) ? this.pick(ESCAPES) : this.pick(QUOTED);
    if (double) return `"${text}${this.chance(0.1) ? "'" : ''}"`;
    return `'${text}${this.chance(0.2) ? "''" : ''}'`;
  }

  private quotedLines(head: string, gap: string, column: number): void {
    const quote = this.pick(['"', "'"]);
    this.line(`${head}${gap}${quote}${this.pick(QUOTED)}${quote === '"' && this.chance(0.2) ? '\\' : ''}`);
    while (this.chance(0.5)) this.line(this.chance(0.3) ? '' : ' '.repeat(column + 1 + this.below(4)) + this.pick(QUOTED));
    this.line(`${' '.repeat(column + 2)}${this.pick(QUOTED)}${quote}${this.tail()}`);
  }

  private block(head: string, column: number): void {
    const indent = 1 + this.below(4);
    const said = this.chance(0.15);
    const chomp = this.pick(['', '', '', '-', '+']);
    const header = said ? this.pick([`${indent}${chomp}`, `${chomp}${indent}`]) : chomp;
    this.line(`${head} ${this.pick(['|', '|', '>'])}${header}${this.tail()}`);
    const base = ' '.repeat(column + indent);
    for (let written = 0, count = this.below(5); written < count; written++) {
      while (this.chance(0.15))
        this.line(this.chance(0.6) ? '' : ' '.repeat(this.below(column + indent + (written > 0 || said ? 2 : 1))));
      const deeper = (said || written > 0) && this.chance(0.15) ? ' '.repeat(1 + this.below(3)) : '';
      this.line(
        base + deeper + this.pick([...WORDS, ...STARTS, '- x', 'key: v', '# x', '\ttab', '"']) + (this.chance(0.1) ? '  ' : ''),
      );
    }
    while (this.chance(0.2)) this.line(this.chance(0.6) ? '' : ' '.repeat(this.below(column + 6)));
  }

  private flow(depth: number): string {
    const parts: string[] = [];
    const isMap = this.chance(0.5);
    for (let i = this.below(4); i > 0; i--) parts.push(this.flowItem(isMap, depth));
    const room = this.chance(0.6) ? ' ' : '';
    const inner = parts.join(this.pick([', ', ', ', ',', ' , '])) + (parts.length > 0 && this.chance(0.1) ? ',' : '');
    return isMap ? `{${room}${inner}${room}}` : `[${inner}${room && this.chance(0.2) ? ' ' : ''}]`;
  }

  private flowItem(pair: boolean, depth: number): string {
    const value = depth < 3 && this.chance(0.2) ? this.flow(depth + 1) : this.chance(0.3) ? this.quoted() : this.flowPlain();
    if (!pair && this.chance(0.93)) return value;
    const key = this.chance(0.3) ? this.quoted() : this.flowPlain();
    if (this.chance(0.1)) return key;
    return this.chance(0.1) ? `${key}:` : `${key}: ${value}`;
  }

  private flowPlain(): string {
    return this.pick(['ev-1', '対応 済', 'ref', '第9条', 'a:b', 'a#b', 'x y', '-1', 'http://x.jp', "it's", 'a"b', '2026-11-30']);
  }
}
