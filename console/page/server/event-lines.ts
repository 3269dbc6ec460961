/** Server-sent events out of a stream of text. https://html.spec.whatwg.org/multipage/server-sent-events.html */

export interface SentEvent {
  readonly name: string;
  readonly data: string;
}

/** @returns takes pieces as they come, and gives the events that are whole */
export const eventLines = () => {
  let rest = '';
  return (piece: string): readonly SentEvent[] => {
    const blocks = (rest + piece).split('\n\n');
    rest = blocks.pop() ?? '';
    return blocks.flatMap((block) => {
      const [, name] = /^event: (.*)$/m.exec(block) ?? [];
      const [, data] = /^data: (.*)$/m.exec(block) ?? [];
      return name === undefined || data === undefined ? [] : [{ name, data }];
    });
  };
};
