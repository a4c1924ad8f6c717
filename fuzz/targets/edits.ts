/** What is worked out from an edit equals what is worked out from scratch (invariant 7): trees, block by block and whole, and findings. */

import type { Check } from '../../core/check.ts';
import { check, checkPackage } from '../../core/check.ts';
import { isKaijiPath } from '../../core/package/files.ts';
import { Text } from '../../core/text/text.ts';
import { readYaml } from '../../core/yaml/read.ts';
import { areReadAlike, least } from '../../test/support/equality.ts';
import { describe, OPTIONS, openFixture, ROOT } from '../../test/support/fixture.ts';
import { RandomAuthor, randomFile } from '../../test/support/random-session.ts';
import { type Random, randomEdit } from '../../test/support/random-yaml.ts';
import { type Files, small } from '../corpus.ts';
import { mutated } from '../mutate.ts';
import { below, must, pick, type Target } from '../target.ts';

interface Input {
  readonly [key: string]: string | readonly string[] | Files;
  /** The package the file stands in, without it. */
  readonly files: Files;
  readonly path: string;
  /** One after the other. */
  readonly versions: readonly string[];
}

export const target: Target<Input> = {
  what: 'what an edit leads to, and reading and checking from scratch',
  budget: 60_000,
  make(random) {
    if (random() < 0.5) return { files: {}, path: 'a.kaiji.yaml', versions: authored(random) };
    const all = pick(small, random);
    const path = pick(Object.keys(all).filter(isKaijiPath).sort(), random) ?? 'a.kaiji.yaml';
    const { [path]: first = '', ...files } = all;
    return { files, path, versions: edited(first, random) };
  },
  async run({ files, path, versions }, told) {
    told.count('edits', versions.length - 1);
    for (const version of versions) told.count('bytes', version.length);
    must(areReadAlike(versions), 'a tree read from an edit is another than one read from scratch');
    const uri = `${ROOT}/${path}`;
    const [first = ''] = versions;
    const { workspace } = await openFixture(new Map(Object.entries({ ...files, [path]: first })));
    let before: Check | undefined;
    for (const version of versions) {
      workspace.setOpen(uri, Text.of(version));
      before = check(await workspace.packageOf(uri), OPTIONS, before);
      // Also what is put together on the way is seen by somebody.
      before.findingsOf(uri);
    }
    const last = versions.at(-1) ?? '';
    // On disk is what was there.
    const scratch = (await openFixture(new Map(Object.entries({ ...files, [path]: first })))).workspace;
    scratch.setOpen(uri, Text.of(last));
    const now = toldOf(before?.findings);
    const fresh = toldOf(checkPackage(await scratch.packageOf(uri), OPTIONS));
    must(now === fresh, 'what is found after edits is other than what is found from scratch', () => `${now}\n≠\n${fresh}`);
  },
  least(input) {
    return areReadAlike(input.versions) ? input : { ...input, versions: least(input.versions) };
  },
};

/** Edits of a random file, as somebody makes them. */
function authored(random: Random): readonly string[] {
  const author = new RandomAuthor(random);
  let tree = readYaml(Text.of(randomFile(random)));
  const versions = [tree.text.toString()];
  for (let i = 1 + below(25, random); i > 0; i--) {
    tree = readYaml(author.next(tree), undefined, tree);
    versions.push(tree.text.toString());
  }
  return versions;
}

function edited(first: string, random: Random): readonly string[] {
  const versions = [first];
  for (let i = 1 + below(8, random); i > 0; i--) {
    const text = versions.at(-1) ?? '';
    if (random() < 0.2) versions.push(pick(versions, random));
    else if (random() < 0.3) versions.push(mutated(text, random, () => pick(Object.values(pick(small, random)), random)));
    else {
      const edit = randomEdit(text, random);
      versions.push(text.slice(0, edit.start) + edit.text + text.slice(edit.end));
    }
  }
  return versions;
}

function toldOf(found: Check['findings'] | undefined): string {
  return [...(found?.values() ?? [])].flatMap((findings) => findings.map((finding) => describe(finding, ['en']))).join('');
}
