export const root: string;
export function isNewEnough(version: string): boolean;
export function install(): void;
export function newNode(): string;
export function run(script: string, args?: readonly string[]): Promise<number>;
