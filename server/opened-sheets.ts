/** The file a person imports, read once for all the questions asked about it: what it is, which sheet, which columns. */

import { bytesOf } from '../convert/base64.ts';
import { readSheets } from '../convert/sheet/read.ts';
import { type Sheet, SheetError } from '../convert/sheet/sheet.ts';
import { fixed } from '../core/language.ts';
import type { FileParams, WholeFile } from './protocol/sheets.ts';

const forgotten = fixed(
  'ファイルを読み直す必要があります。取り込みを初めからやり直してください。',
  'it has to be read again. Begin the import anew.',
);

/** Keeps the one opened last: a workbook may be large, and a window asks of one at a time. */
export class OpenedSheets {
  private handle = 0;
  private sheets: readonly Sheet[] | undefined;

  /**
   * @returns the handle by which later requests name the file
   * @throws SheetError where it is no sheet
   */
  open(file: WholeFile): number {
    // First, so that two are never in memory.
    this.sheets = undefined;
    this.sheets = this.of(file);
    return ++this.handle;
  }

  /** @throws SheetError where it is no sheet, or no longer kept */
  of({ file, bytes, handle }: FileParams): readonly Sheet[] {
    if (bytes !== undefined) return readSheets(bytesOf(bytes), file);
    if (handle !== this.handle || !this.sheets) throw new SheetError(forgotten);
    return this.sheets;
  }

  close(handle: number): void {
    if (handle === this.handle) this.sheets = undefined;
  }
}
