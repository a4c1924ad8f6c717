/** A dashboard in its tab: asks the server for what it shows, says it to the page, and leads from there to the documents. */
import * as vscode from 'vscode';
import { State } from 'vscode-languageclient';
import {
  type DashboardAnswer,
  type DashboardFrame,
  type DashboardParams,
  type DashboardPlacesAnswer,
  type DashboardPlacesParams,
  dashboardClosedNotification,
  dashboardPlacesRequest,
  dashboardRequest,
} from '../../server/protocol/dashboard.ts';
import { contentLanguage, whenLanguageChanges } from '../content-language.ts';
import { Newest } from '../newest.ts';
import { told } from '../refused.ts';
import { couldNot, type Server } from '../server.ts';
import type { DashboardState, FromDashboard, ToDashboard } from '../webview/dashboard/messages.ts';
import type { SpokenPage } from '../webview-page.ts';
import { openPlaces } from './places.ts';
import { saveDashboard } from './save.ts';
import { dashboardTitle } from './words.ts';

/** Numbers dashboards, for the server. */
let last = 0;

/** Has a life cycle: from the opening of the tab to its closing. */
export class DashboardPanel {
  private readonly name = `dashboard-${++last}`;
  private readonly registrations: readonly vscode.Disposable[];
  private frame: DashboardFrame | undefined;
  /** Of what the page has; 0 for nothing. */
  private revision = 0;
  /** Whether the page runs and is seen: nobody asks for one that is not. */
  private isReady = false;
  private listAgain = false;
  private readonly newest: Newest<DashboardAnswer | null>;
  private readonly closed = new vscode.EventEmitter<void>();
  readonly onClosed = this.closed.event;
  readonly panel: vscode.WebviewPanel;

  constructor(
    private readonly page: SpokenPage,
    private state: DashboardState,
    private readonly server: Server,
  ) {
    const { panel } = page;
    this.panel = panel;
    this.newest = new Newest(
      () => this.isReady,
      () => this.question(),
      (answer) => this.answered(answer),
      (error) => this.failed(error),
    );
    this.registrations = [
      this.closed,
      panel.webview.onDidReceiveMessage((message: FromDashboard) => this.take(message)),
      panel.onDidChangeViewState(() => {
        // A page that is hidden is gone; it says when it runs again.
        if (!panel.visible) this.isReady = false;
      }),
      panel.onDidDispose(() => this.dispose()),
      whenLanguageChanges(() => this.speak()),
      server.onChanged(({ packages }) => {
        const home = this.frame?.home;
        if (packages && home !== undefined && !packages.includes(home)) return;
        this.listAgain ||= packages === undefined;
        void this.newest.ask();
      }),
      server.client.onDidChangeState(({ newState }) => {
        if (newState !== State.Running) return;
        // What it was sent, only the server of before knew.
        this.revision = 0;
        void this.newest.restarted();
      }),
    ];
    this.speak();
  }

  /** Shows another package, or all. */
  show(state: DashboardState): void {
    this.state = state;
    this.speak();
    this.frame = undefined;
    this.revision = 0;
    this.say({ is: 'state', state });
    void this.newest.anew();
  }

  private take(message: FromDashboard): void {
    switch (message.is) {
      case 'ready':
        this.isReady = true;
        this.show(this.state);
        return;
      case 'package':
        this.show(message.uri === undefined ? {} : { uri: message.uri });
        return;
      case 'place':
        told(this.lead(message));
        return;
      case 'export':
        told(saveDashboard(this.server, this.frame?.home, message.to));
    }
  }

  private async lead({ section, place }: Pick<DashboardPlacesParams, 'section' | 'place'>): Promise<void> {
    const answer = await this.server.client.sendRequest<DashboardPlacesAnswer | null>(dashboardPlacesRequest, {
      dashboard: this.name,
      section,
      place,
    } satisfies DashboardPlacesParams);
    if (answer?.home !== undefined) this.show({ uri: answer.home });
    else await openPlaces(answer?.places ?? [], this.panel.viewColumn);
  }

  private question(): Promise<DashboardAnswer | null> {
    const { state, revision, listAgain } = this;
    this.listAgain = false;
    return this.server.client.sendRequest<DashboardAnswer | null>(dashboardRequest, {
      dashboard: this.name,
      ...state,
      revision,
      ...(listAgain ? { listAgain } : {}),
    } satisfies DashboardParams);
  }

  /** @returns that there is no more to ask for */
  private answered(answer: DashboardAnswer | null): false {
    this.revision = answer?.revision ?? 0;
    if (answer?.frame) this.framed(answer.frame);
    this.say(answer ? { is: 'answer', answer } : { is: 'nothing' });
    return false;
  }

  /** A server that ended is asked again when it runs: until then what is shown stays, if anything is. */
  private failed(error: unknown): void {
    this.revision = 0;
    if (couldNot(error) || !this.frame) this.say({ is: 'failed' });
  }

  private framed(frame: DashboardFrame): void {
    this.frame = frame;
    this.entitle();
  }

  private entitle(): void {
    const { frame } = this;
    const name = frame?.packages.find(({ uri }) => uri === frame.home)?.label;
    this.panel.title = dashboardTitle({ name })(contentLanguage(this.about));
  }

  /** The resource whose language counts. */
  private get about(): string | undefined {
    return this.frame?.home ?? this.state.uri;
  }

  /** Its words are in the language of what it tells. A page that is drawn anew says when it runs. */
  private speak(): void {
    if (!this.page.speak(contentLanguage(this.about))) return;
    this.isReady = false;
    this.entitle();
  }

  private say(message: ToDashboard): void {
    if (this.isReady) void this.panel.webview.postMessage(message);
  }

  private dispose(): void {
    this.isReady = false;
    this.closed.fire();
    void this.server.client.sendNotification(dashboardClosedNotification, { dashboard: this.name }).catch(() => {});
    for (const registration of this.registrations) registration.dispose();
  }
}
