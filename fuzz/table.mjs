/** What was done with each target, as a table. @param {readonly import('./fuzz.ts').Done[]} all */
export function table(all) {
  const rows = [
    ['target', 'inputs', 'edits', 'messages', 'MB', 'finds', 'longest', 'of input', 'request', 'memory', 'seconds', 'seed', ''],
    ...all.map(({ target, what, seed, inputs, edits, messages, bytes, finds, longest, request, memory, seconds }) => [
      target,
      String(inputs),
      String(edits),
      String(messages),
      (bytes / 1_000_000).toFixed(1),
      String(finds.length),
      `${longest.milliseconds} ms`,
      String(longest.input),
      request === 0 ? '–' : `${request} ms`,
      `${memory} MB`,
      seconds.toFixed(0),
      String(seed),
      what,
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 || column === row.length - 1 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
