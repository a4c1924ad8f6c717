/** What OSCAL wants a UUID of, and how deep a file is: both seen in one walk, which takes no stack. */
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

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly value: unknown;
  readonly isIdentified: boolean;
}

/**
 * @param depth how many levels are walked
 * @returns where a UUID is missing, as `component-definition/components/0`; undefined where the file is deeper
 */
export function uuidsMissing(model: string, root: Data, depth: number): readonly string[] | undefined {
  const missing: string[] = [];
  const stack: Place[] = [{ path: model, depth: 0, value: root, isIdentified: true }];
  for (let at = stack.pop(); at; at = stack.pop()) {
    if (at.depth > depth) return undefined;
    const data = asData(at.value);
    const deeper = at.depth + 1;
    if (at.isIdentified && typeof valueAt(data, 'uuid') !== 'string') missing.push(at.path);
    const inner = Object.entries(data).flatMap(([key, value]) =>
      Array.isArray(value)
        ? value.map((item, i) => ({
            path: `${at.path}/${key}/${i}`,
            depth: deeper,
            value: item,
            isIdentified: IDENTIFIED.has(key),
          }))
        : [{ path: `${at.path}/${key}`, depth: deeper, value, isIdentified: false }],
    );
    for (const one of inner.reverse()) if (typeof one.value === 'object' && one.value !== null) stack.push(one);
  }
  return missing;
}
