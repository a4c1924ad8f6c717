/** Skips what ./exceptions.ts names, with the reason. */
import { basename } from 'node:path';
import { beforeEach } from 'vitest';
import { exceptions } from './exceptions.ts';

beforeEach(({ task, skip }) => {
  const file = basename(task.file.filepath);
  const titles = new Set<string>([task.name]);
  for (let { suite } = task; suite; { suite } = suite) titles.add(suite.name);
  const exception = exceptions.find((one) => one.file === file && one.test !== undefined && titles.has(one.test));
  if (exception) skip(exception.reason);
});
