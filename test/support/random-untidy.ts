/**
 * Random documents of ours as nobody tidied them, the same for the same seed: sound YAML whose keys stand in any order, indented by any width, with white space,
 * comments and blank lines anywhere, IDs in any spelling, CRLF, a byte order mark, anchors and aliases, flow collections over lines, several documents.
 */
import type { Random } from './random-yaml.ts';

export function untidyFile(random: Random): string {
  const writer = new Untidy(random);
  const count = writer.chance(0.85) ? 1 : 2;
  for (let i = 0; i < count; i++) {
    if (i > 0 || writer.chance(0.05)) writer.line('---');
    if (writer.chance(0.7)) writer.checklist();
    else writer.disclosure();
  }
  return writer.text();
}

const IDS = ['CL-94', 'ＣＬ－９４', 'cl22', 'CL-094', '"CL-22(3)"', 'METI-2.6.14(1)', 'x.own'];
const PROSE = [
  '毎月確認します。',
  '[[ＣＬ－９４]] を参照',
  '𠮷野が担当',
  'a: b',
  '# 本文',
  '- 記録',
  '次のとおり:',
  '"引用"',
  '　字下げ',
  'text  ',
];
const PLAIN = ['毎月確認します。', '規程', '𠮷野が担当', 'a:b', 'x#y', '2027-03', '対応済', "it's", '(1)'];
const COMMENTS = ['# 注', '#', '# a: b  ', '# ── 組織 ──', '# - x', '#x'];
const LISTED = ['ev-a', 'ev-b', '{ref: ev-c,at: 第1条}', '{ ref: ev-d, at: "p.3" }', '"ev-e"'];

class Untidy {
  private readonly lines: string[] = [];
  private anchors = 0;
  private readonly step: number;
  private readonly hasAnchors: boolean;

