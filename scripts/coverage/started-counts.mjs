// What V8 counted in the programs of dist/ that tests started, told of their sources.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eachMapping, TraceMap } from '@jridgewell/trace-mapping';
import { MAPS, STARTED } from './places.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = new URL('dist/', new URL('../../', import.meta.url)).href;

/** @returns {Map<string, Map<number, Map<number, boolean>>>} by source, from the root; then by line (1-based) and column (0-based) of each place in it: whether it ran */
export function startedCounts() {
  const programs = new Map();
  for (const name of existsSync(STARTED) ? readdirSync(STARTED) : []) {
    const text = readFileSync(join(STARTED, name), 'utf8');
    // One that was ended while it wrote.
    if (!text.endsWith('}')) continue;
    for (const { url, functions } of JSON.parse(text).result) {
      if (!url.startsWith(dist)) continue;
      const file = basename(url);
      if (!programs.has(file)) programs.set(file, existsSync(join(MAPS, `${file}.map`)) ? places(url, file) : []);
      count(programs.get(file), functions);
    }
  }
  const sources = new Map();
  for (const marks of programs.values())
    for (const { source, line, column, ran } of marks) {
      if (!sources.has(source)) sources.set(source, new Map());
      const lines = sources.get(source);
      if (!lines.has(line)) lines.set(line, new Map());
      lines.get(line).set(column, ran || (lines.get(line).get(column) ?? false));
    }
  return sources;
}

/** Every place of a program that stands for one of a source of ours, in order. */
function places(url, file) {
  const code = readFileSync(fileURLToPath(url), 'utf8');
  const starts = [0];
  for (let at = code.indexOf('\n'); at >= 0; at = code.indexOf('\n', at + 1)) starts.push(at + 1);
  const marks = [];
  eachMapping(new TraceMap(readFileSync(join(MAPS, `${file}.map`), 'utf8')), (mapping) => {
    const { generatedLine, generatedColumn, source, originalLine, originalColumn } = mapping;
    if (source === null || source.includes('node_modules')) return;
    const path = source.replace(/^(?:\.\.\/)+/, '');
    if (existsSync(join(root, path)))
      marks.push({
        offset: starts[generatedLine - 1] + generatedColumn,
        source: path,
        line: originalLine,
        column: originalColumn,
        ran: false,
      });
  });
  return marks.sort((a, b) => a.offset - b.offset);
}

/** Marks what ran: of the ranges around a place the innermost tells. */
function count(marks, functions) {
  const ranges = functions
    .flatMap((one) => one.ranges)
    .sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  const around = [];
  let next = 0;
  for (const mark of marks) {
    for (; next < ranges.length && ranges[next].startOffset <= mark.offset; next++) {
      while (around.length > 0 && around.at(-1).endOffset <= ranges[next].startOffset) around.pop();
      around.push(ranges[next]);
    }
    while (around.length > 0 && around.at(-1).endOffset <= mark.offset) around.pop();
    if ((around.at(-1)?.count ?? 0) > 0) mark.ran = true;
  }
}
