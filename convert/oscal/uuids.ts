/** What OSCAL wants a UUID of. */
import { asData, type Data, valueAt } from './data.ts';

/** Lists whose items have one, in the models that are read. */
const IDENTIFIED: ReadonlySet<string> = new Set([
  'components',
  'capabilities',
  'control-implementations',
  'implemented-requirements',
  'statements',
  'resources',
  'results',
  'observations',
  'risks',
  'findings',
  'remediations',
  'mappings',
  'maps',
  'parties',
]);

/** Where in the document a UUID is missing, as `component-definition/components/0`. */
export function uuidsMissing(model: string, root: Data): readonly string[] {
  const missing: string[] = [];
  const stack: { readonly path: string; readonly value: unknown; readonly isIdentified: boolean }[] = [
    { path: model, value: root, isIdentified: true },
  ];
  for (let at = stack.pop(); at; at = stack.pop()) {
    const data = asData(at.value);
    if (at.isIdentified && typeof valueAt(data, 'uuid') !== 'string') missing.push(at.path);
    const below = Object.entries(data).flatMap(([key, value]) =>
      Array.isArray(value)
        ? value.map((item, i) => ({ path: `${at.path}/${key}/${i}`, value: item, isIdentified: IDENTIFIED.has(key) }))
        : [{ path: `${at.path}/${key}`, value, isIdentified: false }],
    );
    for (const one of below.reverse()) if (typeof one.value === 'object' && one.value !== null) stack.push(one);
  }
  return missing;
}
