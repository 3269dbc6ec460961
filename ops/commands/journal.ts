/** `npm run ops -- journal verify | rebuild | republish`. */
import { type Command, UsageError } from '../command.ts';
import { rebuildCommand } from '../journal/rebuild-command.ts';
import { republishCommand } from '../journal/republish-command.ts';
import { verifyCommand } from '../journal/verify-command.ts';

const subcommands: { readonly [name: string]: Command['run'] } = {
  verify: verifyCommand,
  rebuild: rebuildCommand,
  republish: republishCommand,
};

export const command: Command = {
  summary: 'fold journals against heads; rebuild a head; send a span again',
  usage: `usage: npm run ops -- journal verify    --context <name> [--aggregate <name>] (--id <id> | --all [--resume <place>]) [--json]
       npm run ops -- journal rebuild   --context <name> --aggregate <name> --id <id> [--yes]
       npm run ops -- journal republish --context <name> --aggregate <name> --id <id> [--from <version>] [--to <version>] [--yes]
       npm run ops -- journal republish --context <name> [--aggregate <name>] --since <when> [--until <when>] [--resume <place>] [--yes]

verify     changes nothing; --all scans the table, which costs reads. Exit code 1 when something differs.
rebuild    writes one head as its last commit left it, if nobody else wrote it meanwhile; asks before.
republish  sends messages again with the ids of the first time, and deadlines too; consumers take repeats once; asks
           before. <when> is how long ago (15m, 2h, 3d) or a time in ISO 8601.
A run with --all or --since prints, page by page, the place from which --resume goes on; Ctrl-C stops after a page.`,
  run: async ([name = '', ...words], connection, say) => {
    const subcommand = Object.hasOwn(subcommands, name) ? subcommands[name] : undefined;
    if (subcommand === undefined) {
      throw new UsageError(
        `expected journal ${Object.keys(subcommands).join(', ')}; got ${name || 'nothing'}`,
      );
    }
    return subcommand(words, connection, say);
  },
};
