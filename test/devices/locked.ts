import { createServer, type Server } from 'node:net';

/** Takes a name that only one process at a time can have. The kernel gives it back when that process ends, however it ends. */
export async function locked(name: string): Promise<Server | undefined> {
  const { promise, resolve } = Promise.withResolvers<Server | undefined>();
  const server = createServer();
  server.unref();
  server.once('error', () => resolve(undefined));
  server.listen({ path: `\0${name}` }, () => resolve(server));
  return await promise;
}
