/** A step as the functions are told of it. */
import * as z from '../platform/zod.ts';

export const sagaStep = z.strictObject({
  step: z.string().check(z.minLength(1)),
  waitsFor: z.string().check(z.minLength(1)),
  thresholdMinutes: z.int().check(z.positive()),
});

export type SagaStep = Readonly<z.infer<typeof sagaStep>>;

/** @param now milliseconds since 1970 */
export const isStuck = ({ thresholdMinutes }: SagaStep, since: number | undefined, now: number): boolean =>
  since !== undefined && now - since > thresholdMinutes * 60_000;
