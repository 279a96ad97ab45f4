import { type Text, text } from '../../rules/text.ts';
import type { MemberStanding } from '../hearing.ts';

/** Addresses of the committee's pages, without the language. */
export const places = {
  meetings: '/committee',
  meeting: (on: string) => `/committee/meetings/${on}`,
  hearing: (id: string) => `/committee/hearings/${encodeURIComponent(id)}`,
} as const;

/** What a member did in a hearing, in words. */
export const standingWords: Readonly<Record<MemberStanding, Text>> = {
  'to-speak': text('あなたの意見はまだです', 'You have not given an opinion'),
  spoke: text('意見を述べました', 'You gave your opinion'),
  recused: text('審議を回避しました', 'You recused yourself'),
};
export const standingTones = { 'to-speak': 'action', spoke: 'good', recused: 'off' } as const satisfies Record<MemberStanding, string>;
