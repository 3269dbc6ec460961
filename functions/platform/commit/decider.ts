/** What a decision is made of, and the one way a decider says no to its caller. */

/** A command or an event, as a plain value. */
export interface Message {
  readonly type: string;
  readonly data: object;
}

/** A command to oneself that is handled when its time has come. */
export interface Deadline<Command extends Message = Message> {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** It must change nothing when what it waits for has happened: nobody calls a deadline off. */
  readonly command: Command;
}

/** A command to another aggregate. */
export interface Entailed extends Message {
  /**
   * Names it within its sender, where it may be asked for again: whoever did it takes the same name for the same
   * command, and does it once. @default a name that no other command has
   */
  readonly id?: string;
}

/**
 * The rules of one aggregate, pure and total.
 *
 * - `decide` answers with the events that happened, none when the command changes nothing, or a refusal.
 * - `evolve` folds one event into the state; folding the journal gives the head's state.
 * - `sends` says which commands to other aggregates an event entails; they leave in the same commit.
 * - `deadlines` says which commands to itself an event entails at a later time; they leave in the same commit.
 */
export interface Decider<Command extends Message, State, Event extends Message> {
  readonly initial: State;
  readonly decide: (command: Command, state: State) => readonly Event[] | Refusal;
  readonly evolve: (state: State, event: Event) => State;
  readonly sends?: (event: Event) => readonly Entailed[];
  readonly deadlines?: (event: Event) => readonly Deadline<Command>[];
}

/** A no that only the caller must hear; nothing is written. Asking again helps only when the state has changed. */
export interface Refusal {
  readonly refused: string;
  readonly detail: string;
}

/** @param refused a word in kebab case, for programs; @param detail a sentence, for people. */
export const refuse = (refused: string, detail: string): Refusal => ({ refused, detail });

export const isRefusal = (answer: object): answer is Refusal => 'refused' in answer;
