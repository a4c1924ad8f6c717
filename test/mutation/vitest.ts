/** What test files import of vitest, for ./cases.ts: their tests are kept as cases instead of run. */
import { JestChaiExpect } from '@vitest/expect';
import * as chai from 'chai';

type Row = readonly unknown[];

/** Tests in the order they stand in their files. */
export const kept: { readonly name: string; readonly run: () => unknown }[] = [];

export function describe(_: string, body: () => void): void {
  body();
}

export function test(name: string, run: () => unknown): void {
  kept.push({ name, run });
}

test.each = (rows: readonly unknown[]) => (name: string, run: (...row: Row) => unknown) => {
  for (const row of rows.map((one): Row => (Array.isArray(one) ? one : [one]))) test(`${name} ${row[0]}`, () => run(...row));
};

chai.use(JestChaiExpect);
export const expect = chai.expect;
