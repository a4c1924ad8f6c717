/** What the value at a path of a document refers to: completion, hover and definition share this one table. */
import type { KindName } from '../model/schema.ts';

/**
 * - `control`: the control an answer is for; `same-as`, `satisfies`, `responds-to`, `control-ref`: references to controls
 * - `from`: a party, or a platform's common answer (`aws-tokyo#st-x`)
 * - `evidence`, `statement`, `section`, `also`, `asset`, `threat`, `vulnerability`, `measure`: references by id or key; `evidence-id`, `statement-id`, `asset-id` …: definitions
 * - `scenario-id`: a scenario of a risk assessment; `control-id`: a control of an author's own catalog
 * - `role`: who appoints, stands above or accepts, by the id of a role
 * - `own-id`: the id of a section, table, role, party or reference, where it gets it
 * - `package`: the folder of a package this one extends or inherits from
 */
export type Role =
  | 'control'
  | 'same-as'
  | 'satisfies'
  | 'responds-to'
  | 'control-ref'
  | 'evidence'
  | 'evidence-id'
  | 'evidence-kind'
  | 'statement'
  | 'statement-id'
  | 'from'
  | 'section'
  | 'also'
  | 'catalog'
  | 'outline'
  | 'scale'
  | 'asset'
  | 'threat'
  | 'vulnerability'
  | 'measure'
  | 'asset-id'
  | 'threat-id'
  | 'vulnerability-id'
  | 'measure-id'
  | 'scenario-id'
  | 'control-id'
  | 'role'
  | 'own-id'
  | 'package'
  | 'guideline'
  | 'fact'
  | 'kind';

/** Roles whose value names a control. */
export const controlRoles: ReadonlySet<Role | undefined> = new Set<Role>([
  'control',
  'same-as',
  'satisfies',
  'responds-to',
  'control-ref',
]);

/** What the `id` of an entry of an assessment defines, by its list. */
const DEFINED: Readonly<Record<string, Role | undefined>> = {
  assets: 'asset-id',
  threats: 'threat-id',
  vulnerabilities: 'vulnerability-id',
  scenarios: 'scenario-id',
  measures: 'measure-id',
};

/**
 * @param path keys and indexes from the root of the document to the value
 * @returns undefined for a value that refers to nothing
 */
export function roleOf(kind: KindName | undefined, path: readonly (string | number)[]): Role | undefined {
  const [top] = path;
  const key = path.filter((step) => typeof step === 'string').at(-1);
  if (path.length === 1 && top === 'kaiji') return 'kind';
  if (top === 'evidence') return key === 'id' ? 'evidence-id' : key === 'kind' ? 'evidence-kind' : undefined;
  // Its path ends with its own key, for the key and the value alike.
  if (path.at(-2) === 'facts' && kind !== undefined) return 'fact';
  if (path.length > 2 && (key === 'appointed-by' || key === 'under' || key === 'accepted-by')) return 'role';
  const cites = key === 'ref' ? path.includes('evidence') : key === 'evidence';
  switch (kind) {
    case 'package':
      if (top === 'extends' || top === 'inherits') return path.length === (top === 'extends' ? 1 : 2) ? 'package' : undefined;
      // `- mhlw@7.0` and `- { id: mhlw@7.0 }`.
      return top === 'guidelines' && (path.length === 2 || (path.length === 3 && key === 'id')) ? 'guideline' : undefined;
    case 'checklist':
      if (path.length === 1) return key === 'catalog' ? 'catalog' : undefined;
      if (top !== 'answers') return undefined;
      if (cites) return 'evidence';
      if (key === 'control' && path.length === 3) return 'control';
      return key === 'same-as' || key === 'from' ? key : key === 'use' ? 'statement' : undefined;
    case 'catalog-text':
      if (path.length === 1) return key === 'catalog' ? 'catalog' : undefined;
      return top === 'texts' && key === 'control' ? 'control-ref' : undefined;
    case 'mapping':
      return path.length === 1 && (key === 'from' || key === 'to') ? 'catalog' : undefined;
    case 'disclosure':
      if (path.length === 1) return key === 'outline' ? 'outline' : undefined;
      if (path.at(-1) === 'id' && typeof path.at(-2) === 'number') return 'own-id';
      if (top !== 'sections') return undefined;
      if (cites) return 'evidence';
      return key === 'section' || key === 'also' || key === 'responds-to' || key === 'from' ? key : undefined;
    case 'statements':
      if (top !== 'statements') return undefined;
      if (cites) return 'evidence';
      return key === 'satisfies' ? 'satisfies' : key === 'id' ? 'statement-id' : undefined;
    case 'risks':
      if (path.length === 1) return key === 'catalog' ? 'catalog' : undefined;
      if (top !== 'scenarios') return undefined;
      if (cites) return 'evidence';
      return key === 'scenario' && path.length === 3 ? 'control' : undefined;
    case 'assessment':
      if (path.length === 1) return key === 'scale' ? 'scale' : undefined;
      if (cites) return 'evidence';
      if (key === 'id' && path.length === 3) return typeof top === 'string' ? DEFINED[top] : undefined;
      if (top === 'measures') return key === 'control' ? 'control-ref' : undefined;
      if (top === 'vulnerabilities') return key === 'threat' ? 'threat' : undefined;
      if (top !== 'scenarios') return undefined;
      if (key === 'measures') return 'measure';
      return path.length > 4 || (key !== 'asset' && key !== 'threat' && key !== 'vulnerability') ? undefined : key;
    case 'catalog':
      if (top !== 'controls') return undefined;
      if (key === 'evidence') return 'evidence-kind';
      if (key === 'id' && path.length === 3) return 'control-id';
      return key === 'refs' || key === 'answers' || (key === 'to' && path.includes('refs')) ? 'control-ref' : undefined;
    default:
      return undefined;
  }
}

/** Keys of levels and their axis of the scale, by the list they stand in. */
const AXES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  assets: { confidentiality: 'confidentiality', integrity: 'integrity', availability: 'availability' },
  threats: { level: 'threat' },
  vulnerabilities: { level: 'vulnerability', 'threat-level': 'threat' },
  scenarios: { 'threat-level': 'threat', 'vulnerability-level': 'vulnerability' },
  residual: { threat: 'threat', vulnerability: 'vulnerability' },
  level: { impact: 'impact', likelihood: 'likelihood' },
};

/**
 * The axis of the scale that a level of an assessment or a risk annex is on.
 * @param path as for {@link roleOf}
 * @returns undefined for what is no level
 */
export function axisOf(kind: KindName | undefined, path: readonly (string | number)[]): string | undefined {
  const [list, , key, below] = path;
  if (typeof list !== 'string' || typeof key !== 'string') return undefined;
  const [table, name] = typeof below === 'string' ? [key, below] : [list, key];
  const isLevel =
    (kind === 'assessment' && (path.length === 3 || (path.length === 4 && list === 'scenarios' && key === 'residual'))) ||
    (kind === 'risks' && path.length === 4 && list === 'scenarios' && key === 'level');
  const axes = isLevel && Object.hasOwn(AXES, table) ? AXES[table] : undefined;
  return axes && Object.hasOwn(axes, name) ? axes[name] : undefined;
}
