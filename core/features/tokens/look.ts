/** How what a value names looks, and whether there is such a thing: told as the rules tell it (unknown-control, unknown-evidence, unknown-reference …). */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Catalogs } from '../../catalog/catalogs.ts';
import { isOwnScenario } from '../../model/risks.ts';
import type { KindName } from '../../model/schema.ts';
import type { Table } from '../../package/index.ts';
import type { Package } from '../../package/package.ts';
import { isKnownKind } from '../../rules/parts/unlisted-kind.ts';
import { OWN_SECTION } from '../../rules/shared/outline.ts';
import { unresolved } from '../../rules/unknown-reference.ts';
import { controlRoles, type Role } from '../role.ts';
import { linkTarget } from '../target.ts';
import { type Look, lookOf } from './token.ts';

/** What IDs are read by in a document. */
export interface Reading {
  readonly kind: KindName | undefined;
  readonly catalogs: Catalogs;
  /** The catalog or outline of the document. */
  readonly own: Catalog | undefined;
}

/** What only the package can tell. `link` is a `[[…]]`. */
export interface Asked {
  readonly role: Role | 'link';
  readonly text: string;
}

const DECLARED: Look = { type: 'variable', modifier: 'declaration' };
const STATED: Look = { type: 'function', modifier: 'declaration' };
/** An edition of a guideline that has a successor. */
export const SUPERSEDED: Look = { type: 'type', modifier: 'deprecated' };

/** Where what has an id is listed. */
const TABLES: Partial<Record<Role, readonly [Look['type'], Table]>> = {
  evidence: ['variable', 'evidence'],
  statement: ['function', 'statements'],
  asset: ['variable', 'assets'],
  threat: ['variable', 'threats'],
  vulnerability: ['variable', 'vulnerabilities'],
  role: ['interface', 'roles'],
};

/** The look of a value of a role, as far as the catalogs tell; undefined where the package has to be asked. */
export function lookByCatalogs(role: Role, text: string, { kind, catalogs, own }: Reading): Look | undefined {
  if (controlRoles.has(role)) {
    if (kind === 'assessment') return undefined;
    // In a sheet, IDs may go without prefix. Without its catalog none can be judged; an excerpt may lack what exists.
    const isSheet = kind === 'checklist' || kind === 'catalog-text' || kind === 'risks';
    const home = catalogs.catalogOf(text) ?? (isSheet ? own : undefined);
    const isOpen = home?.data.complete === false || (isSheet && !own) || (kind === 'risks' && isOwnScenario(text));
    return lookOf('class', isOpen || catalogs.resolve(text, isSheet ? own : undefined) !== undefined);
  }
  switch (role) {
    case 'kind':
      return lookOf('type');
    case 'catalog':
    case 'outline':
      return lookOf('type', catalogs.of(text) !== undefined);
    case 'scale':
      return lookOf('type', catalogs.scales.of(text) !== undefined);
    case 'guideline': {
      const found = catalogs.guidelines.of(text);
      return found?.edition.successor === undefined ? lookOf('type', found !== undefined) : SUPERSEDED;
    }
    case 'section':
    case 'also': {
      const isJudged = own !== undefined && own.data.prefix === undefined;
      return lookOf('namespace', !isJudged || text.startsWith(OWN_SECTION) || own.control(text) !== undefined);
    }
    case 'evidence-kind':
      return lookOf('enumMember', catalogs.evidenceKinds.length === 0 || isKnownKind(text, catalogs));
    case 'fact':
      // A fact that is not in the list is the author's own.
      return lookOf('property');
    case 'statement-id':
      return STATED;
    case 'evidence-id':
    case 'asset-id':
    case 'threat-id':
    case 'vulnerability-id':
    case 'measure-id':
    case 'scenario-id':
    case 'own-id':
      return DECLARED;
    default:
      return undefined;
  }
}

/** The looks of what {@link lookByCatalogs} leaves to the package, as a document of it means them. The same ID is asked for again and again. */
export class PackageLooks {
  private readonly told = new Map<Asked['role'], Map<string, Look>>();

  constructor(
    private readonly whole: Package,
    private readonly own: Catalog | undefined,
  ) {}

  of(what: Asked): Look {
    let looks = this.told.get(what.role);
    if (!looks) {
      looks = new Map();
      this.told.set(what.role, looks);
    }
    let look = looks.get(what.text);
    if (!look) {
      look = asked(what, this.whole, this.own);
      looks.set(what.text, look);
    }
    return look;
  }
}

function asked({ role, text }: Asked, whole: Package, own: Catalog | undefined): Look {
  const { lookup, keys, catalogs } = whole;
  if (role === 'link') {
    const { is } = linkTarget(whole, text, own);
    const type = is === 'control' ? 'class' : is === 'section' ? 'namespace' : is === 'statement' ? 'function' : 'variable';
    const finding = unresolved(text, { catalogs, own, lookup });
    return lookOf(type, !finding || finding.severity === 'info');
  }
  if (role === 'from') {
    if (text.includes('#')) return lookOf('function', lookup('platforms', text).length > 0);
    // Parties are defined in disclosures; without one there is no place to.
    const hasNone = (['disclosures', 'parties', 'roles'] as const).every((table) => keys(table).size === 0);
    return lookOf('interface', hasNone || lookup('platforms', text).length > 0 || lookup('parties', text).length > 0);
  }
  const [type, table] = TABLES[role] ?? ['variable', 'measures'];
  if (lookup(table, text).length > 0) {
    const isControl = table === 'measures' && catalogs.resolve(text) !== undefined;
    return lookOf(isControl ? 'class' : type);
  }
  // A measure may be a control of a catalog.
  if (table !== 'measures') return lookOf(type, false);
  return lookOf('class', catalogs.resolve(text) !== undefined || catalogs.catalogOf(text)?.data.complete === false);
}
