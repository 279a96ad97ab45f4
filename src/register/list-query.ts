import { z } from 'zod';
import type { RegisterQuery } from './list.ts';

/** What the list is asked for, as it stands in its address. */
export interface ListQuery {
  readonly words: string;
  readonly scheme: string;
  readonly level: string;
  readonly standing: '' | 'in-force' | 'ended';
  readonly order: 'newest' | 'name' | 'ends-first';
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
}

const PER_PAGE = 50;
/** No list goes further: what is further down is found by a condition, not by leafing. */
const LAST_PAGE = 200;

const Standing = z.enum(['in-force', 'ended']).or(z.literal('')).catch('');
const Order = z.enum(['newest', 'name', 'ends-first']).catch('newest');
const Page = z.coerce.number().int().min(1).max(LAST_PAGE).catch(1);

/** Reads the address; what it does not understand is left out, never refused: a shared link always shows a list. */
export function readListQuery(query: Readonly<Record<string, string>>): ListQuery {
  const [scheme = '', level = ''] = (query['level'] ?? '').includes(':')
    ? (query['level'] ?? '').split(':')
    : [query['scheme'] ?? '', query['level'] ?? ''];
  return {
    words: (query['q'] ?? '').trim().slice(0, 100),
    scheme,
    level,
    standing: Standing.parse(query['status'] ?? ''),
    order: Order.parse(query['order'] ?? ''),
    page: Page.parse(query['page'] ?? '1'),
    perPage: PER_PAGE,
  };
}

/** The address of a list, with only what differs from the plain list. */
export function queryString(query: ListQuery): string {
  const level = query.scheme === '' ? query.level : `${query.scheme}:${query.level}`;
  const said = {
    q: query.words,
    level,
    status: query.standing,
    order: query.order === 'newest' ? '' : query.order,
    page: query.page === 1 ? '' : String(query.page),
  };
  const spelled = new URLSearchParams(Object.entries(said).filter(([, value]) => value !== '')).toString();
  return spelled === '' ? '' : `?${spelled}`;
}

/** The list as asked of the read model. */
export const registerQuery = (query: ListQuery, limit = query.perPage, offset = (query.page - 1) * query.perPage): RegisterQuery => ({
  ...(query.words ? { words: query.words } : {}),
  ...(query.scheme ? { scheme: query.scheme } : {}),
  ...(query.level ? { level: query.level } : {}),
  ...(query.standing ? { standing: query.standing } : {}),
  order: query.order,
  limit,
  offset,
});
