import { writeFile } from 'node:fs/promises';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import type { SecureVersion } from 'node:tls';
import type { Place, Running } from '../fixture.ts';
import { type Camera, type Faults, makeCamera } from './camera.ts';
import { cameraPages } from './camera-web.ts';
import { firmwareImage } from './firmware.ts';

export interface CameraMake {
  readonly faults: Faults;
  readonly password: string;
  readonly factory: string;
  /** Name of its web server, as it tells it. */
  readonly server: string;
  readonly https: { readonly key: string; readonly cert: string; readonly oldest: SecureVersion; readonly ciphers?: string };
  /** Pages without TLS as well. */
  readonly http?: true;
  /** A prompt that nobody declared. */
  readonly telnet?: true;
  profile(place: Place): string;
  /** The page of its vendor about vulnerabilities, and its security.txt. */
  readonly vendor: { readonly policy: string; readonly securityTxt: string };
}

/** A camera that runs, and what a person can do to it: the same that a hand does to a real one. */
export interface RunningCamera extends Running {
  readonly camera: Camera;
  /** Pulls the plug and puts it back. */
  cutPower(): Promise<void>;
  /** Unplugs the network and plugs it in again. */
  cutNetwork(): Promise<void>;
  /** Holds the button on its back. */
  erase(): Promise<void>;
}

export const HTTP_PORT = 18_080;
export const HTTPS_PORT = 18_443;
export const TELNET_PORT = 18_023;
/** Where the vendor's site is played: on the same address, beside the ports of the camera. */
export const VENDOR_PORT = 17_980;
const START_MS = 1_200;

/** Starts a camera on the address of its place. */
export async function runCamera(make: CameraMake, place: Place): Promise<RunningCamera> {
  const camera = makeCamera(make);
  const live = new Set<Socket>();
  let servers: readonly Server[] = [];
  let isEnded = false;
  const restart = async (meanwhile: () => void) => {
    await down();
    meanwhile();
    pages.endSessions();
    await new Promise((resolve) => setTimeout(resolve, START_MS));
    if (!isEnded) await up();
  };
  const pages = cameraPages(camera, make.faults, make.server, () => {
    setTimeout(() => void restart(() => undefined), 50);
  });
  const up = async () => {
    const { key, cert, oldest, ciphers } = make.https;
    const web = createHttps({ key, cert, minVersion: oldest, ...(ciphers ? { ciphers } : {}) }, pages.answer);
    servers = await Promise.all([
      listening(web, HTTPS_PORT, place.address, live),
      ...(make.http ? [listening(createHttp(pages.answer), HTTP_PORT, place.address, live)] : []),
      ...(make.telnet ? [listening(createServer(telnetPrompt), TELNET_PORT, place.address, live)] : []),
    ]);
  };
  const down = async () => {
    const closing = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
    servers = [];
    for (const socket of live) socket.destroy();
    await Promise.all(closing);
  };
  await up();
  const vendor = await listening(createHttp(vendorSite(make.vendor)), VENDOR_PORT, place.address, new Set());
  await writeFile(path.join(place.folder, 'firmware.bin'), firmwareImage('2.4.1'));
  return {
    camera,
    profile: make.profile(place),
    secrets: { CAMERA_PASSWORD: make.password, CAMERA_FACTORY_PASSWORD: make.factory },
    cutPower: () => restart(() => camera.losePower()),
    cutNetwork: () => restart(() => undefined),
    erase: () => restart(() => camera.erase()),
    async stop() {
      isEnded = true;
      await down();
      vendor.close();
    },
  };
}

const vendorSite =
  ({ policy, securityTxt }: CameraMake['vendor']): RequestListener =>
  ({ url }, response) => {
    if (url === '/security') response.setHeader('content-type', 'text/html; charset=utf-8').end(`<h1>Security</h1>${policy}`);
    else if (url === '/.well-known/security.txt') response.setHeader('content-type', 'text/plain; charset=utf-8').end(securityTxt);
    else response.writeHead(404).end();
  };

function listening(server: Server, port: number, address: string, live: Set<Socket>): Promise<Server> {
  server.on('connection', (socket: Socket) => {
    live.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => live.delete(socket));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => resolve(server));
  });
}

/** Asks for a name and a password for ever, and lets nobody in. */
function telnetPrompt(socket: Socket): void {
  let asks: 'user' | 'password' = 'user';
  socket.write('\r\nIPCAM login: ');
  socket.on('data', (heard) => {
    if (!heard.includes(0x0a) && !heard.includes(0x0d)) return;
    asks = asks === 'user' ? 'password' : 'user';
    socket.write(asks === 'password' ? 'Password: ' : '\r\nLogin incorrect\r\nIPCAM login: ');
  });
}
