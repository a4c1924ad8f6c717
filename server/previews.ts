/** Requests of previews. What makes them is loaded with the first. */
import type { PreviewOf } from './preview-of.ts';
import {
  type PreviewAnswer,
  type PreviewClosedParams,
  type PreviewParams,
  previewClosedNotification,
  previewRequest,
} from './protocol/preview.ts';
import type { Session } from './session.ts';

/** Previews kept at once; a client that opens more is sent everything anew where it comes back to the one asked for longest ago. */
const MOST = 8;

export function registerPreviewRequests(session: Session): void {
  const { connection, host } = session;
  /** By the client's names, the one asked for longest ago first. */
  const kept = new Map<string, PreviewOf>();

  connection.onRequest(previewRequest, (params: PreviewParams) =>
    session.told<PreviewAnswer | null>(
      'preview',
      async () => {
        const { PreviewOf } = await host.loadExporter();
        const snapshot = await session.snapshot(params.uri);
        if (!snapshot) return null;
        const preview = kept.get(params.preview) ?? new PreviewOf((uri, home) => host.io.readBytes(uri, home));
        kept.delete(params.preview);
        kept.set(params.preview, preview);
        for (const oldest of kept.keys()) if (kept.size > MOST) kept.delete(oldest);
        return preview.answer(params, snapshot);
      },
      params.uri,
    ),
  );

  connection.onNotification(previewClosedNotification, ({ preview }: PreviewClosedParams) => void kept.delete(preview));
}
