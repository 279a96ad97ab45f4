import { setTimeout as wait } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { LOCK_MESSAGE, NO_ANSWER_IN_TIME } from '../../../check/login-attempt.ts';
import { attemptWatch, type Dialogue, opened } from './dialogue.ts';
import { speaksOfLock } from './lock-message.ts';
import { type Talk, talkOver } from './talk.ts';

const asksUser = /(?:login|user(?:[ _-]?(?:name|id))?|account|ユーザ[^\r\n]{0,8}|ログイン[^\r\n]{0,8})\s*[:>：]\s*$/i;
const asksPassword = /(?:pass(?:word|wd|code|phrase)?|パスワード)[^\r\n]{0,40}[:>：]\s*$/i;
const saysNo = /incorrect|fail|invalid|denied|bad |wrong|error|not (?:allowed|authori[sz]ed)|refused|失敗|誤|違い|拒否/i;
const isPrompt = /[#$%>\]]\s*$/;
/** Quiet for so long, and nothing more is coming. */
const SETTLED_MS = 200;
/** A prompt that follows a refusal follows soon. */
const PROMPT_MS = 2_500;

/** One password over Telnet (RFC 854): every option is refused, prompts are recognised in English and Japanese, and what follows the password is read until it is quiet. */
export const telnet: Dialogue<'telnet'> = async (around, login, { user, password }) => {
  const watch = attemptWatch();
  const line = await opened(around, login);
  if ('failed' in line) return watch.ended(...line.failed);
  const { signal, timeoutMs } = around;
  const talk = talkOver(line.socket, signal);
  const reader = telnetReader(talk);
  try {
    const first = await reader.until((text) => asksUser.test(text) || asksPassword.test(text), timeoutMs);
    if (first.why === 'closed') return watch.ended(speaksOfLock(Buffer.from(first.text)) ? 'throttled' : 'dropped', 'before the password');
    if (first.why !== 'enough') return watch.ended('unclear', isPrompt.test(first.text) ? 'a prompt without any password' : 'no prompt');
    if (!asksPassword.test(first.text)) {
      talk.send(lineOf(user));
      const second = await reader.until((text) => asksPassword.test(text) || saysNo.test(text), timeoutMs);
      if (second.why === 'closed') return watch.ended('dropped', 'before the password');
      if (second.why !== 'enough' || !asksPassword.test(second.text))
        return watch.ended(speaksOfLock(Buffer.from(second.text)) ? 'throttled' : 'unclear', 'no password asked');
    }
    watch.passwordSent();
    talk.send(lineOf(password));
    const isDone = (text: string) => isPrompt.test(text) || asksUser.test(text) || asksPassword.test(text);
    const answer = await reader.until((text) => isDone(text) || saysNo.test(text) || speaksOfLock(Buffer.from(text)), timeoutMs);
    watch.answered();
    // "Last failed login" stands in many a welcome: what counts is how it ends.
    const more = isDone(answer.text) || answer.why !== 'enough' ? '' : (await reader.until(isDone, PROMPT_MS)).text;
    const text = `${answer.text}${more}`.replaceAll(password, '');
    if (asksUser.test(text) || asksPassword.test(text) || !isPrompt.test(text)) {
      if (speaksOfLock(Buffer.from(text))) return watch.ended('throttled', LOCK_MESSAGE);
      if (isDone(text) || saysNo.test(text)) return watch.ended('refused', 'asked again or said no');
    } else return watch.ended('accepted', 'a prompt');
    if (answer.why === 'closed') return watch.ended('dropped', 'after the password');
    return watch.ended('unclear', answer.why === 'timed-out' ? NO_ANSWER_IN_TIME : answer.why);
  } finally {
    line.end();
  }
};

const lineOf = (text: string): Buffer => Buffer.from(`${text}\r\n`, 'utf8');

/** Reads text, and answers each option that the device wants (RFC 855) with a refusal, once. */
function telnetReader(talk: Talk) {
  const refused = new Set<string>();
  return {
    /** Until the text fits and nothing follows it for a moment. */
    async until(isEnough: (text: string) => boolean, timeoutMs: number) {
      let raw: Buffer = Buffer.alloc(0);
      const text = () => {
        const parsed = withoutCommands(raw);
        for (const [verb, option] of parsed.wanted) {
          const key = `${verb} ${option}`;
          // WILL (251) is answered with DONT (254), DO (253) with WONT (252).
          if (!refused.has(key)) talk.send(Buffer.from([255, verb === 251 ? 254 : 252, option]));
          refused.add(key);
        }
        return parsed.text;
      };
      const look = (heard: Buffer) => {
        raw = heard;
        return isEnough(text());
      };
      let why = await talk.until(look, timeoutMs);
      for (let length = -1; why === 'enough' && length !== raw.length; ) {
        length = raw.length;
        await wait(SETTLED_MS / 2);
        why = await talk.until(look, SETTLED_MS);
      }
      const found = text();
      talk.take();
      return { why, text: found };
    },
  };
}

/** Text without commands, and the options that were asked for: [WILL or DO, option]. */
export function withoutCommands(raw: Buffer): { readonly text: string; readonly wanted: readonly (readonly [number, number])[] } {
  const kept: number[] = [];
  const wanted: [number, number][] = [];
  for (let at = 0; at < raw.length; at++) {
    const byte = raw[at] ?? 0;
    if (byte !== 255) {
      if (byte !== 0) kept.push(byte);
      continue;
    }
    const command = raw[at + 1] ?? 0;
    if (command === 255) kept.push(255);
    if ((command === 251 || command === 253) && at + 2 < raw.length) wanted.push([command, raw[at + 2] ?? 0]);
    if (command === 250) {
      const end = raw.indexOf(Buffer.from([255, 240]), at);
      at = end < 0 ? raw.length : end + 1;
    } else at += command >= 251 && command <= 254 ? 2 : 1;
  }
  // Colours are no part of a prompt.
  return { text: stripVTControlCharacters(Buffer.from(kept).toString('utf8')), wanted };
}
