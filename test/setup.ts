import process from 'node:process';
import { MUTATION } from '../src/rules/load-book.ts';

// `npm run clauses -- --mutate` takes one guard out of a rule book here, and expects a test to notice.
const mutation = process.env['AKASHI_MUTATE'];
if (mutation !== undefined && mutation !== '') Reflect.set(globalThis, MUTATION, mutation);
