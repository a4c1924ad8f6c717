/** An answer, or what is answered to a part or a target of it, as OSCAL says how something is implemented. */

import type { Catalog } from '../../core/catalog/catalog.ts';
import { fixed } from '../../core/language.ts';
import type { Reply } from '../../core/model/checklist.ts';
import type { KaijiDocument } from '../../core/model/document.ts';
import { canonicalTerm } from '../../core/model/schema.ts';
import type { Package } from '../../core/package/package.ts';
import { expandedReply, wordsOf } from '../../core/report/expanded.ts';
import { ownValue } from '../../core/text/own-value.ts';
import { type Data, mapAt, present, textAt, textsAt } from './data.ts';
import { type ExportOptions, type Link, type Property, prop, propsOf, stringOf } from './model.ts';
import type { Resources } from './resources.ts';
import { tokenOf } from './token.ts';

/** What is said of a requirement, a statement of it, or one target. */
export interface Implementation {
  readonly description: string;
  readonly props?: readonly Property[];
  readonly links?: readonly Link[];
  readonly 'set-parameters'?: readonly { readonly 'param-id': string; readonly values: readonly string[] }[];
  readonly 'responsible-roles'?: readonly { readonly 'role-id': string; readonly 'party-uuids'?: readonly string[] }[];
}

/** What links lead to. */
export interface Targets {
  /** UUID of what answers a control in this file. */
  readonly control: (catalog: Catalog, written: string) => string | undefined;
  /** UUID of the component of a common answer. */
  readonly statement: (id: string) => string | undefined;
  /** UUID of the component of a party or platform. */
  readonly provider: (from: string) => string | undefined;
}

export interface ReplyContext {
  readonly whole: Package;
  /** Where the reply stands, and the catalog it answers. */
  readonly document: KaijiDocument;
  readonly catalog: Catalog;
  readonly options: ExportOptions;
  readonly resources: Resources;
  readonly targets: Targets;
}

/** Keys that stand in properties of ours, word for word. */
const REPLY_KEYS = ['from', 'reason', 'note', 'answered-by', 'updated'] as const;
/** Those customers do not see. */
const INTERNAL: ReadonlySet<string> = new Set(['note', 'answered-by']);

/** Whose words the description is: the author's own, put together with those referred to, or ours because nothing is said. */
export type Wording = 'own' | 'expanded' | 'none';

const byPart = fixed('小項目ごとに答えています。', 'Answered item by item.');
const byTarget = fixed('対象ごとに答えています。', 'Answered target by target.');
const unanswered = fixed('回答は書かれていません。', 'No answer is given.');

/** Roles of OSCAL's responsible-roles, by the value of `responsibility`. */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  provider: ['provider'],
  customer: ['customer'],
  shared: ['provider', 'customer'],
  inherited: ['platform'],
};

/**
 * @param data of the reply
 * @param satisfied what common answers that satisfy the control say; counts where nothing else is said
 */
export function implementationOf(reply: Reply, data: Data, context: ReplyContext, satisfied = ''): Implementation {
  const { whole, document, catalog, options, resources, targets } = context;
  const own = textAt(data, 'answer');
  const words = wordsOf(expandedReply(whole, document, reply)) || satisfied;
  const isOwn = own !== undefined && (words === '' || words === own.trim());
  const wording: Wording = isOwn ? 'own' : words === '' ? 'none' : 'expanded';
  const term = (key: 'status' | 'responsibility') => {
    const written = textAt(data, key);
    return written === undefined ? undefined : (canonicalTerm(key, written) ?? written);
  };
  const [status, responsibility] = [term('status'), term('responsibility')];
  const isKnown = status !== undefined && canonicalTerm('status', status) !== undefined;
  const plan = mapAt(data, 'plan');
  const texts = REPLY_KEYS.filter((key) => options.audience !== 'customer' || !INTERNAL.has(key));
  const { set, props: facts } = factsOf(mapAt(data, 'facts'));
  const [sameAs, use] = [textsAt(data, 'same-as'), textsAt(data, 'use')];
  const from = textAt(data, 'from');
  return {
    description: isOwn ? own : words || standIn(data)(options.language),
    ...present({
      props: [
        ...(isKnown ? [{ name: 'implementation-status', value: status }] : []),
        prop('wording', wording),
        ...propsOf({ status: isKnown ? undefined : status, responsibility, answer: isOwn ? undefined : own }),
        ...propsOf(Object.fromEntries(texts.map((key) => [key, textAt(data, key)]))),
        ...propsOf({ 'plan-action': textAt(plan, 'action'), 'plan-due': textAt(plan, 'due') }),
        ...sameAs.map((written) => prop('same-as', written)),
        ...use.map((id) => prop('use', id)),
        ...facts,
      ],
      links: [
        ...resources.linksOf(data),
        ...sameAs.flatMap((written) => leading('same-as', targets.control(catalog, written))),
        ...use.flatMap((id) => leading('uses', targets.statement(id))),
        ...(from === undefined ? [] : leading('provided-by', targets.provider(from))),
      ],
      'set-parameters': set,
      'responsible-roles': (ownValue(ROLES, responsibility ?? '') ?? []).map((role) => ({ 'role-id': role })),
    }),
  };
}

function leading(rel: string, uuid: string | undefined): readonly Link[] {
  return uuid === undefined ? [] : [{ href: `#${uuid}`, rel }];
}

function standIn(data: Data) {
  if (Object.keys(mapAt(data, 'parts')).length > 0) return byPart;
  return data.responses === undefined ? unanswered : byTarget;
}

/** Facts as values of parameters (the catalog declares them); those of one target, and those no parameter can hold, as properties. */
export function factsOf(facts: Data): {
  readonly set: NonNullable<Implementation['set-parameters']>;
  readonly props: readonly Property[];
} {
  const pairs = Object.keys(facts).flatMap((key) => {
    const value = textAt(facts, key);
    return value === undefined ? [] : [{ key, value }];
  });
  const isParameter = ({ key, value }: { key: string; value: string }) => !key.includes('@') && stringOf(value) === value;
  return {
    set: pairs.filter(isParameter).map(({ key, value }) => ({ 'param-id': tokenOf(key), values: [value] })),
    props: pairs.filter((pair) => !isParameter(pair)).map(({ key, value }) => prop('fact', value, { class: tokenOf(key) })),
  };
}
