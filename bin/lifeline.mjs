/**
 * Loaded before the server when bootstrap.mjs started it: descriptor 3 is a pipe that nobody writes to. When it ends,
 * bootstrap is gone (killed outright, with no chance to hand a signal on), and the server stops in order rather than
 * keep the port and the data folder with nobody watching it.
 */
import { Socket } from 'node:net';

try {
  const lifeline = new Socket({ fd: 3, readable: true, writable: false });
  lifeline.on('close', () => process.kill(process.pid, 'SIGTERM'));
  lifeline.on('error', () => {});
  lifeline.resume();
  lifeline.unref();
} catch {
  // No such descriptor: started by hand.
}
