/** What the page can ask the server for: a way in, and a function that answers. */
import type { ServerResponse } from 'node:http';

export interface Call {
  /** The parts of the path that its pattern names, decoded. */
  readonly part: (name: string) => string;
  readonly query: URLSearchParams;
  /** As JSON had it; undefined when there was none. */
  readonly body: unknown;
  /** Aborted when whoever asked has gone. */
  readonly signal: AbortSignal;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  /** Such as `/api/topics/:topic`. */
  readonly path: string;
  /** Whether it changes something; such a route is closed where only looking is allowed. */
  readonly changes: boolean;
  /** @returns what becomes JSON. @throws Problem for what the caller can mend */
  readonly answer?: (call: Call) => Promise<unknown>;
  /** In place of an answer: writes the response itself, until whoever asked has gone. */
  readonly stream?: (call: Call, response: ServerResponse) => void;
}

/** What whoever asked can do something about. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const reading = (path: string, answer: NonNullable<Route['answer']>): Route => ({
  method: 'GET',
  path,
  changes: false,
  answer,
});

/** Asks with a body, and changes nothing. */
export const asking = (path: string, answer: NonNullable<Route['answer']>): Route => ({
  method: 'POST',
  path,
  changes: false,
  answer,
});

export const changing = (path: string, answer: NonNullable<Route['answer']>): Route => ({
  method: 'POST',
  path,
  changes: true,
  answer,
});

export interface Found {
  readonly route: Route;
  readonly parts: ReadonlyMap<string, string>;
}

/** @returns undefined when nothing has that path; `method` when only another method has */
export const findRoute = (
  routes: readonly Route[],
  method: string,
  path: string,
): Found | 'method' | undefined => {
  const found = routes.flatMap((route) => {
    const parts = partsIn(route.path, path);
    return parts === undefined ? [] : [{ route, parts }];
  });
  return found.find(({ route }) => route.method === method) ?? (found.length > 0 ? 'method' : undefined);
};

const partsIn = (pattern: string, path: string): ReadonlyMap<string, string> | undefined => {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const parts = new Map<string, string>();
  for (const [index, word] of wanted.entries()) {
    const text = given[index] ?? '';
    if (word.startsWith(':')) parts.set(word.slice(1), decoded(text));
    else if (word !== text) return undefined;
  }
  return parts;
};

/** @throws Problem when it is not what a browser would have sent */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Problem(400, `${text} is no part of a path`);
  }
};
