/** Requests of dashboards. What makes them is loaded with the first. */
import { fixed } from '../core/language.ts';
import type { DashboardOf } from './dashboard-of.ts';
import {
  type DashboardAnswer,
  type DashboardClosedParams,
  type DashboardFile,
  type DashboardFileParams,
  type DashboardParams,
  type DashboardPlacesAnswer,
  type DashboardPlacesParams,
  dashboardClosedNotification,
  dashboardFileRequest,
  dashboardPlacesRequest,
  dashboardRequest,
} from './protocol/dashboard.ts';
import type { Refused } from './protocol/refused.ts';
import type { Session } from './session.ts';

const nothing = fixed(
  'まとめるパッケージがありません。フォルダーを開いてから、もう一度実行してください。',
  'There is no package to report on. Open its folder, then run the command again.',
);

export function registerDashboardRequests(session: Session): void {
  const { connection, configuration, host } = session;
  /** By the client's names: what each was sent. */
  const kept = new Map<string, DashboardOf>();

  connection.onRequest(dashboardRequest, (params: DashboardParams) =>
    session.told<DashboardAnswer | null>(
      'dashboard',
      async () => {
        const { DashboardOf } = await host.loadExporter();
        const one = kept.get(params.dashboard) ?? new DashboardOf(session);
        kept.set(params.dashboard, one);
        return one.answer(params);
      },
      params.uri,
    ),
  );

  connection.onRequest(dashboardPlacesRequest, (params: DashboardPlacesParams) =>
    session.told<DashboardPlacesAnswer | null>(
      'dashboard places',
      async () => kept.get(params.dashboard)?.placesOf(params) ?? null,
    ),
  );

  connection.onRequest<DashboardFile | Refused, void>(dashboardFileRequest, async (params: DashboardFileParams) => {
    const language = await configuration.language(params.uri);
    return session.guarded<DashboardFile | Refused>(
      'dashboard file',
      () => ({ refused: nothing(language) }),
      async () => (await (await host.loadExporter()).dashboardFile(params, session)) ?? { refused: nothing(language) },
      params.uri,
    );
  });

  connection.onNotification(dashboardClosedNotification, ({ dashboard }: DashboardClosedParams) => void kept.delete(dashboard));
}
