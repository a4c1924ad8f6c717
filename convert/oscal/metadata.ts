/** The head of a file about a package: the service, who provides it, the roles and parties its contents name. */

import { fixed, type Language } from '../../core/language.ts';
import type { Package } from '../../core/package/package.ts';
import { ownValue } from '../../core/text/own-value.ts';
import { asText, type Data, itemsAt, mapAt, mapsAt, present, textAt, valueAt } from './data.ts';
import {
  type ExportOptions,
  lineOf,
  type Metadata,
  momentOf,
  OSCAL_VERSION,
  type Party,
  type Property,
  prop,
  propsOf,
  stringOf,
} from './model.ts';
import { dataOf, serviceOf } from './said.ts';
import { uuidOf } from './uuid.ts';

const ROLE_TITLES: Readonly<Record<string, (language: Language) => string>> = {
  provider: fixed('事業者', 'Provider'),
  customer: fixed('利用者', 'Customer'),
  platform: fixed('外部事業者', 'Platform provider'),
  assessor: fixed('評価員', 'Assessor'),
};

/** @param roles those the contents name; @param parties beside the provider */
export function metadataOf(
  whole: Package,
  identity: string,
  title: string,
  { date, language }: ExportOptions,
  roles: readonly string[],
  parties: readonly Party[] = [],
): Metadata {
  const manifest = dataOf(whole.manifest?.root);
  const service = serviceOf(whole);
  const provider = textAt(service, 'provider');
  const us = provider === undefined ? [] : [partyOf(identity, 'organization', provider)];
  return {
    title: lineOf(title),
    'last-modified': momentOf(date),
    version: stringOf(textAt(service, 'version') ?? textAt(manifest, 'version') ?? date),
    'oscal-version': OSCAL_VERSION,
    ...present({
      props: [
        prop('format', 'package/v1'),
        { name: 'language', value: language },
        ...propsOf(
          Object.fromEntries(['name', 'version', 'provider', 'url'].map((key) => [`service-${key}`, textAt(service, key)])),
        ),
      ],
      roles: roles.map((id) => ({ id, title: ownValue(ROLE_TITLES, id)?.(language) ?? id })),
      parties: [...new Map([...us, ...parties].map((party) => [party.uuid, party])).values()],
      'responsible-parties': us.map(({ uuid }) => ({ 'role-id': 'provider', 'party-uuids': [uuid] })),
    }),
  };
}

export function partyOf(identity: string, type: Party['type'], name: string): Party {
  return { uuid: uuidOf(identity, 'party', type, name), type, name: stringOf(name) };
}

/** Keys of a checklist's head that are text, mappings of texts, and lists of such mappings. */
export const HEAD_TEXTS = ['title', 'version', 'issued', 'preface', 'reference-no', 'submitted'] as const;
export const HEAD_MAPS = ['applicant'] as const;
export const HEAD_LISTS = ['evaluators', 'references', 'approvals', 'revisions'] as const;

/** The head of a checklist as properties; what belongs together (one revision, say) shares a `group`. */
export function headProps(head: Data): readonly Property[] {
  const under = (key: string, map: Data, group?: string) =>
    propsOf(Object.fromEntries(Object.keys(map).map((name) => [`${key}.${name}`, asText(valueAt(map, name))])), group);
  return [
    ...propsOf(Object.fromEntries(HEAD_TEXTS.map((key) => [key, textAt(head, key)]))),
    ...HEAD_MAPS.flatMap((key) => under(key, mapAt(head, key))),
    ...HEAD_LISTS.flatMap((key) =>
      itemsAt(head, key).length === 0 ? [] : mapsAt(head, key).flatMap((map, i) => under(key, map, `${key}-${i + 1}`)),
    ),
  ];
}
