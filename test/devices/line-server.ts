import { createServer, type Socket } from 'node:net';
import { directNetwork } from './direct-network.ts';

/** A server of a few lines: answers each piece that it hears with what `reply` gives; on a free port of 127.0.0.1. */
export async function startLineServer(reply: (heard: Buffer) => Buffer | 'hang-up' | undefined, greeting?: string) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    if (greeting !== undefined) socket.write(greeting);
    socket.on('data', (heard) => {
      const answer = reply(heard);
      if (answer === 'hang-up') socket.destroy();
      else if (answer !== undefined) socket.write(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('not bound');
  return {
    port: bound.port,
    network: directNetwork('127.0.0.1'),
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
