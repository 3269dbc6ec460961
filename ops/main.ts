/** `npm run ops -- <command> [--env <name>]`: what operators do, by its name among `ops/commands/`. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Command, UsageError } from './command.ts';
import { connect } from './connection.ts';

const folder = join(import.meta.dirname, 'commands');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => basename(file, '.ts'))
  .sort();

const commandNamed = async (name: string): Promise<Command | undefined> => {
  const path = join(folder, `${name}.ts`);
  if (!names.includes(name) || !existsSync(path)) return undefined;
  const module: { readonly command: Command } = await import(pathToFileURL(path).href);
  return module.command;
};

const overview = async (): Promise<string> => {
  const lines = await Promise.all(
    names.map(async (name) => `  ${name.padEnd(10)} ${(await commandNamed(name))?.summary}`),
  );
  return ['usage: npm run ops -- <command> [--env <name>] ...', ...lines].join('\n');
};

const say = (line: string): void => console.log(line);

// Whoever reads the beginning only, as `head` does, has read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const run = async (words: readonly string[]): Promise<number> => {
  const at = words.indexOf('--env');
  const env = at < 0 ? 'local' : words[at + 1];
  const [name = '', ...rest] = at < 0 ? words : words.filter((_, index) => index !== at && index !== at + 1);
  const command = await commandNamed(name);
  if (command === undefined || env === undefined) {
    console.error(await overview());
    return name === '' ? 0 : 2;
  }
  if (rest.includes('--help')) {
    say(command.usage);
    return 0;
  }
  try {
    return await command.run(rest, await connect(env), say);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${command.usage}`);
    return 2;
  }
};

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
