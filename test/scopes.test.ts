/** What rules say they read is all they read of a document: an edit of one entry concerns the checks of that entry and those that noted something of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { check } from '../core/check.ts';
import type { Entry, KaijiDocument } from '../core/model/document.ts';
import type { Site, Table } from '../core/package/index.ts';
import { rules } from '../core/rules/registry.ts';
import type { DocumentRule, EntryContext, EntryRule, Rule } from '../core/rules/rule.ts';
import { OPTIONS, openFixture, parseFixture } from './support/fixture.ts';

const folder = new URL('./fixtures/rules/', import.meta.url);

/** The rule, told documents that note who asks for their entries: its own, and those of what it looks up. */
function watched(rule: Rule, seen: Set<string>): Rule {
  const told = (document: KaijiDocument, by: string): KaijiDocument =>
    new Proxy(document, {
      get(target, name) {
        if (name === 'entries') seen.add(`${rule.code}, ${by}`);
        return Reflect.get(target, name);
      },
    });
  const one = (entry: Entry, by: string): Entry => ({ ...entry, document: told(entry.document, by) });
  const asked = <C extends EntryContext>(context: C): C => ({
    ...context,
    lookup: (table: Table, key: string) =>
      context.lookup(table, key).map(
        (site): Site => ({
          ...site,
          document: told(site.document, 'document of a site'),
          entry: one(site.entry, 'document of the entry of a site'),
        }),
      ),
  });
  if (rule.scope === 'entry') {
    const looking: EntryRule = {
      ...rule,
      check: (entry, context) => rule.check(one(entry, 'check of an entry'), asked(context)),
    };
    return looking;
  }
  if (rule.scope !== 'document') return rule;
  const noting: DocumentRule = {
    ...rule,
    ...(rule.note ? { note: (entry, context) => rule.note?.(one(entry, 'note of an entry'), asked(context)) } : {}),
    check: (document, context) =>
      rule.check(rule.readsEntries ? document : told(document, 'check of a document'), asked(context)),
  };
  return noting;
}

test('no rule goes through entries unsaid', async () => {
  const seen = new Set<string>();
  const all = rules.map((rule) => watched(rule, seen));
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.fixture'))) {
    const { packages } = await openFixture(parseFixture(readFileSync(new URL(name, folder), 'utf8')).files);
    for (const whole of packages) check(whole, { ...OPTIONS, rules: all });
  }
  expect([...seen]).toEqual([]);
});
