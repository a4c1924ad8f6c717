/** Questions in turn, in one place of the screen: counted, with the way back, and what was said before is there again. */
import * as vscode from 'vscode';

/** Where a question stands among the others. */
export interface Turn {
  readonly title: string;
  /** 1-based. */
  readonly step: number;
  readonly totalSteps: number;
}

/** `back` for the question before; undefined where the person gave up. */
export type Said<T> = T | 'back' | undefined;

/** Asks, knowing what was said so far, and gives what is known then. */
export type Question<Known> = (known: Known, turn: Turn) => Promise<Said<Known>>;

/** @returns what is known after the last question; undefined where the person gave up */
export async function askInTurn<Known extends object>(
  title: string,
  questions: readonly Question<Known>[],
  known: Known,
): Promise<Known | undefined> {
  let now = known;
  for (let at = 0; at < questions.length; ) {
    const said = await questions[at]?.(now, { title, step: at + 1, totalSteps: questions.length });
    if (said === undefined) return undefined;
    if (said === 'back') at = Math.max(0, at - 1);
    else {
      now = said;
      at++;
    }
  }
  return now;
}

export interface TextQuestion {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  /** Says what is wrong while it is typed; only what is an error keeps it from being accepted. */
  validate?(value: string): Promise<vscode.InputBoxValidationMessage | undefined> | vscode.InputBoxValidationMessage | undefined;
}

/** A line of text, trimmed. */
export function askText(
  turn: Turn,
  { prompt, placeholder = '', value = '', validate }: TextQuestion,
): Promise<Said<{ text: string }>> {
  const box = vscode.window.createInputBox();
  Object.assign(box, { prompt, placeholder, value });
  let newest = 0;
  /** Whether it may be accepted. What was typed meanwhile is judged in its own turn. */
  const judge = async (): Promise<boolean> => {
    const mine = ++newest;
    const found = await validate?.(box.value.trim());
    if (mine !== newest) return false;
    box.validationMessage = found;
    return found?.severity !== vscode.InputBoxValidationSeverity.Error;
  };
  return shown(box, turn, (accept) => {
    box.onDidChangeValue(judge);
    box.onDidAccept(async () => {
      if (await judge()) accept({ text: box.value.trim() });
    });
    if (value !== '') void judge();
  });
}

/** Several of a list, at least one. @param picked of `items`, chosen beforehand; @param atLeastOne what is said instead of taking none */
export function askSeveral<Item extends vscode.QuickPickItem>(
  turn: Turn,
  items: readonly Item[],
  {
    picked,
    placeholder,
    atLeastOne,
  }: { readonly picked: readonly Item[]; readonly placeholder: string; readonly atLeastOne: string },
): Promise<Said<readonly Item[]>> {
  const list = vscode.window.createQuickPick<Item>();
  Object.assign(list, { items, placeholder, canSelectMany: true, matchOnDescription: true, matchOnDetail: true });
  list.selectedItems = picked;
  return shown(list, turn, (accept) => {
    list.onDidAccept(() => {
      if (list.selectedItems.length > 0) accept(list.selectedItems);
      else Object.assign(list, { value: '', placeholder: atLeastOne });
    });
  });
}

/** One of a list. */
export function askOne<Item extends vscode.QuickPickItem>(
  turn: Turn,
  items: readonly Item[],
  placeholder: string,
): Promise<Said<Item>> {
  const list = vscode.window.createQuickPick<Item>();
  Object.assign(list, { items, placeholder });
  return shown(list, turn, (accept) => {
    list.onDidAccept(() => {
      const [item] = list.selectedItems;
      if (item) accept(item);
    });
  });
}

/** Shows an input until it is answered, left, or the way back is taken. */
function shown<T>(
  input: vscode.QuickInput & {
    buttons: readonly vscode.QuickInputButton[];
    onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
  },
  { title, step, totalSteps }: Turn,
  listen: (accept: (answer: T) => void) => void,
): Promise<Said<T>> {
  Object.assign(input, { title, step, totalSteps, ignoreFocusOut: true });
  if (step > 1) input.buttons = [vscode.QuickInputButtons.Back];
  return new Promise<Said<T>>((resolve) => {
    input.onDidTriggerButton(() => resolve('back'));
    input.onDidHide(() => resolve(undefined));
    listen(resolve);
    input.show();
  }).finally(() => input.dispose());
}