  constructor(private readonly random: Random) {
    this.step = this.pick([2, 2, 2, 1, 3, 4]);
    this.hasAnchors = this.chance(0.15);
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  text(): string {
    const end = this.chance(0.2) ? '\r\n' : '\n';
    const blanks = this.chance(0.2) ? `${end}  ${end}` : '';
    return (this.chance(0.05) ? '\ufeff' : '') + this.lines.join(end) + (this.chance(0.85) ? end : '') + blanks;
  }

  line(text: string): void {
    this.lines.push(text);
  }

  checklist(): void {
    this.anchors = 0;
    this.noise(0);
    this.line(`kaiji:${this.gap()}checklist/v1`);
    this.line(`catalog${this.chance(0.1) ? ' ' : ''}:${this.gap()}medcloud-checklist${this.tail()}`);
    if (this.chance(0.3)) this.pair('applicant', 0, 'flow');
    this.entries('answers', () => [
      ['control', 'id'],
      ['status', 'plain'],
      ['answer', 'prose'],
      ['parts', 'parts'],
      ['same-as', 'ids'],
      ['plan', 'map'],
      ['evidence', 'list'],
      ['x-memo', 'plain'],
      ['note', 'prose'],
      ['judgement', 'empty'],
    ]);
    if (this.chance(0.3))
      this.entries('evidence', () => [
        ['id', 'plain'],
        ['title', 'prose'],
        ['kind', 'plain'],
        ['note', 'prose'],
      ]);
  }

  disclosure(): void {
    this.anchors = 0;
    this.noise(0);
    this.line(`kaiji:${this.gap()}disclosure/v1`);
    this.entries('sections', () => [
      ['section', 'plain'],
      ['title', 'prose'],
      ['responds-to', 'ids'],
      ['body', 'prose'],
      ['sections', 'nested'],
      ['evidence', 'list'],
    ]);
  }

  private entries(key: string, fields: () => [string, string][]): void {
    this.noise(0);
    this.line(`${key}:${this.tail()}`);
    const column = this.chance(0.3) ? 0 : this.step;
    for (let i = 1 + this.below(3); i > 0; i--) {
      this.noise(column);
      this.item(column, this.some(fields()));
    }
  }

  /** Some of them, in any order. */
  private some(fields: readonly [string, string][]): [string, string][] {
    const picked = fields.filter(() => this.chance(0.5)).map((field) => ({ field, at: this.random() }));
    const sorted = this.chance(0.4) ? picked : picked.sort((a, b) => a.at - b.at);
    return sorted.length > 0 ? sorted.map(({ field }) => field) : [fields[0] as [string, string]];
  }

  private item(column: number, fields: readonly [string, string][]): void {
    if (this.chance(0.05)) {
      this.line(`${' '.repeat(column)}-${this.tail()}`);
      return;
    }
    const gap = this.gap();
    const inner = column + 1 + gap.length;
    for (const [i, [key, kind]] of fields.entries()) {
      if (i > 0) this.noise(inner);
      this.pair(key, inner, kind, i === 0 ? `${' '.repeat(column)}-${gap}` : undefined);
    }
  }

  private pair(key: string, column: number, kind: string, head = ' '.repeat(column)): void {
    const start = `${head}${key}${this.chance(0.05) ? '  ' : ''}:`;
    switch (kind) {
      case 'id':
        this.line(start + this.gap() + this.pick(IDS) + this.tail());
        return;
      case 'plain':
        this.line(start + this.gap() + this.anchored(this.pick(PLAIN)) + this.tail());
        return;
      case 'empty':
        this.line(start + this.tail());
        return;
      case 'flow':
        this.line(`${start}${this.gap()}${this.flowMap()}${this.tail()}`);
        return;
      case 'ids':
        this.list(start, column, IDS);
        return;
      case 'list':
        this.list(start, column, LISTED);
        return;
      case 'prose':
        this.prose(start, column);
        return;
      case 'map': {
        if (this.chance(0.5)) {
          this.line(`${start}${this.gap()}${this.flowMap()}${this.tail()}`);
          return;
        }
        this.line(start + this.tail());
        const inner = column + this.step;
        for (const [name, what] of this.some([
          ['due', 'plain'],
          ['action', 'prose'],
          ['x-why', 'plain'],
        ])) {
          this.noise(inner);
          this.pair(name, inner, what);
        }
        return;
      }
      case 'parts': {
        this.line(start + this.tail());
        const inner = column + this.step;
        for (let i = 1 + this.below(3); i > 0; i--) {
          this.noise(inner);
          if (this.chance(0.5)) this.pair(`"(${i})"`, inner, 'prose');
          else {
            this.line(`${' '.repeat(inner)}"(${i})":`);
            for (const [name, what] of this.some([
              ['answer', 'prose'],
              ['status', 'plain'],
              ['evidence', 'list'],
            ]))
              this.pair(name, inner + this.step, what);
          }
        }
        return;
      }
      case 'nested': {
        this.line(start + this.tail());
        const dashes = this.chance(0.3) ? column : column + this.step;
        for (let i = 1 + this.below(2); i > 0; i--) {
          this.noise(dashes);
          this.item(
            dashes,
            this.some([
              ['title', 'plain'],
              ['body', 'prose'],
              ['section', 'plain'],
            ]),
          );
        }
      }
    }
  }

  private list(start: string, column: number, items: readonly string[]): void {
    const kind = this.below(4);
    if (kind === 0) this.line(`${start}${this.gap()}${this.pick(items.filter((item) => !item.startsWith('{')))}${this.tail()}`);
    else if (kind === 1) this.line(`${start}${this.gap()}[${this.room()}${this.joined(items)}${this.room()}]${this.tail()}`);
    else if (kind === 2) {
      this.line(`${start}${this.gap()}[${this.pick(items)},${this.tail()}`);
      if (this.chance(0.3)) this.line(`${' '.repeat(column + 3)}# 中の注`);
      this.line(`${' '.repeat(column + 1 + this.below(5))}${this.joined(items)}`);
      this.line(`${' '.repeat(column + 1)}]${this.tail()}`);
    } else {
      this.line(start + this.tail());
      const dashes = this.chance(0.4) ? column : column + this.step;
      for (let i = 1 + this.below(3); i > 0; i--) {
        this.noise(dashes);
        this.line(`${' '.repeat(dashes)}-${this.gap()}${this.anchored(this.pick(items))}${this.tail()}`);
      }
    }
  }

  private prose(start: string, column: number): void {
    const kind = this.below(6);
    const deeper = () => ' '.repeat(column + 1 + this.below(5));
    if (kind === 0) this.line(start + this.gap() + this.anchored(this.pick(PLAIN)) + this.tail());
    else if (kind === 1) {
      this.line(`${start}${this.gap()}"二行に  `);
      if (this.chance(0.3)) this.line('');
      this.line(`${deeper()}わたる: # 文字"${this.tail()}`);
    } else if (kind === 2) {
      this.line(start + this.gap() + this.pick(PLAIN));
      if (this.chance(0.3)) this.line(this.chance(0.5) ? '' : '  ');
      this.line(deeper() + this.pick(PLAIN) + this.tail());
    } else if (kind === 3) {
      this.line(start);
      this.line(deeper() + this.pick(PLAIN) + this.tail());
    } else this.blockScalar(start, column);
  }

  private blockScalar(start: string, column: number): void {
    const indent = 1 + this.below(4);
    const said = this.chance(0.15);
    this.line(
      `${start}${this.gap()}${this.pick(['|', '|', '>'])}${said ? indent : ''}${this.pick(['', '', '', '-', '+'])}${this.tail()}`,
    );
    for (let i = this.below(5), first = true; i > 0; i--, first = false) {
      const more = !first && this.chance(0.2) ? ' '.repeat(1 + this.below(3)) : '';
      if (!first && this.chance(0.2)) this.line(this.chance(0.6) ? '' : ' '.repeat(this.below(column + indent + 3)));
      this.line(' '.repeat(column + indent) + more + this.pick(PROSE));
    }
    if (this.chance(0.1)) this.line(' '.repeat(column + indent + this.below(3)));
  }

  private flowMap(): string {
    const pairs = this.some([
      ['due', ''],
      ['action', ''],
      ['organization', ''],
    ]).map(([key]) => `${key}:${this.pick([' ', '  ', ' '])}${this.pick(PLAIN)}`);
    return `{${this.room()}${pairs.join(this.pick([', ', ',', ' , ']))}${this.room()}}`;
  }

  private joined(items: readonly string[]): string {
    return Array.from({ length: 1 + this.below(3) }, () => this.pick(items)).join(this.pick([', ', ',', ' ,', ',  ']));
  }

  private room(): string {
    return this.pick(['', '', ' ', '  ']);
  }

  private gap(): string {
    return this.chance(0.8) ? ' ' : this.pick(['  ', '   ', '     ']);
  }

  /** Behind a value: nothing, white space, a comment. */
  private tail(): string {
    if (this.chance(0.8)) return '';
    return this.chance(0.4) ? ' '.repeat(1 + this.below(3)) : `${' '.repeat(1 + this.below(3))}${this.pick(COMMENTS)}`;
  }

  private anchored(value: string): string {
    if (!this.hasAnchors || value.startsWith('{') || this.chance(0.7)) return value;
    if (this.anchors > 0 && this.chance(0.5)) return `*a${1 + this.below(this.anchors)}`;
    return `&a${++this.anchors} ${value}`;
  }

  /** Blank lines and comments, at any column. */
  private noise(column: number): void {
    while (this.chance(0.2)) {
      const place = this.chance(0.7) ? column : this.below(column + 4);
      if (this.chance(0.6)) this.line(' '.repeat(place) + this.pick(COMMENTS));
      else this.line(this.chance(0.6) ? '' : ' '.repeat(place));
    }
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}
