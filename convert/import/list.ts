/**
 * The importers by the kind of document they make: `kaiji import --as KIND`, and the choice the editor offers.
 *
 * An importer is a value of type `Importer` (imported.ts) in a module of its own here, and a line in this table. It finds the tables of the sheets with
 * `pagesIn` (../sheet/rows.ts) by a `Vocabulary` of its own (../sheet/columns.ts), roles the user chose included (`chosenColumns`, mapping.ts); makes its
 * notes with `noting` (../sheet/note.ts); and tells how it read each table with `mappingOf` (mapping.ts). Rows of check sheets with their controls come from
 * `rowsOf` and `placeRows`. Nothing in a cell may be lost: what finds no place goes to `note`, or to the report.
 */
import { checklist } from './checklist.ts';
import { evidence } from './evidence.ts';
import type { Importer } from './imported.ts';
import { risks } from './risks.ts';

export const IMPORTERS = { checklist, risks, evidence } as const satisfies Readonly<Record<string, Importer>>;

export type ImportKind = keyof typeof IMPORTERS;
