/** What a source of inlay hints is given, and gives. */
import type { Bundled } from '../../catalog/bundled.ts';
import type { Language } from '../../language.ts';
import type { Entry, KaijiFile } from '../../model/document.ts';
import type { Package } from '../../package/package.ts';

export interface HintOptions {
  /** Told of a producer that throws; it hides no other. */
  readonly failed?: (name: string, error: unknown) => void;
  readonly language: Language;
  readonly bundled: Bundled;
  /** Hints that are switched off. */
  readonly hidden?: ReadonlySet<string>;
}

export interface HintContext extends HintOptions {
  readonly whole: Package;
  readonly file: KaijiFile;
  /** What is asked for, absolute offsets, both ends included: of a long entry the rest need not be looked at. */
  readonly from: number;
  readonly to: number;
}

/** A hint before it is placed. */
export interface Hint {
  /** In the file, UTF-16: what stands there is followed by the hint. */
  readonly offset: number;
  readonly label: string;
  /** Markdown, made when it is asked for. Absent where the hint says what the value before it refers to: that is told as its hover tells it. */
  readonly tooltip?: () => string | undefined;
}

/** Gives the hints of one entry. */
export type HintProducer = (entry: Entry, context: HintContext) => Iterable<Hint>;
