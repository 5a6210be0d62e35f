// The manifest: names, permissions and the reasons for them.
import { RESOLVER_HOSTS } from '../dns/providers.ts';
