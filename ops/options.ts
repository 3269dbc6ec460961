/** The options among a command's words. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { UsageError } from './command.ts';

/** @throws UsageError saying which word was not understood */
export const optionsIn = <Options extends ParseArgsOptionsConfig>(
  words: readonly string[],
  options: Options,
) => {
  try {
    return parseArgs({ args: [...words], options, strict: true, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};

/** @throws UsageError naming the option, when it is not a number or too small */
export const numberOf = (name: string, text: string, least = 0): number => {
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number) && number >= least) return number;
  throw new UsageError(`--${name} is ${text}; expected a number that is at least ${least}`);
};

/** @throws UsageError naming the option, when it was not given */
export const required = (name: string, value: string | undefined): string => {
  if (value !== undefined && value !== '') return value;
  throw new UsageError(`--${name} is missing`);
};
