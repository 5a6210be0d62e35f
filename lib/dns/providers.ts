// The resolvers that a setting stands for; the table itself is in text/resolvers.ts.
import { PROVIDERS, type Provider } from '../text/resolvers.ts';

export { PROVIDERS, type Provider };

/**
 * The resolvers a setting stands for: `auto` is the whole table in order, an id that one row, anything
 * else the URL of one custom resolver. Exactly one is exactly one: nobody else is ever asked.
 */
export function chooseProviders(setting: string): readonly Provider[] {
  if (setting === 'auto') return PROVIDERS;
  const row = PROVIDERS.find((provider) => provider.id === setting);
  return [row ?? { id: 'custom', name: setting, url: setting }];
}
