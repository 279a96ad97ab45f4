import type { Day } from '../rules/day.ts';

/** Streams of what people without an account said; named by the reference number that each was given. */
export const voiceStream = (reference: string): string => `voice:${reference}`;

/** A reference number as it was given, from what somebody typed; empty when it is none. */
export const asReference = (typed: string): string => {
  const letters = typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  return letters.length === 12 ? `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}` : '';
};

/** A doubt, a misuse of the mark, or a buyer's question to the holder. */
export const VOICE_KINDS = ['doubt', 'misuse', 'question'] as const;
export type VoiceKind = (typeof VOICE_KINDS)[number];

/** Under whose name the words of the public are kept as documents: nobody's organisation. */
export const PUBLIC_WORDS = 'public:voices';

/** What happens to a voice. Words are hashes of documents that can be erased, never text. */
export type VoiceEvent =
  | {
      readonly type: 'VoiceReceived';
      readonly data: {
        readonly attestation: string;
        readonly scheme: string;
        readonly organisation: string;
        readonly kind: VoiceKind;
        readonly ground?: string;
        readonly words: string;
        readonly contact?: string;
      };
    }
  | { readonly type: 'VoiceTakenUp'; readonly data: { readonly outcome: string } }
  | { readonly type: 'VoiceClosed'; readonly data: { readonly outcome: string } }
  | { readonly type: 'VoiceAnswered'; readonly data: { readonly outcome: string } }
  | { readonly type: 'VoiceContactErased'; readonly data: Readonly<Record<string, never>> };

/** A voice as its events make it. */
export interface Voice {
  readonly reference: string;
  readonly version: number;
  readonly attestation: string;
  readonly scheme: string;
  readonly organisation: string;
  readonly kind: VoiceKind;
  readonly ground?: string;
  /** Hashes of documents. */
  readonly words: string;
  readonly contact?: string;
  readonly state: 'open' | 'taken-up' | 'closed' | 'answered';
  readonly receivedOn: Day;
  readonly receivedAt: string;
  /** Hash of what the one who spoke is told. */
  readonly outcome?: string;
  readonly concludedOn?: Day;
}

interface Recorded {
  readonly event: VoiceEvent;
  readonly on: Day;
  readonly at: string;
}

const STATES = { VoiceTakenUp: 'taken-up', VoiceClosed: 'closed', VoiceAnswered: 'answered' } as const;

/** The voice that its events make; undefined when there are none. */
export function evolveVoice(reference: string, events: readonly Recorded[]): Voice | undefined {
  let voice: Voice | undefined;
  events.forEach(({ event, on, at }, index) => {
    if (event.type === 'VoiceReceived') {
      voice = { ...event.data, reference, version: 1, state: 'open', receivedOn: on, receivedAt: at };
    } else if (voice && event.type === 'VoiceContactErased') {
      const { contact: _gone, ...kept } = voice;
      voice = { ...kept, version: index + 1 };
    } else if (voice && event.type !== 'VoiceContactErased') {
      voice = { ...voice, version: index + 1, state: STATES[event.type], outcome: event.data.outcome, concludedOn: on };
    }
  });
  return voice;
}
