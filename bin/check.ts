/** `npm run check`: every gate, whatever the others say; what a gate prints is shown only when it fails. */
import { spawn } from 'node:child_process';
import { GATES, type Gate, ROOT } from './gates.ts';

export interface GateResult {
  readonly gate: Gate;
  readonly ok: boolean;
  readonly seconds: number;
  readonly output: string;
}

/** Runs one gate in the house's folder. */
export async function runGate(gate: Gate): Promise<GateResult> {
  const [command = '', ...args] = gate.command;
  const began = performance.now();
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (c) => resolve(c ?? 1));
  });
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  return { gate, ok: code === 0, seconds, output: Buffer.concat(chunks).toString('utf8') };
}

/** All gates, two at a time; prints one line for each and the words of those that fail. */
export async function runGates(): Promise<GateResult[]> {
  const waiting = [...GATES];
  const results: GateResult[] = [];
  const hand = async (): Promise<void> => {
    for (let gate = waiting.shift(); gate; gate = waiting.shift()) {
      const result = await runGate(gate);
      results.push(result);
      console.log(`${result.ok ? 'ok    ' : 'FAILED'} ${gate.name} (${result.seconds} s)`);
      if (!result.ok) console.log(result.output.trimEnd());
    }
  };
  await Promise.all([hand(), hand()]);
  return results;
}

if (import.meta.main) {
  const results = await runGates();
  process.exitCode = results.every((r) => r.ok) ? 0 : 1;
}
