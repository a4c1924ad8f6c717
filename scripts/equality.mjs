// `npm run test:equality [-- --minutes 30] [--seed N]`: the search of test/blocks.test.ts for files that are read in two ways, for as long as asked.
// Prints what was compared; exit status 1 where one is found, with the least of it to be pasted among `found` there.
import { parseArgs } from 'node:util';
import { bundled } from './bundled.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '30' }, seed: { type: 'string' }, help: { type: 'boolean' } },
});
const minutes = Number(values.minutes);
const first = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
if (values.help || !(minutes > 0) || !Number.isSafeInteger(first)) {
  console.log('npm run test:equality -- [--minutes 30] [--seed N]');
  process.exit(values.help ? 0 : 2);
}

/** Edits of one seed; the next has the next number, so that what is found can be found again soon. */
const EDITS = 10_000;
const { newCounts, searchFiles } = await bundled('test/support/equality.ts');
const counts = newCounts();
const end = performance.now() + minutes * 60_000;
for (let seed = first; ; seed++) {
  const found = searchFiles(EDITS, seed, counts);
  console.log(`seed ${seed}: ${JSON.stringify(counts)}`);
  if (found) {
    console.log(`\nRead in two ways (--seed ${seed}):\n${JSON.stringify(found)}`);
    process.exitCode = 1;
    break;
  }
  if (performance.now() >= end) break;
}
