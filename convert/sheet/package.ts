/** Parts of an Office package by their relationships (ECMA-376 Part 2, 6.5): how workbook, sheets and strings are found, whatever they are called. */

import { readXml } from './xml.ts';
import type { Archive } from './zip.ts';

export interface Relationship {
  readonly id: string;
  /** The last word of its type: `worksheet`. The same in the transitional and the strict form of the standard. */
  readonly type: string;
  /** Name of the part it leads to; as written where it leads outside. */
  readonly target: string;
  readonly isExternal: boolean;
}

/** @param part whose relationships are read; '' for those of the package. */
export function relationshipsOf(archive: Archive, part: string): readonly Relationship[] {
  const slash = part.lastIndexOf('/') + 1;
  const source = archive.read(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`);
  const found: Relationship[] = [];
  if (source)
    readXml(source, {
      open(name, attribute) {
        if (name !== 'Relationship') return;
        const type = attribute('Type');
        const isExternal = attribute('TargetMode') === 'External';
        const target = isExternal ? attribute('Target') : resolved(attribute('Target'), part.slice(0, slash));
        found.push({ id: attribute('Id'), type: type.slice(type.lastIndexOf('/') + 1), target, isExternal });
      },
    });
  return found;
}

/** A target as the name of a part: `/xl/a.xml`, `../xl/a.xml`, `a.xml` beside the part that names it. */
function resolved(target: string, folder: string): string {
  const plain = target.replaceAll('\\', '/');
  const names: string[] = [];
  for (const name of (plain.startsWith('/') ? plain : folder + plain).split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(decoded(name));
  }
  return names.join('/');
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
