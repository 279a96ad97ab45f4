import { createServer, type Server, type Socket } from 'node:net';

/** What a hand-written port says: at once, and to what it hears. */
export interface SpokenPort {
  readonly port: number;
  readonly greeting?: Uint8Array | string;
  /** Undefined: nothing, and the connection stays. */
  readonly answer?: (said: string) => Uint8Array | string | undefined;
  /** Hang up after the first answer. */
  readonly closes?: boolean;
}

/** A device of a few ports which say what they are told, byte by byte. */
export async function startSpokenDevice(address: string, ports: readonly SpokenPort[]): Promise<{ stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const servers = await Promise.all(ports.map((spoken) => listen(address, spoken, sockets)));
  return {
    async stop() {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
    },
  };
}

function listen(address: string, { port, greeting, answer, closes = false }: SpokenPort, sockets: Set<Socket>): Promise<Server> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    if (greeting !== undefined) socket.write(greeting);
    socket.on('data', (chunk) => {
      const said = answer?.(chunk.toString('latin1'));
      if (said === undefined) return;
      if (closes) socket.end(said);
      else socket.write(said);
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => resolve(server));
  });
}

/** An HTTP answer with these headers and this body. */
export const httpSays = (headers: readonly string[], body: string) => (said: string) =>
  /^[A-Z]+ \S+ HTTP\//.test(said)
    ? `HTTP/1.1 200 OK\r\n${headers.map((line) => `${line}\r\n`).join('')}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`
    : undefined;
