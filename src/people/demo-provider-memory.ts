import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

const most = 2000;

/** What the demo provider remembers: in this process only, the oldest forgotten first. Each entry is used for minutes. */
export function memoryAdapter(): AdapterFactory {
  const kept = new Map<string, AdapterPayload>();
  const drop = (belongs: (payload: AdapterPayload) => boolean) => {
    for (const [key, payload] of kept) if (belongs(payload)) kept.delete(key);
  };
  return (model: string): Adapter => {
    const keyOf = (id: string) => `${model}:${id}`;
    const found = (matches: (payload: AdapterPayload) => boolean) =>
      Promise.resolve([...kept].find(([key, payload]) => key.startsWith(`${model}:`) && matches(payload))?.[1]);
    return {
      upsert: async (id, payload) => {
        kept.delete(keyOf(id));
        kept.set(keyOf(id), payload);
        const oldest = kept.size > most ? kept.keys().next().value : undefined;
        if (oldest !== undefined) kept.delete(oldest);
      },
      find: (id) => Promise.resolve(kept.get(keyOf(id))),
      findByUid: (uid) => found((payload) => payload.uid === uid),
      findByUserCode: (userCode) => found((payload) => payload.userCode === userCode),
      consume: async (id) => {
        const payload = kept.get(keyOf(id));
        if (payload) kept.set(keyOf(id), { ...payload, consumed: true });
      },
      destroy: async (id) => {
        kept.delete(keyOf(id));
      },
      revokeByGrantId: async (grantId) => drop((payload) => payload.grantId === grantId),
    };
  };
}
