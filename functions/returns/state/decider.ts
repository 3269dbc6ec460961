/** What is known of a return: how far it has come, which command is out, and whose reply is due. */
import type {
  ReturnEvent,
  ReturnLine,
  ReturnRequested,
} from '../../../schemas/returns/return/contract.gen.ts';

export type Step = 'taking-back' | 'refunding' | 'releasing' | 'sending-back';

/** Where the units of a line are: on their way to us, set aside, for sale again, or on their way back. */
export type LineStatus = 'awaited' | 'taken-back' | 'released' | 'sent-back';

/** What was asked of another context, and is not answered. */
export interface Out {
  readonly step: Step;
  /** How often it was asked for, from 1; 0 while nothing was asked for yet. */
  readonly attempt: number;
  readonly askedAt: number;
  /** Since when a person is asked to look. */
  readonly escalatedAt?: number;
}

interface Known {
  readonly request: ReturnRequested;
  readonly lines: { readonly [sku: string]: LineStatus };
}

export interface Underway extends Known {
  readonly status: 'underway';
  readonly warehouse: string;
  readonly out: Out;
  /** Why payment refused; empty while it did not. */
  readonly refusal: string;
}

export type ReturnState =
  | { readonly status: 'new' }
  | (Known & { readonly status: 'requested' })
  | Underway
  | (Known & { readonly status: 'completed' | 'rejected' | 'expired'; readonly endedAt: number });

/** What the units of a line are while the reply about them is due; a refund is not about lines. */
const before: { readonly [step in Step]: LineStatus | undefined } = {
  'taking-back': 'awaited',
  refunding: undefined,
  releasing: 'taken-back',
  'sending-back': 'taken-back',
};

/** The lines whose reply is due in a step. */
export const dueIn = (step: Step, { request, lines }: Pick<Known, 'request' | 'lines'>) =>
  request.lines.filter(({ sku }): boolean => lines[sku] === before[step]);

export const withLine = <State extends Known>(state: State, sku: string, status: LineStatus): State => ({
  ...state,
  lines: { ...state.lines, [sku]: status },
});

/** By the event that asks for it. */
export const stepOf = {
  ReturnStockRequested: 'taking-back',
  ReturnRefundRequested: 'refunding',
  ReturnReleaseRequested: 'releasing',
  ReturnSendBackRequested: 'sending-back',
} as const satisfies Partial<Record<ReturnEvent['type'], Step>>;

/** By the event that says so. */
const statusOf = {
  ReturnLineTakenBack: 'taken-back',
  ReturnLineReleased: 'released',
  ReturnLineSentBack: 'sent-back',
} as const satisfies Partial<Record<ReturnEvent['type'], LineStatus>>;

export const evolve = (state: ReturnState, { type, data }: ReturnEvent): ReturnState => {
  switch (type) {
    case 'ReturnRequested':
      return { status: 'requested', request: data, lines: all('awaited', data.lines) };
    case 'ReturnReceived':
      return state.status === 'requested' ? received(state, data) : state;
    case 'ReturnStockRequested':
    case 'ReturnRefundRequested':
    case 'ReturnReleaseRequested':
    case 'ReturnSendBackRequested':
      return state.status === 'underway' ? asked(state, stepOf[type], data) : state;
    case 'ReturnLineTakenBack':
    case 'ReturnLineReleased':
    case 'ReturnLineSentBack':
      return state.status === 'underway' ? withLine(state, data.sku, statusOf[type]) : state;
    case 'ReturnRefundFailed':
      return state.status === 'underway' ? { ...state, refusal: data.reason } : state;
    case 'ReturnEscalated':
      return state.status === 'underway' ? escalated(state, data.escalatedAt) : state;
    case 'ReturnCompleted':
      return ended(state, 'completed', data.completedAt);
    case 'ReturnRejected':
      return ended(state, 'rejected', data.rejectedAt);
    case 'ReturnExpired':
      return ended(state, 'expired', data.expiredAt);
    case 'ReturnRefunded':
      return state;
  }
};

const all = (status: LineStatus, lines: readonly ReturnLine[]): Known['lines'] =>
  Object.fromEntries(lines.map(({ sku }) => [sku, status]));

const received = (
  { request, lines }: Known,
  { warehouse, receivedAt }: { readonly warehouse: string; readonly receivedAt: number },
): Underway => ({
  status: 'underway',
  request,
  lines,
  warehouse,
  out: { step: 'taking-back', attempt: 0, askedAt: receivedAt },
  refusal: '',
});

/** A step that is asked for again stays escalated. */
const asked = (
  state: Underway,
  step: Step,
  { attempt, requestedAt: askedAt }: { readonly attempt: number; readonly requestedAt: number },
): Underway => {
  const earlier = state.out.step === step ? state.out : {};
  return { ...state, out: { ...earlier, step, attempt, askedAt } };
};

const escalated = (state: Underway, escalatedAt: number): Underway => ({
  ...state,
  out: { ...state.out, escalatedAt },
});

const ended = (
  state: ReturnState,
  status: 'completed' | 'rejected' | 'expired',
  endedAt: number,
): ReturnState => {
  if (state.status === 'new') return state;
  const { request, lines } = state;
  return { status, request, lines, endedAt };
};
