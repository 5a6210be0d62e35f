// Rental servers whose customers often forward mail into Gmail: named so that the card can ask "is this yours?".

interface RentalHost {
  name: string;
  /** reverse names of their servers end with one of these */
  domains: readonly string[];
}

/**
 * Naming is all that happens: everybody may rent there, an attacker too, so none of these ever vouches by itself.
 */
export const RENTAL_HOSTS: readonly RentalHost[] = [
  { name: 'Sakura', domains: ['sakura.ne.jp', 'sakura.ad.jp'] },
  { name: 'Xserver', domains: ['xserver.jp', 'xserver.ne.jp', 'xsrv.jp'] },
  { name: 'ConoHa WING', domains: ['conoha.ne.jp', 'conoha.io', 'cnode.io'] },
  { name: 'Lolipop', domains: ['lolipop.jp', 'lolipop.ne.jp'] },
  { name: 'Nifty', domains: ['nifty.com', 'nifty.ne.jp'] },
];
