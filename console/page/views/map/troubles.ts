/** What is wrong just now, a line each, with where to look further. */
import type { ServiceState, Status } from '../../../answers/live.ts';

export interface Wrong {
  readonly says: string;
  /** Parts of the address of the view that tells more. */
  readonly to: readonly string[];
  readonly isBad: boolean;
  /** The node of the map that it is about, such as `context ordering`; none for a process. */
  readonly node?: string;
}

/** Who is this far behind is worth a look, and this far a worry: seconds. */
const late = 10;
const tooLate = 60;

export const troublesIn = (
  status: Status | undefined,
  services: readonly ServiceState[] = [],
): readonly Wrong[] => [
  ...services
    .filter(({ state }) => state !== 'running')
    .map(({ name, state }) => ({ says: `the ${name} is ${state}`, to: ['chaos'], isBad: true })),
  ...(status?.consumers ?? []).flatMap(behind),
  ...parked(status),
  ...(status?.contexts ?? []).flatMap(({ context, deadLetters, relay }) => [
    ...(deadLetters.count === 0
      ? []
      : [
          {
            says: `${deadLetters.count} dead letters of ${context}`,
            to: ['failures'],
            isBad: true,
            node: `context ${context}`,
          },
        ]),
    ...(/problem|fail/i.test(relay?.lastResult ?? '')
      ? [
          {
            says: `the relay of ${context}: ${relay?.lastResult}`,
            to: ['map', context],
            isBad: true,
            node: `context ${context}`,
          },
        ]
      : []),
  ]),
];

const behind = ({
  consumer,
  context,
  topic,
  lag,
  behindSeconds,
  missed,
}: Status['consumers'][number]): readonly Wrong[] => {
  const node = `context ${context}`;
  const lost = {
    says: `${consumer} missed ${missed} records of ${topic}`,
    to: ['topics', topic],
    isBad: true,
    node,
  };
  const seconds = lag === 0 ? 0 : (behindSeconds ?? tooLate);
  const slow = {
    says: `${consumer} is ${lag} records behind on ${topic}, ${Math.round(seconds)} s`,
    to: ['topics', topic],
    isBad: seconds >= tooLate,
    node,
  };
  return [...(missed > 0 ? [lost] : []), ...(seconds >= late ? [slow] : [])];
};

/** A consumer's keys are told once, though it has a row for each of its topics. */
const parked = (status: Status | undefined): readonly Wrong[] => {
  const once = new Map((status?.consumers ?? []).map((each) => [each.consumer, each]));
  return [...once.values()]
    .filter(({ parkedKeys }) => parkedKeys > 0)
    .map(({ consumer, context, parkedKeys }) => ({
      says: `${parkedKeys} parked ${parkedKeys === 1 ? 'key' : 'keys'} of ${consumer}`,
      to: ['failures'],
      isBad: true,
      node: `context ${context}`,
    }));
};
