/** What a request works on. */
import type { Check, CheckOptions } from '../core/check.ts';
import type { Language } from '../core/language.ts';
import type { KaijiFile } from '../core/model/document.ts';
import type { Package } from '../core/package/package.ts';

/** One consistent view a request works on: the newest versions when it began. */
export interface Snapshot {
  readonly whole: Package;
  readonly file: KaijiFile;
  readonly language: Language;
  readonly options: CheckOptions;
  /** What is found in the package, worked out when somebody asks. */
  check(): Promise<Check>;
}
