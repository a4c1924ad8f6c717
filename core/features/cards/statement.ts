/** Cards of common answers: the package's own, and those a platform publishes. */
import { inLanguage } from '../../language.ts';
import { evidenceItem } from '../../model/evidence.ts';
import { factsOf } from '../../model/facts.ts';
import { mapField, textField } from '../../model/field.ts';
import { type Statement, statementOf } from '../../model/statements.ts';
import type { Package } from '../../package/package.ts';
import { asMap } from '../../yaml/tree.ts';
import { escaped, escapedLines, headline, paragraphs } from '../markdown.ts';
import { type CardContext, catalogsOf, linkOf, nameOfEntry, sayIn, section, sectionOf, titledFound } from './words.ts';

/** undefined for an id no statements file has. */
export function statementCard(id: string, context: CardContext): string | undefined {
  const { whole } = context;
  const say = sayIn(context.language);
  const site = whole?.lookup('statements', id)[0];
  const map = asMap(site?.entry.node);
  if (!whole || !site || !map) return undefined;
  return paragraphs([
    ...wordsOf(id, statementOf(map), whole, context),
    sectionOf(
      say('使っている回答', 'Used by'),
      whole.lookup('statement-uses', id),
      (use) => `${linkOf(whole, use, context)} ${escaped(nameOfEntry(use))}`,
      context,
    ),
    `${say('定義', 'Defined')}: ${linkOf(whole, site, context)}`,
  ]);
}

/** @param reference `PACKAGE#STATEMENT`, of a package the manifest `inherits` from; undefined for one that leads nowhere */
export function platformStatementCard(reference: string, context: CardContext): string | undefined {
  const { whole } = context;
  const say = sayIn(context.language);
  const site = whole?.lookup('platforms', reference)[0];
  const map = asMap(site?.entry.node);
  const platform = whole?.platforms.get(reference.split('#')[0] ?? '');
  if (!whole || !site || !map || !platform) return undefined;
  return paragraphs([
    ...wordsOf(reference, statementOf(map), platform, context),
    `${say('公表元', 'Published by')}: ${escaped(serviceOf(platform))} ${linkOf(platform, site, context)}`,
  ]);
}

/** Title, text, and what it answers, cites and states. `home` is the package it is of. */
function wordsOf(id: string, statement: Statement, home: Package, context: CardContext): readonly string[] {
  const { language } = context;
  const say = sayIn(language);
  const satisfies = statement.satisfies.map(({ text }) => {
    const found = catalogsOf(context).resolve(text);
    return found ? titledFound(found, context) : escaped(text);
  });
  const evidence = statement.evidence.map(({ ref, at }) => {
    const map = asMap(home.lookup('evidence', ref.text)[0]?.entry.node);
    const title = map && evidenceItem(map).title?.value;
    return [ref.text, title, at?.value].flatMap((text) => (text ? [escaped(headline(text, 120))] : [])).join(' ');
  });
  const facts = factsOf(statement.node).map(({ key, node }) => {
    const { fact } = catalogsOf(context).facts.keyOf(key);
    const target = key.split('@').slice(1).join('@');
    const whose = target === '' ? '' : say(`（${target}）`, ` (${target})`);
    const name = fact ? inLanguage(fact.label, language) + whose : key;
    return `${escaped(name)}: ${escaped(headline(node.text, 120))}`;
  });
  return [
    `**${escaped(id)}**　${escaped(statement.title?.value ?? say('共通回答', 'Common answer'))}`,
    escapedLines(statement.text?.value ?? ''),
    section(say('答える項目', 'Satisfies'), satisfies, context),
    section(say('エビデンス', 'Evidence'), evidence, context),
    section(say('仕様値', 'Facts'), facts, context),
  ];
}

/** What the manifest calls the service; else the folder's name. */
export function serviceOf({ manifest, uri }: Package): string {
  return textField(mapField(manifest?.root, 'service'), 'name')?.value ?? uri.slice(uri.lastIndexOf('/') + 1);
}
