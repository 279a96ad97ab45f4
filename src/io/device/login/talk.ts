import type { Socket } from 'node:net';

/** Why waiting for bytes ended. */
export type Heard = 'enough' | 'closed' | 'timed-out' | 'too-much' | 'stopped';

/** A conversation over a connected socket, plain or inside TLS: everything heard is bounded in bytes and time. */
export interface Talk {
  send(data: string | Uint8Array): void;
  /** Waits until what was heard since the last `take` is enough. */
  until(isEnough: (heard: Buffer) => boolean, timeoutMs: number): Promise<Heard>;
  /** What was heard since the last time; afterwards nothing. */
  take(): Buffer;
  /** Stops listening and hands the socket on, for TLS in the middle of a conversation. */
  release(): Socket;
  end(): void;
}

const MAX_BYTES = 65_536;
const ENDS = ['end', 'close', 'error'] as const;

/** Begins to listen at once. What is sent after the device hung up is lost without a complaint. */
export function talkOver(socket: Socket, signal: AbortSignal): Talk {
  let heard: Buffer = Buffer.alloc(0);
  let closed = false;
  let look = () => {};
  const onData = (piece: Buffer) => {
    heard = Buffer.concat([heard, piece.subarray(0, MAX_BYTES - heard.length)]);
    look();
  };
  const onEnd = () => {
    closed = true;
    look();
  };
  socket.on('data', onData);
  for (const event of ENDS) socket.on(event, onEnd);
  return {
    send: (data) => {
      if (!closed) socket.write(data);
    },
    until(isEnough, timeoutMs) {
      const { promise, resolve } = Promise.withResolvers<Heard>();
      const timer = setTimeout(() => resolve('timed-out'), timeoutMs);
      const onStop = () => resolve('stopped');
      signal.addEventListener('abort', onStop, { once: true });
      look = () => {
        if (isEnough(heard)) resolve('enough');
        else if (heard.length >= MAX_BYTES) resolve('too-much');
        else if (closed) resolve('closed');
      };
      if (signal.aborted) onStop();
      else look();
      return promise.finally(() => {
        look = () => {};
        clearTimeout(timer);
        signal.removeEventListener('abort', onStop);
      });
    },
    take() {
      const taken = heard;
      heard = Buffer.alloc(0);
      return taken;
    },
    release() {
      socket.pause();
      socket.off('data', onData);
      for (const event of ENDS) socket.off(event, onEnd);
      // An error without a listener would end the process.
      socket.on('error', () => {});
      return socket;
    },
    end: () => socket.destroy(),
  };
}
