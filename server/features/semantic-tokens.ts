import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import { type AnnouncedTokens, TokenCodes } from '../../core/features/tokens/token.ts';
import { canonicalUri } from '../../core/package/uri.ts';
import { inSlices } from '../../core/slices.ts';
import type { Configuration } from '../configuration.ts';
import type { Asked, Feature } from './feature.ts';

/** The tokens a document was told last, by which the next are told as a difference. */
interface Told {
  readonly resultId: string;
  readonly data: number[];
}

/** The tokens a client shows; undefined where it takes none as we tell them. */
function shownBy({ client }: Configuration): AnnouncedTokens | undefined {
  const tokens = client.textDocument?.semanticTokens;
  return tokens?.formats.includes('relative') ? tokens : undefined;
}

const NO_TOKENS: SemanticTokens = { data: [] };

export const semanticTokens: Feature = {
  capabilities: ({ configuration }) => {
    const shown = shownBy(configuration);
    if (!shown) return {};
    return { semanticTokensProvider: { legend: new TokenCodes(shown).legend, full: { delta: true }, range: true } };
  },
  register(session, answer) {
    const { connection, configuration, documents } = session;
    const shown = shownBy(configuration);
    if (!shown) return;
    const codes = new TokenCodes(shown);
    const { semanticTokens: requests } = connection.languages;
    /** By canonical URI; of open documents only. */
    const told = new Map<string, Told>();
    let results = 0;
    session.whenClosed((uri) => told.delete(canonicalUri(uri)));

    /** Keeps what is told of an open document, so that the next answer can be a difference. */
    const keep = ({ textDocument: { uri } }: Asked, data: number[]): SemanticTokens => {
      if (!documents.get(uri)) return { data };
      const resultId = String(++results);
      told.set(canonicalUri(uri), { resultId, data });
      return { resultId, data };
    };
    requests.on((asked, token) =>
      answer('semantic tokens', asked, token, NO_TOKENS, async ({ semanticTokensInSteps }, { whole, file, slices }) =>
        keep(asked, await inSlices(semanticTokensInSteps(whole, file, codes), slices)),
      ),
    );
    requests.onDelta((asked, token) =>
      answer<SemanticTokens | SemanticTokensDelta>(
        'semantic tokens',
        asked,
        token,
        NO_TOKENS,
        async ({ semanticTokensInSteps, tokenEdits }, { whole, file, slices }) => {
          const before = told.get(canonicalUri(asked.textDocument.uri));
          const now = keep(asked, await inSlices(semanticTokensInSteps(whole, file, codes), slices));
          if (before?.resultId !== asked.previousResultId || now.resultId === undefined) return now;
          return { resultId: now.resultId, edits: tokenEdits(before.data, now.data) };
        },
      ),
    );
    requests.onRange((asked, token) =>
      answer('semantic tokens', asked, token, NO_TOKENS, async ({ semanticTokensInSteps }, { whole, file, slices }) => ({
        data: await inSlices(semanticTokensInSteps(whole, file, codes, asked.range), slices),
      })),
    );
  },
};
