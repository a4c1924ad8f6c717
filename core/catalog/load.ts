/** Raw `catalog/v1` data, as parsed from YAML, made into {@link CatalogData} and texts. Used at build time for the bundled catalogs. */
import type { Bilingual } from '../language.ts';
import type { CatalogData } from './catalog.ts';
import type { Control, ControlText, Part, Ref } from './control.ts';

export interface RawCatalog {
  readonly id: string;
  readonly edition?: string;
  readonly prefix?: string;
  readonly complete?: boolean | string;
  readonly noun?: Bilingual | string;
  readonly asks?: readonly string[];
  readonly title?: Bilingual | string;
  readonly categories?: Readonly<Record<string, string>>;
  readonly groups?: readonly RawGroup[];
  readonly controls?: readonly RawControl[];
}

interface RawGroup {
  readonly id: string;
  readonly number?: string;
  readonly title?: Bilingual | string;
  readonly preamble?: Bilingual | string;
  readonly condition?: Bilingual | string;
}

export interface RawControl {
  readonly id: string;
  readonly category?: readonly string[];
  readonly group?: string;
  readonly title: Bilingual | string;
  readonly summary?: Bilingual | string;
  readonly guidance?: Bilingual | string;
  readonly parts?: readonly (Omit<Part, 'disclose'> & { readonly disclose?: boolean | string })[];
  readonly obligation?: string;
  readonly disclose?: boolean | string;
  readonly evidence?: readonly string[];
  readonly refs?: readonly (string | { to: string; relation?: Ref['relation'] })[];
  readonly unresolved?: readonly { printed: string; why?: 'recommended' | 'absent' }[];
  readonly aliases?: readonly string[];
  readonly required?: 'R' | 'C' | 'O';
  readonly answers?: readonly string[];
  readonly renders?: boolean | string;
}

/** A bare string stands for its Japanese. */
function bilingual(value: Bilingual | string | undefined): Bilingual {
  return typeof value === 'string' ? { ja: value } : (value ?? { ja: '' });
}

/**
 * A catalog as the check uses it, and what its controls say at length (by ID), kept apart so that it can be read when first shown.
 * @param raw a `catalog/v1` document as plain data, already valid by its schema
 */
export function loadCatalog(raw: RawCatalog): {
  readonly data: CatalogData;
  readonly texts: Readonly<Record<string, ControlText>>;
} {
  const texts: Record<string, ControlText> = {};
  const groups = new Map<string | undefined, RawGroup>();
  for (const group of raw.groups ?? []) if (!groups.has(group.id)) groups.set(group.id, group);
  const controls = (raw.controls ?? []).map((control): Control => {
    const { summary, guidance } = control;
    if (summary || guidance) {
      texts[control.id] = {
        ...(summary ? { summary: bilingual(summary) } : {}),
        ...(guidance ? { guidance: bilingual(guidance) } : {}),
      };
    }
    return {
      id: control.id,
      catalog: raw.id,
      category: control.category ?? groupCategory(groups.get(control.group)),
      title: bilingual(control.title),
      parts: (control.parts ?? []).map(({ disclose, ...part }) => ({
        ...part,
        ...(disclose === undefined ? {} : { disclose: isTrue(disclose) }),
      })),
      obligation: control.obligation === 'should' || control.obligation === '推奨' ? 'should' : 'must',
      disclose: isTrue(control.disclose),
      evidence: control.evidence ?? [],
      refs: (control.refs ?? []).map((ref) =>
        typeof ref === 'string' ? { to: ref, relation: 'intersects' } : { relation: 'intersects', ...ref },
      ),
      unresolved: (control.unresolved ?? []).map(({ printed, why }) => ({ printed, why: why ?? 'absent' })),
      aliases: control.aliases ?? [],
      ...(control.group === undefined ? {} : { group: control.group }),
      ...(control.required === undefined ? {} : { required: control.required }),
      answers: control.answers ?? [],
      renders: isTrue(control.renders),
    };
  });
  const data: CatalogData = {
    id: raw.id,
    edition: raw.edition ?? '',
    ...(raw.prefix === undefined ? {} : { prefix: raw.prefix }),
    complete: raw.complete === undefined || isTrue(raw.complete),
    noun: raw.noun ? bilingual(raw.noun) : { ja: '項目', en: 'control' },
    asks: raw.asks ?? [],
    title: raw.title ? bilingual(raw.title) : { ja: raw.id },
    categories: raw.categories ?? {},
    groups: (raw.groups ?? []).map(({ id, number, title, preamble, condition }) => ({
      id,
      ...(number === undefined ? {} : { number }),
      ...(title === undefined ? {} : { title: bilingual(title) }),
      ...(preamble === undefined ? {} : { preamble: bilingual(preamble) }),
      ...(condition === undefined ? {} : { condition: bilingual(condition) }),
    })),
    controls,
  };
  return { data, texts };
}

/** The tree reads everything as text, the build reads YAML's own types: both are taken. */
function isTrue(value: boolean | string | undefined): boolean {
  return value === true || value === 'true';
}

/** The category of a group's controls that name none: its number and title. */
function groupCategory(group: RawGroup | undefined): readonly string[] {
  if (!group) return [];
  const title = bilingual(group.title).ja;
  return [group.number ? `${group.number} ${title}` : title];
}
