/** A preview in its tab: asks the server for what it shows, says it to the page, and follows editor and page to where the other one is. */
import * as vscode from 'vscode';
import { State } from 'vscode-languageclient';
import {
  type PreviewAnswer,
  type PreviewForm,
  type PreviewFrame,
  type PreviewParams,
  previewClosedNotification,
  previewRequest,
} from '../../server/protocol/preview.ts';
import { contentLanguage, whenLanguageChanges } from '../content-language.ts';
import { Newest } from '../newest.ts';
import { told } from '../refused.ts';
import { couldNot, type Server } from '../server.ts';
import type { FromPreview, PreviewState, ToPreview } from '../webview/preview/messages.ts';
import type { SpokenPage } from '../webview-page.ts';
import { InStep } from './in-step.ts';
import { previewTitle } from './words.ts';

/** What is done with a form that is shown. */
export interface Hands {
  export(form: PreviewForm, audience: PreviewState['audience']): Promise<void>;
  print(form: PreviewForm, audience: PreviewState['audience']): Promise<void>;
}

/** Numbers previews, for the server. */
let last = 0;

/** Has a life cycle: from the opening of the tab to its closing. */
export class PreviewPanel {
  private readonly name = `preview-${++last}`;
  private readonly inStep: InStep;
  private readonly registrations: vscode.Disposable[];
  private frame: PreviewFrame | undefined;
  /** Of what the page has; 0 for nothing. */
  private revision = 0;
  /** Whether the page runs and is seen: nobody asks for one that is not. */
  private isReady = false;
  private readonly newest: Newest<PreviewAnswer | null>;
  private needsPictures = false;
  /** The first answer, asked for while the page is loaded; undefined once it was taken, and where it is of something else. */
  private early: Promise<PreviewAnswer | null | undefined> | undefined;
  private readonly closed = new vscode.EventEmitter<void>();
  readonly onClosed = this.closed.event;
  readonly panel: vscode.WebviewPanel;

  constructor(
    private readonly page: SpokenPage,
    private current: PreviewState,
    private readonly server: Server,
    private readonly hands: Hands,
  ) {
    const { panel } = page;
    this.panel = panel;
    this.inStep = new InStep((message) => this.say(message));
    this.newest = new Newest(
      () => this.isReady,
      () => this.question(),
      (answer) => this.answered(answer),
      (error) => this.failed(error),
    );
    this.registrations = [
      this.closed,
      this.inStep,
      panel.webview.onDidReceiveMessage((message: FromPreview) => this.take(message)),
      panel.onDidChangeViewState(() => this.seen()),
      panel.onDidDispose(() => this.dispose()),
      whenLanguageChanges(() => this.speak()),
      server.onChanged(({ packages }) => {
        if (packages && this.frame && !packages.includes(this.frame.home)) return;
        this.needsPictures ||= packages === undefined;
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
    if (panel.visible) this.early = this.request().catch(() => undefined);
  }

  get state(): PreviewState {
    return this.current;
  }

  /** Whether what it shows is made of an editor's file, among others. */
  shows(editor: vscode.TextEditor): boolean {
    return this.inStep.shownIn(editor) !== undefined;
  }

  /** Shows another file, form or audience. */
  show(state: PreviewState): void {
    const { uri, form, audience } = this.current;
    const isOther = uri !== state.uri || form !== state.form || audience !== state.audience;
    if (isOther) this.early = undefined;
    if (uri !== state.uri) {
      this.frame = undefined;
      this.revision = 0;
      this.inStep.follow([state.uri]);
    }
    this.current = state;
    this.speak();
    this.say({ is: 'state', state });
    void (isOther ? this.newest.anew() : this.newest.ask());
  }

  private take(message: FromPreview): void {
    const { current } = this;
    switch (message.is) {
      case 'ready':
        this.isReady = true;
        this.revision = 0;
        this.say({ is: 'state', state: current });
        void this.newest.anew();
        return;
      case 'form':
        this.show({ ...current, form: message.form });
        return;
      case 'audience':
        this.show({ ...current, audience: message.audience });
        return;
      case 'lock':
        this.show({ ...current, isLocked: message.isLocked });
        return;
      case 'scrolled':
        this.inStep.scrolled(message);
        return;
      case 'source':
        told(this.inStep.source(message, this.panel.viewColumn));
        return;
      case 'link':
        // The editor asks before it opens one.
        if (/^(?:https?:\/\/|mailto:)/i.test(message.href)) void vscode.env.openExternal(vscode.Uri.parse(message.href));
        return;
      case 'export':
      case 'print':
        if (this.chosen) told(this.hands[message.is](this.chosen, current.audience));
        return;
    }
  }

  private get chosen() {
    return this.frame?.forms.find(({ id }) => id === this.frame?.form);
  }

  /** A page that is hidden is gone; it says when it runs again. */
  private seen(): void {
    if (!this.panel.visible) this.isReady = false;
  }

  private async question(): Promise<PreviewAnswer | null> {
    const early = this.revision === 0 ? this.early : undefined;
    this.early = undefined;
    return (await early) ?? (await this.request());
  }

  /** @returns whether the findings are still to be asked for */
  private answered(answer: PreviewAnswer | null): boolean {
    const isFirst = this.revision === 0;
    if (!answer) {
      this.revision = 0;
      this.say({ is: 'nothing' });
      return false;
    }
    const isOther = answer.frame !== undefined && answer.frame.form !== this.frame?.form;
    this.revision = answer.revision;
    if (answer.frame) this.framed(answer.frame);
    this.say({ is: 'answer', answer });
    if (isFirst || isOther) this.inStep.begin();
    return isFirst;
  }

  /** A server that ended is asked again when it runs: until then what is shown stays, if anything is. */
  private failed(error: unknown): void {
    this.revision = 0;
    if (couldNot(error) || !this.frame) this.say({ is: 'failed' });
  }

  private request(): Promise<PreviewAnswer | null> {
    const { uri, form, audience } = this.current;
    const pictures = this.needsPictures;
    this.needsPictures = false;
    return this.server.client.sendRequest<PreviewAnswer | null>(previewRequest, {
      preview: this.name,
      uri,
      ...(form === undefined ? {} : { form }),
      audience,
      revision: this.revision,
      // The first look waits for no check.
      findings: this.revision > 0,
      ...(pictures ? { pictures } : {}),
    } satisfies PreviewParams);
  }

  private framed(frame: PreviewFrame): void {
    this.frame = frame;
    this.inStep.follow(frame.uris);
    this.panel.title = previewTitle({ form: this.chosen?.label })(contentLanguage(this.current.uri));
  }

  /** Its words are in the language of the document. A page that is drawn anew says when it runs. */
  private speak(): void {
    const language = contentLanguage(this.current.uri);
    if (!this.page.speak(language)) return;
    this.isReady = false;
    // What its form is called in this language it is told with its next answer.
    this.panel.title = previewTitle({ form: undefined })(language);
  }

  private say(message: ToPreview): void {
    if (this.isReady) void this.panel.webview.postMessage(message);
  }

  private dispose(): void {
    this.isReady = false;
    this.closed.fire();
    void this.server.client.sendNotification(previewClosedNotification, { preview: this.name }).catch(() => {});
    for (const registration of this.registrations) registration.dispose();
  }
}
