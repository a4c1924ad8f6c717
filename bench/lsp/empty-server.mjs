/**
 * The floor of the harness: a server that decodes every message, keeps nothing and finds nothing, so that what remains is pipes, framing and JSON. It fails
 * every check of the answers, as a server that does nothing must.
 */
const capabilities = {
  textDocumentSync: { openClose: true, change: 2 },
  diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
  completionProvider: {},
  hoverProvider: true,
  definitionProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
};

/** @param {any} message */
function answer({ id, method, params }) {
  if (method === 'exit') process.exit(0);
  if (id === undefined || method === undefined) return;
  const report = params?.previousResultId ? { kind: 'unchanged', resultId: '1' } : { kind: 'full', resultId: '1', items: [] };
  const result = method === 'initialize' ? { capabilities } : method === 'textDocument/diagnostic' ? report : null;
  const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', id, result }), 'utf8');
  process.stdout.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`, 'latin1'), body]));
}

/** @type {Buffer[]} */
let chunks = [];
let have = 0;
let need = -1;
process.stdin.on('data', (chunk) => {
  chunks.push(chunk);
  have += chunk.length;
  // Large messages come in many pieces: these are joined once, when all are here.
  while (need < 0 || have >= need) {
    const all = Buffer.concat(chunks);
    let rest = all;
    if (need < 0) {
      const end = all.indexOf('\r\n\r\n');
      if (end >= 0) {
        need = Number(all.toString('latin1', 0, end).split(' ')[1]);
        rest = all.subarray(end + 4);
      }
    } else {
      rest = all.subarray(need);
      answer(JSON.parse(all.toString('utf8', 0, need)));
      need = -1;
    }
    chunks = [rest];
    have = rest.length;
    if (need < 0 && rest.indexOf('\r\n\r\n') < 0) break;
  }
});
