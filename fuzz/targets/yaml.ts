/** Random YAML and real documents with something amiss, through parser, rules, fixes, every feature, and all that is made of a package. */
import fc from 'fast-check';
import { readFile } from '../../core/model/document.ts';
import { Text } from '../../core/text/text.ts';
import { ROOT } from '../../test/support/fixture.ts';
import { randomPackage } from '../../test/support/random-package.ts';
import { untidyFile } from '../../test/support/random-untidy.ts';
import { type Random, randomDocument, randomFrom, randomYaml } from '../../test/support/random-yaml.ts';
import { examples, type Files, pasted, small } from '../corpus.ts';
import { handedOut } from '../handed-out.ts';
import { mutated } from '../mutate.ts';
import { below, must, pick, type Target } from '../target.ts';
import { offsetsIn, packagesOf, soundFeatures, soundFindings, soundFixes } from '../whole.ts';

interface Input {
  readonly [key: string]: string | number | Files;
  /** Path → text. */
  readonly files: Files;
  /** The file with something amiss. */
  readonly path: string;
  /** What it was before. */
  readonly before: string;
  /** What is chosen on the way is chosen by it. */
  readonly seed: number;
}

export const target: Target<Input> = {
  what: 'documents through parser, rules, fixes, features, exports',
  budget: 90_000,
  make(random) {
    const files = filesFrom(random);
    const path = pick(Object.keys(files).sort(), random);
    const before = files[path] ?? '';
    const other = () =>
      random() < 0.2 && pasted.length > 0 ? pick(pasted, random) : pick(Object.values(pick(small, random)), random);
    const text = random() < 0.1 ? before : mutated(before, random, other);
    return { files: { ...files, [path]: text }, path, before, seed: below(2 ** 31, random) };
  },
  async run({ files, path, before, seed }, told) {
    const random = randomFrom(seed);
    const texts = new Map(Object.entries(files));
    for (const text of texts.values()) told.count('bytes', text.length);
    const packages = await packagesOf(texts);
    const found = packages.flatMap((whole) => soundFindings(whole).map((finding) => ({ whole, finding })));
    for (const whole of packages) {
      const file = whole.files.get(`${ROOT}/${path}`);
      if (!file) continue;
      await soundFeatures(whole, file, offsetsIn(file, 4, random));
      const earlier = whole.with([readFile(file.uri, Text.of(before))]);
      for (let i = 0; i < 2; i++) {
        const name = pick(Object.keys(handedOut), random);
        await handedOut[name]?.({ whole, file, files: texts, before: earlier, random });
      }
    }
    must(packages.length > 0 || texts.size === 0, 'files without a package');
    await soundFixes(texts, found, 4, random, told);
  },
};

/** A small package mostly; now and then an example, which is not. */
function filesFrom(random: Random): Files {
  const kind = random();
  if (kind < 0.12) return beside(randomDocument(random, pick([0, 0.01, 0.05], random)));
  if (kind < 0.22) return beside(untidyFile(random));
  if (kind < 0.3)
    return beside(
      `kaiji: ${pick(['checklist', 'evidence', 'disclosure', 'risks', 'statements'], random)}/v1\n${randomYaml(random, 0.02)}`,
    );
  if (kind < 0.38) {
    const [files] = fc.sample(randomPackage, { numRuns: 1, seed: below(2 ** 31, random) });
    return Object.fromEntries(files ?? []);
  }
  return pick(random() < 0.05 ? examples : small, random);
}

function beside(text: string): Files {
  return {
    'kaiji.yaml': 'kaiji: package/v1\nservice: { name: 例示サービス, provider: 株式会社例示 }\n',
    'evidence.kaiji.yaml': 'kaiji: evidence/v1\nevidence:\n  - id: ev-a\n    title: 規程\n    kind: policy\n',
    'a.kaiji.yaml': text,
  };
}
