// Tries mutants one after another and tells what became of each. A process of its own: a mutant may never end, and is ended then (main.mjs).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';

/** @typedef {{ id: string, isKept: boolean, codes?: readonly string[] }} Mutant with the rules it concerns, none for one of core/text; whether its file keeps what it works out */
/** @typedef {{ name: string, run: (anew: boolean) => Promise<string> }} Case */

const [, , bundle = '', fixturesFile = ''] = process.argv;
const script = new Script(readFileSync(bundle, 'utf8'), { filename: bundle });
const fixtures = new Map(Object.entries(JSON.parse(readFileSync(fixturesFile, 'utf8'))));
Object.assign(globalThis, { require: createRequire(import.meta.url) });

/** What Stryker's instrumented sources ask and fill. */
const state = /** @type {any} */ (globalThis).__stryker__ ?? {};
/** @type {any} */ (globalThis).__stryker__ = state;

/** Everything anew: what a module works out when it is loaded is worked out with the mutant. */
const loaded = () => script.runInThisContext();
const casesOf = (/** @type {any} */ from, /** @type {Mutant} */ { codes }) =>
  /** @type {readonly Case[]} */ (codes ? from.ofRules(fixtures, codes) : from.ofText);
const outcome = async (/** @type {Case} */ one, anew = false) => {
  try {
    return await one.run(anew);
  } catch (error) {
    return `threw ${error}`;
  }
};

// Without a mutant nothing fails: what does then says nothing about mutants, all of which would end the process, or change nothing.
process.on('uncaughtException', (error) => {
  if (state.activeMutant !== undefined) process.exit(1);
  process.send?.({ failed: error.stack }, () => process.exit(1));
});

state.mutantCoverage = { static: {}, perTest: {} };
const plain = loaded();

/** Cases of a group of rules, what they say of the sources as they are, and the mutants each comes by. @type {Map<string, { cases: readonly Case[], says: readonly string[], reached: readonly Record<string, number>[] }>} */
const known = new Map();
async function knownOf(/** @type {Mutant} */ mutant) {
  const key = mutant.codes?.join() ?? '';
  const found = known.get(key);
  if (found) return found;
  const cases = casesOf(plain, mutant);
  const says = [];
  const reached = [];
  for (const one of cases) {
    state.currentTestId = one.name;
    state.mutantCoverage.perTest[one.name] = {};
    says.push(await one.run(false));
    reached.push(state.mutantCoverage.perTest[one.name]);
  }
  state.currentTestId = undefined;
  const made = { cases, says, reached };
  known.set(key, made);
  return made;
}

async function judge(/** @type {Mutant} */ mutant) {
  const { cases, says, reached } = await knownOf(mutant);
  /** The first case that says something else with the mutant switched on; undefined for none. */
  const end = async (/** @type {readonly Case[]} */ given, /** @type {readonly number[]} */ which) => {
    for (const i of which) {
      const one = /** @type {Case} */ (given[i]);
      // What goes round and round throws.
      state.hitCount = 0;
      state.hitLimit = 1_000_000;
      if ((await outcome(one, mutant.isKept)) !== says[i]) return one.name;
    }
    return undefined;
  };
  const all = [...cases.keys()];
  const covering = all.filter((i) => reached[i]?.[mutant.id]);
  const isStatic = mutant.id in state.mutantCoverage.static;
  if (covering.length === 0 && !isStatic) return { status: 'NoCoverage' };
  try {
    state.activeMutant = mutant.id;
    let by = await end(cases, covering);
    // Once more with nothing worked out before, and all of them: what is kept for a catalog is worked out in one case for all.
    if (by === undefined && (isStatic || mutant.isKept)) by = await end(casesOf(loaded(), mutant), all);
    return by === undefined ? { status: 'Survived', reached: covering.length } : { status: 'Killed', by };
  } catch (error) {
    return { status: 'Killed', by: `${error}` };
  } finally {
    state.activeMutant = undefined;
  }
}

process.on('message', async (/** @type {readonly Mutant[]} */ mutants) => {
  for (const mutant of mutants) process.send?.({ id: mutant.id, ...(await judge(mutant)) });
  process.disconnect();
});
process.send?.({ ready: true });
