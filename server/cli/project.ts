import type { Command } from 'commander';
import { foldAll } from '../figures/index.ts';
import { projectAll } from '../projection/index.ts';
import { print } from './output.ts';
import { withHouse } from './with-house.ts';

/** ./halfsky project: makes the lines of all matters anew (重新成行). A second time it writes nothing. Exit 2 where one is refused. */
export function projectCommand(program: Command): void {
  program
    .command('project')
    .description('重新成行:把全部事项对一遍,补上、更正它们在台账里形成的记录(再做一次不会多记)')
    .option('--json', '输出 JSON')
    .action(async (o: { json?: boolean }) => {
      await withHouse(async (house) => {
        const done = await projectAll(house.projection);
        await foldAll(house.store, house.registry());
        print(o.json, { ok: done.refused.length === 0, ...done }, () =>
          [
            `核对 ${done.matters} 件事项,写了 ${done.written} 行,${done.refused.length} 件没有成行`,
            ...done.refused.slice(0, 50).map((r) => `  ${r.where}:${r.message}`),
          ].join('\n'),
        );
        if (done.refused.length > 0) process.exitCode = 2;
      });
    });
}
